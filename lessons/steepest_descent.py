"""Steepest descent with an exact search: its right angles, and why the best step is not the best way."""

from __future__ import annotations

import math
from dataclasses import replace

from races import RaceSpec

from .answer import never
from .grounds import ravine
from .hand import Hand, slider
from .lesson import Lesson, Step


def worst_start(condition_number: float) -> tuple[float, float]:
    """In the ravine at 30° the start from which the zigzag is as bad as it can be, κ times as far along as across."""
    along, across = 3.4, 3.4 / condition_number
    c, s = math.cos(math.pi / 6), 0.5
    return round(c * along - s * across, 3), round(s * along + c * across, 3)


def worst(steps: int, condition_number: float = 100, /, **racers: dict[str, float]) -> RaceSpec:
    """Racers in this ravine from its worst start."""
    return replace(ravine(condition_number, 30, steps, **racers), start=worst_start(condition_number))


EXACT: dict[str, dict[str, float]] = {"steepest_descent": {}}

lesson = Lesson(
    title="Steepest descent and its right angles",
    group="Curvature and mini-batches",
    line="Search exactly along the gradient, and every turn is a right angle: as many steps as the best constant rate.",
    steps=(
        Step(
            "Why choose a rate, if it can be searched? Cauchy (1847) goes along the gradient to the lowest point "
            r"there: $\alpha_t = \arg\min_\alpha f(x - \alpha g)$. On a sphere one step is enough.",
            [RaceSpec("sphere", {**EXACT, "sgd": {"learning_rate": 0.1}}, start=(-4.0, 3.0), steps=20)],
            ["exact search, and α = 0.1"],
            hand=slider("sgd.learning_rate", over=(0.02, 1.5), across=1.0, mark="exact"),
        ),
        Step(
            r"At the lowest point of a line the slope along it is 0: $g_{t+1}^\top g_t = 0$. So every turn is a right "
            "angle, and in a ravine the path zigzags from wall to wall.",
            [worst(60, 8, **EXACT)],
            ["κ = 8"],
            zoom=(-0.5, 3.5, -0.8, 3.2),
            hand=Hand(),
        ),
        Step(
            r"Each step leaves $\left(\frac{\kappa-1}{\kappa+1}\right)^2$ of the loss (Nocedal & Wright 2006): "
            r"0.82 for $\kappa = 20$, and 0.96 for $\kappa = 100$, where 60 steps lead hardly anywhere.",
            [worst(60, 20, **EXACT), worst(60, **EXACT)],
            ["κ = 20", "κ = 100"],
            hand=slider("rotated_quadratic.condition_number", over=(1, 1000), panels=(1,)),
        ),
        Step(
            r"Was the search worth it? Gradient descent at the constant $2/(1 + \kappa)$ needs exactly as many steps, "
            "173, and one gradient each. The search asks for more than six.",
            [worst(180, **EXACT, sgd={"learning_rate": 2 / 101})],
            ["counted in gradients"],
            {"axis": "evaluations", "step": 180},
            hand=slider("sgd.learning_rate", over=(0.005, 0.0202), across=2 / 101, mark="2/(1 + κ)", linear=True),
        ),
    ),
    question="The start is moved to the end of a principal axis of the ravine. How many steps does it take?",
    answer="One. There the gradient points at the minimum. It is the mixture of both directions that zigzags, and each "
    "step keeps the mixture: from the worst start both shares stay alike for ever.",
    asked=Step(
        "",
        [worst(60, **EXACT)],
        ["drag the start, then run"],
        predict=True,
        shows=(never((0, "steepest_descent")),),
        hand=Hand(),
    ),
)
