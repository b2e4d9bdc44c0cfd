"""What else determines a race than its surface and its racers, in words."""

from __future__ import annotations

from collections.abc import Sequence

from hyperparameters import plain
from races import RaceSpec
from races.noise import NOISES
from races.spec import NETWORK, SAME_UNITS
from schedules import NO_WARM_UP, SCHEDULES


def facts_of(spec: RaceSpec, start: bool = True) -> Sequence[str]:
    """The most telling first; the `start` is the last."""
    facts = []
    if spec.noise != "none":
        facts.append(NOISES[spec.noise].label)
    if spec.units != SAME_UNITS:
        facts.append("units " + ", ".join(map(plain, spec.units)))
    if spec.schedule != "constant":
        facts.append(SCHEDULES[spec.schedule].label)
    if spec.warmup > NO_WARM_UP:
        facts.append(f"warm-up {plain(float(f'{spec.warmup:.4g}'))} steps")
    if spec.surface == NETWORK:  # where all trainings begin says nothing in the plane's own units
        return facts
    for name, value in spec.surface_parameters.items():
        on_off = spec.bound_surface.hyperparameters[name].scale == "switch"
        facts.append(f"{name.replace('_', ' ')} {('on' if value else 'off') if on_off else plain(value)}")
    if start:
        place = spec.start or spec.bound_surface.start
        facts.append("start " + ", ".join(plain(float(f"{value:.4g}")) for value in place))
    return [fact.replace("-", "−") for fact in facts]
