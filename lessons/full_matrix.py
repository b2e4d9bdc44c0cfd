"""From AdaGrad to the full matrix: what one rate for each weight cannot see, and what seeing it costs."""

from __future__ import annotations

import math
from dataclasses import replace

from races import RaceSpec

from .answer import differ, same_race
from .grounds import ravine
from .hand import Hand, slider
from .lesson import Lesson, Step

RATE = {"learning_rate": 3.0}


def diagonal(angle: float, steps: int = 60) -> RaceSpec:
    """AdaGrad in a ravine of condition number 100, turned by so many degrees."""
    return ravine(100, angle, steps, adagrad=RATE)


def full(angle: float, steps: int = 60) -> RaceSpec:
    """The same with the full matrix."""
    return ravine(100, angle, steps, adagrad_full=RATE)


def turned(angle: float) -> RaceSpec:
    """Both, in the ravine turned by so many degrees, and the start with it."""
    turn = math.radians(angle - 30)
    x, y = -3.0, 1.0
    start = (math.cos(turn) * x - math.sin(turn) * y, math.sin(turn) * x + math.cos(turn) * y)
    return replace(ravine(100, angle, 60, adagrad=RATE, adagrad_full=RATE), start=start)


lesson = Lesson(
    title="AdaGrad’s full matrix",
    group="After Adam",
    line="One rate for each weight cannot see a ravine that lies across the axes; the full matrix can, at a price.",
    steps=(
        Step(
            "AdaGrad has a rate for each weight. In a ravine along the axes that is all one needs: home after 5 steps. "
            "Turn the ravine by 30°, and both rates fade for the walls alone: 41 steps. Yet it is the same ravine.",
            [diagonal(0), diagonal(30)],
            ["along the axes", "turned by 30°"],
            hand=slider("rotated_quadratic.angle", over=(0, 45), panels=(1,)),
        ),
        Step(
            r"The paper has two forms (Duchi et al. 2011). The other one keeps all products, $S = \sum g "
            r"g^\top$, and steps by $\alpha\, S^{-1/2} g$: it knows which directions were steep, not only which "
            "weights. 3 steps.",
            [diagonal(30), full(30)],
            ["diagonal", "full matrix"],
            hand=slider("rotated_quadratic.angle", over=(0, 45)),
        ),
        Step(
            r"Its first step is $\alpha\, g/\|g\|$, straight downhill: one gradient tells one direction. The second "
            "brings the other one, and now it strides along the floor and across it alike.",
            view={"step": 3},
            hand=Hand(),
        ),
        Step(
            "So why does nobody train with it? $n$ weights have $n^2$ products, and the root costs $n^3$: for a "
            "million weights a million times the memory. Adam keeps the diagonal; Shampoo (2018) one small matrix "
            "for each side of a layer.",
            [ravine(100, 30, 60, adagrad=RATE, adagrad_full=RATE, adam={"learning_rate": 0.3})],
            ["who sees across?"],
            hand=slider("rotated_quadratic.condition_number", over=(1, 1000)),
        ),
    ),
    question="The ravine is turned from 30° to 75°. What changes for the full matrix, and for the diagonal?",
    answer="For the full matrix nothing, if the start turns along: it is the same race seen from elsewhere. The "
    "diagonal knows only the axes, so for it each angle is another problem.",
    asked=Step(
        "",
        [turned(30), turned(75)],
        ["turned by 30°", "turned by 75°, and the start with it"],
        predict=True,
        shows=(
            same_race((0, "adagrad_full"), (1, "adagrad_full"), 1e-6),
            differ((0, "adagrad"), (1, "adagrad"), 0.3),
        ),
        hand=slider("rotated_quadratic.angle", over=(30, 90), panels=(1,)),
    ),
)
