"""A race as one Plotly figure, for notebooks: the surface with everybody's trail."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from optimizers import OPTIMIZERS
from races import RaceResult

from .background import background
from .height import height_map, lifted
from .looks import LOOKS
from .themes import THEMES

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

#: Plotly's symbols for our markers: where it has not the same one, another that nobody else has.
SYMBOLS = {name: name for name in ("circle", "square", "diamond", "star", "hexagon", "hourglass", "bowtie")} | {
    "triangle": "triangle-up",
    "wedge": "triangle-down",
    "plus": "cross",
    "cross": "x",
    "chevron": "star-triangle-up",
    "zed": "square-x",
    "cup": "square-cross",
    "equals": "diamond-wide",
    "ell": "triangle-sw",
    "ring": "circle-open-dot",
    "drop": "diamond-tall",
    "pair": "circle-x",
    "dome": "triangle-right",
    "pillar": "diamond-cross",
    "flag": "triangle-ne",
    "heart": "pentagon",
    "trefoil": "star-square",
    "sparkle": "star-diamond",
    "leaf": "octagon",
    "bolt": "hexagram",
    "crescent": "triangle-left",
    "tee": "star-triangle-down",
    "aitch": "diamond-x",
    "wye": "circle-cross",
    "frame": "square-open-dot",
    "window": "diamond-open-dot",
    "slash": "triangle-nw",
    "backslash": "triangle-se",
    "checker": "square-open",
    "bars": "hexagon2",
    "vee": "diamond-open",
    "plank": "cross-open",
    "bowl": "hexagon-open",
    "mouth": "star-open",
    "ess": "x-open",
    "stair": "pentagon-open",
    "quad": "circle-open",
    "seven": "triangle-up-open",
    "gamma": "octagon-open",
    "jay": "hexagram-open-dot",
    "bracket": "star-square-open",
    "clasp": "star-triangle-up-open",
    "comb": "star-triangle-down-open",
    "perch": "diamond-tall-open",
    "peg": "diamond-wide-open",
    "trident": "star-diamond-open",
    "stripes": "hourglass-open",
    "squares": "bowtie-open",
    "ramp": "triangle-se-open",
    "plug": "triangle-sw-open",
    "stack": "hexagram-open",
    "corner": "triangle-ne-open",
    "eye": "diamond-wide-open-dot",
}
SOLID_SYMBOLS = {"square": "square", "diamond": "diamond", "plus": "cross", "cross": "x"}


def contours(
    result: RaceResult,
    step: int | None = None,
    dimensions: int = 2,
    theme: str = "light",
    zoom: Sequence[float] | None = None,
) -> Figure:
    """The surface of a race with each racer's trail up to `step` (default: its end) and a marker there.

    `dimensions` is 2 or 3, `theme` "light" or "dark"; `zoom`, the part that is seen in two dimensions, is (x_min,
    x_max, y_min, y_max).
    """
    import plotly.graph_objects as go  # costs more than all else here

    surface = result.spec.bound_surface
    picture, heights = background(surface, dimensions, theme, zoom), height_map(surface)
    last = result.spec.steps if step is None else step
    traces: list[dict[str, Any]] = []
    for name, trajectory in result.items():
        look, label = LOOKS[name], OPTIMIZERS[name].label
        rate = result.spec.optimizers[name].get("learning_rate")
        x, y = trajectory.positions[: last + 1].T
        symbols = SYMBOLS if dimensions == 2 else SOLID_SYMBOLS
        sizes = [0] * (len(x) - 1) + [13 if dimensions == 2 else 7]
        trace = {
            "type": "scatter" if dimensions == 2 else "scatter3d",
            "mode": "lines+markers",
            "name": label if rate is None else f"{label} {rate:.4g}",
            "x": x,
            "y": y,
            "line": {"color": getattr(look, theme), "width": 3.5 if dimensions == 2 else 6},
            "marker": {
                "symbol": symbols.get(look.marker, "circle"),
                "size": sizes,
                "opacity": 1,
                "color": getattr(look, theme),
                "line": {"color": THEMES[theme].text, "width": 1.2},
            },
        }
        if dimensions == 3:
            trace["z"] = lifted(trajectory.drawn_losses[: last + 1], heights) + 0.015 * np.ptp(heights["z"])  # above it
        traces.append(trace)
    layout = picture["layout"] | {
        "showlegend": True,
        "legend": {"itemsizing": "constant"},
        "hovermode": "closest",
        "paper_bgcolor": THEMES[theme].paper,
        "margin": {"l": 50, "r": 10, "t": 40, "b": 40},
        "title": {"text": surface.label},
    }
    quiet = [
        trace | {"showlegend": False} if trace["type"].startswith("scatter") else trace for trace in picture["data"]
    ]
    return go.Figure({"data": [*quiet, *traces], "layout": layout})
