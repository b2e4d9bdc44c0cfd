"""The singular values of a layer's update as a Plotly figure, a line for each method."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from optimizers import OPTIMIZERS

from .layout import Figure, quiet_layout
from .looks import color_of
from .themes import THEMES
from .training import symbol_of

EVERY = 12  # singular values between two markers of a line
LOWEST = 1e-3  # of the largest: what is below leaves the picture
TICKS = {"1": 1, "0.3": 0.3, "0.1": 0.1, "0.03": 0.03, "0.01": 0.01, "0.003": 0.003, "0.001": 0.001}


def spectrum_chart(
    spectra: Mapping[str, Sequence[float]], scale: str = "log", theme: str = "light", size: float = 1.0
) -> Figure:
    """By method the singular values of an update, the largest first, as shares of the largest; `scale` is "log" or
    "linear". A method's name stands at its line, where there is room."""
    colors, traces = THEMES[theme], []
    count = max((len(values) for values in spectra.values()), default=1)
    for order, (name, values) in enumerate(spectra.items()):
        shares = [float(f"{value / values[0]:.4g}") for value in values]
        color, label = color_of(name, theme), OPTIMIZERS[name].label
        traces.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "x": list(range(1, len(shares) + 1)),
                "y": shares,
                "line": {"color": color, "width": 3.4 * size},
                "marker": {
                    "symbol": symbol_of(name),
                    "color": color,
                    "size": [11 * size if (at - 2 * order) % EVERY == 3 else 0 for at in range(len(shares))],
                    "line": {"width": 1.2 * size, "color": colors.paper},
                },
                "meta": {"method": name},
                "hovertemplate": f"<b>{label}</b>, singular value %{{x}}<br>%{{y:.3~g}} of the largest<extra></extra>",
            }
        )
    words = [_name(name, values, scale, size) | {"bgcolor": colors.paper} for name, values in spectra.items()]
    axis = {"gridcolor": colors.grid, "zeroline": False, "fixedrange": True}
    title = {"font": {"size": 16 * size}, "standoff": 6}
    layout = quiet_layout(colors, 15 * size, 78 * size, 14 * size, 10 * size, 52 * size) | {
        "hovermode": "closest",
        "hoverlabel": {"font": {"size": 15 * size}},
        "xaxis": axis
        | {"range": [0, count + 1], "dtick": 16, "tick0": 0}
        | {"title": title | {"text": "singular value, the largest first"}},
        "yaxis": axis | {"title": title | {"text": "share of the largest"}, "ticklabelstandoff": round(6 * size)},
        "annotations": words,
        "meta": {"theme": theme},
    }
    if scale == "linear":
        layout["yaxis"] |= {"type": "linear", "range": [0, 1.03]}
    else:
        ticks = {"tickvals": list(TICKS.values()), "ticktext": list(TICKS)}
        layout["yaxis"] |= {"type": "log", "range": [-3, 0.08]} | ticks
    return {"data": traces, "layout": layout}


def _name(name: str, values: Sequence[float], scale: str, size: float) -> dict[str, Any]:
    """A method's name above its line, where the lines are apart; on a phone another one passes behind it."""
    at = min(len(values) - 1, len(values) * (1 if scale == "linear" else 9) // 16)
    share = max(values[at] / values[0], LOWEST)
    place = {
        "x": at + 1,
        "y": share if scale == "linear" else math.log10(share),
        "xanchor": "left",
        "yanchor": "bottom",
    }
    return place | {"text": f"<b>{OPTIMIZERS[name].label}</b>", "showarrow": False, "font": {"size": 16 * size}}
