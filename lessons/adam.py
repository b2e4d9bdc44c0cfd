"""Adam: momentum over RMSProp."""

from dataclasses import replace

from races import RaceSpec

from .answer import same
from .grounds import plane
from .hand import slider
from .lesson import Lesson, Step


def beale(**rates: float) -> RaceSpec:
    """Beale's function from Radford's start."""
    racers = {name: {"learning_rate": rate} for name, rate in rates.items()}
    return RaceSpec(surface="beale", start=(1.0, 1.6), steps=200, optimizers=racers)


lesson = Lesson(
    title="Adam",
    group="Units and Adam",
    line="A mean of gradients over the root of a mean of squares: momentum and RMSProp in one.",
    steps=(
        Step(
            r"Two running means: $m_t = \beta_1 m_{t-1} + (1-\beta_1)\, g_t$ and "
            r"$v_t = \beta_2 v_{t-1} + (1-\beta_2)\, g_t^2$. The step is "
            r"$-\alpha\, \hat m_t/(\sqrt{\hat v_t} + \epsilon)$.",
            [beale(momentum=0.001, rmsprop=0.02, adam=0.1)],
            view={"pins": ("adam.learning_rate", "adam.beta2")},
            hand=slider("adam.learning_rate", over=(0.01, 1)),
        ),
        Step(
            r"The hats correct the cold start: $\hat m_t = m_t/(1 - \beta_1^t)$, and so for $v$. The first step is "
            r"then exactly $\alpha$ in each weight, along the sign of the gradient.",
            [beale(momentum=0.001, rmsprop=0.02, adam=0.1)],
            view={"step": 1},
            highlight="adam",
            zoom=(0.6, 1.4, 1.2, 2.0),
            hand=slider("adam.learning_rate", over=(0.01, 1)),
        ),
        Step(
            r"So $\alpha$ is a distance: on a plane Adam walks $\alpha$ a step, however steep it is. The gradient says "
            "where to, not how far.",
            [plane(sgd={"learning_rate": 0.1}, adam={"learning_rate": 0.05})],
            view={"chart": "move"},
            hand=slider("adam.learning_rate", over=(0.005, 0.2)),
        ),
        Step(
            r"Is a step never longer than $\alpha$? The paper’s own bound is $\alpha (1-\beta_1)/\sqrt{1-\beta_2} = "
            r"3.16\,\alpha$, for one gradient after many zeros. Gradients that grow fast enough reach $7.27\,\alpha$. "
            r"On ordinary ground it stays near or below $\alpha$.",
        ),
        Step(
            r"The ratio $|\hat m|/\sqrt{\hat v}$ is small where gradients disagree: there Adam slows down by itself. "
            r"So a bold rate can be right: at $\alpha = 0.5$ it overshoots, turns, and needs 37 steps instead of 133.",
            [beale(adam=0.1), beale(adam=0.5)],
            ["α = 0.1: 133 steps", "α = 0.5: it overshoots, and needs 37"],
            hand=slider("adam.learning_rate", over=(0.05, 1), panels=(1,)),
        ),
    ),
    question=r"All gradients are multiplied by 1000 from the start. What does Adam do?",
    answer=r"The same as before, but for $\epsilon$: $m$ and $\sqrt{v}$ both grow by 1000. If they are multiplied "
    r"in mid-race, $m$ follows in ten steps and $v$ in a thousand: for a while the steps are too long.",
    asked=Step(
        "",
        [beale(adam=0.1), replace(beale(adam=0.1), units=(1.0, 1.0, 1000.0))],
        ["as they are", "times 1000"],
        predict=True,
        shows=(same((0, "adam"), (1, "adam")),),
        hand=slider("adam.learning_rate", over=(0.01, 1)),
    ),
)
