"""The sweep page: a race at many learning rates at once; sweep_answers.py has what it asks for."""

from __future__ import annotations

import dash
from dash import ClientsideFunction, Input, Output, State, clientside_callback, dcc, html

import jobs.sweep  # noqa: F401  so that the tray knows this kind of job
from components.catalog import catalog
from components.chooser import chooser
from components.head import head
from components.icon import icon_button
from components.panel import CONFIG, surface_select
from components.programs import loss_path, methods_path
from components.scripts import opens
from components.undo import undo_buttons
from figures import empty_figure
from pages.answers import DRAWS_PATH
from pages.sweep_answers import SWEEPS_PATH, TABLE_PATH
from races.sweeps import HIGHEST, LOWEST, MAX_METHODS, MAX_RATES, MAX_VALUES
from races.theory import FORMULAS

dash.register_page(__name__, path="/sweep", title="Ravine: sweep the learning rate", name="Sweep", order=2)


def layout(**_: str) -> html.Div:
    """The page without its state; assets/sweep/sweep.mjs asks for that."""
    limits = {"lowest": LOWEST, "highest": HIGHEST, "rates": MAX_RATES, "values": MAX_VALUES, "methods": MAX_METHODS}
    routes = {"sweep": SWEEPS_PATH, "table": TABLE_PATH, "draws": DRAWS_PATH}
    paths = {name: dash.get_relative_path(path) for name, path in routes.items()}
    told = {
        "limits": limits,
        "paths": paths,
        "methods_path": methods_path(),
        "loss_path": loss_path(),
        "formulas": FORMULAS,
    }
    page = opens("/sweep", "sweep/sweep.mjs") | told
    return html.Div(
        [
            dcc.Location(id="sweep-location", refresh=False),
            dcc.Store(id="sweep-catalog", data=catalog() | page),
            dcc.Store(id="sweep-opened"),
            head(
                "Sweep",
                html.Span("Click on a point: that race is played.", className="hint"),
                undo_buttons(),
                icon_button("share", "Copy the link to this sweep", "sweep-share", word="Copy the link"),
                skips={"sweep-card": "chart", "sweep-desk": "controls"},
            ),
            html.Div(id="notices", **{"aria-live": "polite"}),
            html.Main([_chart(), _desk(), _table()], id="sweep-stage"),
            chooser(),
        ],
        id="sweep-page",
    )


#: What the marks of the chart mean (figures/sweeps).
KEY = (
    "Each curve: how far a method comes at each rate. Ring: the best rate. Cross: it diverges. Dashed: theory’s limit."
)


def _chart() -> html.Section:
    return html.Section(
        [
            html.Div(
                [
                    html.Div(id="sweep-measure", className="choice-line"),
                    html.Span("a click plays", className="symbol"),
                    html.Div(id="sweep-plays", className="choice-line"),
                ],
                className="sweep-head",
            ),
            html.Div(
                dcc.Graph(figure=empty_figure(), responsive=True, config=CONFIG),
                id="sweep-chart",
                role="img",
                **{"aria-label": "Sweep; the table below says the same in numbers"},
            ),
            html.Div(
                [
                    html.Span(id="sweep-wait-words"),
                    html.Button("Run it", type="button", className="primary", **{"data-action": "sweep-run"}),
                ],
                id="sweep-wait",
                role="status",
                hidden=True,
            ),
            html.P(KEY, className="sweep-key"),
            html.P(id="sweep-late", role="status"),
            html.P(id="sweep-note"),
        ],
        id="sweep-card",
        **{"aria-label": "Sweep"},
    )


def _desk() -> html.Aside:
    return html.Aside(
        [
            surface_select("sweep-surface", "Surface", "bottom-end"),
            html.Div(id="sweep-own"),
            html.Div(
                dcc.Graph(figure=empty_figure(), responsive=True, config=CONFIG),
                id="sweep-ground",
                role="img",
                **{"aria-label": "The surface; click to start there"},
            ),
            html.Div(id="sweep-start"),
            html.Div(id="sweep-surface-rows"),
            html.Div(id="sweep-rows"),
            html.Div(id="sweep-methods"),
            html.Div(
                icon_button("more", "Choose methods", "sweep-methods", "wordy methods"), className="racer-actions"
            ),
            html.Div(id="sweep-second"),
        ],
        id="sweep-desk",
        **{"aria-label": "Controls"},
    )


def _table() -> html.Section:
    return html.Section(
        [
            html.Div(
                [
                    html.H2("Best learning rates"),
                    icon_button("table", "Download every race of this sweep (CSV)", "sweep-csv"),
                ],
                className="standings-head",
            ),
            html.Div(html.Table(id="sweep-table", className="scoreboard"), className="sweep-scroll"),
        ],
        id="sweep-best",
        **{"aria-label": "Best learning rates"},
    )


clientside_callback(
    ClientsideFunction("ravine", "openPage"),
    Output("sweep-opened", "data"),
    Input("sweep-location", "search"),
    State("sweep-catalog", "data"),
)
clientside_callback(
    ClientsideFunction("ravine", "chooseSurface"),
    Output("sweep-surface", "value"),
    Input("sweep-surface", "value"),
    prevent_initial_call=True,
)
