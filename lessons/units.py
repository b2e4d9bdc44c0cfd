"""Units of the update: who takes the same path when the weights or the loss are measured otherwise."""

from races import RaceSpec

from .answer import differ, gone, same
from .grounds import ravine
from .hand import slider
from .lesson import Lesson, Step

RACERS = {
    "sgd": {"learning_rate": 0.011},
    "adam": {"learning_rate": 0.1},
    "newton": {"learning_rate": 0.1},
}


def measured(*units: float) -> RaceSpec:
    """SGD, Adam and Newton in other units of (x, y, f)."""
    return ravine(20, 30, 80, more={"units": units}, **RACERS)


lesson = Lesson(
    title="Units of the update",
    group="Units and Adam",
    line="Metres or feet? Newton does not care; Adam does; gradient descent cares twice.",
    steps=(
        Step(
            r"Let a weight have the unit $u$ and the loss none. A gradient then has $1/u$, a curvature $1/u^2$. A step "
            r"should have $u$. Gradient descent’s has $1/u$, so its learning rate must carry $u^2$.",
            [measured(1.0, 1.0, 1.0)],
            hand=slider("unit.weights", over=(0.3, 3)),
        ),
        Step(
            r"Adam, AdaGrad, RMSProp, AdaMax and Rprop: $g/\sqrt{v}$ has no unit, so $\alpha$ is in units of the "
            r"weight. Newton’s $H^{-1} g$ has the unit $u^2/u = u$: right without help.",
        ),
        Step(
            "Measure both weights in units three times as large, at the same rates. Dashed: the path in the old units. "
            "SGD’s first step is 9 times as long, Adam’s 3 times, Newton’s is the same.",
            [measured(1.0, 1.0, 1.0), measured(3.0, 3.0, 1.0)],
            ["as it was", "in units three times as large"],
            hand=slider("unit.weights", over=(0.3, 3.5), panels=(1,)),
        ),
        Step(
            "Now the loss: ten times as large. Adam and Newton take the very same path; gradient descent’s steps are "
            "ten times as long, and it leaves the stable range.",
            [measured(1.0, 1.0, 1.0), measured(1.0, 1.0, 10.0)],
            ["as it was", "10 × loss"],
            hand=slider("unit.loss", over=(0.1, 20), panels=(1,)),
        ),
    ),
    question="Which of our racers would you trust with a network whose input is given once in metres, once in feet?",
    answer="At one fixed learning rate: those with the right units, Newton and its kin, vSGD. Adam only if the new "
    "scale is one that its rate was chosen for. That is one reason why inputs are normalized.",
    asked=Step(
        "",
        [measured(1.0, 1.0, 1.0), measured(3.28, 3.28, 1.0)],
        ["in metres", "in feet"],
        predict=True,
        shows=(
            same((0, "newton"), (1, "newton"), 1e-6),
            differ((0, "adam"), (1, "adam"), 0.5),
            gone((1, "sgd")),
        ),
        hand=slider("unit.weights", over=(0.3, 3.5), panels=(1,)),
    ),
)
