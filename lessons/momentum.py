"""Momentum: a steady slope is taken at 1/(1 - μ) times the speed; the ravine, too, and then it swings."""

from dataclasses import replace

from races import RaceSpec

from .answer import longer
from .grounds import plane, ravine
from .hand import slider
from .lesson import Lesson, Step


def swinging(momentum: float) -> RaceSpec:
    """Gradient descent and momentum at one rate in a ravine, 100 times as steep across as along."""
    rate = {"learning_rate": 0.01}
    return ravine(100, 30, 200, sgd=rate, momentum=rate | {"momentum": momentum})


#: Of curvatures 1 and 100: gradient descent and momentum at the rates at which theory says that they are fastest.
BEST = replace(
    ravine(
        100,
        30,
        120,
        sgd={"learning_rate": 2 / 101},
        momentum={"learning_rate": 4 / 121, "momentum": (9 / 11) ** 2},
    ),
    start=(-3.0, -1.0),
)

SLOW = {"learning_rate": 0.02}

lesson = Lesson(
    title="Momentum",
    group="Descent and momentum",
    line="A ball that keeps μ of its velocity: 1/(1 − μ) times as fast where the slope is steady.",
    steps=(
        Step(
            r"Keep a share $\mu$ of the velocity: $v_t = \mu\, v_{t-1} - \alpha\, g_t$, then $x_t = x_{t-1} + v_t$. "
            "On a plane the gradient never changes, and the difference shows.",
            [plane(sgd={"learning_rate": 0.1}, momentum={"learning_rate": 0.1, "momentum": 0.9})],
            view={"chart": "move"},
            hand=slider("momentum.momentum", over=(0, 0.97), across=0.9, mark="10 ×"),
        ),
        Step(
            r"The terminal velocity solves $v = \mu v - \alpha g$, so $v = -\alpha g/(1 - \mu)$: with $\mu = 0.9$ ten "
            "times gradient descent's step. It takes about 22 steps to reach nine tenths of that.",
            view={"step": 22},
        ),
        Step(
            "In a ravine the gradients across cancel, and those along add up. Near $2/L$ gradient descent zigzags "
            "for 54 steps. At the same rate momentum is at the minimum in 14.",
            [ravine(100, 30, 60, sgd={"learning_rate": 0.019}, momentum={"learning_rate": 0.019, "momentum": 0.8})],
            ["α = 0.019, near 2/L; μ = 0.8"],
            {"pins": ("momentum.momentum", "momentum.learning_rate")},
            hand=slider(
                "sgd.learning_rate", "momentum.learning_rate", over=(0.005, 0.024), across=0.02, mark="2/L", linear=True
            ),
        ),
        Step(
            r"More is not always better. With $\mu = 0.99$ the ball is a hundred times as fast at most, but it "
            "forgets only one per cent a step: it swings from wall to wall, and is not home after 200 steps.",
            [swinging(0.5), swinging(0.9), swinging(0.99)],
            ["μ = 0.5: little help", "μ = 0.9", "μ = 0.99: too much"],
            hand=slider("momentum.momentum", over=(0, 0.99), panels=(1,)),
        ),
        Step(
            r"Each at its best: gradient descent, at $2/(L + l)$, needs steps like $\kappa$, 173 here. Momentum "
            r"needs them like $\sqrt{\kappa}$, 38, with $\mu = (\frac{\sqrt{\kappa} - 1}{\sqrt{\kappa} + 1})^2$ "
            r"and $\alpha = 4/(\sqrt{L} + \sqrt{l})^2$ (Polyak 1964). It swings, and its swings shrink by "
            r"$\sqrt{\mu}$.",
            [BEST],
            ["κ = 100, each at its best"],
            hand=slider("momentum.momentum", over=(0, 0.97), across=(9 / 11) ** 2, mark="best"),
        ),
    ),
    question=r"You raise $\mu$ from 0.9 to 0.99 in a running training. What else should you change?",
    answer=r"Divide $\alpha$ by 10: the pace on a steady slope is $\alpha/(1 - \mu)$, and it would grow tenfold.",
    asked=Step(
        "",
        [plane(momentum=SLOW | {"momentum": 0.9}), plane(momentum=SLOW | {"momentum": 0.99})],
        ["μ = 0.9", "μ = 0.99, the same α"],
        predict=True,
        shows=(longer((1, "momentum"), (0, "momentum"), 8.0),),
        hand=slider("momentum.learning_rate", over=(0.001, 0.05), panels=(1,)),
    ),
)
