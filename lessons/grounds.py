"""Surfaces that several lessons stand on: the plane, where every gradient is the same, the ravine, Beale with noise,
and the regressions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from races import RaceSpec
from races.spec import Settings


def plane(steps: int = 200, **racers: Settings) -> RaceSpec:
    """A plane that falls to the left: every gradient is (0.1, 0)."""
    return RaceSpec(
        surface="own",
        expression="x/10",
        domain=((-10.0, 10.0), (-5.0, 5.0)),
        start=(9.0, 0.0),
        steps=steps,
        optimizers=racers,
    )


def ravine(condition_number: float, angle: float, steps: int, /, *, more: Any = None, **racers: Settings) -> RaceSpec:
    """The rotated quadratic from (-3, 1), with curvature 1 along it; `more` are other fields of the spec."""
    return RaceSpec(
        surface="rotated_quadratic",
        surface_parameters={"condition_number": condition_number, "angle": angle},
        start=(-3.0, 1.0),
        steps=steps,
        optimizers=racers,
        **more or {},
    )


def sampled(**racers: Settings) -> RaceSpec:
    """Beale from Radford's start, seen through a new sample of noisy targets at each step."""
    return RaceSpec(
        "beale",
        racers,
        start=(1.0, 1.6),
        steps=150,
        noise="noisy_targets",
        noise_parameters={"batch_size": 1, "sigma": 1.0},
    )


def regression(
    kind: str, rate: float, steps: int, /, *, more: Mapping[str, Any] | None = None, **parameters: float
) -> RaceSpec:
    """Gradient descent on the "linear", "normalized" or "whitened" regression with its default data."""
    sgd = {"sgd": {"learning_rate": rate}}
    return RaceSpec(f"{kind}_regression", sgd, steps=steps, surface_parameters=parameters, **more or {})
