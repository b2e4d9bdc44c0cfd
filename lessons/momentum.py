"""Momentum: a steady slope is taken at 1/(1 - μ) times the speed; the ravine, too, and then it swings."""

from races import RaceSpec

from .grounds import plane, ravine
from .lesson import Lesson, Step


def swinging(momentum: float) -> RaceSpec:
    """Gradient descent and momentum at one rate in a ravine, 100 times as steep across as along."""
    rate = {"learning_rate": 0.01}
    return ravine(100, 30, 200, sgd=rate, momentum=rate | {"momentum": momentum})


lesson = Lesson(
    title="Momentum",
    group="Descent and momentum",
    line="A ball that keeps μ of its velocity: 1/(1 − μ) times as fast where the slope is steady.",
    steps=(
        Step(
            r"Keep a share $\mu$ of the velocity: $v_t = \mu\, v_{t-1} - \alpha\, g_t$, then $x_t = x_{t-1} + v_t$. "
            "On a plane the gradient never changes, and the difference shows.",
            [plane(sgd={"learning_rate": 0.1}, momentum={"learning_rate": 0.1, "momentum": 0.9})],
        ),
        Step(
            r"The terminal velocity solves $v = \mu v - \alpha g$, so $v = -\alpha g/(1 - \mu)$: with $\mu = 0.9$ ten "
            "times gradient descent's step. It takes about 22 steps to reach nine tenths of that.",
            view={"step": 22},
        ),
        Step(
            r"In a ravine the gradients across cancel, and those along add up. At the same rate momentum reaches the "
            "minimum in a third of the steps.",
            [swinging(0.9)],
            ["μ = 0.9"],
        ),
        Step(
            r"More is not better. With $\mu = 0.99$ the ball is a hundred times as fast at most, but it forgets only "
            "one per cent a step: it swings from wall to wall, and is not home after 200 steps.",
            [swinging(0.5), swinging(0.99)],
            ["μ = 0.5: little help", "μ = 0.99: too much"],
        ),
        Step(
            r"On curvature $h$ momentum is stable for $\alpha < 2 (1 + \mu)/h$, nearly twice gradient descent's "
            r"$2/h$. The swings shrink by $\sqrt{\mu}$ at every step, whatever the curvature.",
        ),
    ),
    question=r"You raise $\mu$ from 0.9 to 0.99 in a running training. What else should you change?",
    answer=r"Divide $\alpha$ by 10: the pace on a steady slope is $\alpha/(1 - \mu)$, and it would grow tenfold.",
)
