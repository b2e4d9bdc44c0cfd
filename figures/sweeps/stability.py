"""The stable learning rates: a bar for each method below the curves, and theory's bounds through them."""

from __future__ import annotations

import math
from typing import Any

from optimizers import OPTIMIZERS
from races.sweeps import SweepResult
from races.theory import FORMULAS

from ..looks import color_of
from ..themes import Theme

LINE = 19  # pixels from a line of formulas to the next one


def stable_ranges(
    result: SweepResult, rated: list[str], colors: Theme, theme: str, size: float
) -> list[dict[str, Any]]:
    """A bar for each method's stable range, with an arrow where it goes on beyond the sweep, and theory's bounds."""
    found = {name: result[name].stable for name in rated}
    ends = {name: stable for name, stable in found.items() if stable}
    goes_on = [name for name, (_, high) in ends.items() if high >= result[name].rates[result[name].ran][-1]]
    bars = {
        "type": "bar",
        "orientation": "h",
        "base": [low for low, _ in ends.values()],
        "x": [high - low for low, high in ends.values()],
        "y": [rated.index(name) for name in ends],
        "width": 0.5,
        "marker": {"color": [color_of(name, theme) for name in ends], "line": {"width": 0}},
        "customdata": [f"{high:.3g}{' and beyond' if name in goes_on else ''}" for name, (_, high) in ends.items()],
        "text": [OPTIMIZERS[name].label for name in ends],
        "textposition": "none",
        "hovertemplate": "<b>%{text}</b> stable to %{customdata}<extra></extra>",
    }
    arrows = {
        "type": "scatter",
        "mode": "markers",
        "x": [ends[name][1] for name in goes_on],
        "y": [rated.index(name) for name in goes_on],
        "marker": {
            "symbol": "triangle-right",
            "size": 15 * size,
            "color": [color_of(name, theme) for name in goes_on],
            "opacity": 1,
        },
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
    bounds = _inside(result)
    ticks = {
        "type": "scatter",
        "mode": "markers",
        "x": list(bounds.values()),
        "y": [rated.index(name) for name in bounds],
        "marker": {"symbol": "line-ns", "size": 14 * size, "line": {"width": 4 * size, "color": colors.text}},
        "text": [FORMULAS[name] for name in bounds],
        "hovertemplate": "theory: %{text} = %{x:.4~g}<extra></extra>",
    }
    return [trace | {"yaxis": "y2"} for trace in (bars, arrows, ticks)]


def _inside(result: SweepResult) -> dict[str, float]:
    """Theory's bounds that lie in the swept range, by method."""
    bounds = {name: outcome.bound for name, outcome in result.items()}
    return {
        name: float(bound[0])
        for name, bound in bounds.items()
        if bound is not None and result.spec.low <= bound[0] <= result.spec.high
    }


def bound_lines(result: SweepResult, theme: str, size: float) -> list[dict[str, Any]]:
    """A dashed line at each bound of theory."""
    return [
        {
            "type": "line",
            "xref": "x",
            "yref": "paper",
            "x0": bound,
            "x1": bound,
            "y0": 0,
            "y1": 1,
            "line": {"color": color_of(name, theme), "width": 2.5 * size, "dash": "dash"},
        }
        for name, bound in _inside(result).items()
    ]


def room_above(result: SweepResult, size: float) -> float:
    """The margin in pixels that :func:`bound_words` need."""
    return (30 + LINE * (len(_inside(result)) > 2)) * size


def bound_words(result: SweepResult, theme: str, size: float) -> list[dict[str, Any]]:
    """The formula of each bound at its head; of two on their outer sides, and one between them in a line above, so that
    they do not collide, however narrow the chart is."""
    found = sorted(_inside(result).items(), key=lambda item: item[1])
    words = []
    for place, (name, bound) in enumerate(found):
        anchor = (
            "center" if len(found) == 1 else ("right", "center", "left")[min(place, 2) if len(found) > 2 else 2 * place]
        )
        words.append(
            {
                "text": f"<b>{FORMULAS[name]}</b>",
                "xref": "x",
                "yref": "paper",
                "x": math.log10(bound),
                "y": 1,
                "xanchor": anchor,
                "yanchor": "bottom",
                "yshift": LINE * size if len(found) > 2 and anchor == "center" else 0,
                "showarrow": False,
                "font": {"size": 15 * size, "color": color_of(name, theme)},
            }
        )
    return words


def heading(strip: float, colors: Theme, size: float) -> list[dict[str, Any]]:
    """The words above the bars; the bounds' lines pass behind them."""
    place = {"xref": "paper", "yref": "paper", "x": 0, "y": strip, "xanchor": "left", "yanchor": "bottom"}
    words = {"text": "<b>stable learning rates</b>", "showarrow": False, "font": {"size": 14 * size}}
    return [place | words | {"bgcolor": colors.paper}]
