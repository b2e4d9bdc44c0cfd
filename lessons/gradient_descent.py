"""Gradient descent and the step size: stable below two over the largest curvature."""

from dataclasses import replace

from races import RaceSpec

from .answer import arrives, gone
from .grounds import ravine
from .hand import slider
from .lesson import Lesson, Step


def bowl(rate: float, condition_number: float = 10.0, steps: int = 60) -> RaceSpec:
    """Gradient descent on a bowl with curvatures 1 along x and `condition_number` along y."""
    return ravine(condition_number, 0, steps, sgd={"learning_rate": rate})


lesson = Lesson(
    title="Gradient descent and the step size",
    group="Descent and momentum",
    line="How long may a step be? Stable below 2/L, and the ravine decides how fast.",
    steps=(
        Step(
            r"Walk against the gradient: $x_t = x_{t-1} - \alpha\, g_t$. The learning rate $\alpha$ is the only number "
            r"to choose. Here it is small: safe, and slow.",
            [bowl(0.02)],
            ["α = 0.02"],
            hand=slider("sgd.learning_rate", over=(0.005, 0.25), across=0.2, mark="2/L", linear=True),
        ),
        Step(
            r"Along a direction of curvature $h$ every step multiplies the distance by $1 - \alpha h$. This bowl has "
            r"$h = 1$ along $x$ and $h = 10$ along $y$. Let $\alpha = 0.1$: $y$ arrives in one step, $x$ keeps nine "
            "tenths of its distance at each.",
            [bowl(0.1)],
            ["α = 0.1"],
            hand=slider("sgd.learning_rate", over=(0.005, 0.25), across=0.2, mark="2/L", linear=True),
        ),
        Step(
            r"Stable means $|1 - \alpha h| < 1$ in every direction, so $\alpha < 2/L$ with $L$ the largest curvature. "
            r"Here $2/L = 0.2$. Just below, the path zigzags and arrives; just above, it leaves.",
            [bowl(0.19), bowl(0.21)],
            ["α = 0.19, below 2/L", "α = 0.21, above 2/L"],
            hand=slider("sgd.learning_rate", over=(0.05, 0.25), across=0.2, mark="2/L", linear=True, panels=(0,)),
        ),
        Step(
            r"Fastest is the rate that makes both factors equal in size: $\alpha = 2/(1 + L)$, here $2/11$. Then every "
            r"step leaves $9/11$ of the distance, in both directions.",
            [bowl(2 / 11)],
            ["α = 2/11, the best"],
            hand=slider("sgd.learning_rate", over=(0.05, 0.22), across=2 / 11, mark="2/(1 + L)", linear=True),
        ),
        Step(
            r"In a ravine of condition $k = L/h_{\min}$ even the best rate leaves $(k-1)/(k+1)$ at each step: 0.82 for "
            r"$k = 10$, 0.98 for $k = 100$. A steep wall forbids the long steps that the floor needs.",
            [bowl(2 / 11, steps=150), bowl(2 / 101, 100, steps=150)],
            ["k = 10 at its best rate", "k = 100 at its best rate"],
            hand=slider(
                "sgd.learning_rate", over=(0.005, 0.0205), across=2 / 101, mark="2/(1 + L)", linear=True, panels=(1,)
            ),
        ),
    ),
    question="The loss is multiplied by 1000. What must happen to the learning rate so that the path stays the same?",
    answer=r"It must be divided by 1000: the curvature $L$ grew by that factor, and $2/L$ shrank. A learning rate has "
    r"units: $u^2$ over those of your loss, where $u$ is a weight’s. More of this under “Units of the update”.",
    asked=Step(
        "",
        [bowl(0.1), replace(bowl(0.1), units=(1.0, 1.0, 1000.0))],
        ["as it is, α = 0.1", "1000 × loss"],
        predict=True,
        shows=(
            arrives((0, "sgd"), 60),
            gone((1, "sgd")),
        ),
        hand=slider("sgd.learning_rate", over=(1e-5, 0.25), panels=(1,)),
    ),
)
