"""Performance profiles as a Plotly figure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from optimizers import OPTIMIZERS
from races.profiles import ratios, steps_of

from .contours import SYMBOLS
from .layout import Figure, quiet_layout
from .looks import LOOKS, color_of
from .themes import THEMES

LAST = 100.0  # the largest ratio that is shown


def profile_chart(costs: np.ndarray, methods: Sequence[str], theme: str = "light", size: float = 1.0) -> Figure:
    """A staircase for each method of a table of costs (problems, methods): rho against tau, tau from 1 to LAST.

    `size` is a factor on type.
    """
    colors, found = THEMES[theme], ratios(costs)
    curves, ends = [], []
    for place, name in enumerate(methods):
        taus, rho = steps_of(found[:, place], LAST)
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
        ends += [(float(taus[0]), float(rho[0]), name), (LAST, float(rho[-1]), name)]
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
    return {"data": [*curves, marks], "layout": _layout(theme, size)}


def _layout(theme: str, size: float) -> dict[str, Any]:
    colors = THEMES[theme]
    axis = {"gridcolor": colors.grid, "zeroline": False, "fixedrange": True}
    title = {"font": {"size": 17 * size}, "standoff": 6}
    return quiet_layout(colors, 15 * size, 74 * size, 22 * size, 16 * size, 56 * size) | {
        "hovermode": "closest",
        "hoverlabel": {"font": {"size": 15 * size}},
        "hoverdistance": 40,
        "xaxis": axis
        | {"type": "log", "range": [0, 2], "ticklabelstandoff": round(4 * size), "tickvals": [1, 2, 5, 10, 20, 50, 100]}
        | {"title": title | {"text": "τ: evaluations over the fastest’s"}},
        "yaxis": axis
        | {"range": [0, 1.02], "tickformat": ".0%", "dtick": 0.2, "ticklabelstandoff": round(8 * size)}
        | {"title": title | {"text": "share of problems solved within τ"}},
        "meta": {"theme": theme},
    }
