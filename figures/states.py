"""A racer's inner life against the step: its gradient, its states and its effective learning rates, x and y."""

from __future__ import annotations

import numpy as np

from races.inside import Inside

from .layout import Figure, quiet_layout
from .looks import LOOKS
from .themes import THEMES
from .typed import plotly_array

CHARTS = 5  # side by side; a method with more states shows its first
SQUARES = ("r", "G", "g2", "dx2", "v_mean", "v_max")  # averages of squares: their roots compare with a gradient
HIDDEN = ("previous", "beta1_product", "mu_product", "loss")  # states that say nothing that another does not


def state_charts(inside: Inside, optimizer: str, theme: str = "light", size: float = 1.0) -> Figure:
    """A Plotly figure: one small chart each for the gradient, the effective learning rate and the states."""
    states = dict(_shown(name, s, "m" in inside.states) for name, s in inside.states.items() if name not in HIDDEN)
    rows = {"gradient": inside.gradients, "effective rate": inside.rates} | states
    names = list(rows)[:CHARTS]
    colors, look = THEMES[theme], LOOKS[optimizer]
    axis = {"showgrid": True, "gridcolor": colors.grid, "zeroline": False, "fixedrange": True, "nticks": 4}
    width, gap = 1 / len(names), 0.28 / len(names)
    layout = quiet_layout(colors, 12 * size, 40 * size, 6, 26 * size, 26 * size) | {"annotations": []}
    figure: Figure = {"data": [], "layout": layout}
    for place, name in enumerate(names):
        key = str(place + 1) if place else ""
        logarithmic = name == "effective rate" or _positive(rows[name])
        figure["layout"][f"xaxis{key}"] = axis | {
            "domain": [place * width + gap * bool(place), (place + 1) * width],
            "nticks": 3,  # upright, as four charts side by side have little room
            "tickangle": 0,
        }
        figure["layout"][f"yaxis{key}"] = axis | {
            "anchor": f"x{key}",
            "type": "log" if logarithmic else "linear",
            "exponentformat": "power",
        }
        figure["layout"]["annotations"].append(
            {
                "text": f"<b>{name}</b>",
                "xref": f"x{key} domain",
                "yref": "paper",
                "x": 0,
                "y": 1,
                "yanchor": "bottom",
                "showarrow": False,
            }
        )
        for i, dash in ((0, "solid"), (1, "dot")):
            values = rows[name][:, i]
            if logarithmic:
                values = np.where(values > 0, values, np.nan)
            figure["data"].append(
                {
                    "type": "scatter",
                    "mode": "lines",
                    "y": plotly_array(values),
                    "xaxis": f"x{key}",
                    "yaxis": f"y{key}",
                    "line": {"color": getattr(look, theme), "width": 2.2 * size, "dash": dash},
                }
            )
    return figure


def _shown(name: str, state: np.ndarray, has_moment: bool) -> tuple[str, np.ndarray]:
    """A state with the name under which it is charted. Beside a first moment m, v and s are second moments."""
    label = name.replace("_", " ")
    if name in SQUARES or (has_moment and name in ("v", "s")):
        return f"√{label}", np.sqrt(np.maximum(state, 0))
    return label, state


def _positive(values: np.ndarray) -> bool:
    """Whether all values are positive, but for the first, and span decades."""
    found = values[1:]
    return bool(np.isfinite(found).all() and (found > 0).all() and found.max() > 100 * found.min())
