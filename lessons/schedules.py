"""Warm-up and cosine: what a schedule is for at the start, and at the end."""

from __future__ import annotations

from races import RaceSpec

from .answer import falls_after
from .decay import noisy
from .hand import slider
from .lesson import Lesson, Step

RAW = {"learning_rate": 0.2, "bias_correction": 0}


def four_minima(warmup: float = 1.0) -> RaceSpec:
    """Adam without bias correction next to the lowest of four minima."""
    return RaceSpec(
        "styblinski_tang",
        {"adam": RAW},
        start=(-4.9, -1.3),
        steps=100,
        warmup=warmup,
    )


lesson = Lesson(
    title="Warm-up and cosine",
    group="Units and Adam",
    line="Begin with short steps while the means are young, end with short steps while the noise is all there is.",
    steps=(
        Step(
            "At first Adam’s means know a few gradients only. Without bias correction the first steps are too long: "
            "they throw it over the wall, away from the lowest minimum beside it.",
            [four_minima()],
            ["α = 0.2 from the first step"],
            hand=slider("adam.learning_rate", over=(0.02, 0.5)),
        ),
        Step(
            r"Warm-up (Goyal et al. 2017) begins with $\alpha t/w$ until step $w$. With $w = 30$ the long steps come "
            "when the means know better: it stays in the right basin.",
            [four_minima(), four_minima(warmup=30)],
            ["no warm-up", "warm-up of 30 steps"],
            hand=slider("race.warmup", over=(1, 100), panels=(1,)),
        ),
        Step(
            "At the end noise is all there is: a constant rate hovers. Half a cosine from 1 to 0 (Loshchilov & Hutter "
            "2017, eq. 5) keeps the rate high for long, then lets it sink: the loss ends far lower.",
            [noisy(), noisy("cosine")],
            ["constant", "cosine"],
            {"speed": 2.0},
            hand=slider("cosine.final", over=(0, 1), panels=(1,)),
        ),
        Step(
            r"Why not $1/\sqrt{t}$ from the start? On this bowl it is as good. But it has no end: a cosine is told "
            "when to stop, and has gone most of its way at nearly the full rate.",
            [noisy("inverse_sqrt"), noisy("cosine")],
            ["like 1/√t", "cosine"],
            {"speed": 2.0, "chart": "move"},
            hand=slider("sgd.learning_rate", over=(0.02, 0.8)),
        ),
    ),
    question="A training with a cosine is stopped half way. Is its loss that of a training planned to be half as long?",
    answer="No: its rate is still half of the first, so it hovers. That is the price of a schedule that knows its end.",
    asked=Step(
        "",
        [noisy("cosine")],
        ["stop at step 200"],
        {"speed": 2.0},
        predict=True,
        shows=(falls_after((0, "sgd"), 200, 10.0),),
        hand=slider("cosine.final", over=(0, 1)),
    ),
)
