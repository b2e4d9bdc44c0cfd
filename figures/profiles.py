"""The ranking's chart: performance profiles as staircases (Dolan & Moré 2002)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from optimizers import OPTIMIZERS
from races.profiles import ratios, steps_of

from .layout import quiet_layout
from .palette import LOOKS, THEMES

LAST = 32.0  # the largest ratio that is shown


def profile_figure(
    costs: np.ndarray, methods: Sequence[str], theme: str = "light", size: float = 1.0
) -> dict[str, Any]:
    """The profiles of a table of costs, (problems, methods): who solves which share within tau times the least cost."""
    colors, ratio = THEMES[theme], ratios(costs)
    lines = []
    for place, method in enumerate(methods):
        taus, shares = steps_of(ratio[:, place], LAST)
        lines.append(
            {
                "type": "scatter",
                "mode": "lines",
                "name": OPTIMIZERS[method].label,
                "x": taus.tolist(),
                "y": shares.tolist(),
                "line": {"shape": "hv", "width": 3.5 * size, "color": getattr(LOOKS[method], theme)},
                "hovertemplate": "within %{x:.3g} times the least: %{y:.0%}",
            }
        )
    axis = {"gridcolor": colors.grid, "zeroline": False, "fixedrange": True}
    title = {"font": {"size": 16 * size}, "standoff": 6}
    ratios_title = title | {"text": "gradient evaluations, as a multiple of the fastest method’s"}
    return {
        "data": lines,
        "layout": quiet_layout(colors, 15 * size, 70 * size, 12, 12, 54 * size)
        | {
            "hovermode": "closest",
            "xaxis": axis
            | {"type": "log", "range": [0, float(np.log10(LAST))], "title": ratios_title}
            | {"tickvals": [1, 2, 4, 8, 16, 32], "ticktext": ["1", "2", "4", "8", "16", "32"]},
            "yaxis": axis | {"range": [0, 1.02], "tickformat": ".0%", "title": title | {"text": "problems solved"}},
        },
    }
