"""Sweeps as Plotly figures: curves against the learning rate, with each method's stable range below them."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from optimizers import OPTIMIZERS
from races.sweeps import SweepResult
from races.theory import FORMULAS

from .contours import SYMBOLS
from .heat import heat_map
from .layout import quiet_layout
from .palette import LOOKS, THEMES, Theme
from .typed import plotly_array

#: What a sweep shows, and how its axis is called.
MEASURES = {"loss": "final loss", "steps": "steps to tolerance"}
RESOLUTION = 1e-15  # relative to the loss at the start: what lies lower is rounding, and is drawn here
ABOVE = 1.2  # decades above the start's loss that the picture shows
ROW = 0.034  # height of one method's stable range, as a share of the figure


def sweep_figure(result: SweepResult, measure: str = "loss", theme: str = "light", size: float = 1.0) -> dict[str, Any]:
    """The figure of a sweep: a heat map if it has a second hyperparameter, else curves. `size` is a factor on type."""
    if result.spec.second:
        return heat_map(result, shown_values(result, result.spec.second.method, measure), measure, theme, size)
    return sweep_curves(result, measure, theme, size)


def shown_values(result: SweepResult, method: str, measure: str) -> np.ndarray:
    """What is drawn of a method: steps to tolerance, or the loss above the lowest minimum, if there is one; nan where
    there is nothing to draw."""
    outcome = result[method]
    if measure == "steps":
        return np.where(outcome.diverged, np.nan, np.maximum(outcome.steps, 1))
    losses = np.where(outcome.diverged, np.nan, outcome.losses)
    if result.floor is None:
        return losses
    return np.maximum(losses - result.floor, RESOLUTION * max(outcome.start_loss - result.floor, 1e-300))


def best_rows(result: SweepResult) -> list[dict[str, Any]]:
    """What the curves say in words, one row a method, as plain numbers: where it ended lowest, with the indices of its
    rate and value, where it needed the fewest steps to tolerance, its stable range, and theory's bound."""
    rows = []
    for name, outcome in result.items():
        lowest, fewest = result.best_of(name), result.best_of(name, "steps")
        bound, stable = outcome.bound, outcome.stable
        rows.append(
            {
                "name": name,
                "flat": outcome.flat,
                "lowest": lowest and [*lowest],
                "loss": float(outcome.losses[lowest]) if lowest else None,
                "fewest": fewest and [*fewest],
                "steps": int(outcome.steps[fewest]) if fewest else None,
                "stable": stable and [*stable],
                "open": bool(stable and stable[1] >= outcome.rates[outcome.ran][-1]),
                "bound": float(bound[0]) if bound is not None and len(bound) == 1 else None,
                "formula": FORMULAS.get(name) if bound is not None else None,
            }
        )
    return rows


def sweep_curves(result: SweepResult, measure: str = "loss", theme: str = "light", size: float = 1.0) -> dict[str, Any]:
    """One curve a method. Where it diverges there is a gap, and a cross at its edge; the best point is ringed.

    Below, on the same learning rates, the range that was measured to be stable, and what theory says of it.
    """
    colors = THEMES[theme]
    values = {name: shown_values(result, name, measure) for name in result}
    low, high = _range(result, values, measure)
    logarithmic = measure == "steps" or result.floor is not None
    curves = [_curve(result, name, shown, theme, size) for name, shown in values.items()]
    marks = [
        _markers(result, values, theme, size),
        _rings(result, values, measure, theme, size),
        _crosses(result, values, (10.0**high if logarithmic else high), theme, size),
    ]
    rated = [name for name, outcome in result.items() if not outcome.flat]
    strip = ROW * len(rated)
    below = _stability(result, rated, colors, theme, size)
    axis = {"gridcolor": colors.grid, "zeroline": False, "fixedrange": True, "exponentformat": "power"}
    ends = [math.log10(result.spec.low), math.log10(result.spec.high)]
    pad = 0.02 * (ends[1] - ends[0])
    layout = quiet_layout(colors, 15 * size, 118 * size, 14 * size, 30 * size, 52 * size) | {
        "hovermode": "closest",
        "hoverlabel": {"font": {"size": 15 * size}},
        "hoverdistance": 40,
        "xaxis": axis
        | {"type": "log", "range": [ends[0] - pad, ends[1] + pad], "anchor": "y2" if rated else "y", "dtick": 1}
        | {"title": {"text": "learning rate", "font": {"size": 17 * size}, "standoff": 6}},
        "yaxis": axis
        | {
            "type": "log" if logarithmic else "linear",
            "range": [low, high],
            "domain": [strip + 0.06 if rated else 0, 1],
        }
        | {"title": {"text": _title(result, measure), "font": {"size": 17 * size}}, "nticks": 8}
        | ({"dtick": "D2" if high - low < 2.2 else math.ceil((high - low) / 8)} if logarithmic else {}),
        "yaxis2": {"domain": [0, strip], "range": [len(rated) - 0.4, -0.6], "fixedrange": True, "zeroline": False}
        | {"tickvals": list(range(len(rated))), "ticktext": [OPTIMIZERS[name].label for name in rated]}
        | {"showgrid": False, "tickfont": {"size": 13 * size}},
        "shapes": _bounds(result, theme, size) + _start(result, measure, colors, size),
        "annotations": _words(result, theme, size) + (_heading(strip, size) if rated else []),
        "meta": {"theme": theme, "measure": measure, "kind": "curves"},
    }
    return {"data": curves + marks + below, "layout": layout}


