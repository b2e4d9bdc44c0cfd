"""Without gradients: a triangle and a cloud that know only which of two values is lower, and what that costs."""

from __future__ import annotations

from races import RaceSpec

from .answer import settles, stays
from .grounds import ravine
from .hand import Hand, slider
from .lesson import Lesson, Step

TRIANGLE = {"edge": 0.3}
BOWL = "(x^2+20*y^2)/2"
ROUND = "sqrt(x^2+y^2)"


def typed(expression: str, start: tuple[float, float], /, **racers: dict[str, float]) -> RaceSpec:
    """A function of one's own."""
    return RaceSpec(
        "own", racers, expression=expression, domain=((-4.0, 4.0), (-4.0, 4.0)), start=start, steps=60
    )  # fmt: skip


def order(expression: str) -> RaceSpec:
    """The triangle and gradient descent on a function."""
    return typed(expression, (-3.0, 1.5), nelder_mead=TRIANGLE, sgd={"learning_rate": 0.09})


lesson = Lesson(
    title="Without gradients",
    group="After Adam",
    line="A triangle and a cloud find their way by comparing values. With two weights that is cheap.",
    steps=(
        Step(
            "Nelder and Mead (1965) compare three corners. The worst is reflected through the middle of the others; "
            "farther, if that is the best yet; half-way back, if it helps nobody. So a triangle walks down without a "
            "slope, and shrinks: home after 14 steps.",
            [ravine(20, 30, 60, nelder_mead=TRIANGLE)],
            ["κ = 20"],
            hand=slider("nelder_mead.edge", over=(0.01, 1.0)),
        ),
        Step(
            r"Only the order of the values counts. $\log(1 + f)$ has the order of $f$, so the triangle takes the same "
            "path, corner by corner. Gradient descent does not: far out the logarithm is flat, and it crawls.",
            [order(BOWL), order(f"log(1+{BOWL})")],
            ["f", "log(1 + f)"],
            hand=Hand(),
        ),
        Step(
            "CMA-ES (Hansen & Ostermeier 2001) draws six samples around a mean. The better three say where the mean "
            "goes, and how the ellipse turns: after 20 steps it lies along the ravine, many times as long as wide. "
            "It has learned the curvature from comparisons.",
            [ravine(100, 30, 60, cma_es={"seed": 5.0})],
            ["κ = 100, σ₀ = 0.5"],
            hand=slider("cma_es.spread", over=(0.05, 3.0)),
        ),
        Step(
            "Where there are many valleys, a wide cloud does not see the small ones. Gradient descent and the triangle "
            "end in the nearest. The cloud with σ₀ = 2 finds the lowest of all; with other seeds mostly just a good "
            "one: about one in seven does.",
            [
                RaceSpec(
                    "rastrigin",
                    {
                        "sgd": {"learning_rate": 0.004},
                        "nelder_mead": {"edge": 0.1},
                        "cma_es": {"spread": 2.0, "seed": 1.0},
                    },
                    steps=60,
                )
            ],
            ["σ₀ = 2"],
            hand=slider("cma_es.spread", over=(0.05, 5.0)),
        ),
        Step(
            "What does it cost? Counted fairly, a value as much as a gradient: on Rosenbrock BFGS is home after 34, "
            "the triangle after 115, the cloud after 403. And these are two weights. With $n$, a triangle has $n + 1$ "
            "corners, a cloud’s matrix $n^2$ numbers.",
            [RaceSpec("rosenbrock", {"bfgs": {}, "nelder_mead": TRIANGLE, "cma_es": {}}, steps=100)],
            ["counted in evaluations"],
            {"axis": "evaluations", "speed": 4.0},
            hand=slider("rosenbrock.b", over=(1, 300)),
        ),
    ),
    question="The loss is a staircase around (0, 0), level on every stair. Who gets down?",
    answer="Only the cloud: it reaches over an edge and sees who is lower. On a stair the gradient is 0, so gradient "
    "descent stands still. The triangle’s corners lie on one stair: three equal values, and it shrinks.",
    asked=Step(
        "",
        [
            typed(
                f"{ROUND}-atan(tan(pi*{ROUND}))/pi",
                (-2.9, 2.2),
                sgd={"learning_rate": 0.1},
                nelder_mead={},
                cma_es={},
            )
        ],
        ["a staircase"],
        predict=True,
        shows=(
            stays((0, "sgd"), (-2.9, 2.2), 1e-9),
            stays((0, "nelder_mead"), (-2.9, 2.2), 0.1),
            settles((0, "cma_es"), 0.5),
        ),
        hand=slider("cma_es.spread", over=(0.05, 3.0)),
    ),
)
