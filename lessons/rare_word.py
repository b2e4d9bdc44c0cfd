"""Sparse features: a word that is in one sentence of twenty, and a rate that waits for it."""

from __future__ import annotations

from races import RaceSpec

from .answer import ahead
from .hand import slider
from .lesson import Lesson, Step


def words(schedule: str = "constant", seed: int = 5, steps: int = 200, /, **racers: dict[str, float]) -> RaceSpec:
    """A common word, x, and a rare one, y: in one sentence of twenty, where its gradient is as long as that of x."""
    return RaceSpec(
        "own",
        racers,
        expression="(x^2 + 0.05*y^2)/2",
        domain=((-4.0, 4.0), (-4.0, 4.0)),
        start=(-3.0, 3.0),
        steps=steps,
        schedule=schedule,
        noise="masked",
        noise_parameters={"probability": 0.95, "common": 1.0},
        seed=seed,
    )


def both(**racers: dict[str, float]) -> RaceSpec:
    """Two words that are in every sentence."""
    return RaceSpec(
        "own", racers, expression="(x^2 + y^2)/2", domain=((-4.0, 4.0), (-4.0, 4.0)), start=(-3.0, 3.0), steps=200
    )


SGD, ADAGRAD = {"sgd": {"learning_rate": 0.1}}, {"adagrad": {"learning_rate": 1.0}}

lesson = Lesson(
    title="A rare word",
    group="A rate for every weight",
    line="A word in one sentence of twenty: its weight hardly moves, unless its rate waits for it.",
    steps=(
        Step(
            "The weight $x$ is of a word in every sentence, $y$ of one in a sentence of twenty. Elsewhere its gradient "
            "is 0. Gradient descent is home in $x$ after 30 steps; $y$ has moved 3 times by then, and is not home "
            "after 200.",
            [words(**SGD)],
            ["y in one step of twenty"],
            hand=slider("sgd.learning_rate", over=(0.02, 1.0)),
        ),
        Step(
            r"Noise asks for a rate like $1/\sqrt{t}$, and that is worse: at its $k$-th time the rare word meets a "
            r"rate worn out by the common ones, about $\alpha/\sqrt{20k}$. AdaGrad counts for each weight: "
            r"$\alpha/\sqrt{k}$.",
            [words("inverse_sqrt", sgd={"learning_rate": 0.5}), words(**ADAGRAD)],
            ["SGD, rate like 1/√t", "AdaGrad"],
            hand=slider("adagrad.learning_rate", over=(0.1, 2), panels=(1,)),
        ),
        Step(
            "The lengths of the steps tell it: common steps fade soon, and now and then a rare one stands out, long, "
            "because few came before it. AdaGrad was made for this (Duchi, Hazan & Singer 2011).",
            [words(**SGD, **ADAGRAD)],
            ["SGD and AdaGrad"],
            {"chart": "move"},
            hand=slider("adagrad.learning_rate", over=(0.1, 2)),
        ),
        Step(
            "Where both words are common there is nothing to wait for: gradient descent, at the same rate for both, is "
            "home in 33 steps, and walks straight.",
            [words(**SGD, **ADAGRAD), both(**SGD, **ADAGRAD)],
            ["y in one step of twenty", "both in every step"],
            hand=slider("sgd.learning_rate", over=(0.02, 1.0)),
        ),
    ),
    question="A word occurs for the first time at step 14, and the common one has come 14 times by then. How long is "
    "AdaGrad’s first step for it?",
    answer=r"The whole $\alpha$, 1 here: its own sum of squares is that of this one gradient. Gradient descent’s is "
    r"$\alpha g$, 0.3 here, and would be less with a rate that falls.",
    asked=Step(
        "",
        [words("constant", 0, 60, **SGD, **ADAGRAD)],
        ["the first time at step 14"],
        {"chart": "move"},
        predict=True,
        hand=slider("adagrad.learning_rate", over=(0.1, 2)),
        shows=(ahead((0, "adagrad"), (0, "sgd")),),
    ),
)
