"""The axes of the chart under a panel; the player draws the curves above them."""

from __future__ import annotations

from typing import Any

from .layout import quiet_layout
from .themes import THEMES


def curve_axes(theme: str = "light", size: float = 1.0) -> dict[str, Any]:
    """An empty figure with axes; the page sets ranges and scales when data arrive, and says in the chart what the steps
    are (assets/player/chart.mjs), which takes less of its height. `size` is a factor on type."""
    colors = THEMES[theme]
    axis = {
        "showgrid": True,
        "gridcolor": colors.grid,
        "zeroline": False,
        "fixedrange": True,
        "title": {"font": {"size": 13 * size}, "standoff": 2},
    }
    return {
        "data": [],
        "layout": quiet_layout(colors, 12 * size, 54 * size, 6, 6, 20 * size)
        | {
            "xaxis": axis | {"range": [0, 200], "nticks": 6, "tickangle": 0},
            "yaxis": axis
            | {"range": [0, 1], "nticks": 5, "exponentformat": "power", "showexponent": "all"}
            | {"ticklabelstandoff": round(4 * size)},  # or the lowest label touches the 0 of the other axis
        },
    }
