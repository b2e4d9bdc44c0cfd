"""Curvature: Newton, its way into saddles, and two ways out."""

from races import RaceSpec

from .answer import ahead, arrives
from .grounds import ravine
from .hand import Hand, slider
from .lesson import Lesson, Step


def saddle(saddle_free: int) -> RaceSpec:
    """Newton with small steps, plain or saddle-free, beside gradient descent."""
    newton = {"learning_rate": 0.1, "saddle_free": saddle_free}
    racers = {"sgd": {"learning_rate": 0.02}, "newton": newton}
    return RaceSpec(surface="saddle", start=(-1.5, 0.5), steps=40, optimizers=racers)


def beale(*racers: str) -> RaceSpec:
    """Beale's function from a place where all steps stay in the picture."""
    return RaceSpec(surface="beale", start=(-1.2, -0.2), steps=30, optimizers={name: {} for name in racers})


lesson = Lesson(
    title="Curvature: Newton, saddle-free, Hessian-free",
    group="Curvature and mini-batches",
    line="Divide by the curvature and a ravine is round; but at a saddle the curvature has a sign.",
    steps=(
        Step(
            r"Newton’s method divides by the curvature: $x_t = x_{t-1} - H^{-1} g_t$. On a quadratic it is home in one "
            "step, whatever the condition number, without any rate to set.",
            [ravine(100, 30, 20, sgd={"learning_rate": 0.015}, newton={})],
            hand=slider("rotated_quadratic.condition_number", over=(1, 1000)),
        ),
        Step(
            r"But $g = 0$ holds at saddles too, and Newton solves $g = 0$. Where the curvature is negative it walks "
            "uphill: here straight into the saddle that gradient descent flees.",
            [saddle(0)],
            ["plain Newton"],
            hand=Hand(),
        ),
        Step(
            r"Saddle-free Newton takes $|H|$: the same axes, the absolute value of each curvature. Now the steep "
            "direction is still tamed, and negative curvature leads down.",
            [saddle(0), saddle(1)],
            ["H", "|H|"],
            hand=Hand(),
        ),
        Step(
            r"A network has millions of weights, and $H$ has that number squared. Hessian-free needs only products "
            r"$H v$, each for about the price of a gradient, and solves $H p = -g$ by conjugate gradients.",
            [beale("newton", "hessian_free")],
            hand=slider("hessian_free.damping", over=(0.001, 1000)),
        ),
        Step(
            "Its Gauss–Newton matrix is positive semidefinite: no curvature is negative. A damping term keeps the step "
            "where the model can be "
            "trusted. From this start Newton ends in a saddle; Hessian-free finds the minimum in three steps.",
            view={"step": 3},
        ),
    ),
    question="Three steps! Why does not everybody use it?",
    answer="Count gradients: Hessian-free spent 19 on its three steps. Each solves a linear system, on a batch "
    "large enough to trust its curvature. Adam takes many cheap, noisy steps instead.",
    asked=Step(
        "",
        [beale("hessian_free", "adam")],
        ["counted in gradients"],
        {"axis": "evaluations"},
        predict=True,
        shows=(
            arrives((0, "hessian_free"), 3),
            ahead((0, "hessian_free"), (0, "adam")),
        ),
        hand=slider("hessian_free.damping", over=(0.001, 1000)),
    ),
)
