"""Looking inside one racer: at each step the gradient that it saw, the step that it took, its state and variables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from inspect import getgeneratorlocals
from itertools import zip_longest
from typing import Any

import numpy as np

from optimizers import OPTIMIZERS, Elementwise, Vector
from progress import rounds
from schedules import factor_of
from surfaces import Loss, Surface

from .course import path_of
from .noise.samples import samples_of
from .objective import SurfaceObjective, seen_from
from .own_noise import own_noise
from .race import race
from .spec import RaceSpec

See = Callable[[int], Loss | Surface]  # what a step sees
Factor = Callable[[int], float]
Rows = Mapping[str, np.ndarray]
Values = dict[str, Any]  # of one step, by name


@dataclass(frozen=True)
class Inside:
    """Rows are steps, (steps + 1, 2); row 0 is before the first, where there is no gradient yet: nan.

    gradients: what the step saw, with its noise, at the look-ahead point where the method has one. moves: what it did.
    rates: moves over gradients, the effective learning rate of each coordinate; nan where the gradient is 0.
    states: by name. variables: what else the rule was given (curvature, loss, gradients at the probe, its own noise),
    or, of a method that sees all coordinates, its own variables at that step: numbers, vectors or matrices. factors:
    the schedule's, of each step. taken: how many steps the racer took, before it ended or diverged. rests: those among
    them at which it could do nothing with its sample. Everything is in the units and coordinates in which the race ran.
    """

    positions: np.ndarray
    gradients: np.ndarray
    moves: np.ndarray
    rates: np.ndarray
    states: Mapping[str, np.ndarray]
    variables: Mapping[str, np.ndarray]
    factors: np.ndarray
    taken: int
    rests: frozenset[int] = frozenset()


def inside(spec: RaceSpec, optimizer: str) -> Inside:
    """Look inside one racer of `spec`. Raises KeyError if it is not among them."""
    t = race(replace(spec, optimizers={optimizer: spec.optimizers[optimizer]}))[optimizer]
    method, settings = OPTIMIZERS[optimizer], dict(spec.optimizers[optimizer])
    path = path_of(spec.bound_surface, spec.units)
    surface, positions = path.seen, path.inverse(t.positions)
    start = (float(positions[0, 0]), float(positions[0, 1]))
    noise = samples_of(spec.noise, tuple(spec.noise_parameters.items()), spec.seed, surface, start, spec.steps)
    factor = factor_of(spec.schedule, spec.steps, dict(spec.schedule_parameters), spec.warmup) or (lambda _: 1.0)
    see: See = noise or (lambda _: surface)
    rests: frozenset[int] = frozenset()
    taken = spec.steps if t.diverged_at is None else t.diverged_at - 1
    none: Values = {}
    with np.errstate(all="ignore"):
        rows = _given(method, settings, see, surface, positions, t.states)
        if isinstance(method, Vector):
            own = _own(method, settings, SurfaceObjective(surface), noise, factor, start, taken)
            rows, taken = [given | more for given, more in zip_longest(rows, own, fillvalue=none)], len(own)
            rests = frozenset(step for step, more in enumerate(own, start=1) if not more)
        variables = _stacked(rows, spec.steps)
        gradients = variables.pop("g")
        moves = np.diff(positions, axis=0, prepend=positions[:1])
        rates = np.where(gradients != 0, -moves / gradients, np.nan)
    factors = np.array([1.0, *map(factor, range(1, spec.steps + 1))])
    return Inside(positions, gradients, moves, rates, t.states, variables, factors, taken, rests)


def _given(
    method: Elementwise | Vector,
    settings: dict[str, float],
    see: See,
    surface: Surface,
    positions: np.ndarray,
    states: Rows,
) -> list[Values]:
    """What each step was given besides its state: the gradient, and what else the rule asks for."""
    look_ahead = probe = None
    asked: tuple[str, ...] = ()
    if isinstance(method, Elementwise):
        _, look_ahead, probe = method.bound(settings)
        asked = method.supplied
    found = []
    for step in rounds(1, len(positions)):
        x = positions[step - 1]
        loss, state = see(step), [each[step - 1] for each in states.values()]
        at = (look_ahead(x, *state) if look_ahead else x).tolist()
        try:
            row: Values = {"g": np.array(loss.gradient(*at), dtype=float)}
            if "h" in asked:
                row["h"] = np.array(loss.hessian(*at)[::2], dtype=float)
            if "f" in asked:
                row["f"] = float(loss.value(*x.tolist()))
            near = probe(x, row["g"], *state).tolist() if probe else None
            if near and "w" in asked:
                row["w"] = np.array(surface.gradient(*near), dtype=float)
            if "n" in asked:
                row["n"] = np.array(own_noise(settings["seed"], step))
            if near and "p" in asked:
                row["p"] = np.array(loss.gradient(*near), dtype=float)
                row["q"] = row["p"] - row["g"]  # the digits that are printed of both would not tell it
        except (ArithmeticError, ValueError):
            break
        found.append(row)
    return found


def _own(
    method: Vector,
    settings: dict[str, float],
    objective: SurfaceObjective,
    noise: See | None,
    factor: Factor,
    start: tuple[float, float],
    steps: int,
) -> list[Values]:
    """The variables of the rule at each step that it takes: numbers, vectors and matrices; none where it rests."""
    x = np.array(start, dtype=float)
    path = method.rule(objective, x, **settings)
    found: list[Values] = []
    for step in rounds(1, steps + 1):
        objective.begin(factor(step), seen_from(noise(step), x) if noise else objective.loss)
        row = next(path, None)
        if row is None and noise:
            path = method.rule(objective, x, **settings)
            row = next(path, None)
        if row is None:
            if not noise:
                break
            found.append({})
            continue
        x, variables, kinds = row[0], getgeneratorlocals(path), (float, int, np.ndarray)
        found.append({name: value for name, value in variables.items() if name != "x" and isinstance(value, kinds)})
    return found


def _stacked(rows: list[Values], steps: int) -> dict[str, np.ndarray]:
    """By name what the steps have, (steps + 1, ...); nan where a step has none."""
    shapes = {name: np.shape(value) for row in rows for name, value in row.items()}
    found = {name: np.full((steps + 1, *shape), np.nan) for name, shape in shapes.items()}
    found.setdefault("g", np.full((steps + 1, 2), np.nan))
    for step, row in enumerate(rows, start=1):
        for name, value in row.items():
            if np.shape(value) == shapes[name]:
                found[name][step] = value
    return found
