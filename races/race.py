"""race(spec): run every racer of one panel."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from caches import MB, kept
from networks.plane_files import find
from optimizers import OPTIMIZERS, Vector
from schedules import factor_of

from .course import path_of
from .engines import run_vector
from .fields import NETWORK, Domain, bound_surface
from .floats import run_floats
from .noise.samples import samples_of
from .spec import RaceSpec
from .trajectory import RaceResult, Trajectory, measured, replayed

Items = tuple[tuple[str, float], ...]


def race(spec: RaceSpec) -> RaceResult:
    """Run `spec`. A racer that was run before with the same settings comes from a cache, so that dragging one slider
    recomputes one racer."""
    return RaceResult(spec, {name: _racer(*_inputs(spec, name)) for name in spec.optimizers})


def _inputs(spec: RaceSpec, optimizer: str) -> tuple[Any, ...]:
    """Everything that determines one racer's path."""
    return (
        optimizer,
        tuple(spec.optimizers[optimizer].items()),
        spec.surface,
        tuple(spec.surface_parameters.items()),
        spec.start,
        spec.steps,
        spec.schedule,
        tuple(spec.schedule_parameters.items()),
        spec.warmup,
        spec.noise,
        tuple(spec.noise_parameters.items()),
        spec.seed,
        spec.units,
        spec.expression,
        spec.domain,
    )


@kept(10 * MB)
def _racer(
    optimizer: str,
    settings: Items,
    surface: str,
    surface_parameters: Items,
    start: tuple[float, float],
    steps: int,
    schedule: str,
    schedule_parameters: Items,
    warmup: float,
    noise: str,
    noise_parameters: Items,
    seed: int,
    units: tuple[float, float, float],
    expression: str,
    domain: Domain | None,
) -> Trajectory:
    if surface == NETWORK:
        return replayed(find(expression), optimizer, steps)
    shown = bound_surface(surface, surface_parameters, expression, domain)
    path = path_of(shown, units)
    seen, start = path.seen, path.there(start)
    factor = factor_of(schedule, steps, dict(schedule_parameters), warmup)
    sample = samples_of(noise, noise_parameters, seed, seen, start, steps)
    method, given = OPTIMIZERS[optimizer], (seen, dict(settings), start, steps, factor, sample)
    run = run_vector(method, *given) if isinstance(method, Vector) else run_floats(method, *given)
    if path.matrix is not None:
        outlines = None if run.outlines is None else path.back(run.outlines)
        run = replace(run, positions=path.back(run.positions), outlines=outlines)
    return measured(run, shown, method.hovers)
