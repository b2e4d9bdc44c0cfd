"""Sharpness and SAM: of minima that are equally low it goes for the flat ones, along a valley but not over a hill."""

from __future__ import annotations

from dataclasses import replace

from races import RaceSpec

from .answer import stays
from .hand import Hand, slider
from .lesson import Lesson, Step

RATE = {"learning_rate": 0.2}


def valley(steps: int, rho: float | None = None) -> RaceSpec:
    """Gradient descent on the deep linear net, and SAM where ρ is given."""
    sam = {} if rho is None else {"sam": {**RATE, "rho": rho}}
    return RaceSpec("deep_linear", {"sgd": RATE, **sam}, start=(3.0, 0.6), steps=steps)


def bowl(rho: float) -> RaceSpec:
    """A bowl of curvature 1."""
    half = {"learning_rate": 0.5}
    return RaceSpec("sphere", {"sgd": half, "sam": {**half, "rho": rho}}, start=(-3.0, 2.0), steps=30)


def wells(rho: float) -> RaceSpec:
    """Two wells of the same depth, of curvature 16 and 1; the start is in the sharp one."""
    return RaceSpec(
        "own",
        {"sgd": {"learning_rate": 0.1}, "sam": {"learning_rate": 0.1, "rho": rho}},
        expression="1 - 0.956*exp(-8.4*((x+1)^2+y^2)) - exp(-((x-1.5)^2+y^2)/2)",
        domain=((-2.5, 3.5), (-3.0, 3.0)),
        start=(-0.8, 0.25),
        steps=200,
    )


lesson = Lesson(
    title="Sharpness and SAM",
    group="After Adam",
    line="Step uphill first, then take the gradient of there: along a valley of minima it drifts to the flattest.",
    steps=(
        Step(
            "A deep linear net again: every point of $xy = 1$ is a minimum, with curvature $x^2 + y^2$ across. "
            "Gradient descent stops at the first that it meets: curvature 8.4, where it may be 2. Does that matter?",
            [valley(60)],
            ["gradient descent, α = 0.2"],
            hand=Hand(),
        ),
        Step(
            r"SAM (Foret et al. 2021) asks how high the walls are: it steps $\rho$ uphill, $z = x + \rho\, g/\|g\|$, "
            "and takes the gradient of there. So it feels a wall before it touches it, and jumps about where that is "
            "steep.",
            [valley(12, 0.1)],
            ["ρ = 0.1, the first 12 steps"],
            zoom=(1.7, 3.1, -0.3, 1.1),
            hand=slider("sam.rho", over=(0.0, 0.3), linear=True),
        ),
        Step(
            r"In the valley the gradient is nearly 0, but the one at $z$ has a share along it, towards where the walls "
            r"are lower. SAM drifts along $xy = 1$ to $(1, 1)$, the flattest: curvature 2. A step costs two gradients.",
            [valley(400, 0.1)],
            ["ρ = 0.1, 400 steps"],
            {"speed": 4.0},
            hand=slider("sam.rho", over=(0.0, 0.3), linear=True),
        ),
        Step(
            r"It never rests: $g/\|g\|$ has length 1 however close the minimum is. In a bowl of curvature $h$ it ends "
            r"in a cycle of two points, $\alpha h \rho / (2 - \alpha h)$ away: 1/3 here.",
            [bowl(1.0)],
            ["α = 0.5, ρ = 1"],
            {"chart": "move"},
            zoom=(-1.5, 1.5, -1.5, 1.5),
            hand=slider("sam.rho", over=(0.0, 1.0), linear=True),
        ),
        Step(
            "A doubt: both end where $yx = 1$. It is the same net, and predicts the same, once where it is sharp, once "
            "where it is flat. Sharpness depends on how the weights are written (Dinh et al. 2017), so it alone cannot "
            "say who generalizes.",
            [valley(60), replace(valley(60), start=(1.5, 1.5))],
            ["ends at curvature 8.4", "ends at curvature 2"],
            hand=Hand(),
        ),
    ),
    question="Two wells are equally deep, one sharp, one flat. SAM starts in the sharp one. Does it get out?",
    answer="No. It knows the walls within ρ, nothing beyond the hill: along a valley it finds what is flatter, out "
    "of a well it does not. With a ρ as wide as the well it hangs on the slope, and that is no minimum either.",
    asked=Step(
        "",
        [wells(0.1)],
        ["left: curvature 16, right: 1"],
        predict=True,
        shows=(stays((0, "sam"), (-1.0, 0.0), 0.2), stays((0, "sgd"), (-1.0, 0.0), 0.2)),
        hand=slider("sam.rho", over=(0.0, 0.5), linear=True),
    ),
)
