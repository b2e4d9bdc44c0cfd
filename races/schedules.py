"""Learning-rate schedules: the factor on every learning rate at step t = 1, 2, ..., steps.

A new schedule is one function and one row in `SCHEDULES`; its keyword-only arguments are its hyperparameters.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

from hyperparameters import Hyperparameter, hyperparameters_of
from optimizers.elementwise import minimum
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


def warmup(
    t: int,
    steps: int,
    *,
    length: Annotated[float, Hyperparameter("w", 1, 500, scale="log", help="steps", unit="steps")] = 30.0,
) -> float:
    """t/w until step w, then 1 (the linear warm-up of Goyal et al. 2017)."""
    return minimum(1.0, t / length)


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
        ("warm-up", warmup),
    )
}


def factor_of(schedule: str, steps: int, parameters: Mapping[str, float]) -> Callable[[int], float] | None:
    """The factor at step t of a race, None where it is always 1."""
    return None if schedule == "constant" else SCHEDULES[schedule].over(steps, parameters)
