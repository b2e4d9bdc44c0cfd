"""The engine for many lanes at once, on arrays: a lane is a start, a learning rate, or both. It stops a racer as those
for one start do (engines.py)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any

import numpy as np

from optimizers import Elementwise
from progress import rounds
from surfaces import Surface

from .engines import BOX, Factor, Sample
from .own_noise import own_noise_of_lanes


def run_lanes(
    optimizer: Elementwise,
    surface: Surface,
    hyperparameters: Mapping[str, Any],
    starts: np.ndarray,
    steps: int,
    factor: Factor | None = None,
    sample: Sample | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Run many lanes at once. A lane is a start, a learning rate, or both.

    `starts` has shape (2, lanes); a hyperparameter is a number or an array of shape (lanes,). Returns the positions,
    shape (steps + 1, 2, lanes), and the step at which each lane diverged, shape (lanes,), 0 for never.
    """
    positions = np.empty((steps + 1, *starts.shape))
    positions[0] = starts
    diverged_at = np.zeros(starts.shape[1], dtype=int)
    for t, x, lost in lanes(optimizer, surface, hyperparameters, starts, steps, factor, sample, leave=False):
        positions[t] = x
        diverged_at[lost] = t
    return positions, diverged_at


def lanes(
    optimizer: Elementwise,
    surface: Surface,
    hyperparameters: Mapping[str, Any],
    starts: np.ndarray,
    steps: int,
    factor: Factor | None = None,
    sample: Sample | None = None,
    leave: bool = True,
) -> Iterator[tuple[int, np.ndarray, np.ndarray]]:
    """The steps of many lanes, one after the other; the arguments are those of :func:`run_lanes`.

    Yields (t, positions (2, lanes), the numbers of the lanes that diverge at step t); the positions are only to be
    read, and until the next step. A lane that has diverged rests; with `leave` it takes no part in what is computed,
    so that a rule must not count on which lanes it gets.
    """
    settings, limit = dict(hyperparameters), BOX * surface.diagonal
    rule, look_ahead, probe = optimizer.bound(settings)
    everywhere = x = np.array(starts, dtype=float)
    running: np.ndarray | None = None  # the numbers of the lanes in x; None: all
    # a state is one number while all lanes agree
    state: tuple[Any, ...] = tuple(map(np.asarray, optimizer.states_at(x, hyperparameters)))
    scheduled = factor if "learning_rate" in settings else None
    rate: Any = settings.get("learning_rate")
    nobody: np.ndarray = np.empty(0, dtype=int)
    alive: np.ndarray | None = None  # of lanes that do not leave; None: all
    further = [name for name in optimizer.supplied if name not in ("x", "g", "t")]
    for t in rounds(1, steps + 1):
        with np.errstate(all="ignore"):
            if scheduled:
                settings["learning_rate"] = rate * scheduled(t)
            loss = sample(t) if sample else surface
            at = look_ahead(x, *state) if look_ahead else x
            g = _stacked(loss.gradient(*at), x.shape)
            given: dict[str, Any] = {"x": x, "g": g, "t": t}
            near = probe(x, g, *state) if probe else None
            for name in further:
                given[name] = (
                    _given(name, loss, surface, x, at, near) if name != "n" else own_noise_of_lanes(settings["seed"], t)
                )
            moved, *next_state = rule(*(given[name] for name in optimizer.supplied), *state)
            asked = [part for name, part in given.items() if name not in ("x", "t", "n")]
            sound = _sound(moved, asked, limit)
        lost: np.ndarray = nobody
        if sound is None and alive is None:
            x, state = moved, tuple(next_state)
        elif not leave:
            before = np.ones(x.shape[1], dtype=bool) if alive is None else alive
            alive = before if sound is None else before & sound
            lost = np.flatnonzero(before & ~alive)
            x = np.where(alive, moved, x)
            state = tuple(np.where(alive, new, old) for new, old in zip(next_state, state, strict=True))
        elif sound is not None:
            numbers = np.arange(x.shape[1]) if running is None else running
            lost, running = numbers[~sound], numbers[sound]
            x = np.compress(sound, moved, axis=-1)
            state = tuple(_kept(part, sound) for part in next_state)
            settings = {name: _kept(value, sound) for name, value in settings.items()}
            rate = _kept(rate, sound)
            rule, look_ahead, probe = optimizer.bound(settings)
        if running is None:
            everywhere = x
        else:
            everywhere[:, running] = x
        yield t, everywhere, lost


def _given(name: str, loss: Any, surface: Surface, x: np.ndarray, at: np.ndarray, near: Any) -> np.ndarray:
    """What a rule asks for by this name: of the loss of a step, and of the surface without noise."""
    if name == "h":
        return _stacked(loss.hessian(*at)[::2], x.shape)
    if name == "f":
        return np.broadcast_to(loss.value(*x), x.shape)
    return _stacked((loss if name == "p" else surface).gradient(*near), x.shape)


def _sound(moved: np.ndarray, asked: list[np.ndarray], limit: float) -> np.ndarray | None:
    """Which lanes may take the step: booleans (lanes,), or None for all of them.

    A sum of squares tells at a glance, and for a tenth of the cost, that all is well; only where it is too large, or
    not finite, is each number looked at.
    """
    total = np.vdot(moved, moved)
    if total < limit * limit and all(isfinite(np.vdot(part, part)) for part in asked):
        return None
    finite = np.logical_and.reduce([np.isfinite(part) for part in asked])
    sound = (finite & (np.abs(moved) <= limit)).all(axis=0)
    return None if sound.all() else sound


def _kept(values: Any, kept: np.ndarray) -> Any:
    """The values of the kept lanes; one number for all lanes stays as it is."""
    return np.compress(kept, values, axis=-1) if np.ndim(values) else values


def _stacked(parts: tuple[Any, ...], shape: tuple[int, ...]) -> np.ndarray:
    """The two parts, numbers or arrays, as one array of `shape`."""
    out = np.empty(shape)
    out[0], out[1] = parts
    return out
