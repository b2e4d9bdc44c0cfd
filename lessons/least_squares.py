"""Gauss-Newton and Levenberg-Marquardt: curvature of a sum of squares without second derivatives, and its brake."""

from __future__ import annotations

from races import RaceSpec

from .answer import never, reaches
from .hand import Hand, slider
from .lesson import Lesson, Step

FLOOR = (-0.4, 0.16)  # on the floor of Rosenbrock's valley
USUAL = (-1.2, 1.0)


def banana(start: tuple[float, float], steps: int, /, **racers: dict[str, float]) -> RaceSpec:
    """Rosenbrock's valley."""
    return RaceSpec("rosenbrock", racers, start=start, steps=steps)


def damped(tau: float) -> dict[str, dict[str, float]]:
    """Levenberg-Marquardt with this first λ."""
    return {"levenberg_marquardt": {"tau": tau}}


lesson = Lesson(
    title="Gauss–Newton, and a brake",
    group="Curvature and mini-batches",
    line="The curvature of a sum of squares costs no second derivatives; but a linear model may leap far uphill.",
    steps=(
        Step(
            r"Many losses are sums of squares, $f = r^\top r$. Gauss (1809) takes the residuals $r$ as straight: with "
            r"their slopes $J$ the step is $-(J^\top J)^{-1} J^\top r$. These two residuals are straight, so it is "
            "home in one step; gradient descent needs 16.",
            [RaceSpec("booth", {"sgd": {"learning_rate": 0.1}, "gauss_newton": {}}, steps=30)],
            ["two straight residuals"],
            hand=slider("sgd.learning_rate", over=(0.01, 0.13), across=1 / 9, mark="2/L", linear=True),
        ),
        Step(
            r"Rosenbrock’s are $r = (1 - x,\ 10\,(y - x^2))$, and one is bent. From the floor of the valley the first "
            r"step follows the straight model to $(1, -0.96)$, far up the wall: the loss goes from 2 to 384. The next "
            "step is home. Luck?",
            [banana(FLOOR, 6, gauss_newton={})],
            ["up the wall, and home"],
            hand=slider("gauss_newton.learning_rate", over=(0.1, 1.0)),
        ),
        Step(
            r"Levenberg (1944) and Marquardt (1963) solve $(J^\top J + \lambda I)\, p = -J^\top r$, and take $p$ only "
            r"if it leads down. Here it is refused four times, while $\lambda$ grows 2, 4, 8 and 16 times. Then it is "
            "short enough, and the valley is followed: 15 steps.",
            [banana(FLOOR, 20, gauss_newton={}, **damped(1e-4))],
            ["one leaps, one refuses"],
            hand=slider("levenberg_marquardt.tau", over=(1e-8, 1.0)),
        ),
        Step(
            r"$\lambda$ is a dial: at 0 the step is Gauss–Newton’s, when large a short one along the gradient. How "
            r"much of the promised descent came true turns it (Madsen et al. 2004, Algorithm 3.16). The loss never "
            r"rises, with a bold first $\lambda$ or a timid one.",
            [banana(USUAL, 24, **damped(1e-3)), banana(USUAL, 24, **damped(1.0))],
            ["τ = 0.001: bold, 10 steps", "τ = 1: timid, 18 steps"],
            hand=slider("levenberg_marquardt.tau", over=(1e-8, 1.0), panels=(1,)),
        ),
        Step(
            "The same brake, drawn: Powell’s dogleg (1970) trusts its model within a circle, and bends its step to "
            "stay inside. If the promise comes true at the edge the circle doubles; if not, as at first, it shrinks "
            r"to a quarter. A large $\lambda$ is a small circle.",
            [banana(FLOOR, 24, dogleg={})],
            ["how far the model is trusted"],
            hand=slider("dogleg.radius", over=(0.05, 10.0)),
        ),
    ),
    question="Here Gauss–Newton does not arrive. Levenberg–Marquardt never goes up: does it?",
    answer="No. It slides out of the picture along a valley that falls for ever, towards 0.45, and Gauss–Newton leaps "
    "about. Going down is not arriving: another start, and both are home in a few steps.",
    asked=Step(
        "",
        [RaceSpec("beale", {"gauss_newton": {}, "levenberg_marquardt": {}}, start=(1.0, 1.5), steps=40)],
        ["the leap, and the brake"],
        predict=True,
        shows=(
            never((0, "gauss_newton")),
            never((0, "levenberg_marquardt")),
            reaches((0, "levenberg_marquardt"), 10, 20),
        ),
        hand=Hand(),
    ),
)
