"""A sweep over learning rates: one curve a method, with each method's stable range below them."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from optimizers import OPTIMIZERS
from races.sweeps import SweepResult

from ..layout import Figure, quiet_layout
from ..looks import color_of
from ..themes import THEMES, Theme
from ..typed import plotly_array
from .marks import crosses, markers, plateaus, rings
from .stability import bound_lines, bound_words, heading, room_above, stable_ranges
from .values import MEASURES, axis_name, shown_values

ABOVE = 1.2  # decades above the start's loss that the picture shows
ROW = 0.034  # height of one method's stable range, as a share of the figure


def sweep_curves(result: SweepResult, measure: str = "loss", theme: str = "light", size: float = 1.0) -> Figure:
    """One curve a method. Where it diverges there is a gap, and a cross at its edge; the best point is ringed.

    Below, on the same learning rates, the range that was measured to be stable, and what theory says of it.
    """
    colors = THEMES[theme]
    values = {name: shown_values(result, name, measure) for name in result}
    low, high = _range(result, values, measure)
    logarithmic = measure == "steps" or result.floor is not None
    curves = [_curve(result, name, shown, theme, size) for name, shown in values.items()]
    marks = [
        markers(result, values, theme, size),
        rings(result, values, measure, theme, size),
        crosses(result, values, (10.0**high if logarithmic else high), theme, size),
    ]
    rated = [name for name, outcome in result.items() if not outcome.flat]
    strip = ROW * len(rated)
    below = stable_ranges(result, rated, colors, theme, size)
    axis = {"gridcolor": colors.grid, "zeroline": False, "fixedrange": True, "exponentformat": "power"}
    ends = [math.log10(result.spec.low), math.log10(result.spec.high)]
    pad = 0.02 * (ends[1] - ends[0])
    layout = quiet_layout(colors, 15 * size, 118 * size, 14 * size, room_above(result, size), 52 * size) | {
        "hovermode": "closest",
        "hoverlabel": {"font": {"size": 15 * size}},
        "hoverdistance": 40,
        "xaxis": axis
        | {"type": "log", "range": [ends[0] - pad, ends[1] + pad], "anchor": "y2" if rated else "y", "dtick": 1}
        | {"title": {"text": "learning rate", "font": {"size": 17 * size}, "standoff": 6}},
        "yaxis": axis
        | {
            "type": "log" if logarithmic else "linear",
            "range": [low, high],
            "domain": [strip + 0.06 if rated else 0, 1],
        }
        | {"title": {"text": _title(result, measure), "font": {"size": 17 * size}}, "nticks": 8}
        | ({"dtick": "D2" if high - low < 2.2 else math.ceil((high - low) / 8)} if logarithmic else {}),
        "yaxis2": {"domain": [0, strip], "range": [len(rated) - 0.4, -0.6], "fixedrange": True, "zeroline": False}
        | {"tickvals": list(range(len(rated))), "ticktext": [OPTIMIZERS[name].label for name in rated]}
        | {"showgrid": False, "tickfont": {"size": 13 * size}},
        "shapes": bound_lines(result, theme, size)
        + plateaus(result, values, measure, theme, size)
        + _start(result, measure, colors, size),
        "annotations": bound_words(result, theme, size) + (heading(strip, colors, size) if rated else []),
        "meta": {"theme": theme, "measure": measure, "kind": "curves"},
    }
    return {"data": curves + marks + below, "layout": layout}


def _title(result: SweepResult, measure: str) -> str:
    if measure == "steps":
        return f"{MEASURES[measure]} (of {result.spec.race.steps})"
    return axis_name(result, measure) + (" above the minimum" if result.floor not in (None, 0) else "")


def _range(result: SweepResult, values: dict[str, np.ndarray], measure: str) -> tuple[float, float]:
    """The range of the axis: of the logarithm, or on a surface without a minimum of the losses themselves."""
    found = np.concatenate([shown[np.isfinite(shown)] for shown in values.values()])
    if measure == "steps":
        return math.log10(min(found, default=1.0)) - 0.15, math.log10(result.spec.race.steps) + 0.15
    start = next(iter(result.values())).start_loss
    if result.floor is None:
        lowest = max(min(found, default=start), start - 100 * (abs(start) + 1))
        return lowest - 0.05 * (start - lowest), start + 0.3 * (start - lowest) + 1e-9
    top = math.log10(max(start - result.floor, 1e-12))
    return min(math.log10(found.min()) if len(found) else top - 1, top - 1) - 0.3, top + ABOVE


def _curve(result: SweepResult, name: str, shown: np.ndarray, theme: str, size: float) -> dict[str, Any]:
    label, flat = OPTIMIZERS[name].label, result[name].flat
    return {
        "type": "scatter",
        "mode": "lines",
        "x": plotly_array(result.spec.rates),
        "y": plotly_array(shown),
        "connectgaps": False,
        "meta": {"method": name},
        "line": {"color": color_of(name, theme), "width": 3.4 * size, "dash": "dash" if flat else "solid"},
        "hovertemplate": f"<b>{label}</b>"
        + (" (no learning rate)" if flat else " at %{x:.3~g}")
        + "<br>%{y:.3~g}<extra></extra>",
    }


def _start(result: SweepResult, measure: str, colors: Theme, size: float) -> list[dict[str, Any]]:
    """A dotted line at the loss of the start: who ends above it is not stable."""
    start = next(iter(result.values())).start_loss - (result.floor or 0)
    if measure == "steps" or (result.floor is not None and start <= 0):
        return []
    line = {"color": colors.text, "width": 2 * size, "dash": "dot"}
    return [{"type": "line", "xref": "x domain", "yref": "y", "x0": 0, "x1": 1, "y0": start, "y1": start, "line": line}]
