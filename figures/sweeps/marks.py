"""The marks on the curves: each method's marker, a ring around its best point, a cross where it begins to diverge."""

from __future__ import annotations

from typing import Any

import numpy as np

from races.sweeps import SweepResult

from ..contours import SYMBOLS
from ..looks import LOOKS, color_of
from ..themes import THEMES
from .values import plateau


def markers(result: SweepResult, values: dict[str, np.ndarray], theme: str, size: float) -> dict[str, Any]:
    """Each method's marker now and then along its curve; one trace, because Plotly takes its time over each."""
    x, y, names = [], [], []
    every = max(result.spec.count // 10, 1)
    for place, (name, shown) in enumerate(values.items()):
        chosen = np.arange(place % every, len(shown), every)  # not all at the same rates: curves often coincide
        chosen = chosen[np.isfinite(shown[chosen])]
        x += result.spec.rates[chosen].tolist()
        y += shown[chosen].tolist()
        names += [name] * len(chosen)
    return {
        "type": "scatter",
        "mode": "markers",
        "x": x,
        "y": y,
        "marker": {
            "symbol": [SYMBOLS.get(LOOKS[name].marker, "circle") for name in names],
            "size": 11 * size,
            "opacity": 1,
            "color": [color_of(name, theme) for name in names],
            "line": {"width": 1.2 * size, "color": THEMES[theme].paper},
        },
        "hoverinfo": "skip",
    }


def rings(result: SweepResult, values: dict[str, np.ndarray], measure: str, theme: str, size: float) -> dict[str, Any]:
    """A ring around each method's best point."""
    best = {name: result.best_of(name, measure) for name in result if not result[name].flat}
    found = {name: place[0] for name, place in best.items() if place}
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [float(result.spec.rates[place]) for place in found.values()],
        "y": [float(values[name][place]) for name, place in found.items()],
        "marker": {
            "symbol": "circle-open",
            "size": 20 * size,
            "color": [color_of(name, theme) for name in found],
            "line": {"width": 3.5 * size},
        },
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def plateaus(
    result: SweepResult, values: dict[str, np.ndarray], measure: str, theme: str, size: float
) -> list[dict[str, Any]]:
    """A bar from the first to the last rate that does nearly as well as each method's best, at the height of that."""
    found = {name: (result.best_of(name, measure), plateau(result, name, measure)) for name in values}
    return [
        {
            "type": "line",
            "xref": "x",
            "yref": "y",
            "x0": float(result.spec.rates[level[0]]),
            "x1": float(result.spec.rates[level[1]]),
            "y0": (height := float(values[name][best[0]])),
            "y1": height,
            "line": {"color": color_of(name, theme), "width": 7 * size},
            "opacity": 0.45,
            "layer": "below",
        }
        for name, (best, level) in found.items()
        if best and level
    ]


def crosses(result: SweepResult, values: dict[str, np.ndarray], top: float, theme: str, size: float) -> dict[str, Any]:
    """A cross at the first learning rate of each stretch at which a method diverges, as high as it was just before."""
    x, y, colors = [], [], []
    for name, outcome in result.items():
        if outcome.flat:
            continue
        edges = outcome.diverged & ~np.concatenate([[False], outcome.diverged[:-1]])
        for place in np.flatnonzero(edges):
            before = values[name][place - 1] if place else np.nan
            x.append(float(result.spec.rates[place]))
            y.append(float(min(before, top)) if np.isfinite(before) else top)
            colors.append(color_of(name, theme))
    return {
        "type": "scatter",
        "mode": "markers",
        "x": x,
        "y": y,
        "marker": {"symbol": "x-thin", "size": 14 * size, "line": {"width": 4 * size, "color": colors}},
        "hovertemplate": "diverges from %{x:.3~g} on<extra></extra>",
        "cliponaxis": False,
    }
