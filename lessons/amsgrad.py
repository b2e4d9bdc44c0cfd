"""AMSGrad, and an example on which Adam walks the wrong way."""

from __future__ import annotations

from races import RaceSpec

from .answer import ahead
from .hand import slider
from .lesson import Lesson, Step

RATE = 0.5


def slope(beta2: float, *racers: str) -> RaceSpec:
    """One weight on a slope down to the right; nine batches of ten pull it a little to the left, one far to the right.
    Without a first mean, as in the paper's example."""
    settings = {"learning_rate": RATE, "beta1": 0.0, "beta2": beta2}
    known = {"sgd": {"learning_rate": 5.0}, "adam": settings, "amsgrad": settings}
    return RaceSpec(
        "own",
        {name: known[name] for name in racers},
        expression="(x - 8)^2/800",
        domain=((-10.0, 10.0), (-5.0, 5.0)),
        start=(0.0, 0.0),
        steps=200,
        noise="nine_plus_one",
    )


lesson = Lesson(
    title="AMSGrad, and where Adam does not converge",
    group="Units and Adam",
    line="A rare large gradient, forgotten too soon: Adam climbs. AMSGrad remembers the largest.",
    steps=(
        Step(
            "One weight, and a slope that leads to the right. Nine batches of ten pull a little to the left, the tenth "
            "nine times as hard to the right. Gradient descent adds them up, and goes right.",
            [slope(0.9, "sgd")],
            ["nine small, one large"],
            hand=slider("nine_plus_one.size", over=(0.1, 3)),
        ),
        Step(
            r"Adam with a short memory, $\beta_2 = 0.9$, divides each by what it remembers. The large gradient "
            r"divides itself: its step is hardly longer than a small one’s. Nine steps left, one right: Adam climbs.",
            [slope(0.9, "sgd", "adam")],
            ["β₂ = 0.9"],
            hand=slider("adam.beta2", over=(0.5, 0.999), across=0.99, mark="0.99"),
        ),
        Step(
            r"So did Reddi, Kale & Kumar (2018, section 3), with a rare gradient $C$ and common ones of $-1$: Adam "
            r"ends at the worst point there is. Their repair, Algorithm 2: divide by the largest mean so far, "
            r"$\hat v_t = \max(\hat v_{t-1}, v_t)$.",
            [slope(0.9, "adam", "amsgrad")],
            ["β₂ = 0.9"],
            hand=slider("adam.beta2", "amsgrad.beta2", over=(0.5, 0.999), across=0.99, mark="0.99"),
        ),
        Step(
            r"A long memory helps as well: at $\beta_2 = 0.999$ the mean knows all ten batches, and both walk alike. "
            "That is why few have met the example in practice.",
            [slope(0.9, "adam", "amsgrad"), slope(0.999, "adam", "amsgrad")],
            ["β₂ = 0.9", "β₂ = 0.999"],
            hand=slider("adam.beta2", "amsgrad.beta2", over=(0.5, 0.9995), panels=(1,), across=0.99, mark="0.99"),
        ),
    ),
    question="What does AMSGrad pay for never forgetting?",
    answer="What AdaGrad and AdaMax pay: one outlier makes all later steps short, and nothing makes them long again.",
    asked=Step(
        "",
        [
            RaceSpec(
                "sphere",
                {name: {"learning_rate": 0.1, "beta2": 0.9} for name in ("adam", "amsgrad")},
                start=(-4.0, 3.0),
                steps=200,
                noise="outliers",
                noise_parameters={"probability": 0.01, "size": 30.0},
                seed=4,
            )
        ],
        ["an outlier at step 59"],
        predict=True,
        shows=(ahead((0, "adam"), (0, "amsgrad"), 10.0),),
        hand=slider("outliers.size", over=(1, 1000)),
    ),
)
