"""Acceleration: √κ steps instead of κ, by a momentum that is set, or by Nesterov's own, which grows."""

from __future__ import annotations

from races import RaceSpec

from .answer import ahead
from .hand import slider
from .lesson import Lesson, Step
from .steepest_descent import worst

#: 1/L in the ravine with curvatures 1 and 100, and the momentum that is best there for NAG.
RATE, SET = 0.01, 9 / 11


def fastest(condition_number: float) -> RaceSpec:
    """Gradient descent and momentum, each at what theory says is best in a ravine of this κ."""
    root = condition_number**0.5
    heavy = {"learning_rate": 4 / (root + 1) ** 2, "momentum": ((root - 1) / (root + 1)) ** 2}
    return worst(180, condition_number, sgd={"learning_rate": 2 / (1 + condition_number)}, momentum=heavy)


def own(steps: int, restart: float = 0.0, /, **others: dict[str, float]) -> RaceSpec:
    """NAG with its own momentum in the ravine of κ = 100."""
    return worst(steps, **others, accelerated_gradient={"learning_rate": RATE, "restart": restart})


FIXED = {"learning_rate": RATE, "momentum": SET}

lesson = Lesson(
    title="√κ, and a momentum that grows",
    group="Descent and momentum",
    line="Momentum needs √κ steps where gradient descent needs κ; Nesterov’s own finds them without knowing κ.",
    steps=(
        Step(
            r"Gradient descent at its best rate needs steps like $\kappa$: 44 at $\kappa = 25$, 173 at $\kappa = 100$. "
            r"Momentum at its best needs them like $\sqrt{\kappa}$: 14, and 28 (Polyak 1964). Four times $\kappa$ "
            "costs it twice the steps.",
            [fastest(25), fastest(100)],
            ["κ = 25", "κ = 100"],
            hand=slider("momentum.momentum", over=(0, 0.97), panels=(1,), across=SET**2, mark="best"),
        ),
        Step(
            r"NAG does so, too, at $\alpha = 1/L$ with $\mu = \frac{\sqrt{\kappa} - 1}{\sqrt{\kappa} + 1}$ (Nesterov "
            r"2004): each step leaves about $1 - 1/\sqrt{\kappa}$ of the distance, 0.9, where gradient descent leaves "
            r"$1 - 1/\kappa$, 0.99. But who knows $\kappa$?",
            [worst(120, sgd={"learning_rate": RATE}, nesterov=FIXED)],
            ["κ = 100, α = 1/L"],
            hand=slider("nesterov.momentum", over=(0, 0.97), across=SET, mark="best"),
        ),
        Step(
            r"Nesterov (1983) does not ask: $k_t = \frac{1}{2}(1 + \sqrt{1 + 4 k_{t-1}^2})$, and the momentum is "
            r"$(k_{t-1} - 1)/k_t$: 0, 0.28, 0.43 and so on. In the valley after 36 steps, before the one that knew "
            r"$\kappa$, after 50.",
            [own(120, nesterov=FIXED)],
            ["which one knows κ?"],
            hand=slider(
                "accelerated_gradient.learning_rate", over=(0.002, 0.013), across=RATE, mark="1/L", linear=True
            ),
        ),
        Step(
            r"The price: it grows past the best, 0.82, and runs past the minimum. The loss ripples, once in "
            r"$\pi\sqrt{\kappa} = 31$ steps. It stays below $2L|x_0 - x^*|^2/(t+1)^2$ (Beck & Teboulle 2009).",
            [own(300)],
            ["the loss ripples"],
            hand=slider("accelerated_gradient.learning_rate", over=(0.001, 0.013), linear=True),
        ),
        Step(
            "When the loss rises, forget the momentum and begin anew (O’Donoghue & Candès 2015). The ripples are gone, "
            "and after 300 steps the loss is a billion times lower.",
            [own(300), own(300, 1.0)],
            ["no restart", "restart where the loss rises"],
            hand=slider("accelerated_gradient.learning_rate", over=(0.001, 0.013), linear=True),
        ),
    ),
    question=r"You know that $\kappa = 100$, and set $\mu = 0.82$ once and for all. Who has the lower loss after 300 "
    "steps: you, or the momentum that grows?",
    answer="You. What grows was first in the valley, but at the end its momentum is nearly 1, and it swings. To know "
    "κ is worth much; the restart is how to find it on the way.",
    asked=Step(
        "",
        [own(300, nesterov=FIXED)],
        ["κ = 100"],
        predict=True,
        hand=slider("nesterov.momentum", over=(0, 0.97)),
        shows=(ahead((0, "nesterov"), (0, "accelerated_gradient")),),
    ),
)
