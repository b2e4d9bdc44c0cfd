"""Training curves as Plotly figures: the cost and, beneath it, the validation accuracy of each method against the
epoch, with a band over the seeds; and Adam with and without its bias correction."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from optimizers import OPTIMIZERS

from .contours import SYMBOLS
from .layout import Figure, quiet_layout
from .looks import LOOKS, color_of
from .themes import THEMES, Theme

#: Of each method (or "with" and "without"): {"cost": [seed][epoch], "accuracy": the same}. A curve that is not named by
#: its method has a "method"; it may have a "label", a "dash", and a "middle" of the seeds, "median", not the mean.
Curves = Mapping[str, Mapping[str, Any]]
Middle = Callable[..., np.ndarray]
EVERY = 9  # epochs between two markers of a curve
ACCURACY_SHARE = 0.3  # of the figure's height
BAND = 0.18  # opacity
TICKS = ["0.001", "0.002", "0.005", "0.01", "0.02", "0.05", "0.1", "0.2", "0.3", "0.5", "0.7", "1", "1.5", "2", "3"]


def training_chart(
    curves: Curves, scale: str = "log", theme: str = "light", size: float = 1.0, optimum: float | None = None
) -> Figure:
    """The middle of the seeds of each method's cost and accuracy, in bands from the lowest to the highest seed.

    `scale` is that of the cost, "log", "linear" or, where the optimum is known, "gap": its logarithm above the optimum.
    `size` is a factor on type and lines. `layout.meta` has "own", the look of a curve that the page adds in its
    method's colour, and "floor", what is subtracted from its costs.
    """
    floor = optimum if scale == "gap" and optimum is not None else 0.0
    curves = {name: {**found, "cost": _above(found["cost"], floor)} for name, found in curves.items()}
    colors = THEMES[theme]
    traces: list[dict[str, Any]] = []
    for name, found in curves.items():
        color, label = color_of(_method(name, found), theme), found.get("label") or OPTIMIZERS[name].label
        for key, axis, form in (("cost", "y", ".3~g"), ("accuracy", "y2", ".1%")):
            seeds = np.atleast_2d(np.asarray(found[key], float))
            hover = f"<b>{label}</b>, epoch %{{x}}<br>{key} %{{y:{form}}}<extra></extra>"
            mean = _line(seeds, color, size, _middle(found)) | {"hovertemplate": hover}
            mean["line"]["dash"] = found.get("dash", "solid")
            place = {"yaxis": axis, "meta": {"method": name}}
            traces += [_band(seeds, color) | place, mean | place]
    traces += [_markers(curves, key, axis, theme, size) for key, axis in (("cost", "y"), ("accuracy", "y2"))]
    costs = [found["cost"] for found in curves.values()]
    last = max((np.atleast_2d(cost).shape[1] - 1 for cost in costs), default=45)
    top = 1 - ACCURACY_SHARE - 0.05
    accuracies = [np.asarray(found["accuracy"], float) for found in curves.values()]
    layout = _layout(colors, size) | {
        "xaxis": _axis(colors) | {"anchor": "y2", "range": _epochs(last), "dtick": 5} | _title("epoch", size),
        "yaxis": _cost_axis(costs, scale, colors, size) | {"domain": [1 - top, 1]},
        "yaxis2": _axis(colors)
        | {"domain": [0, ACCURACY_SHARE], "tickformat": ".0%", "nticks": 4, "ticklabelstandoff": round(6 * size)}
        | {"range": _accuracy_range(accuracies)}
        | _title("accuracy", size),
        "meta": {"theme": theme, "floor": floor, "own": {"width": 4.5 * size, "head": 14 * size, "rim": colors.paper}},
    }
    return {"data": traces, "layout": layout}


def bias_chart(
    curves: Mapping[str, Mapping[str, Any]], scale: str = "log", theme: str = "light", size: float = 1.0
) -> Figure:
    """Adam's cost with and without the bias correction, one panel for each beta2 of `curves`, on one axis of the cost:
    {beta2: {"with": [seed][epoch], "without": the same}}."""
    colors, color = THEMES[theme], color_of("adam", theme)
    traces: list[dict[str, Any]] = []
    layout, words = _layout(colors, size), []
    costs = [np.atleast_2d(np.asarray(cost, float)) for pair in curves.values() for cost in pair.values()]
    last = max((cost.shape[1] - 1 for cost in costs), default=45)
    pair: Mapping[str, Any] = {}
    name = ""
    for place, (beta2, pair) in enumerate(curves.items()):
        name = str(place + 1) if place else ""
        left, right = (place + 0.03) / len(curves), (place + 0.97) / len(curves)
        layout[f"xaxis{name}"] = (
            _axis(colors)
            | {"anchor": "y", "domain": [left, right], "range": _epochs(last), "dtick": 20 if last > 20 else 2}
            | _title("epoch", size)
        )
        words.append(_word(f"<b>{beta2}</b>" if place else f"<b>β₂ = {beta2}</b>", (left + right) / 2, size))
        for kind, dash in (("with", "solid"), ("without", "dash")):
            seeds = np.atleast_2d(np.asarray(pair[kind], float))
            told = {"xaxis": f"x{name}", "meta": {"correction": kind}}
            hover = f"<b>{kind} correction</b>, epoch %{{x}}<br>cost %{{y:.3~g}}<extra></extra>"
            line = _line(seeds, color if kind == "with" else colors.text, size) | {"hovertemplate": hover}
            line["line"]["dash"] = dash
            traces += [_band(seeds, line["line"]["color"]) | told, line | told]
    words += _kinds(pair, name, scale, size)
    layout |= {"yaxis": _cost_axis(costs, scale, colors, size), "annotations": words, "meta": {"theme": theme}}
    layout["margin"]["t"] = 34 * size
    return {"data": traces, "layout": layout}


# ---- traces ----


def _method(name: str, found: Mapping[str, Any]) -> str:
    return str(found.get("method", name))


def _middle(found: Mapping[str, Any]) -> Middle:
    """What of the seeds the line shows."""
    return np.median if found.get("middle") == "median" else np.mean


def _above(costs: Any, floor: float) -> np.ndarray:
    """What is above the floor; what is not has no logarithm, and is left out."""
    above = np.atleast_2d(np.asarray(costs, float)) - floor
    return np.where(above > 0, above, np.nan) if floor else above


def _rounded(values: Iterable[float]) -> list[float | None]:
    """Four digits are more than the eye sees; a cost that is no number is a gap."""
    return [float(f"{value:.4g}") if math.isfinite(value) else None for value in values]


def _line(seeds: np.ndarray, color: str, size: float, middle: Middle = np.mean) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": list(range(seeds.shape[1])),
        "y": _rounded(middle(seeds, axis=0)),
        "line": {"color": color, "width": 3.4 * size},
    }


def _band(seeds: np.ndarray, color: str) -> dict[str, Any]:
    """From the lowest to the highest seed, as far as all of them have a cost."""
    known = np.isfinite(seeds).all(0)
    count = len(known) if known.all() else int(np.argmin(known))
    low, high = seeds[:, :count].min(0), seeds[:, :count].max(0)
    epochs = list(range(count))
    red, green, blue = (int(color[place : place + 2], 16) for place in (1, 3, 5))
    return {
        "type": "scatter",
        "mode": "lines",
        "x": epochs + epochs[::-1],
        "y": _rounded(low) + _rounded(high[::-1]),
        "fill": "toself",
        "fillcolor": f"rgba({red}, {green}, {blue}, {BAND})",
        "line": {"width": 0},
        "hoverinfo": "skip",
    }


def _markers(curves: Curves, key: str, axis: str, theme: str, size: float) -> dict[str, Any]:
    """Each method's marker now and then along its curve, in one trace; not all at the same epochs."""
    x, y, names = [], [], []
    for place, (name, found) in enumerate(curves.items()):
        mean = _middle(found)(np.atleast_2d(np.asarray(found[key], float)), axis=0)
        chosen = [at for at in range(2 + place % EVERY, len(mean), EVERY) if math.isfinite(mean[at])]
        x += chosen
        y += _rounded(mean[chosen])
        names += [_method(name, found)] * len(chosen)
    return {
        "type": "scatter",
        "mode": "markers",
        "x": x,
        "y": y,
        "yaxis": axis,
        "marker": {
            "symbol": [symbol_of(name) for name in names],
            "size": 11 * size,
            "opacity": 1,
            "color": [color_of(name, theme) for name in names],
            "line": {"width": 1.2 * size, "color": THEMES[theme].paper},
        },
        "customdata": names,
        "hoverinfo": "skip",
    }


