"""Natural neural networks (PRONG): whiten the inputs, and gradient descent is nearly natural."""

from __future__ import annotations

from .answer import arrives
from .grounds import regression
from .hand import slider
from .lesson import Lesson, Step

THREE = ["plain: 535", "normalized: 19", "whitened: 1"]
BATCH = {"noise": "data_batches", "noise_parameters": {"batch_size": 20}}

lesson = Lesson(
    title="Natural neural networks",
    group="More tricks",
    line="Whiten what batch normalization only scales: the ravine is a circle, one step is enough.",
    steps=(
        Step(
            "Batch normalization leaves the correlation. Whitening takes it too: with $U^T U = (S + "
            r"\epsilon I)^{-1}$ the inputs $U(x - c)$ have covariance $I$. Ravine, tilted ellipse, circle: at "
            r"$\alpha = 1$ the whitened race is home in one step.",
            [regression(kind, 1.0, 40) for kind in ("linear", "normalized", "whitened")],
            THREE,
            hand=slider("sgd.learning_rate", over=(0.1, 2.1), panels=(2,), across=1, mark="1", linear=True),
        ),
        Step(
            "All three drawn back into the original weights, $w = U^T v$, at half the rate. The picture is one, the "
            "ways differ: plain descent falls into the ravine, batch normalization crosses it, the whitened race goes "
            "straight to the minimum.",
            [
                regression("linear", 0.5, 80),
                regression("normalized", 0.5, 80, drawn_back=1),
                regression("whitened", 0.5, 80, drawn_back=1),
            ],
            ["plain descent", "batch normalization", "PRONG"],
            hand=slider("sgd.learning_rate", over=(0.02, 1), linear=True),
        ),
        Step(
            r"Drawn back, a step is $-\alpha\,(S + \epsilon I)^{-1} g$: natural gradient, if the signals from above "
            r"are white. $\epsilon$ leads back to plain descent: condition number 1 at 0, 6.2 at 0.01, 267 at 1.",
            [regression("whitened", 0.5, 80, drawn_back=1, epsilon=epsilon) for epsilon in (0.0, 0.01, 1.0)],
            ["ε = 0", "ε = 0.01", "ε = 1"],
            hand=slider("whitened_regression.epsilon", over=(0, 1), panels=(1,)),
        ),
        Step(
            "The activations’ covariance is estimated from samples, and only every $T$ steps: between two estimates a "
            "step costs what plain descent costs. With mini-batches of 20 the whitening is rough, and still the race "
            "arrives in 11 steps, with 95 for batch normalization.",
            [regression(kind, 0.3, 200, more=BATCH) for kind in ("linear", "normalized", "whitened")],
            ["plain", "batches normalized", "whitened, T = 10"],
            hand=slider("data_batches.batch_size", over=(2, 200)),
        ),
    ),
    question="Why not whiten at every step, and exactly?",
    answer=r"A layer with $n$ inputs has a covariance of $n^2$ entries, and its root costs some $n^3$. Spread "
    "over $T$ steps that is affordable. And an exact whitening of few samples divides by what is nearly nothing: "
    r"hence $\epsilon$.",
    asked=Step(
        "",
        [regression("whitened", 0.3, 200, more=BATCH, every=every) for every in (1.0, 10.0)],
        ["at every step", "every 10 steps"],
        predict=True,
        shows=(
            arrives((0, "sgd"), 12),
            arrives((1, "sgd"), 12),
        ),
        hand=slider("data_batches.batch_size", over=(2, 200)),
    ),
)
