"""BFGS: Newton's stride from gradients alone."""

from __future__ import annotations

from races import RaceSpec

from .answer import ahead
from .grounds import sampled
from .hand import slider
from .lesson import Lesson, Step
from .steepest_descent import worst


def banana(**racers: dict[str, float]) -> RaceSpec:
    """Rosenbrock's valley."""
    return RaceSpec("rosenbrock", racers, steps=60)


NOISY = sampled(bfgs={}, sgd={"learning_rate": 0.01})

lesson = Lesson(
    title="BFGS: curvature from gradients",
    group="Curvature and mini-batches",
    line="Two gradients and the step between them tell the curvature along it: learn H⁻¹ on the way.",
    steps=(
        Step(
            r"Newton needs $H$. But a step $s$ and how the gradient changed over it, $y$, tell $H s \approx y$. BFGS "
            r"(1970) keeps a guess of $H^{-1}$, and mends it so that $H_t^{-1} y = s$: the secant equation.",
            [worst(40, steepest_descent={}, bfgs={"c2": 0.1})],
            ["κ = 100, from the worst start"],
            hand=slider("rotated_quadratic.condition_number", over=(2, 1000)),
        ),
        Step(
            "The first step is steepest descent’s: it knows nothing yet. The second is Newton’s: in two dimensions one "
            "good search and one secant are enough, and it is home, where steepest descent zigzags on.",
            view={"step": 2},
        ),
        Step(
            "On Rosenbrock’s bent valley it learns as it goes: 27 steps and 34 gradients. Newton needs 5 steps, each "
            "with a Hessian. Steepest descent, with its exact searches, has hardly begun.",
            [banana(steepest_descent={}, bfgs={}, newton={})],
            ["who arrives?"],
            hand=slider("rosenbrock.b", over=(1, 300)),
        ),
        Step(
            r"How exact must the search be? With $c_2 = 0.1$ two steps, with the usual $0.9$ a few more, but hardly a "
            "gradient is wasted on searching (Nocedal & Wright 2006).",
            [worst(12, bfgs={"c2": 0.1}), worst(12, bfgs={})],
            ["c₂ = 0.1", "c₂ = 0.9"],
            hand=slider("bfgs.c2", over=(0.1, 0.99), panels=(1,)),
        ),
    ),
    question="Why is BFGS not used to train networks?",
    answer="Its matrix has as many entries as there are pairs of weights; L-BFGS keeps only the last few secants. And "
    "a secant between two mini-batches tells their difference, not the curvature.",
    asked=Step(
        "",
        [NOISY],
        ["one sample at a time"],
        predict=True,
        shows=(ahead((0, "sgd"), (0, "bfgs"), 3.0),),
        hand=slider("noisy_targets.batch_size", over=(1, 200)),
    ),
)