def symbol_of(name: str) -> str:
    """Plotly's symbol for a method's marker."""
    return SYMBOLS.get(LOOKS[name].marker, "circle")


# ---- layout ----


def _layout(colors: Theme, size: float) -> dict[str, Any]:
    return quiet_layout(colors, 15 * size, 78 * size, 14 * size, 10 * size, 52 * size) | {
        "hovermode": "closest",
        "hoverlabel": {"font": {"size": 15 * size}},
        "hoverdistance": 30,
    }


def _axis(colors: Theme) -> dict[str, Any]:
    return {"gridcolor": colors.grid, "zeroline": False, "fixedrange": True}


def _title(text: str, size: float) -> dict[str, Any]:
    return {"title": {"text": text, "font": {"size": 16 * size}, "standoff": 6}}


def _epochs(last: int) -> list[float]:
    return [-0.01 * last, 1.015 * last]


def _cost_axis(costs: Sequence[np.ndarray], scale: str, colors: Theme, size: float) -> dict[str, Any]:
    """From a little below the lowest mean to the highest: a single seed may leave the picture."""
    means = [np.atleast_2d(cost).mean(0) for cost in costs]
    found = np.concatenate([mean[np.isfinite(mean)] for mean in means]) if means else np.array([])
    low, high = (float(found.min()), float(found.max())) if len(found) else (0.1, 2.5)
    words = "cost above the optimum" if scale == "gap" else "training cost"
    axis = _axis(colors) | {"ticklabelstandoff": round(6 * size)} | _title(words, size)
    if scale != "linear" and low > 0:
        ends = [math.log10(low), math.log10(high)]
        pad = 0.04 * (ends[1] - ends[0] + 0.1)
        ticks = [tick for tick in TICKS if tick.strip("0.") in "125"] if ends[1] - ends[0] > 2 else TICKS
        return axis | {"type": "log", "tickvals": ticks, "ticktext": ticks, "range": [ends[0] - pad, ends[1] + pad]}
    return axis | {"type": "linear", "range": [0 if low > 0 else low, 1.03 * high], "nticks": 8}


