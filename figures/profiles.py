"""Performance profiles as a Plotly figure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from optimizers import OPTIMIZERS
from races.profiles import ratios, steps_of

from .contours import SYMBOLS
from .layout import Figure, quiet_layout
from .looks import LOOKS, color_of
from .themes import THEMES


def last_ratio(found: np.ndarray) -> float:
    """The end of the axis, 1, 2 or 5 times a power of ten: no ratio lies beyond, so that a profile ends at all that the
    method solved, as the table says it."""
    largest = max(float(np.max(found, where=np.isfinite(found), initial=10.0)), 10.0)
    power = 10.0 ** math.floor(math.log10(largest))
    return next(ends for ends in (power, 2 * power, 5 * power, 10 * power) if ends >= largest * (1 - 1e-12))


def profile_chart(costs: np.ndarray, methods: Sequence[str], theme: str = "light", size: float = 1.0) -> Figure:
    """A staircase for each method of a table of costs (problems, methods): rho against tau, tau from 1 to the largest.

    `size` is a factor on type.
    """
    colors, found = THEMES[theme], ratios(costs)
    last = last_ratio(found)
    curves, ends = [], []
    for place, name in enumerate(methods):
        taus, rho = steps_of(found[:, place], last)
        curves.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": taus.tolist(),
                "y": rho.tolist(),
                "line": {"shape": "hv", "width": 3.4 * size, "color": color_of(name, theme)},
                "meta": {"method": name},
                "hovertemplate": f"<b>{OPTIMIZERS[name].label}</b><br>%{{y:.0%}} within %{{x:.3~g}} times the fastest"
                "<extra></extra>",
            }
        )
        ends += [(float(taus[0]), float(rho[0]), name), (last, float(rho[-1]), name)]
    marks = {
        "type": "scatter",
        "mode": "markers",
        "x": [x for x, _, _ in ends],
        "y": [y for _, y, _ in ends],
        "marker": {
            "symbol": [SYMBOLS.get(LOOKS[name].marker, "circle") for _, _, name in ends],
            "size": 13 * size,
            "color": [color_of(name, theme) for _, _, name in ends],
            "opacity": 1,
            "line": {"width": 1.2 * size, "color": colors.paper},
        },
        "customdata": [name for _, _, name in ends],
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
    return {"data": [*curves, marks], "layout": _layout(last, theme, size)}


def _layout(last: float, theme: str, size: float) -> dict[str, Any]:
    colors, decades = THEMES[theme], math.log10(last)
    ticks = [factor * 10.0**power for power in range(math.ceil(decades) + 1) for factor in (1, 2, 5)]
    shown = [tick for tick in ticks if tick <= last and (decades <= 3 or math.log10(tick) % 1 == 0)]
    axis = {"gridcolor": colors.grid, "zeroline": False, "fixedrange": True}
    title = {"font": {"size": 17 * size}, "standoff": 6}
    return quiet_layout(colors, 15 * size, 74 * size, 22 * size, 16 * size, 56 * size) | {
        "hovermode": "closest",
        "hoverlabel": {"font": {"size": 15 * size}},
        "hoverdistance": 40,
        "xaxis": axis
        | {
            "type": "log",
            "range": [0, decades],
            "ticklabelstandoff": round(4 * size),
            "tickvals": shown,
            "tickangle": 0,
        }
        | {"title": title | {"text": "τ: evaluations over the fastest’s"}},
        "yaxis": axis
        | {"range": [0, 1.02], "tickformat": ".0%", "dtick": 0.2, "ticklabelstandoff": round(8 * size)}
        | {"title": title | {"text": "share of problems solved within τ"}},
        "meta": {"theme": theme},
    }
