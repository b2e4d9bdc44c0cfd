"""A sweep over two hyperparameters as a heat map: one method, learning rate across, the other one up."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from optimizers import OPTIMIZERS
from races.sweeps import SweepResult
from races.theory import FORMULAS

from ..layout import Figure, quiet_layout
from ..themes import THEMES, Theme
from ..typed import plotly_array
from .values import axis_name

#: Cividis (Nuñez, Anderton & Renslow 2018), made to look the same to colour-blind people; the best is bright.
SCALE = [[0, "#fee838"], [0.25, "#bcae6c"], [0.5, "#7d7c78"], [0.75, "#414d6b"], [1, "#00224e"]]
DECADES = 12  # at most, below the loss of the start
CROSSES = 18  # along the side with more cells


def heat_map(
    result: SweepResult, shown: np.ndarray, measure: str = "loss", theme: str = "light", size: float = 1.0
) -> Figure:
    """The heat map of `shown`, (rates, values), of the method with the second hyperparameter.

    Cells that diverged are crossed out, those without a value are empty. A solid line is the measured edge of the
    stable range, a dashed one theory's; the best cell is ringed.
    """
    assert result.spec.second
    colors, second = THEMES[theme], result.spec.second
    outcome, label = result[second.method], OPTIMIZERS[second.method].label
    logarithmic = measure == "steps" or result.floor is not None
    with np.errstate(all="ignore"):
        z = np.log10(shown.T) if logarithmic else shown.T
    x, y = np.log10(result.spec.rates), np.linspace(0, 1, second.count)
    low, high = _range(result, z, measure)
    step, rise = (x[-1] - x[0]) / (len(x) - 1), 1 / (second.count - 1)
    data = [
        {
            "type": "heatmap",
            "x0": float(x[0]),
            "dx": float(step),
            "y0": 0,
            "dy": rise,
            "z": plotly_array(z),
            "zmin": low,
            "zmax": high,
            "colorscale": SCALE,
            "hoverongaps": False,
            "meta": {"method": second.method},
            "colorbar": _bar(low, high, logarithmic, axis_name(result, measure), colors, size),
            "customdata": _customdata(result, shown),
            "hovertemplate": f"<b>{label}</b> at %{{customdata[0]:.3~g}}, {second.declared.label} "
            "%{customdata[1]:.4~g}<br>%{customdata[2]:.3~g}<extra></extra>",
        },
        _crossed(outcome.diverged.T, x, y, colors, size),
        *_edges(result, x, y, colors, size),
        *_best(result, measure, x, y, size),
    ]
    return {"data": data, "layout": _layout(result, measure, x, y, theme, size)}


def _layout(result: SweepResult, measure: str, x: np.ndarray, y: np.ndarray, theme: str, size: float) -> dict[str, Any]:
    """The axes below cells at `x`, logarithms of rates, and `y`, shares of the second hyperparameter's range."""
    assert result.spec.second
    colors, second = THEMES[theme], result.spec.second
    axis = {"zeroline": False, "showgrid": False, "fixedrange": True, "ticks": "outside", "tickcolor": colors.text}
    places = np.linspace(0, second.count - 1, min(6, second.count)).round().astype(int)
    step, rise = (x[-1] - x[0]) / (len(x) - 1), 1 / (second.count - 1)
    title = {"font": {"size": 17 * size}}
    return quiet_layout(colors, 15 * size, 78 * size, 14 * size, 30 * size, 52 * size) | {
        "hovermode": "closest",
        "hoverlabel": {"font": {"size": 15 * size}},
        "xaxis": axis
        | {"range": [float(x[0] - step / 2), float(x[-1] + step / 2)], **_decades(x[0], x[-1])}
        | {"title": title | {"text": f"learning rate of {OPTIMIZERS[second.method].label}", "standoff": 6}},
        "yaxis": axis
        | {"range": [-rise / 2, 1 + rise / 2], "tickvals": y[places].tolist()}
        | {"ticktext": [f"{value:.3g}" for value in second.values[places]]}
        | {"title": title | {"text": f"{second.declared.label} {second.declared.symbol}"}},
        "meta": {"theme": theme, "measure": measure, "kind": "heat"},
    }


