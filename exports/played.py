"""What the page that plays offline is told: scenes, surfaces as grids of heights, racers; its player draws them.

Numbers are in the surfaces' own coordinates, little-endian in base64.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from figures import LOOKS, MARKERS, THEMES
from figures.block import shape_of
from figures.height import height_map, lifted
from figures.minima import SOLID, marks_of_minima
from figures.strokes import STROKES
from figures.wide import wide_map, widened
from hyperparameters import Hyperparameter
from optimizers import OPTIMIZERS
from races import RaceSpec, Trajectory
from races.query import MEASURES
from races.spec import NETWORK, SAME_UNITS
from surfaces import Surface
from surfaces.scatter import told_of

from .facts import facts_of
from .live import draws_in, has_loss, is_live, is_sure, live_of
from .options import Options
from .take import Take

HOLE = -32768  # the height of a point where the surface is not defined
MOST = 65534  # intervals between the lowest and the highest height


def film_of(take: Take, options: Options) -> dict[str, Any]:
    """All that the player reads."""
    theme, view = THEMES[take.theme], take.scene.view
    names = ("paper", "text", "grid", "contour", "scale", "casing")
    panels = range(len(take.results))
    maps = list(dict.fromkeys(each for index in panels for each in _maps_of(take, index)))
    camera = view["camera"]
    return {
        "theme": {name: getattr(theme, name) for name in names},
        "strokes": STROKES,
        "pace": options.pace,
        "loop": view["loop"] == "on",
        "byEvaluations": take.by_evaluations,
        "now": None if view["step"] is None else take.now,
        "names": view["names"],
        "average": {key: value for key, value in view.items() if key.startswith("average")},
        "predict": take.predicts,
        "solid": take.solid,
        "camera": camera and list(camera),
        "chart": options.chart == "on",
        "legend": options.legend == "on",
        "measure": view["chart"],
        "measureName": MEASURES[view["chart"]],
        "shared": view["shared"] == "on",
        "columns": columns_of(take),
        "methods": {name: _method(name) for result in take.results for name in result},
        "draws": draws_in(take),
        "maps": [_map(*each) for each in maps],
        "panels": [_panel(take, index, maps, options.data == "on") for index in panels],
    }


def columns_of(take: Take) -> list[str]:
    """What is known of a racer at each step."""
    measure = take.scene.view["chart"]
    more = [measure] if measure != "loss" else []
    return ["x", "y", "loss", *more, *(["evaluations"] if take.by_evaluations else [])]


def _maps_of(take: Take, index: int) -> tuple[tuple[Surface, bool], tuple[Surface, bool]]:
    """Of a panel: its surface, and what is drawn of it, each with whether that is more than the domain. More is told
    only where axes of equal scale show it and the page has no formula for it."""
    spec = take.results[index].spec
    wide = take.scene.panels[index].is_equal and not take.solid and not has_loss(take, spec)
    return (spec.bound_surface, False), (spec.bound_surface, wide)


def _map(surface: Surface, wide: bool) -> dict[str, Any]:
    """A surface's heights as the picture has them, and the levels of its contours: first, distance, number of bands."""
    from matplotlib.ticker import MaxNLocator

    from .ground import LEVELS

    heights = height_map(surface)
    z = heights["z"]
    low, high = float(np.nanmin(z)), float(np.nanmax(z))
    levels = [float(level) for level in MaxNLocator(LEVELS).tick_values(low, high)]
    if high == low or len(levels) < 2:
        levels = [low - 0.5, low + 0.5]
    seen = widened(surface) if wide else surface
    if wide:
        z = wide_map(surface, seen.domain)["z"]
        low, high = float(np.nanmin(z)), float(np.nanmax(z))
    unit = (high - low) / MOST or 1.0
    whole = np.where(np.isnan(z), HOLE, np.rint((z - low) / unit) - MOST / 2)
    return {
        "domain": seen.domain,
        "size": len(z),
        "low": low,
        "unit": unit,
        "heights": _packed(whole, "<i2"),
        "levels": [levels[0], levels[1] - levels[0], len(levels) - 1],
        **{key: heights[key] for key in ("scale", "floor", "offset")},
    }


