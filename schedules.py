"""Learning-rate schedules: the factor on every learning rate at step t = 1, 2, ..., steps.

A new schedule is one function and one row in `SCHEDULES`; its keyword-only arguments are its hyperparameters. Warm-up
is none of them: it multiplies each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any

import numpy as np

from hyperparameters import Hyperparameter, hyperparameters_of
from optimizers.elementwise import maximum, minimum, where
from surfaces.elementary import cos, pi, sqrt
from tracing import Compiled, Graph, Program, outputs_of


def constant(t: int, steps: int) -> float:
    """1 at every step."""
    return 1.0


def inverse_sqrt(t: int, steps: int) -> float:
    """1/√t: the rate of the regret bounds of AdaGrad and Adam (Kingma & Ba 2015, Theorem 4.1)."""
    return 1 / sqrt(t)


def inverse_time(
    t: int, steps: int, *, decay: Annotated[float, Hyperparameter("d", 1e-4, 1, scale="log", help="decay")] = 0.02
) -> float:
    """1/(1 + d (t − 1)): the classical decay of stochastic approximation (Robbins & Monro 1951)."""
    return 1 / (1 + decay * (t - 1))


def exponential(
    t: int, steps: int, *, ratio: Annotated[float, Hyperparameter("q", 0.9, 1, help="factor a step")] = 0.99
) -> float:
    """qᵗ⁻¹: the same factor at every step."""
    return ratio ** (t - 1)


def cosine(
    t: int, steps: int, *, final: Annotated[float, Hyperparameter("r", 0, 1, help="share left at the end")] = 0.0
) -> float:
    """Half a cosine from 1 to r over the race (Loshchilov & Hutter 2017, SGDR, eq. 5, without restarts)."""
    return final + (1 - final) * (1 + cos(pi * (t - 1) / steps)) / 2


def linear(
    t: int, steps: int, *, final: Annotated[float, Hyperparameter("r", 0, 1, help="share left at the end")] = 0.0
) -> float:
    """Straight from 1 to r over the race (Defazio et al. 2023)."""
    return 1 - (1 - final) * ((t - 1) / steps)


def wsd(
    t: int,
    steps: int,
    *,
    decay_share: Annotated[float, Hyperparameter("q", 0.01, 1, help="share of the race that decays")] = 0.2,
) -> float:
    """1, then straight to 0 over the last q of the race: warm-up, stable, decay (Hu et al. 2024, MiniCPM)."""
    return minimum(1.0, (steps - (t - 1)) / (decay_share * steps))


def one_cycle(
    t: int,
    steps: int,
    *,
    rise_share: Annotated[float, Hyperparameter("p", 0.05, 0.95, help="share of the race that rises")] = 0.3,
) -> float:
    """Half a cosine up from 1/25 to 1, and half a cosine down to 4e-6 (Smith & Topin 2018, in the form of torch's
    OneCycleLR). That one also moves the momentum against the rate: a factor on the rate cannot, and this does not."""
    top, first, last = rise_share * steps - 1, 1 / 25, 4e-6
    risen = minimum((t - 1) / maximum(top, NEARLY_NONE), 1.0)
    fallen = maximum(t - 1 - top, 0.0) / maximum(steps - 1 - top, NEARLY_NONE)
    up = first + (1 - first) * (1 - cos(pi * risen)) / 2
    return up * (last + (1 - last) * (1 + cos(pi * minimum(fallen, 1.0))) / 2)


def sgdr(
    t: int,
    steps: int,
    *,
    period: Annotated[
        float, Hyperparameter("T", 2, 1000, scale="log", help="steps to the first restart", unit="steps")
    ] = 50.0,
    factor: Annotated[float, Hyperparameter("m", 1, 2, help="how much longer each cycle is than the last")] = 1.0,
) -> float:
    """Half a cosine from 1 to 0, then again from 1, m times as long (Loshchilov & Hutter 2017, SGDR, eq. 5)."""
    k, same = t - 1, factor == 1
    growth = where(same, 2.0, factor)  # a cycle of no growth is the other branch, which must not divide by 0 here
    grown = np.log(1 + k * (growth - 1) / period) / np.log(growth)
    cycle = _floor(where(same, k / period, grown) + 1e-9)  # a restart on the very step is not missed by a rounding
    begun = period * where(same, cycle, (growth**cycle - 1) / (growth - 1))
    done = maximum(k - begun, 0.0) / (period * where(same, 1.0, growth**cycle))
    return (1 + cos(pi * minimum(done, 1.0))) / 2


NEARLY_NONE = 1e-9  # of a step: what a race of one step is divided by
HALVES = 6755399441055744.0  # 1.5 · 2⁵²: near it floats are whole, so that adding it rounds


def _floor(x: Any) -> Any:
    """The whole number below, by arithmetic that every language rounds alike."""
    nearest = x + HALVES - HALVES
    return nearest - where(nearest > x, 1.0, 0.0)


def warm_up(
    t: int,
    steps: int,
    *,
    warmup: Annotated[
        float, Hyperparameter("w", 1, 500, scale="log", help="steps of warm-up; 1 is none", unit="steps")
    ] = 1.0,
) -> float:
    """t/w until step w, then 1 (the linear warm-up of Goyal et al. 2017)."""
    return minimum(1.0, t / warmup)


@dataclass(frozen=True)
class Schedule:
    """A schedule with its label and hyperparameters; `factor(t, steps, **parameters)` is the factor at step t."""

    label: str
    factor: Callable[..., float]
    hyperparameters: Mapping[str, Hyperparameter]

    @cached_property
    def program(self) -> Program:
        """What it does, traced: first its hyperparameters and the number of steps, then t; the entry is `factor`."""
        graph = Graph()
        settings = {name: graph.input(name) for name in self.hyperparameters}
        t, steps = graph.input("t", whole=True), graph.input("steps", whole=True)
        found = outputs_of(graph, 1, self.factor, t, steps, **settings)
        return Program(((*settings.values(), steps), (t,)), {"factor": found})

    def over(self, steps: int, parameters: Mapping[str, float]) -> Callable[[int], float]:
        """The factor at step t of so many, by its program."""
        made = self._compiled.made(*(parameters[name] for name in self.hyperparameters), steps)
        return made.entries["factor"]

    @cached_property
    def _compiled(self) -> Compiled:
        return Compiled(self.program, {"factor": self.program.stages[-1]})


SCHEDULES: dict[str, Schedule] = {
    factor.__name__: Schedule(label, factor, hyperparameters_of(factor))
    for label, factor in (
        ("constant", constant),
        ("1/√t", inverse_sqrt),
        ("1/(1 + d (t − 1))", inverse_time),
        ("exponential", exponential),
        ("cosine", cosine),
        ("linear", linear),
        ("WSD", wsd),
        ("one-cycle (rate only)", one_cycle),
        ("cosine with restarts", sgdr),
    )
}

#: What multiplies every schedule.
WARM_UP = Schedule("Learning rate", warm_up, hyperparameters_of(warm_up))
NO_WARM_UP = 1.0
#: What a race declares of its own, as methods and surfaces do: by the name of its group, "race".
OF_RACES = {"race": WARM_UP}


def factor_of(
    schedule: str, steps: int, parameters: Mapping[str, float], warmup: float = NO_WARM_UP
) -> Callable[[int], float] | None:
    """The factor at step t of a race, None where it is always 1. `factorOf` of assets/engine/ground.mjs is the same."""
    scheduled = None if schedule == "constant" else SCHEDULES[schedule].over(steps, parameters)
    if warmup <= NO_WARM_UP:
        return scheduled
    warm = WARM_UP.over(steps, {"warmup": warmup})
    return (lambda t: warm(t) * scheduled(t)) if scheduled else warm
