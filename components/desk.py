"""The desk: everything that changes the race, beside the panels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import dcc, html

from caches import counted
from optimizers import OPTIMIZERS, Optimizer
from races.averages import AVERAGES
from races.noise import NOISES
from schedules import OF_RACES, SCHEDULES
from surfaces import SURFACES

from .choice import opening_list, segments
from .icon import icon_button
from .markup import markup
from .parameter import control, parameter_row, place

#: Where learning rates come from; the last is that they are none of these.
RATES = {"tuned": "Tuned", "paper": "Papers’", "same": "Same", "custom": "Custom"}
CUSTOM = {"custom"}
HEAVY_BALL = "Optimal heavy ball"
MEASURES = {"loss": "Loss", "distance": "Distance", "move": "Step length"}
AXES = {"off": "Each its own", "on": "Shared"}
NAMED = {"auto": "Auto", "on": "On", "off": "Off"}
AVERAGED = (
    "Where each racer has been on average: a hollow marker with a thin trail, which the racer does not feel. With "
    "noise it comes nearer to the minimum than the racer. SWA and EMA hand it out in the place of the weights; "
    "schedule-free methods have it built in. Its loss is not told where the page has no formula: on Logistic "
    "regression, Noisy moons and networks."
)
NAMES = "Of the racers, at their heads; auto: of up to four"


def desk() -> html.Aside:
    """Scope, learning rates and one row a racer, which are used live; the rest in sections that are folded."""
    return html.Aside(
        [
            _handle(),
            dcc.Link("", href="", id="back-to-lesson", className="nowhere"),  # assets/race/way_back.mjs
            _line("Change", segments("scope", "Panels to change", {"all": "All panels"})),
            _line("Rates", segments("rates", "Learning rates", RATES, CUSTOM), title="Learning rates of all methods"),
            _line("All rates", place("master", "Factor on all learning rates"), "master"),
            _rows("racers"),
            html.Div(icon_button("more", "Choose methods", "methods", "wordy methods"), className="racer-actions"),
            _section("surface", "Surface", _rows("surfaces")),
            _section("steps", "Steps, schedule", *_steps()),
            _section("noise", "Noise", *_noise()),
            _section("average", "Average of the path", *_average()),
            _section("chart", "Chart", *_chart()),
            _units(),
        ],
        id="desk",
        **{"aria-label": "Controls"},
    )


def _handle() -> html.Button:
    """Of the sheet that the desk is on a phone: all controls, or those of one method."""
    attributes = {"data-action": "sheet", "aria-label": "All controls", "aria-expanded": "false"}
    return html.Button(id="sheet-handle", type="button", title="All controls", **attributes)


def _line(heading: str, node: Any, kind: str = "", title: str = "", **attributes: Any) -> html.Div:
    """A line of the desk: a heading, which a tooltip explains, and what it is about."""
    head = html.Span(heading, className="heading", title=title or None)
    return html.Div([head, node], className=f"desk-line {kind}".strip(), **attributes)


@counted(1, 300_000)
def desk_rows() -> dict[str, str]:
    """The rows of the desk as HTML, by the place where assets/race/desk.mjs puts them."""
    return {
        "racers": markup([_racer(name, optimizer) for name, optimizer in OPTIMIZERS.items()]),
        "surfaces": markup(_parameter_rows(SURFACES)),
        "schedules": markup([*_parameter_rows(SCHEDULES, " schedule"), *_parameter_rows(OF_RACES)]),
        "noises": markup(_parameter_rows(NOISES, " noise")),
    }


def _rows(name: str) -> html.Div:
    """The place of some of :func:`desk_rows`."""
    return html.Div(className=f"rows {name}", **{"data-markup": name})


def _parameter_rows(table: Mapping[str, Any], kind: str = "") -> list[html.Div]:
    return [
        parameter_row(name, f"{declared.label}{kind}", parameter)
        for name, declared in table.items()
        for parameter in declared.hyperparameters.values()
    ]


def _racer(name: str, optimizer: Optimizer) -> html.Div:
    others = dict(optimizer.hyperparameters)
    rate = others.pop("learning_rate", None)
    ball = name == "momentum"
    return html.Div(
        [
            html.Button(optimizer.label, type="button", className="racer-switch"),
            control(name, optimizer.label, rate) if rate else html.Span("no learning rate", className="no-rate"),
            icon_button("more", f"More of {optimizer.label}", "more", "more-button", name=name),
            html.Div(
                [
                    *(parameter_row(name, optimizer.label, parameter) for parameter in others.values()),
                    html.Div(
                        [
                            *([icon_button("optimal", HEAVY_BALL, "heavy-ball", "wordy optimal")] if ball else []),
                            icon_button("inside", f"Look inside {optimizer.label}", "inside", "wordy look", name=name),
                            icon_button("info", f"About {optimizer.label}", "optimizer-card", "wordy about", name=name),
                            icon_button("reset", f"Reset {optimizer.label}", "reset", "wordy reset", name=name),
                        ],
                        className="racer-actions",
                    ),
                ],
                className="racer-more",
            ),
        ],
        className="racer",
        **{"data-name": name},
    )


def _select(name: str, label: str, table: Mapping[str, Any]) -> html.Select:
    """A list of what `table` declares, from which one is chosen; `label` is its accessible name."""
    return opening_list(name, label, {key: declared.label for key, declared in table.items()})


def _section(name: str, heading: str, *children: Any) -> html.Details:
    """A part of the desk that is folded, and then says what it stands at: assets/race/sections.mjs."""
    return html.Details(
        [html.Summary(_summary(name, heading)), *children], className="section", **{"data-section": name}
    )


def _summary(name: str, heading: str) -> list[html.Span]:
    return [html.Span(heading, className="heading"), html.Span(id=f"present-{name}", className="present")]


def _steps() -> list[Any]:
    return [
        _line("steps", place("steps", "Number of steps"), title="Number of steps of the race"),
        _line("schedule", _select("schedule", "Learning-rate schedule", SCHEDULES)),
        html.Div(id="rate-sketch", hidden=True, role="img"),
        _rows("schedules"),
    ]


def _noise() -> list[Any]:
    return [
        _line("noise", _select("noise", "Noise", NOISES), id="noise-line"),
        _line("seed", place("seed", "Seed of the noise"), title="The same for all racers", id="seed-line"),
        _rows("noises"),
    ]


def _average() -> list[Any]:
    """What is drawn beside racers; assets/race/controls.mjs shows what there is to choose of it, averaged.mjs whose."""
    whose = {"aria-label": "Racers whose average is drawn"}
    return [
        _line("draw", segments("average", "Average of the path", AVERAGES)),
        _line("since", place("average_from", "Step after which the mean begins"), id="average_from-line"),
        _line("decay", place("average_decay", "Decay of the average"), id="average_decay-line"),
        _line("of", html.Div(id="average_of", className="some-of", role="toolbar", **whose), id="average_of-line"),
        html.P(AVERAGED, className="explained"),
    ]


def _chart() -> list[Any]:
    return [
        _line("show", segments("chart", "Charts show", MEASURES)),
        _line("over", segments("axis", "Charts go over", {"step": "Step", "evaluations": "Gradient evaluations"})),
        _line("axes", segments("shared", "Axes of the charts", AXES), title="Of the charts' values"),
        _line("names", segments("names", "Names at the heads", NAMED), title=NAMES),
    ]


def _units() -> html.Button:
    """A section that is a dialog of its own, as it has a table of all racers."""
    return html.Button(
        _summary("units", "Units"),
        type="button",
        className="section",
        title="Units of the update",
        **{"data-action": "units", "data-section": "units"},
    )
