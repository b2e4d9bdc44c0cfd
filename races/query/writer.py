"""The writer: panels and a view as a query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from networks.plane_files import find
from optimizers import OPTIMIZERS
from schedules import NO_WARM_UP

from ..showing import Shown
from ..spec import NETWORK, SAME_UNITS, RaceSpec, Settings
from .values import text_of
from .view import VIEW

Range = tuple[float, float, float, float]  # x_min, x_max, y_min, y_max


@dataclass(frozen=True)
class Panel:
    """One panel of the page: its race, the part of the picture that is zoomed into, or None for all of it, and whether
    x and y have the same scale, or None for what the surface declares."""

    spec: RaceSpec
    zoom: Range | None = None
    equal: bool | None = None

    @property
    def is_equal(self) -> bool:
        """Whether x and y have the same scale."""
        return self.spec.bound_surface.equal if self.equal is None else self.equal

    def to_query(self) -> str:
        """The panel's part of the query, beginning with `surface=`."""
        zoom = f"&zoom={text_of(self.zoom)}" if self.zoom else ""
        equal = "" if self.equal is None else f"&equal={'on' if self.equal else 'off'}"
        return spec_to_query(self.spec) + zoom + equal


@dataclass(frozen=True, repr=False)
class Scene(Shown):
    """What a link holds: one to MAX_PANELS panels and the view, complete with defaults; a notebook shows its page."""

    panels: Sequence[Panel]
    view: Mapping[str, Any] = field(default_factory=lambda: {key: default for key, (default, _) in VIEW.items()})

    def __repr__(self) -> str:
        return f"<Scene: ?{self.to_query()}>"

    def to_query(self) -> str:
        """The query, without the question mark; the inverse of :func:`scene_from_query`."""
        parts = [panel.to_query() for panel in self.panels]
        for key, (default, _) in VIEW.items():
            value = self.view[key]
            if value != default:
                parts.append(f"{key}={text_of(value)}")
        return "&".join(parts)


def spec_to_query(spec: RaceSpec) -> str:
    """The query of one spec; `spec_from_query` reads it back exactly."""
    if spec.surface == NETWORK:
        return _plane_query(spec)
    pairs = [("surface", _with_settings(spec.surface, spec.surface_parameters))]
    if spec.domain:
        pairs += [("f", spec.expression), ("domain", text_of(sum(spec.domain, ())))]
    pairs += [("start", text_of(spec.start or ())), ("steps", text_of(spec.steps))]
    if spec.schedule != "constant":
        pairs.append(("schedule", _with_settings(spec.schedule, spec.schedule_parameters)))
    if spec.warmup > NO_WARM_UP:
        pairs.append(("warmup", text_of(spec.warmup)))
    if spec.noise != "none":
        pairs.append(("noise", _with_settings(spec.noise, spec.noise_parameters)))
    if spec.seed:
        pairs.append(("seed", text_of(spec.seed)))
    if spec.units != SAME_UNITS:
        pairs.append(("units", text_of(spec.units)))
    for name, settings in spec.optimizers.items():
        declared = OPTIMIZERS[name].hyperparameters
        told = {k: v for k, v in settings.items() if k == "learning_rate" or v != declared[k].default}
        pairs.append((name, _with_settings("", told)))
    if not spec.optimizers:
        pairs.append(("optimizers", "none"))
    return _joined(pairs)


def _plane_query(spec: RaceSpec) -> str:
    """Of a recorded race: the plane, and what differs from everybody's race to its end."""
    plane = find(spec.expression)
    pairs = [("surface", NETWORK), ("plane", spec.expression)]
    if spec.steps != plane.steps:
        pairs.append(("steps", text_of(spec.steps)))
    if list(spec.optimizers) != list(plane.tracks):
        pairs += [(name, "") for name in spec.optimizers] or [("optimizers", "none")]
    return _joined(pairs)


def _joined(pairs: Sequence[tuple[str, str]]) -> str:
    return "&".join(f"{key}={quote(text, safe=',:.-()^*/')}" for key, text in pairs)


def _with_settings(name: str, settings: Settings) -> str:
    return ",".join(([name] if name else []) + [f"{key}:{text_of(value)}" for key, value in settings.items()])