def _title(result: SweepResult, measure: str) -> str:
    if measure == "steps":
        return f"{MEASURES[measure]} (of {result.spec.race.steps})"
    return MEASURES[measure] + (" above the minimum" if result.floor not in (None, 0) else "")


def _range(result: SweepResult, values: dict[str, np.ndarray], measure: str) -> tuple[float, float]:
    """The range of the axis: of the logarithm, or on a surface without a minimum of the losses themselves."""
    found = np.concatenate([shown[np.isfinite(shown)] for shown in values.values()])
    if measure == "steps":
        return math.log10(min(found, default=1.0)) - 0.15, math.log10(result.spec.race.steps) + 0.15
    start = next(iter(result.values())).start_loss
    if result.floor is None:
        lowest = max(min(found, default=start), start - 100 * (abs(start) + 1))
        return lowest - 0.05 * (start - lowest), start + 0.3 * (start - lowest) + 1e-9
    top = math.log10(max(start - result.floor, 1e-12))
    return min(math.log10(found.min()) if len(found) else top - 1, top - 1) - 0.3, top + ABOVE


def _line(name: str, theme: str) -> str:
    return getattr(LOOKS[name], theme)


def _curve(result: SweepResult, name: str, shown: np.ndarray, theme: str, size: float) -> dict[str, Any]:
    label, flat = OPTIMIZERS[name].label, result[name].flat
    return {
        "type": "scatter",
        "mode": "lines",
        "x": plotly_array(result.spec.rates),
        "y": plotly_array(shown),
        "connectgaps": False,
        "meta": {"method": name},
        "line": {"color": _line(name, theme), "width": 3.4 * size, "dash": "dash" if flat else "solid"},
        "hovertemplate": f"<b>{label}</b>"
        + (" (no learning rate)" if flat else " at %{x:.3~g}")
        + "<br>%{y:.3~g}<extra></extra>",
    }


def _markers(result: SweepResult, values: dict[str, np.ndarray], theme: str, size: float) -> dict[str, Any]:
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
            "color": [_line(name, theme) for name in names],
            "line": {"width": 1.2 * size, "color": THEMES[theme].paper},
        },
        "hoverinfo": "skip",
    }


def _rings(result: SweepResult, values: dict[str, np.ndarray], measure: str, theme: str, size: float) -> dict[str, Any]:
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
            "color": [_line(name, theme) for name in found],
            "line": {"width": 3.5 * size},
        },
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _crosses(result: SweepResult, values: dict[str, np.ndarray], top: float, theme: str, size: float) -> dict[str, Any]:
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
            colors.append(_line(name, theme))
    return {
        "type": "scatter",
        "mode": "markers",
        "x": x,
        "y": y,
        "marker": {"symbol": "x-thin", "size": 14 * size, "line": {"width": 4 * size, "color": colors}},
        "hovertemplate": "diverges from %{x:.3~g} on<extra></extra>",
        "cliponaxis": False,
    }