def _accuracy_range(accuracies: Sequence[np.ndarray]) -> list[float]:
    """Where the curves are after the first epochs: the way there from guessing is of no interest."""
    later = [np.atleast_2d(each)[:, min(2, np.atleast_2d(each).shape[1] - 1) :] for each in accuracies]
    low = min((float(np.nanmin(each)) for each in later if each.size), default=0.0)
    return [max(0.0, min(low, 0.9) - 0.03), 1.005]


def _kinds(pair: Mapping[str, Any], axis: str, scale: str, size: float) -> list[dict[str, Any]]:
    """The names of the curves of a panel, above them: also above what a curve does beside the middle of its name."""
    words = []
    for kind, cost in pair.items():
        mean = np.atleast_2d(np.asarray(cost, float)).mean(0)
        middle = len(mean) * 2 // 3
        around = mean[max(0, middle - len(mean) // 7) : middle + len(mean) // 7 + 1]
        top = float(np.nanmax(around, initial=float(mean[middle])))
        height = top if scale == "linear" else math.log10(top)
        spot = {"xref": f"x{axis}", "yref": "y", "x": middle, "y": height, "yshift": 15 * size}
        words.append(spot | {"text": f"<b>{kind}</b>", "showarrow": False, "font": {"size": 16 * size}})
    return words


def _word(text: str, x: float, size: float) -> dict[str, Any]:
    place = {"xref": "paper", "yref": "paper", "x": x, "y": 1, "xanchor": "center", "yanchor": "bottom"}
    return place | {"text": text, "showarrow": False, "font": {"size": 17 * size}}