def _panel(take: Take, index: int, maps: list[tuple[Surface, bool]], with_data: bool) -> dict[str, Any]:
    result, panel = take.results[index], take.scene.panels[index]
    spec, surface = result.spec, result.spec.bound_surface
    zoom = panel.zoom

    def described(racers: Mapping[str, Trajectory], of: RaceSpec) -> list[dict[str, Any]]:
        return [_racer(take, of, name, trajectory) for name, trajectory in racers.items()]

    averages = {} if has_loss(take, spec) else take.averages[index]  # else the page knows their losses

    return {
        "label": surface.label,
        "facts": [*facts_of(spec, start=False), *filter(None, [take.average_texts[index]])],
        "caption": take.notes[index],
        **live_of(take, index),
        "start": None if spec.surface == NETWORK else list(spec.start or surface.start),
        "isRecorded": spec.surface == NETWORK,
        "steps": spec.steps,
        **dict(zip(("map", "picture"), map(maps.index, _maps_of(take, index)), strict=True)),
        "eye": surface.eye,
        "ranges": [zoom[:2], zoom[2:]] if zoom else surface.domain,
        "equal": panel.is_equal,
        "minima": _minima(surface, take.solid),
        "scatter": told_of(surface.scatter()) if surface.scatter and with_data else None,
        "racers": described(result, spec),
        "averageLosses": {name: _packed(each.losses, "<f4") for name, each in averages.items()},
        "references": described(take.references[index], replace(spec, units=SAME_UNITS)),
    }


def _minima(surface: Surface, solid: bool) -> list[dict[str, Any]]:
    """The marks of minima; with their heights, in three dimensions."""
    found = []
    for points, lowest, side in marks_of_minima(surface):
        shape = "diamond" if solid else "star" if lowest else "ring"
        heights = lifted(np.broadcast_to(surface.value(*points.T), len(points)), height_map(surface))
        placed = np.column_stack([points, heights]) if solid else points
        found.append({"points": placed.tolist(), "shape": shape, "side": SOLID[side] if solid else side})
    return found


def _racer(take: Take, spec: RaceSpec, name: str, trajectory: Trajectory) -> dict[str, Any]:
    look, live = LOOKS[name], is_live(spec, name)
    known = live and is_sure(spec, name)
    columns = [_column(trajectory, each) for each in columns_of(take)]
    return {
        "name": name,
        "label": OPTIMIZERS[name].label,
        "color": getattr(look, take.theme),
        "marker": MARKERS[look.marker],
        "settings": dict(spec.optimizers[name]),
        "divergedAt": trajectory.lost_at,
        "live": live,
        "drawn": shape_of(name, trajectory),
        "outlines": ""
        if trajectory.outlines is None or known
        else _packed(trajectory.outlines.reshape(-1, 6).T, "<f4"),
        "numbers": "" if known else _packed(np.concatenate(columns), "<f4"),
    }


def _method(name: str) -> dict[str, Any]:
    parameters = OPTIMIZERS[name].hyperparameters
    return {"label": OPTIMIZERS[name].label, "parameters": {key: _declared(one) for key, one in parameters.items()}}


def _declared(parameter: Hyperparameter) -> dict[str, Any]:
    names = ("symbol", "label", "help", "minimum", "maximum", "scale", "unit")
    return {name: getattr(parameter, name) for name in names}


def _column(trajectory: Trajectory, name: str) -> np.ndarray:
    if name in ("x", "y"):
        return trajectory.positions[:, "xy".index(name)]
    if name == "accuracy":
        nothing = np.full(trajectory.losses.shape, np.nan)
        return nothing if trajectory.accuracies is None else trajectory.accuracies
    columns = {"loss": "losses", "distance": "distances", "move": "moves", "evaluations": "evaluations"}
    return np.asarray(getattr(trajectory, columns[name]), dtype=float)


def _packed(numbers: np.ndarray, kind: str) -> str:
    with np.errstate(over="ignore"):
        return base64.b64encode(numbers.astype(kind).tobytes()).decode()
