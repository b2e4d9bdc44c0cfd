"""Without a learning rate: Polyak's step and what it must know, DoG and Prodigy, which find out how far it is."""

from __future__ import annotations

from races import RaceSpec

from .answer import under
from .grounds import ravine
from .hand import slider
from .lesson import Lesson, Step

NEAR = (-3.5, 1.5, -2.5, 2.5)


def polyak(f_star: float) -> RaceSpec:
    """Polyak's step with this lowest value; the true one is 0."""
    return ravine(20, 30, 60, polyak_step={"f_star": f_star})


def dog(r_first: float) -> RaceSpec:
    """DoG with a first step of this length."""
    return ravine(20, 30, 200, dog={"r_first": r_first})


def scaled(loss: float) -> RaceSpec:
    """Everybody, and gradient descent at its best rate, with the loss measured in another unit."""
    racers: dict[str, dict[str, float]] = {"polyak_step": {}, "dog": {}, "prodigy": {}}
    return ravine(20, 30, 150, more={"units": (1.0, 1.0, loss)}, sgd={"learning_rate": 2 / 21}, **racers)


lesson = Lesson(
    title="No learning rate",
    group="After Adam",
    line="A rate must fit the loss. Who knows the lowest value, or finds out how far it is, needs none.",
    steps=(
        Step(
            r"If the lowest value $f^*$ is known, Polyak (1987) has no rate to tune: $\alpha_t = (f - f^*)/\|g\|^2$, "
            "as far as the tangent needs to fall to $f^*$. Home in 11 steps; the best constant rate needs 35.",
            [ravine(20, 30, 100, sgd={"learning_rate": 2 / 21}, polyak_step={})],
            ["κ = 20, and α = 2/21"],
            hand=slider("rotated_quadratic.condition_number", over=(2, 100)),
        ),
        Step(
            r"And if $f^*$ is wrong? Too low by 0.3, and near the minimum each step is far too long: it never rests. "
            r"Too high by 1, and it stops where the loss is 1. On a training set 0 is often a good guess.",
            [polyak(-0.3), polyak(0.0), polyak(1.0)],
            ["f* too low: −0.3", "f* = 0: true", "f* too high: 1"],
            zoom=NEAR,
            hand=slider("polyak_step.f_star", over=(-3, 3), across=0.0, mark="true", panels=(0,), linear=True),
        ),
        Step(
            r"DoG (Ivgi et al. 2023) knows no value: $\alpha_t = \bar r_t/\sqrt{G_t}$, the farthest that it has been "
            r"from its start over the root of all $\|g\|^2$. It creeps, then strides: distance feeds the step, and "
            "the step distance.",
            [dog(0.01)],
            ["the length of its steps"],
            {"chart": "move", "speed": 2.0},
            zoom=NEAR,
            hand=slider("dog.r_first", over=(1e-6, 1)),
        ),
        Step(
            "Prodigy (2023) bounds the distance from below: $d$ is a millionth at first, 0.4 after 15 steps, 1 after "
            "20, and stays. From there it is Adam with the rate $d$. Beside it Adam that was told 1: it had no need "
            "to creep.",
            [ravine(20, 30, 160, prodigy={}, adam={"learning_rate": 1.0})],
            ["Prodigy, and Adam with α = 1"],
            {"chart": "move", "speed": 2.0},
            hand=slider("prodigy.d0", over=(1e-8, 1)),
        ),
        Step(
            "The same race with the loss times 50, a change of unit. Gradient descent is gone: its rate no longer "
            "fits. The other three walk the same path as before, step by step.",
            [scaled(1.0), scaled(50.0)],
            ["the loss as it is", "the loss times 50"],
            hand=slider("unit.loss", over=(0.01, 100), across=1.0, mark="× 1", panels=(1,)),
        ),
    ),
    question="DoG’s first step is made 10,000 times shorter. What does it cost?",
    answer="About 110 steps. While it creeps, the distance grows by a nearly constant factor each step, so a factor "
    "in the first step costs its logarithm. A rate of gradient descent that much too small would cost 10,000 "
    "times as many.",
    asked=Step(
        "",
        [dog(0.01), dog(1e-6)],
        ["first step 0.01", "first step 0.000001"],
        predict=True,
        shows=(under((0, "dog"), 1.0, 48), under((1, "dog"), 1.0, 156)),
        hand=slider("dog.r_first", over=(1e-6, 1), panels=(1,)),
    ),
)
