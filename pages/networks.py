"""The network page: the Adam paper's experiments in miniature, as stored curves of its methods and of those of today
beside the papers' claims, the spectrum of an update, and training them oneself.

networks_answers.py has what the page asks for. In assets/networks, page.mjs has the page's state, desk.mjs its
controls, training.mjs what runs.
"""

from __future__ import annotations

from typing import Any

import dash
from dash import ClientsideFunction, Input, Output, State, clientside_callback, dcc, html

from components.catalog import catalog
from components.chooser import chooser
from components.head import head
from components.icon import icon_button
from components.panel import CONFIG
from components.scripts import opens
from figures import empty_figure
from figures.training import symbol_of
from jobs.training import MAX_METHODS, MNIST_VARIABLE, STANDARD, WHOLE, offered_data
from networks import EXPERIMENTS, results
from pages.networks_answers import CURVES_PATH, DATA, OPEN_PATH, TRAIN_PATH
from pages.networks_link import BIAS, SCALES, offered, tuned_keys
from pages.networks_today import FIRST, MOST_CURVES, SETS, SPECTRUM, epochs_of_spectra

dash.register_page(__name__, path="/networks", title="Ravine: training networks", name="Networks", order=5)


def layout(**_: str) -> html.Div:
    """The page without its state; assets/networks/networks.mjs brings that."""
    return html.Div(
        [
            dcc.Location(id="networks-location", refresh=False),
            dcc.Store(id="networks-catalog", data=_catalog()),
            dcc.Store(id="networks-opened"),
            head(
                "Networks",
                html.Span("Small networks, the methods of then and of today", className="hint"),
                icon_button("table", "Download these curves (CSV)", "networks-csv"),
                icon_button("share", "Copy the link to this picture", "networks-share", word="Copy the link"),
                skips={"networks-card": "curves", "networks-side": "results"},
            ),
            html.Div(id="notices", **{"aria-live": "polite"}),
            html.Main([_choices(), _chart(), _side()], id="networks-stage"),
            chooser(),
        ],
        id="networks-page",
    )


def _catalog() -> dict[str, Any]:
    known = catalog()
    for name, entry in known["optimizers"].items():
        entry["symbol"] = symbol_of(name)
    return known | {
        "experiments": {
            name: {
                "label": one.label,
                "settings": offered(name),
                "first": list(one.tuned),
                "tuned": {method: tuned_keys(name, method) for method in offered(name)},
                "optimum": results()["optimum"].get(name),
                "normalizations": one.normalizations,
                "schedule": one.schedule,
            }
            for name, one in EXPERIMENTS.items()
        },
        "whole": {name: {"minimum": low, "maximum": high, "scale": "whole"} for name, (low, high) in WHOLE.items()},
        "standard": STANDARD,
        "today": {"first": FIRST, "most": MOST_CURVES, "epochs": epochs_of_spectra()},
        **opens("/networks", "networks/networks.mjs"),
        "data": offered_data(),
        "max_methods": MAX_METHODS,
        "paths": {
            "open": dash.get_relative_path(OPEN_PATH),
            "curves": dash.get_relative_path(CURVES_PATH),
            "train": dash.get_relative_path(TRAIN_PATH),
        },
    }


def _choices() -> html.Div:
    experiments = {name: one.label for name, one in EXPERIMENTS.items()}
    experiments |= {BIAS: "Bias correction", SPECTRUM: "Spectrum of an update"}
    return html.Div(
        [
            _choice("experiment", "Experiment", experiments),
            _choice("of", "Whose curves", SETS),
            _choice("epoch", "Epoch of the update", {epoch: f"epoch {epoch}" for epoch in epochs_of_spectra()}),
            _choice("scale", "Scale of the cost", SCALES),
        ],
        className="networks-choices",
    )


def _choice(name: str, label: str, options: dict[str, str]) -> html.Div:
    buttons = [
        html.Button(text, type="button", **{"data-choice": name, "data-value": key}) for key, text in options.items()
    ]
    return html.Div(buttons, className="choice-line", role="group", **{"aria-label": label})


def _chart() -> html.Section:
    return html.Section(
        [
            html.Div(
                dcc.Graph(figure=empty_figure(), responsive=True, config=CONFIG),
                id="networks-chart",
                role="img",
                **{"aria-label": "Training cost and validation accuracy against the epoch; the table has the numbers"},
            ),
            html.P(id="networks-about"),
            html.P(DATA, id="networks-data"),
        ],
        id="networks-card",
        **{"aria-label": "Training curves"},
    )


def _hint_of_mnist() -> str:
    if "mnist" in offered_data():
        return "MNIST takes far longer than the digits, and a job may take 10 minutes: what there is by then stays."
    return f"To train on MNIST, start the server with {MNIST_VARIABLE}= and the folder that has its four files."


def _side() -> html.Aside:
    """Beside the chart one of two: the results with the paper's claims, or training it oneself."""
    return html.Aside(
        [
            _choice("side", "Beside the chart", {"results": "Results", "train": "Train it yourself"}),
            html.Div(
                [html.Div(html.Table(id="networks-table", className="scoreboard")), html.Div(id="networks-claims")],
                id="networks-results",
            ),
            _training(),
        ],
        id="networks-side",
        **{"aria-label": "Results and controls"},
    )


def _training() -> html.Div:
    """What would be trained, which assets/networks/desk.mjs fills, and the buttons that train it."""
    tuned = "The settings tuned for this experiment"
    return html.Div(
        [
            html.Div(
                [
                    html.Button("Train", type="button", className="primary", **{"data-action": "networks-train"}),
                    html.Button("Cancel", type="button", hidden=True, **{"data-action": "networks-cancel"}),
                    html.Progress(id="networks-progress", max=1, hidden=True, **{"aria-label": "Training"}),
                    html.Button("Clear", type="button", hidden=True, **{"data-action": "networks-clear"}),
                ],
                className="networks-run",
            ),
            html.P(id="networks-said", role="status"),
            html.Div(id="networks-whole"),
            html.Div(id="networks-methods"),
            html.Div(
                [
                    icon_button("reset", tuned, "networks-tuned", "wordy tuned-button"),
                    icon_button("more", "Choose methods", "networks-methods", "wordy methods"),
                ],
                className="racer-actions",
            ),
            html.P(_hint_of_mnist(), id="networks-hint"),
        ],
        id="networks-training",
        hidden=True,
    )


clientside_callback(
    ClientsideFunction("ravine", "openPage"),
    Output("networks-opened", "data"),
    Input("networks-location", "search"),
    State("networks-catalog", "data"),
)
