"""Momentum: a steady slope is taken at 1/(1 - μ) times the speed; the ravine, too, and then it swings."""

from collections.abc import Mapping

from races import RaceSpec

from .lesson import Lesson, Step


def slope(steps: int = 200, **racers: Mapping[str, float]) -> RaceSpec:
    """A plane that falls to the left: every gradient is (0.1, 0)."""
    return RaceSpec(
        surface="own",
        expression="x/10",
        domain=((-10.0, 10.0), (-5.0, 5.0)),
        start=(9.0, 0.0),
        steps=steps,
        optimizers=racers,
    )


def ravine(momentum: float) -> RaceSpec:
    """A ravine, 100 times as steep across as along."""
    rate = {"learning_rate": 0.01}
    return RaceSpec(
        surface="rotated_quadratic",
        surface_parameters={"condition_number": 100, "angle": 30},
        start=(-3.0, 1.0),
        steps=200,
        optimizers={"sgd": rate, "momentum": rate | {"momentum": momentum}},
    )


lesson = Lesson(
    title="Momentum",
    group="Momentum",
    line="A ball that keeps μ of its velocity: 1/(1 − μ) times as fast where the slope is steady.",
    steps=(
        Step(
            r"Keep a share $\mu$ of the velocity: $v_t = \mu\, v_{t-1} - \alpha\, g_t$, then $x_t = x_{t-1} + v_t$. "
            "On a plane the gradient never changes, and the difference shows.",
            [slope(sgd={"learning_rate": 0.1}, momentum={"learning_rate": 0.1, "momentum": 0.9})],
        ),
        Step(
            r"The terminal velocity solves $v = \mu v - \alpha g$, so $v = -\alpha g/(1 - \mu)$: with $\mu = 0.9$ ten "
            "times gradient descent's step. It takes about 22 steps to reach nine tenths of that.",
            view={"step": 22},
        ),
        Step(
            r"In a ravine the gradients across cancel, and those along add up. At the same rate momentum reaches the "
            "minimum in a third of the steps.",
            [ravine(0.9)],
            ["μ = 0.9"],
        ),
        Step(
            r"More is not better. With $\mu = 0.99$ the ball is a hundred times as fast at most, but it forgets only "
            "one per cent a step: it swings from wall to wall, and is not home after 200 steps.",
            [ravine(0.5), ravine(0.99)],
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
