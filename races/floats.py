"""The engine for one start: a method's program on plain floats, the fastest way. engines.py says how a racer stops.

The browser runs the same program. Where plain floats raise, and arrays and JavaScript have inf or nan, the step is done
again in the IEEE way, so that a racer diverges at the same step in both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import isfinite

import numpy as np

from optimizers import Block, Elementwise
from progress import rounds
from surfaces import Loss, Surface
from surfaces.program import exactly, on_floats
from tracing import RAISED, Made

from .engines import BOX, Factor, Run, Sample, outlined, run_of
from .noise.samples import Samples
from .own_noise import own_noise

Row = tuple[float, ...]  # one coordinate: its position and its states
Step = Callable[[Loss, Row, Row], tuple[Row, Row] | None]


def run_floats(
    optimizer: Elementwise,
    surface: Surface,
    hyperparameters: Mapping[str, float],
    start: tuple[float, float],
    steps: int,
    factor: Factor | None = None,
    sample: Sample | None = None,
) -> Run:
    """Run one racer for `steps` steps from `start`.

    `hyperparameters` holds every hyperparameter of the optimizer; `factor(t)` scales the learning rate at step t;
    `sample(t)` is the loss that step t sees instead of the surface. Raises TraceError for a rule without a program.
    """
    racer = _Racer(optimizer, hyperparameters, BOX * surface.diagonal)
    states = optimizer.initial_states(hyperparameters)
    x, y = ((float(coordinate), *states) for coordinate in start)
    record_x, record_y = [x], [y]
    for after_x, after_y in racer.rows(surface, x, y, steps, factor, sample):
        record_x.append(after_x)
        record_y.append(after_y)
    taken = len(record_x) - 1
    rows = np.array([record_x, record_y], dtype=float).transpose(1, 0, 2)
    diverged_at = None if taken == steps else taken + 1
    spent = optimizer.cost * np.arange((diverged_at or taken) + 1)
    return outlined(run_of(rows, spent, optimizer.states, steps, diverged_at), optimizer, hyperparameters)


def _seen(sample: Sample) -> tuple[Sample, Sample]:
    """What a step sees, on plain floats and in the IEEE way."""
    return sample.on_floats() if isinstance(sample, Samples) else (sample, lambda t: exactly(sample(t)))


class _Racer:
    """A method with its settings: its steps, plain or exact."""

    def __init__(self, optimizer: Elementwise, settings: Mapping[str, float], limit: float) -> None:
        self.made = optimizer.compiled.made(*(settings[each.value] for each in optimizer.program.stages[0]))
        self.timed, self.rated = "t" in optimizer.supplied, "learning_rate" in settings
        self.rate = settings.get("learning_rate", 0.0)
        self.supplied, self.limit = optimizer.supplied, limit
        self.seed = settings["seed"] if "n" in optimizer.supplied else None
        self.whole: Loss | None = None  # what a step would see without noise
        self.noise = (0.0, 0.0)  # the method's own, of the present step
        self._step = self._of_pair if isinstance(optimizer, Block) else self._of_each
        self.step = self._step(self.made)

    def rows(
        self, surface: Surface, x: Row, y: Row, steps: int, factor: Factor | None, sample: Sample | None
    ) -> Iterator[tuple[Row, Row]]:
        """The rows of x and y after each step, until the racer diverges."""
        plain, exact = on_floats(surface)
        loss = plain
        see, see_exactly = _seen(sample) if sample else (None, lambda _: exact)
        self.whole = loss
        scheduled = factor if self.rated else None
        step, begin, rate = self.step, self.made.begin, self.rate
        again = begin if self.timed or scheduled else None
        for t in rounds(1, steps + 1):
            if scheduled:
                rate = self.rate * scheduled(t)
            if self.seed is not None:
                self.noise = own_noise(self.seed, t)
            try:
                if see:
                    loss = see(t)
                if begin:
                    begin(t, rate)
                    begin = again
                after = step(loss, x, y)
            except RAISED:
                self.whole = exact
                after = self._exactly(see_exactly(t), x, y, t, rate)
                self.whole = plain
            if after is None:
                return
            yield after
            x, y = after

    def _near(self, loss: Loss, at: Row) -> tuple[float, ...]:
        """The gradients at the probe that the rule asks for, x and y of each: of the step's loss, and of the whole."""
        seen = loss.gradient(*at) if "p" in self.supplied else ()
        whole = self.whole.gradient(*at) if self.whole and "w" in self.supplied else ()
        return (*seen, *whole)

    def _exactly(self, loss: Loss, x: Row, y: Row, t: int, rate: float) -> tuple[Row, Row] | None:
        made = self.made.exactly
        if made.begin:
            made.begin(t, rate)
        return self._step(made)(loss, x, y)

    def _of_pair(self, made: Made) -> Step:
        """A step of a rule that sees both coordinates."""
        rule, look_ahead, probe = made.entries["step"], made.entries.get("look_ahead"), made.entries.get("probe")
        curved, valued, limit = "h" in self.supplied, "f" in self.supplied, self.limit

        def step(loss: Loss, x: Row, y: Row) -> tuple[Row, Row] | None:
            at = look_ahead(*x, *y) if look_ahead else (x[0], y[0])
            asked = [*loss.gradient(*at)]
            if not all(map(isfinite, asked)):
                return None
            near: tuple[float, ...] = self._near(loss, probe(*asked, *x, *y)) if probe else ()
            if self.seed is not None:
                near += self.noise
            if curved:
                asked += loss.hessian(*at)[::2]
            if valued:
                asked.append(loss.value(x[0], y[0]))
            asked = [float(each) for each in (*asked, *near)]
            if not all(map(isfinite, asked)):
                return None
            found = rule(*asked, *x, *y)
            after_x, after_y = found[: len(x)], found[len(x) :]
            return (after_x, after_y) if abs(after_x[0]) <= limit and abs(after_y[0]) <= limit else None

        return step

    def _of_each(self, made: Made) -> Step:
        """A step: the rows after it, or None where the racer diverges."""
        rule, look_ahead, limit = made.entries["step"], made.entries.get("look_ahead"), self.limit
        more = self._more(made) if not {"x", "g", "t"}.issuperset(self.supplied) else None

        def step(loss: Loss, x: Row, y: Row) -> tuple[Row, Row] | None:
            at = (look_ahead(*x), look_ahead(*y)) if look_ahead else (x[0], y[0])
            gradient_x, gradient_y = loss.gradient(*at)
            if not (isfinite(gradient_x) and isfinite(gradient_y)):
                return None
            if more:
                asked_x, asked_y = more(loss, at, x, y)
                if not all(map(isfinite, asked_x + asked_y)):
                    return None
                after_x, after_y = rule(gradient_x, *asked_x, *x), rule(gradient_y, *asked_y, *y)
            else:
                after_x, after_y = rule(gradient_x, *x), rule(gradient_y, *y)
            if abs(after_x[0]) <= limit and abs(after_y[0]) <= limit:
                return after_x, after_y
            return None

        return step

    def _more(self, made: Made) -> Callable[[Loss, Row, Row, Row], tuple[Row, Row]]:
        """What the rule asks for besides x, g and t, in the order of SUPPLIES: for x, and for y."""
        curved, probe, valued = "h" in self.supplied, made.entries.get("probe"), "f" in self.supplied

        def more(loss: Loss, at: Row, x: Row, y: Row) -> tuple[Row, Row]:
            pairs = []
            if curved:
                pairs.append(loss.hessian(*at)[::2])
            if valued:
                pairs.append((loss.value(x[0], y[0]),) * 2)
            if probe:
                near = self._near(loss, (probe(*x), probe(*y)))
                pairs += [near[place : place + 2] for place in range(0, len(near), 2)]
            if self.seed is not None:
                pairs.append(self.noise)
            return tuple(float(x) for x, _ in pairs), tuple(float(y) for _, y in pairs)

        return more
