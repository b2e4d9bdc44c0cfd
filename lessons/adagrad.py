"""AdaGrad: a rate for each weight that only ever fades."""

from races import RaceSpec

from .answer import arrives
from .grounds import plane, ravine
from .hand import slider
from .lesson import Lesson, Step
from .rare_word import ADAGRAD, SGD, words


def once_hit(name: str, rate: float) -> RaceSpec:
    """A sphere with one outlier, at step 59."""
    return RaceSpec(
        surface="sphere",
        start=(-4.0, 3.0),
        steps=200,
        noise="outliers",
        noise_parameters={"probability": 0.01, "size": 1000.0},
        seed=4,
        optimizers={name: {"learning_rate": rate}},
    )


def shaken(schedule: str, **racers: dict[str, float]) -> RaceSpec:
    """The sphere with noise."""
    return RaceSpec(
        "sphere", racers, start=(-4.0, 3.0), steps=400, schedule=schedule,
        noise="additive", noise_parameters={"sigma": 2.0},
    )  # fmt: skip


lesson = Lesson(
    title="AdaGrad and its fading rate",
    group="A rate for every weight",
    line="Divide by the root of all squared gradients so far: bold at first, tired in the end.",
    steps=(
        Step(
            r"$G_t = G_{t-1} + g_t^2$, then $x_t = x_{t-1} - \alpha\, g_t/\sqrt{G_t}$, for each weight. In the ravine "
            r"gradient descent creeps along; AdaGrad’s first step is $\alpha$ in both weights.",
            [ravine(100, 0, 80, sgd={"learning_rate": 0.015}, adagrad={"learning_rate": 0.5})],
            hand=slider("adagrad.learning_rate", over=(0.05, 2)),
        ),
        Step(
            r"A weight with rare gradients keeps a small $G$, and so a high rate. Here $y$ has one in twenty steps, "
            "like a rare word: when it comes, AdaGrad takes a long step. That is what it was made for.",
            [words("constant", 5, 120, **SGD, **ADAGRAD)],
            ["y has a gradient in one step of twenty"],
            hand=slider("adagrad.learning_rate", over=(0.1, 2)),
        ),
        Step(
            r"But $G$ only grows. On a plane, where the gradient never changes, the step is exactly $\alpha/\sqrt{t}$: "
            "a tenth of the first one at step 100. It slows down although nothing is steep.",
            [plane(sgd={"learning_rate": 1.0}, adagrad={"learning_rate": 0.5})],
            view={"step": 100, "chart": "move"},
            hand=slider("adagrad.learning_rate", over=(0.1, 2)),
        ),
        Step(
            "One huge gradient, and a weight is frozen for good: its square stays in the sum. Before the outlier "
            "AdaGrad walks well, after it hardly at all. RMSProp, next, forgets, and arrives.",
            [once_hit("adagrad", 0.2), once_hit("rmsprop", 0.04)],
            ["AdaGrad", "RMSProp"],
            hand=slider("outliers.size", over=(1, 1000)),
        ),
    ),
    question=r"Is $1/\sqrt{t}$ a flaw, or a learning-rate schedule?",
    answer="For a convex loss with noise it is the very schedule that theory asks for. For a deep network, whose "
    "landscape changes on the way, it is a schedule that nobody chose and nobody can stop.",
    asked=Step(
        "",
        [shaken("constant", adagrad={"learning_rate": 0.5}), shaken("inverse_sqrt", sgd={"learning_rate": 0.2})],
        ["AdaGrad", "SGD, rate like 1/√t"],
        predict=True,
        hand=slider("adagrad.learning_rate", over=(0.02, 2)),
        shows=(arrives((0, "adagrad"), 100), arrives((1, "sgd"), 100)),
    ),
)
