"""Reference cards of methods and surfaces: formula, source, defaults and what to watch for, from the declarations."""

from __future__ import annotations

from collections.abc import Iterable

from dash import dcc, html

from hyperparameters import Hyperparameter
from optimizers import Optimizer
from optimizers.needs import needs_of
from surfaces import Surface

from .chooser import in_short
from .icon import icon_button


def card() -> html.Dialog:
    """The dialog that shows a card, whose title and content come when it is asked for."""
    return html.Dialog(
        [
            html.Div(
                [html.H2(id="card-title"), icon_button("remove", "Close: card", "close")], className="dialog-head"
            ),
            html.Div(id="card-body"),
        ],
        id="card",
        className="dialog card",
        **{"aria-labelledby": "card-title"},
    )


def optimizer_card(optimizer: Optimizer) -> tuple[str, list]:
    """Title and content of a method's card."""
    return optimizer.label, [
        html.P(optimizer.watch, className="watch"),
        *([html.P(in_short(needs), className="in-short")] if (needs := needs_of(optimizer)) else []),
        _formula(optimizer.formula),
        dcc.Markdown(optimizer.description),
        _parameters(optimizer.hyperparameters.values()),
        html.P(["Source: ", optimizer.source], className="source"),
    ]


def surface_card(surface: Surface, **parameters: float) -> tuple[str, list]:
    """Title and content of a surface's card; its facts are those at these values of its hyperparameters."""
    declared, surface = surface.hyperparameters.values(), surface.bind(**parameters)
    (x_min, x_max), (y_min, y_max) = surface.domain
    values = sorted({float(f"{surface.value(*minimum):.6g}") for minimum in surface.minima})
    facts = [
        ("domain", f"x {x_min:g} to {x_max:g}, y {y_min:g} to {y_max:g}"),
        ("start", f"({surface.start[0]:g}, {surface.start[1]:g})"),
        ("minima", _minima(surface, values)),
        *_curvature(surface),
        ("colours", "logarithmic" if surface.color_scale == "log" else "linear"),
    ]
    if surface.learning_rate:
        facts.append(("safe learning rate", f"{surface.learning_rate:g} for gradient descent from the start"))
    return surface.label, [
        html.P(surface.watch, className="watch"),
        _formula(surface.formula),
        html.Table(html.Tbody([html.Tr([html.Th(what, scope="row"), html.Td(text)]) for what, text in facts])),
        _parameters(declared),
        html.P(["Source: ", surface.source], className="source"),
    ]


def _curvature(surface: Surface) -> list[tuple[str, str]]:
    condition = surface.condition_number
    if condition is None:
        return []
    where = "where the race runs, at the minimum" if surface.course else "at the lowest minimum"
    return [("condition number", f"{condition:.4g} {where}")]


def _minima(surface: Surface, values: list[float]) -> str:
    minima = surface.minima
    if surface.curve:
        return f"the curve {surface.curve}, with f = {values[0] + 0:g}"
    if not minima:
        return "none: it falls for ever" if surface.learning_rate else "none is marked"
    if len(minima) > 6:
        return f"{len(minima)}, the lowest with f = {values[0] + 0:g}"
    points = ", ".join(f"({x:.4g}, {y:.4g})" for x, y in minima)
    return f"{points}, with f = {', '.join(f'{value + 0:.4g}' for value in values)}"


def _formula(formula: str) -> dcc.Markdown:
    return dcc.Markdown(f"$$\n{formula}\n$$", mathjax=True, className="formula")


def _parameters(parameters: Iterable[Hyperparameter]) -> html.Table | None:
    rows = [
        html.Tr(
            [
                html.Th(parameter.symbol.replace("_", " "), scope="row"),
                html.Td(parameter.label),
                html.Td(_default(parameter)),
                html.Td(parameter.allowed),
                html.Td(parameter.help),
            ]
        )
        for parameter in parameters
    ]
    if not rows:
        return None
    titles = ["symbol", "hyperparameter", "default", "allowed", "what it is"]
    head = html.Thead(html.Tr([html.Th(title, scope="col") for title in titles]))
    return html.Table([head, html.Tbody(rows)], className="parameters")


def _default(parameter: Hyperparameter) -> str:
    def text(value: float) -> str:
        return ("off", "on")[int(value)] if parameter.scale == "switch" else f"{value:g}"

    default = text(parameter.default)
    return f"{default} (paper: {text(parameter.paper)})" if parameter.paper is not None else default