def _range(result: SweepResult, z: np.ndarray, measure: str) -> tuple[float, float]:
    """The ends of the colour scale; what lies above the loss of the start is as dark as that."""
    assert result.spec.second
    found = z[np.isfinite(z)]
    if measure == "steps":
        return (float(found.min()) if len(found) else 0.0), math.log10(result.spec.race.steps)
    start = result[result.spec.second.method].start_loss
    if result.floor is None:
        return float(max(found.min(initial=start), start - 100 * (abs(start) + 1))), start + 1e-9
    top = math.log10(max(start - result.floor, 1e-12))
    return max(min(float(found.min(initial=top)), top - 1), top - DECADES), top


def _customdata(result: SweepResult, shown: np.ndarray) -> dict[str, Any]:
    """Rate, value and what is shown of each cell, (values, rates, 3)."""
    assert result.spec.second
    rates, values = np.meshgrid(result.spec.rates, result.spec.second.values)
    return plotly_array(np.stack([rates, values, shown.T], axis=-1))


def _bar(low: float, high: float, logarithmic: bool, name: str, colors: Theme, size: float) -> dict[str, Any]:
    bar = {"thickness": 18 * size, "outlinewidth": 0, "tickfont": {"size": 14 * size}, "ypad": 0}
    title = {"text": name, "side": "right", "font": {"size": 15 * size}}
    return bar | {"title": title} | (_decades(low, high) if logarithmic else {})


def _decades(low: float, high: float) -> dict[str, Any]:
    """Ticks of an axis of logarithms: whole decades, or where there are none the ends."""
    first, last = math.ceil(low - 1e-9), math.floor(high + 1e-9)
    if last <= first:
        return {"tickvals": [float(low), float(high)], "ticktext": [f"{10**low:.2g}", f"{10**high:.2g}"]}
    every = max(math.ceil((last - first) / 7), 1)
    powers = range(first, last + 1, every)
    return {"tickvals": list(powers), "ticktext": [f"10<sup>{power}</sup>".replace("-", "−") for power in powers]}


def _crossed(diverged: np.ndarray, x: np.ndarray, y: np.ndarray, colors: Theme, size: float) -> dict[str, Any]:
    """Crosses over the cells (values, rates) that diverged, as many as can be told apart."""
    every = max(math.ceil(max(diverged.shape) / CROSSES), 1)
    chosen = [(row, column) for row, column in np.argwhere(diverged) if row % every == column % every == every // 2]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [float(x[column]) for _, column in chosen],
        "y": [float(y[row]) for row, _ in chosen],
        "marker": {"symbol": "x-thin", "size": 10 * size, "line": {"width": 2.5 * size, "color": colors.text}},
        "hovertemplate": "diverges<extra></extra>",
    }


def _edges(result: SweepResult, x: np.ndarray, y: np.ndarray, colors: Theme, size: float) -> list[dict[str, Any]]:
    """The measured edge of the stable range at each value, and theory's."""
    assert result.spec.second
    outcome = result[result.spec.second.method]
    unsettled = ~outcome.settled & outcome.ran[:, :1].any()
    edge = np.where(unsettled.any(axis=0), x[unsettled.argmax(axis=0)] - (x[1] - x[0]) / 2, np.nan)
    line = {"type": "scatter", "mode": "lines", "connectgaps": False, "cliponaxis": True}
    lines = [
        line
        | {"x": plotly_array(edge), "y": y.tolist(), "line": {"color": "#ff5d8f", "width": 4 * size, "shape": "vhv"}}
        | {"hovertemplate": "measured edge of the stable range<extra></extra>"}
    ]
    if outcome.bound is not None:
        formula = FORMULAS[result.spec.second.method]
        theory = {"color": "#ffffff", "width": 3.5 * size, "dash": "dash"}
        lines.append(
            line
            | {"x": np.log10(outcome.bound).tolist(), "y": y.tolist(), "line": theory}
            | {"hovertemplate": f"theory: {formula}<extra></extra>"}
        )
    return lines


def _best(result: SweepResult, measure: str, x: np.ndarray, y: np.ndarray, size: float) -> list[dict[str, Any]]:
    assert result.spec.second
    best = result.best_of(result.spec.second.method, measure)
    if best is None:
        return []
    marker = {"symbol": "circle-open", "size": 20 * size, "color": "#ffffff", "line": {"width": 4 * size}}
    ring = {"type": "scatter", "mode": "markers", "hoverinfo": "skip", "cliponaxis": False}
    at = {"x": [float(x[best[0]])], "y": [float(y[best[1]])]}
    dark = marker | {"size": 27 * size, "color": "#111111", "line": {"width": 3 * size}}
    return [ring | at | {"marker": marker}, ring | at | {"marker": dark}]
