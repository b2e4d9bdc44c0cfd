"""The sweep page: a race at many learning rates at once, and its callbacks.

As on the race page the server holds no state: assets/sweep/asking.mjs sends the sweep on screen, through a gate, and
assets/sweep/chart.mjs draws the figure that comes back. A sweep that would keep the page waiting runs as a job
(jobs/sweep.py).
"""

from __future__ import annotations

from typing import Any

import dash
from dash import ClientsideFunction, Input, Output, State, clientside_callback, dcc, html
from flask import Response, request

import jobs.sweep  # noqa: F401  so that the tray knows this kind of job
from components.catalog import catalog, facts_of, own_entry
from components.chooser import chooser
from components.head import head
from components.icon import icon_button
from components.panel import CONFIG, surface_select
from components.programs import loss_path, methods_path
from components.scripts import opens
from components.shapes import SweepAnswer, SweepContent
from components.turns import reading, turn
from components.undo import undo_buttons
from exports.formats import media_type
from figures import background, best_rows, empty_figure, sweep_figure, sweep_numbers
from hyperparameters import shown
from pages.answers import DRAWS_PATH, as_json, beside_data, look_of
from races import SpecError
from races.query import spec_to_query
from races.sweeps import (
    HIGHEST,
    LOWEST,
    MAX_METHODS,
    MAX_RATES,
    MAX_VALUES,
    MEASURES,
    SweepScene,
    SweepSpec,
    sweep,
    sweep_from_query,
)
from races.theory import FORMULAS
from surfaces import OWN

SWEEPS_PATH, TABLE_PATH = "/sweeps", "/sweeps/table"
ROW_SECONDS = 10e-6  # of a table
LIVE = 0.4  # s that a sweep may take, as it is estimated, while somebody waits; to start a job takes longer

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


@dash.get_app().server.post(SWEEPS_PATH)
def run_sweep() -> Response:
    """POST /sweeps, JSON {"search": a link} or {"sweep": the fields of a SweepSpec, "measure"}, and "theme", "size",
    "ground": whether the picture of the surface is wanted.

    200 with what :func:`_content` says; 400 with JSON {"problems": [...]} for a sweep that cannot be run.
    """
    asked = request.get_json(silent=True)
    asked = asked if isinstance(asked, dict) else {}
    look = look_of(asked)
    try:
        with reading():
            scene, problems = _scene(asked)
    except SpecError as error:
        return as_json({"problems": error.problems}, 400)
    surface = scene.spec.race.bound_surface
    answer: SweepAnswer = {
        **_content(scene, look),
        "problems": problems,
        "size": look["size"],
        "facts": facts_of(surface),
        "moved": _moved(asked, scene),
    }
    if asked.get("ground"):
        answer["ground"] = background(surface, theme=look["theme"], size=0.85 * look["size"])
    if scene.spec.race.surface == OWN and ("search" in asked or asked.get("ground")):
        answer["own"] = own_entry(surface)
    return as_json(answer)


def _moved(asked: dict[str, Any], scene: SweepScene) -> bool:
    """Whether the race starts elsewhere than was asked for."""
    try:
        return bool(list(asked["sweep"]["race"]["start"]) != list(scene.spec.race.start or ()))
    except (KeyError, TypeError):
        return False


def _scene(asked: dict[str, Any]) -> tuple[SweepScene, list[str]]:
    if "search" in asked:
        return sweep_from_query(str(asked["search"] or ""))
    measure = asked.get("measure")
    given = asked.get("sweep")
    if isinstance(given, dict) and isinstance(given.get("race"), dict):
        race = given["race"] | ({"start": None} if asked.get("follows") else {})
        given = given | {"race": beside_data(race)}
    return SweepScene(SweepSpec.from_dict(given), measure if measure in MEASURES else "loss"), []


def _content(scene: SweepScene, look: dict[str, Any]) -> SweepContent:
    """The scene with its link; "base", the race's link without methods; rates and values; and, unless the sweep would
    take longer than LIVE, its figure, its rows and, of curves, their numbers."""
    spec = scene.spec
    answer: SweepContent = {
        "sweep": spec.to_dict(),
        "measure": scene.measure,
        "query": scene.to_query(),
        "base": spec_to_query(spec.race).partition(f"&{next(iter(spec.race.optimizers))}=")[0],
        "rates": spec.rates.tolist(),
        "runs": {name: spec.rates_of(name).tolist() for name in spec.race.optimizers},
        "values": spec.second.values.tolist() if spec.second else [],
        "seconds": spec.seconds,
        "lanes": int(spec.lanes),
    }
    if spec.seconds <= LIVE:
        with turn(spec.seconds):
            result = sweep(spec)
        answer["figure"], answer["rows"] = sweep_figure(result, scene.measure, **look), best_rows(result)
        if not spec.second:
            answer["numbers"] = sweep_numbers(result)
    return answer


@dash.get_app().server.post(TABLE_PATH)
def send_table() -> Response:
    """POST /sweeps/table, JSON {"sweep"}: every race of a sweep that does not take long, as CSV."""
    asked = request.get_json(silent=True)
    try:
        spec = SweepSpec.from_dict(asked.get("sweep") if isinstance(asked, dict) else None)
        if spec.seconds > LIVE:
            raise SpecError([f"{shown(spec.seconds)} s; sweeps of more than {LIVE} s are run as jobs"])
    except SpecError as error:
        return as_json({"problems": error.problems}, 400)
    with turn(spec.seconds + ROW_SECONDS * spec.lanes):
        return Response(sweep(spec).to_frame().to_csv(index=False), mimetype=media_type("csv"))


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
