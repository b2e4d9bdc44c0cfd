"""The edge of stability: among many minima a large rate finds one that is flat enough for it."""

from __future__ import annotations

from races import RaceSpec

from .answer import settles
from .hand import slider
from .lesson import Lesson, Step


def net(rate: float, start: tuple[float, float] = (3.0, 0.6)) -> RaceSpec:
    """Gradient descent on the deep linear net, from the steep end of its curve of minima."""
    return RaceSpec("deep_linear", {"sgd": {"learning_rate": rate}}, start=start, steps=60)


lesson = Lesson(
    title="The edge of stability",
    group="A rate for every weight",
    line="A rate is stable where the curvature is below 2/α; where minima are many, it finds one where that is so.",
    steps=(
        Step(
            r"Two layers of one weight: $f = \frac{1}{2}(xy-1)^2$. Every point of $xy = 1$ is a minimum, but not "
            r"alike: the curvature across is $x^2 + y^2$, 2 in the middle, 9 near $x = 3$. At $\alpha = 0.1$ the "
            "nearest one is found.",
            [net(0.1)],
            ["α = 0.1: 2/α = 20"],
            hand=slider("sgd.learning_rate", over=(0.05, 0.35), across=0.23, mark="2/8.8", linear=True),
        ),
        Step(
            r"A minimum holds gradient descent only if its curvature is below $2/\alpha$. At $\alpha = 0.3$ that is "
            "6.7, and the nearest has 8.8: it is thrown off, swings across the valley, and drifts along it.",
            [net(0.1), net(0.3)],
            ["α = 0.1: 2/α = 20", "α = 0.3: 2/α = 6.7"],
            hand=slider("sgd.learning_rate", over=(0.05, 0.35), across=0.23, mark="2/8.8", linear=True, panels=(1,)),
        ),
        Step(
            r"It comes to rest at curvature 3.1, where $2/\alpha$ allows it. Cohen et al. (2021) see in networks that "
            r"the sharpness grows until it is $2/\alpha$, and hovers there: they call that the edge of stability.",
            view={"step": 12},
        ),
        Step(
            r"The edge is sharp: at $\alpha = 0.4$ it lands on the other branch, at 0.5 it is gone. A rate chooses "
            "among minima, until none is flat enough on the way.",
            [net(0.4), net(0.5)],
            ["α = 0.4: across, to the other branch", "α = 0.5: gone"],
            hand=slider("sgd.learning_rate", over=(0.3, 0.5), panels=(0,), linear=True),
        ),
    ),
    question="Which rate could not rest at any minimum of this net?",
    answer=r"One above 1: the flattest minima, $(1, 1)$ and $(-1, -1)$, have curvature 2, and $2/\alpha$ must be more.",
    asked=Step(
        "",
        [net(0.98, (1.05, 1.02))],
        ["α = 0.98, next to (1, 1)"],
        predict=True,
        shows=(settles((0, "sgd"), 1e-4),),
        hand=slider("sgd.learning_rate", over=(0.5, 1.1), linear=True),
    ),
)
