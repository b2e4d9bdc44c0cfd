"""Weight decay: what Adam makes of a penalty on the loss, and AdamW of a decay beside it."""

from __future__ import annotations

from races import RaceSpec

from .hand import slider
from .lesson import Lesson, Step

RATE = 0.05
VIEW = ((-1.0, 4.0), (-1.0, 4.0))


def useless(penalty: float, **racers: dict[str, float]) -> RaceSpec:
    """y is to be 2, and x does not matter to the data; a penalty λ|w|²/2 beside that, if it is not 0."""
    added = f" + {penalty / 2:g}*(x^2 + y^2)" if penalty else ""
    return RaceSpec(
        "own", racers, expression=f"2*(y - 2)^2{added}", domain=VIEW, start=(3.0, 0.0), steps=100,
    )  # fmt: skip


def penalized(penalty: float) -> RaceSpec:
    """Adam on the loss with the penalty."""
    return useless(penalty, adam={"learning_rate": RATE})


def decayed(decay: float) -> RaceSpec:
    """AdamW, whose decay is beside the loss."""
    return useless(0.0, adamw={"learning_rate": RATE, "weight_decay": decay})


BOX = RaceSpec(
    "own",
    {"adam": {"learning_rate": RATE}, "adamw": {"learning_rate": RATE, "weight_decay": 1.0}},
    expression="((x - 3)^2 + 4*(y - 2)^2)/2",
    domain=VIEW,
    start=(0.0, 0.0),
    steps=300,
)

lesson = Lesson(
    title="AdamW: decay beside the loss",
    group="Units and Adam",
    line="In Adam a penalty on the weights is divided by its own size; AdamW lets weights shrink beside the loss.",
    steps=(
        Step(
            r"A penalty $\frac{\lambda}{2}|w|^2$ adds $\lambda w$ to the gradient: gradient descent then shrinks every "
            r"weight by $1 - \alpha\lambda$ a step. Here $y$ is to be 2, and $x$ does not matter: only the penalty "
            "pulls at it.",
            [useless(0.1, sgd={"learning_rate": 0.2}), useless(1.0, sgd={"learning_rate": 0.2})],
            ["SGD, λ = 0.1", "SGD, λ = 1"],
            hand=slider("sgd.learning_rate", over=(0.02, 0.35)),
        ),
        Step(
            r"Adam divides each gradient by its own size, the penalty’s too: $\lambda x/\sqrt{\lambda^2 x^2} = 1$. On "
            r"$x$ it sets out at $\alpha$ a step, whether $\lambda$ is 0.1 or 0.001: both paths are the same.",
            [penalized(0.1), penalized(0.001)],
            ["Adam, λ = 0.1", "Adam, λ = 0.001"],
            {"chart": "move"},
            hand=slider("adam.learning_rate", over=(0.01, 0.2)),
        ),
        Step(
            r"AdamW (Loshchilov & Hutter 2019, Algorithm 2, line 12) decouples it: $x_t = x_{t-1} - \alpha\,"
            r"(\hat m_t/\sqrt{\hat v_t} + \lambda x_{t-1})$. Now $x$ shrinks by $1 - \alpha\lambda$ a step, and "
            r"$\lambda$ counts.",
            [decayed(0.1), decayed(1.0)],
            ["AdamW, λ = 0.1", "AdamW, λ = 1"],
            hand=slider("adamw.weight_decay", over=(0, 1), panels=(1,)),
        ),
        Step(
            r"A step of Adam is about $\alpha$ at most, and the decay $\alpha\lambda x$. They balance at "
            r"$|x| = 1/\lambda$: there AdamW stops (Xie & Li 2024). At $\lambda = 1$ no weight gets beyond 1, though "
            "the minimum is at (3, 2).",
            [BOX],
            ["λ = 1: a box of ±1"],
            hand=slider("adamw.weight_decay", over=(0, 1)),
        ),
    ),
    question="The loss is multiplied by 1000. Which of the two decays feels it?",
    answer=r"The penalty in Adam does: its share of the gradient is a thousandth of before. AdamW’s step has no units "
    r"of the loss, so its $\lambda$ means what it meant.",
)
