"""Runs a sweep: a rate is a lane; all rates of a method are one run (lanes.py), and so are those of several methods
(together.py). Methods without a learning rate run once, and vector methods once for each rate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from caches import MB, Kept
from optimizers import OPTIMIZERS, Elementwise, Optimizer, Vector
from progress import Progress
from schedules import factor_of

from ..course import path_of
from ..ending import within_tolerance
from ..engines import run_vector
from ..lanes import run_lanes
from ..noise.samples import samples_of
from ..spec import RaceSpec
from ..together import can_run_together, together
from .plan import Plan, losses_at, plan_of
from .result import Outcome, SweepResult, tail_of
from .spec import AT_ONCE, SweepSpec


def sweep(spec: SweepSpec, progress: Progress | None = None) -> SweepResult:
    """Run `spec`. A method that was swept before with the same settings comes from a cache, so that dragging one slider
    recomputes one method; those that have to be run are run together, where they can be. Calls `progress` with the
    lanes done and the lanes in all."""
    plans = {name: plan_of(spec, name) for name in spec.race.optimizers}
    known = {name: _KNOWN.get(plan.key) for name, plan in plans.items()}
    outcomes: dict[str, Outcome] = {name: outcome for name, outcome in known.items() if outcome is not None}
    done = sum(plans[name].lanes for name in outcomes)
    new = [plan for name, plan in plans.items() if name not in outcomes]
    few = [plan for plan in new if can_run_together(OPTIMIZERS[plan.method])]
    if len(few) < 2 or sum(plan.lanes for plan in few) * spec.race.steps > AT_ONCE:
        few = []
    for plan, found in zip(few, _measured_together(few), strict=True):
        outcomes[plan.method] = plan.outcome(found)
        done += plan.lanes
    for plan in new:
        if plan.method not in outcomes:
            outcomes[plan.method] = plan.outcome(_measured(plan, done, spec.lanes, progress))
            done += plan.lanes
    if progress and len(few) == len(new):
        progress(done, spec.lanes)
    for plan in new:
        _KNOWN[plan.key] = outcomes[plan.method]
    return SweepResult(spec, {name: outcomes[name] for name in plans})


#: Outcomes by what determines them.
_KNOWN = Kept("races.sweeps.run", 3 * MB)


def _measured_together(plans: Sequence[Plan]) -> list[list[np.ndarray]]:
    """What :func:`_measured` says of each of the plans, from one run; their races differ only in the method."""
    if not plans:
        return []
    united, settings = together([(plan.method, plan.settings, plan.lanes) for plan in plans])
    lanes = [plan.lanes for plan in plans]
    race = plans[0].race
    found = _judged(race, *_run(race, united, settings, sum(lanes)))
    ends = np.cumsum(lanes)
    return [[numbers[end - count : end] for numbers in found] for end, count in zip(ends, lanes, strict=True)]


def _measured(plan: Plan, before: int, total: int, progress: Progress | None) -> Sequence[np.ndarray]:
    """Final loss, lowest loss, steps to tolerance and step of divergence of every lane, (lanes,) each."""
    optimizer = OPTIMIZERS[plan.method]
    at_once = 1 if isinstance(optimizer, Vector) else max(AT_ONCE // plan.race.steps, 1)
    parts = []
    for first in range(0, plan.lanes, at_once):
        chosen = slice(first, min(first + at_once, plan.lanes))
        own = {name: value if np.ndim(value) == 0 else value[chosen] for name, value in plan.settings.items()}
        parts.append(_judged(plan.race, *_run(plan.race, optimizer, own, chosen.stop - first)))
        if progress:
            progress(before + chosen.stop, total)
    return [np.concatenate(column) for column in zip(*parts, strict=True)] if parts else [np.empty(0)] * 4


def _run(race: RaceSpec, optimizer: Optimizer, settings: dict[str, Any], lanes: int) -> tuple[np.ndarray, np.ndarray]:
    """Positions (steps + 1, 2, lanes) in the surface's own coordinates, and steps of divergence (lanes,), 0 for never;
    all as `race.race` has them for one lane."""
    path, steps = path_of(race.bound_surface, race.units), race.steps
    seen, place = path.seen, path.there(race.start or (0.0, 0.0))
    factor = factor_of(race.schedule, steps, race.schedule_parameters, race.warmup)
    sample = samples_of(race.noise, tuple(race.noise_parameters.items()), race.seed, seen, place, steps)
    if isinstance(optimizer, Vector):
        numbers = {name: float(np.ravel(value)[0]) for name, value in settings.items()}
        run = run_vector(optimizer, seen, numbers, place, steps, factor, sample)
        positions, diverged_at = run.positions[:, :, None], np.array([run.diverged_at or 0])
    else:
        assert isinstance(optimizer, Elementwise)
        starts = np.repeat(np.array(place)[:, None], lanes, axis=1)
        positions, diverged_at = run_lanes(optimizer, seen, settings, starts, steps, factor, sample)
    if path.matrix is not None:
        positions = np.moveaxis(path.back(np.moveaxis(positions, 1, -1)), -1, 1)
    return positions, diverged_at


def _judged(race: RaceSpec, positions: np.ndarray, diverged_at: np.ndarray) -> Sequence[np.ndarray]:
    """What :func:`_measured` says, of lanes that have run."""
    surface = race.bound_surface
    losses = np.broadcast_to(losses_at(surface, positions[:, 0], positions[:, 1]), positions[:, 0].shape)
    reached = within_tolerance(losses, surface)
    steps = np.where(reached.any(axis=0), reached.argmax(axis=0), np.nan)
    lowest = np.fmin.reduce(losses, axis=0)
    final = np.where(diverged_at > 0, losses[-1], losses[-tail_of(race) :].mean(axis=0))
    return final, lowest, steps, diverged_at
