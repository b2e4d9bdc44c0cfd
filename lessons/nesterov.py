"""Nesterov's accelerated gradient: it corrects before it lands."""

from races import RaceSpec

from .answer import same
from .grounds import plane, ravine
from .hand import slider
from .lesson import Lesson, Step


def pair(rate: float, steps: int = 120) -> RaceSpec:
    """Momentum and NAG in a ravine with curvatures 1 and 100."""
    settings = {"learning_rate": rate, "momentum": 0.9}
    return ravine(100, 30, steps, momentum=settings, nesterov=settings)


FAST = {"learning_rate": 0.1, "momentum": 0.9}

lesson = Lesson(
    title="NAG corrects before it lands",
    group="Descent and momentum",
    line="Take the gradient where the velocity is going to, and the walls are felt one step earlier.",
    steps=(
        Step(
            r"Momentum takes the gradient where it stands, then jumps. NAG jumps first, then corrects: "
            r"$v_t = \mu\, v_{t-1} - \alpha\, \nabla f(x_{t-1} + \mu\, v_{t-1})$.",
            [pair(0.005)],
            hand=slider("momentum.momentum", "nesterov.momentum", over=(0.5, 0.99)),
        ),
        Step(
            "Both begin with the same step: there is no velocity yet, so there is nothing to look ahead to.",
            view={"step": 1},
        ),
        Step(
            r"Across the ravine ($h = 100$, $\alpha h = 0.5$) momentum's swings shrink by $\sqrt{\mu} = 0.95$ a step. "
            r"NAG's shrink by $\sqrt{\mu (1 - \alpha h)} = 0.67$: it is calm when momentum still swings.",
            view={"step": 20},
        ),
        Step(
            r"The price, seldom told: NAG is stable only for $\alpha h < (2 + 2\mu)/(1 + 2\mu)$, here 1.36; momentum "
            r"for $\alpha h < 2 + 2\mu$, here 3.8. At $\alpha h = 2$ momentum arrives and NAG explodes.",
            [pair(0.013), pair(0.02)],
            ["αh = 1.3: both stable", "αh = 2: only momentum"],
            hand=slider(
                "momentum.learning_rate",
                "nesterov.learning_rate",
                over=(0.005, 0.025),
                across=0.0136,
                mark="NAG’s limit",
                linear=True,
                panels=(0,),
            ),
        ),
    ),
    question=r"What is NAG on a plane, where the gradient is the same everywhere?",
    answer="Exactly momentum: looking ahead shows nothing new. All of NAG’s advantage comes from curvature.",
    asked=Step(
        "",
        [plane(momentum=FAST, nesterov=FAST)],
        predict=True,
        shows=(same((0, "momentum"), (0, "nesterov"), 0.0),),
        hand=slider("momentum.momentum", "nesterov.momentum", over=(0, 0.97)),
    ),
)
