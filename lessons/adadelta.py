"""AdaDelta: the units are right, and the start is cold."""

from dataclasses import replace

from races import RaceSpec

from .answer import differ
from .grounds import plane
from .hand import slider
from .lesson import Lesson, Step


def beale(epsilon: float) -> RaceSpec:
    """AdaDelta with this ε beside RMSProp."""
    racers = {"adadelta": {"epsilon": epsilon}, "rmsprop": {"learning_rate": 0.02}}
    return RaceSpec(surface="beale", start=(1.0, 1.6), steps=300, optimizers=racers)


lesson = Lesson(
    title="AdaDelta and its cold start",
    group="Units and Adam",
    line="Multiply by the size of past steps, and the units come right; but who makes the first step?",
    steps=(
        Step(
            r"Zeiler’s idea: $\Delta x = -\frac{\mathrm{RMS}[\Delta x]}{\mathrm{RMS}[g]}\, g$. Above, the size of past "
            r"steps, in $u$; $g$ over its own size has no unit. The quotient estimates $1/h$, Newton’s rate.",
            [beale(1e-4)],
            ["ε = 0.0001"],
            hand=slider("adadelta.epsilon", over=(1e-8, 0.1)),
        ),
        Step(
            r"At the start there are no past steps. Then $\epsilon$ alone decides: the first step is "
            r"$\sqrt{\epsilon/(1-\rho)}$, 0.0045 for $\epsilon = 10^{-6}$ and $\rho = 0.95$.",
            [plane(300, adadelta={}, rmsprop={"learning_rate": 0.01})],
            ["ε = 0.000001"],
            {"step": 1, "chart": "move"},
            hand=slider("adadelta.epsilon", over=(1e-8, 0.01)),
        ),
        Step(
            "Short steps make short steps: it must pull itself up by its own hair. On the plane its steps have grown "
            "by only 17 per cent after a hundred.",
            view={"step": 100},
            highlight="adadelta",
        ),
        Step(
            r"So $\epsilon$, “for stability only”, is the real learning rate. At $10^{-6}$ AdaDelta is far off after "
            r"300 steps; at $10^{-4}$ it arrives; at $10^{-2}$ it cannot settle.",
            [beale(1e-6), beale(1e-4), beale(1e-2)],
            ["ε = 0.000001", "ε = 0.0001", "ε = 0.01"],
            hand=slider("adadelta.epsilon", over=(1e-8, 0.1), panels=(1,)),
        ),
    ),
    question="Are AdaDelta’s units right, then?",
    answer=r"On paper. Its $\epsilon$ is added to $\Delta x^2$ and to $g^2$, so it would need two units at once. At "
    "the cold start the step has none, like Adam’s; only a long-run AdaDelta forgets that.",
    asked=Step(
        "",
        [beale(1e-4), replace(beale(1e-4), units=(3.0, 3.0, 1.0))],
        ["as they are", "in units three times as large"],
        predict=True,
        shows=(differ((0, "adadelta"), (1, "adadelta"), 0.5),),
        hand=slider("unit.weights", over=(0.3, 4)),
    ),
)
