"""Batch normalization: the inputs' scales vanish from the Hessian, and a neuron's length from its loss."""

from __future__ import annotations

from races import RaceSpec

from .grounds import regression
from .hand import slider
from .lesson import Lesson, Step


def neuron(rate: float) -> RaceSpec:
    """Gradient descent on one normalized neuron."""
    return RaceSpec("batch_norm_neuron", {"sgd": {"learning_rate": rate}}, steps=60)


def batches(size: int) -> RaceSpec:
    """Gradient descent over the scales, each batch normalized by itself."""
    return regression("normalized", 0.3, 200, more={"noise": "data_batches", "noise_parameters": {"batch_size": size}})


lesson = Lesson(
    title="Batch normalization",
    group="More tricks",
    line="Subtract the mean, divide by the deviation: a ravine of 535 becomes an ellipse of 19.",
    steps=(
        Step(
            "Linear regression. One input is ten times as small as the other, and correlated with it. The Hessian is "
            "the inputs’ covariance: condition number 535. Gradient descent is at the floor of the ravine in one step, "
            "and still on it after 100.",
            [regression("linear", 1.0, 100)],
            ["the plain problem: 535"],
            hand=slider("sgd.learning_rate", over=(0.05, 2.05)),
        ),
        Step(
            r"Normalize each input, $\hat u = (x - \mu)/\sqrt{\sigma^2 + \epsilon}$, and learn its scale $\gamma$. The "
            r"Hessian becomes the correlation matrix: $(1 + c)/(1 - c) = 19$ for $c = 0.9$. The ellipse is still "
            "tilted, but 48 steps suffice.",
            [regression("linear", 0.5, 100), regression("normalized", 0.5, 100)],
            ["the plain problem: 535", "normalized inputs: 19"],
            hand=slider("sgd.learning_rate", over=(0.05, 1.1), panels=(1,)),
        ),
        Step(
            r"Drawn back into the original weights, $w = \gamma/\sigma$: the same race crosses the ravine at a slant. "
            r"It is descent with one rate per weight, $\alpha/\sigma_k^2$: 100 times as much for the small input.",
            [regression("linear", 0.5, 100), regression("normalized", 0.5, 100, drawn_back=1)],
            ["plain descent", "batch normalization"],
            hand=slider("sgd.learning_rate", over=(0.05, 1.1), panels=(1,)),
        ),
        Step(
            "In training the mean and the deviation are those of the mini-batch. That is noise of its own kind: with "
            r"20 samples it hovers about the minimum. With one sample $\hat u = 0$, and nothing is learned.",
            [batches(1), batches(20), batches(200)],
            ["one sample", "20 samples", "all 200"],
            hand=slider("data_batches.batch_size", over=(1, 200), panels=(1,)),
        ),
        Step(
            r"Normalize after the weights, $u = w \cdot x$: now $L(aw) = L(w)$. The surface is level along rays, the "
            "gradient square to them. A step can only lengthen $w$, and longer weights have smaller gradients: "
            r"$\alpha = 5$ goes far out, and arrives too.",
            [neuron(0.2), neuron(2.0), neuron(5.0)],
            ["α = 0.2", "α = 2", "α = 5"],
            hand=slider("sgd.learning_rate", over=(0.1, 10), panels=(2,)),
        ),
    ),
    question="Does weight decay make the weights of a batch-normalized layer simpler?",
    answer="No: their length does not matter to the output. But it keeps them from growing, and so keeps the effective "
    r"learning rate, $\alpha/|w|^2$, from fading.",
)