def _stability(result: SweepResult, rated: list[str], colors: Theme, theme: str, size: float) -> list[dict[str, Any]]:
    """A bar for each method's stable range, with an arrow where it goes on beyond the sweep, and theory's bounds."""
    found = {name: result[name].stable for name in rated}
    ends = {name: stable for name, stable in found.items() if stable}
    goes_on = [name for name, (_, high) in ends.items() if high >= result[name].rates[result[name].ran][-1]]
    bars = {
        "type": "bar",
        "orientation": "h",
        "base": [low for low, _ in ends.values()],
        "x": [high - low for low, high in ends.values()],
        "y": [rated.index(name) for name in ends],
        "width": 0.5,
        "marker": {"color": [_line(name, theme) for name in ends], "line": {"width": 0}},
        "customdata": [f"{high:.3g}{' and beyond' if name in goes_on else ''}" for name, (_, high) in ends.items()],
        "text": [OPTIMIZERS[name].label for name in ends],
        "textposition": "none",
        "hovertemplate": "<b>%{text}</b> stable to %{customdata}<extra></extra>",
    }
    arrows = {
        "type": "scatter",
        "mode": "markers",
        "x": [ends[name][1] for name in goes_on],
        "y": [rated.index(name) for name in goes_on],
        "marker": {
            "symbol": "triangle-right",
            "size": 15 * size,
            "color": [_line(name, theme) for name in goes_on],
            "opacity": 1,
        },
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
    bounds = _inside(result)
    ticks = {
        "type": "scatter",
        "mode": "markers",
        "x": list(bounds.values()),
        "y": [rated.index(name) for name in bounds],
        "marker": {"symbol": "line-ns", "size": 14 * size, "line": {"width": 4 * size, "color": colors.text}},
        "text": [FORMULAS[name] for name in bounds],
        "hovertemplate": "theory: %{text} = %{x:.4~g}<extra></extra>",
    }
    return [trace | {"yaxis": "y2"} for trace in (bars, arrows, ticks)]


def _inside(result: SweepResult) -> dict[str, float]:
    """Theory's bounds that lie in the swept range, by method."""
    bounds = {name: outcome.bound for name, outcome in result.items()}
    return {
        name: float(bound[0])
        for name, bound in bounds.items()
        if bound is not None and result.spec.low <= bound[0] <= result.spec.high
    }


def _bounds(result: SweepResult, theme: str, size: float) -> list[dict[str, Any]]:
    """A dashed line at each bound of theory."""
    return [
        {
            "type": "line",
            "xref": "x",
            "yref": "paper",
            "x0": bound,
            "x1": bound,
            "y0": 0,
            "y1": 1,
            "line": {"color": _line(name, theme), "width": 2.5 * size, "dash": "dash"},
        }
        for name, bound in _inside(result).items()
    ]


def _start(result: SweepResult, measure: str, colors: Theme, size: float) -> list[dict[str, Any]]:
    """A dotted line at the loss of the start: who ends above it is not stable."""
    start = next(iter(result.values())).start_loss - (result.floor or 0)
    if measure == "steps" or (result.floor is not None and start <= 0):
        return []
    line = {"color": colors.text, "width": 2 * size, "dash": "dot"}
    return [{"type": "line", "xref": "x domain", "yref": "y", "x0": 0, "x1": 1, "y0": start, "y1": start, "line": line}]


def _words(result: SweepResult, theme: str, size: float) -> list[dict[str, Any]]:
    """The formula of each bound at its head; neighbours on their outer sides, so that they do not collide."""
    found = sorted(_inside(result).items(), key=lambda item: item[1])
    words = []
    for place, (name, bound) in enumerate(found):
        anchor = (
            "center" if len(found) == 1 else ("right", "center", "left")[min(place, 2) if len(found) > 2 else 2 * place]
        )
        words.append(
            {
                "text": f"<b>{FORMULAS[name]}</b>",
                "xref": "x",
                "yref": "paper",
                "x": math.log10(bound),
                "y": 1,
                "xanchor": anchor,
                "yanchor": "bottom",
                "showarrow": False,
                "font": {"size": 15 * size, "color": _line(name, theme)},
            }
        )
    return words


def _heading(strip: float, size: float) -> list[dict[str, Any]]:
    place = {"xref": "paper", "yref": "paper", "x": 0, "y": strip, "xanchor": "left", "yanchor": "bottom"}
    return [place | {"text": "<b>stable learning rates</b>", "showarrow": False, "font": {"size": 14 * size}}]
