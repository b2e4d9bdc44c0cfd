"""Adam without bias correction: the first steps are too long, and more so the longer the memory."""

from races import RaceSpec

from .answer import step_length
from .grounds import plane
from .hand import slider
from .lesson import Lesson, Step


def adam(correction: int, rate: float, beta2: float = 0.999) -> RaceSpec:
    """Adam among the four minima of Styblinski and Tang, with (1) or without (0) bias correction."""
    settings = {"learning_rate": rate, "bias_correction": correction, "beta2": beta2}
    return RaceSpec(surface="styblinski_tang", start=(-4.9, -1.3), steps=100, optimizers={"adam": settings})


def walk(correction: int) -> RaceSpec:
    """Adam on the plane at rate 0.05."""
    return plane(100, adam={"learning_rate": 0.05, "bias_correction": correction})


BOTH = ["with bias correction", "without"]

lesson = Lesson(
    title="Adam without bias correction",
    group="Units and Adam",
    line="Leave out two small factors, and the first step is 3.16 times as long.",
    steps=(
        Step(
            r"Both means start at 0, so both are too small at first: $m_1 = (1-\beta_1)\, g$ and "
            r"$v_1 = (1-\beta_2)\, g^2$. If the errors cancelled, nobody would need a correction.",
            [walk(1), walk(0)],
            BOTH,
            {"chart": "move"},
            hand=slider("adam.beta2", over=(0.9, 0.9999), across=0.999, mark="3.16"),
        ),
        Step(
            r"They do not: $m_1/\sqrt{v_1} = (1-\beta_1)/\sqrt{1-\beta_2}$ $= 0.1/0.0316 = 3.16$. Without correction "
            "the first step is 3.16 times as long.",
            view={"step": 1},
        ),
        Step(
            r"It gets worse before it gets better: $m$ warms up in ten steps, $v$ takes a thousand. On the plane the "
            r"twelfth step is the longest, 6.6 times $\alpha$.",
            view={"step": 12},
        ),
        Step(
            "Four minima, and the lowest is next to the start. With the correction Adam goes there in 43 steps. "
            "Without it the long first steps throw it over the wall, into another minimum. Elsewhere they may "
            "happen to help.",
            [adam(1, 0.2), adam(0, 0.2)],
            BOTH,
            hand=slider("adam.learning_rate", over=(0.02, 0.5)),
        ),
        Step(
            r"The longer the memory, the worse: with $\beta_2 = 0.9999$ the first step is ten times as long. At "
            "half the rate $0.999$ still stays; $0.9999$ goes over the wall. Adam’s authors saw training become "
            r"unstable, as $\beta_2 \to 1$.",
            [adam(0, 0.1), adam(0, 0.1, 0.9999)],
            ["without, β₂ = 0.999", "without, β₂ = 0.9999"],
            hand=slider("adam.beta2", over=(0.9, 0.9999), panels=(1,)),
        ),
    ),
    question="RMSProp has no bias correction either. Why did nobody miss it?",
    answer=r"At $\rho = 0.9$ its first step is $1/\sqrt{0.1} = 3.16$ times too long as well, but its memory is ten "
    r"steps: the error is gone at once. With $\rho = 0.999$ it would be 32 times too long.",
    asked=Step(
        "",
        [plane(100, rmsprop={"learning_rate": 0.05, "rho": rho}) for rho in (0.9, 0.999)],
        ["ρ = 0.9", "ρ = 0.999"],
        {"chart": "move"},
        predict=True,
        shows=(
            step_length((0, "rmsprop"), 1, 0.05 * 3.16),
            step_length((1, "rmsprop"), 1, 0.05 * 31.6),
        ),
        hand=slider("rmsprop.rho", over=(0.5, 0.9999), panels=(1,)),
    ),
)
