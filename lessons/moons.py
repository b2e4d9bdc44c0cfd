"""Noisy moons, after Alec Radford's fourth animation: mini-batches over the surface of all data, accuracy beneath.

His settings are not known, and were not measured: these are ours, with his six methods.
"""

from __future__ import annotations

from races import RaceSpec

from .answer import arrives, two_orders
from .hand import slider
from .lesson import Lesson, Step
from .radford import GROUP

ROLLING = {"learning_rate": 0.1, "momentum": 0.9}


def moons(size: int) -> RaceSpec:
    """His six methods on two noisy half-moons, with mini-batches of `size` samples."""
    return RaceSpec(
        surface="noisy_moons",
        steps=200,
        noise="data_batches",
        noise_parameters={"batch_size": size},
        optimizers={
            "sgd": {"learning_rate": 0.1},
            "momentum": ROLLING,
            "nesterov": ROLLING,
            "adagrad": {"learning_rate": 0.5},
            "rmsprop": {"learning_rate": 0.1},
            "adadelta": {"epsilon": 0.03},
        },
    )


radford_moons = Lesson(
    title="Radford: noisy moons",
    group=GROUP,
    line="Mini-batches over the surface of all data: who wanders, who settles, and what the accuracy says.",
    steps=(
        Step(
            "Logistic regression on two noisy half-moons of 100 points each. The surface is the loss over all 200; a "
            "step sees 5 of them. The chart: the share of points on the right side of the line.",
            [moons(5)],
            ["5 samples a step"],
            view={"chart": "accuracy"},
            hand=slider("data_batches.batch_size", over=(1, 200)),
        ),
        Step(
            "The line begins on the wrong side: a fifth is right. Momentum and NAG are above 0.7 after 20 steps, "
            "AdaDelta too; SGD, at the same rate as theirs, needs 100.",
            view={"chart": "accuracy", "step": 20},
        ),
        Step(
            "All but SGD end between 0.84 and 0.86. No line does much better: the best has 0.88. The lowest loss is "
            "not the best accuracy: at the minimum it is 0.855.",
            view={"chart": "accuracy", "step": 200},
        ),
        Step(
            "One sample a step, and five, and all: the large steps wander at the end, most with one sample. AdaGrad, "
            "whose rate fades, wanders least of those that have arrived.",
            [moons(1), moons(5), moons(200)],
            ["one sample", "5 samples", "all 200"],
            {"chart": "loss"},
            hand=slider("data_batches.batch_size", over=(1, 200), panels=(1,)),
        ),
    ),
    question="Would you stop a training by its loss or by its accuracy?",
    answer="They need not agree: the loss also counts how sure the model is. What matters is what you are judged by, "
    "on data that training has not seen.",
    asked=Step(
        "",
        [moons(5)],
        ["5 samples a step"],
        {"chart": "accuracy"},
        predict=True,
        shows=(
            arrives((0, "nesterov"), 200),
            two_orders(0),
        ),
        hand=slider("data_batches.batch_size", over=(1, 200)),
    ),
)
