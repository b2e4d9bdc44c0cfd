"""Learning-rate decay: what a constant rate cannot do under noise, and how decay can stop too early."""

from collections.abc import Mapping

from races import RaceSpec

from .answer import ahead, arrives
from .hand import slider
from .lesson import Lesson, Step


def noisy(schedule: str = "constant", settings: Mapping[str, float] | None = None, rate: float = 0.2) -> RaceSpec:
    """SGD on the sphere with noise of deviation 2 on each coordinate of the gradient."""
    return RaceSpec(
        surface="sphere",
        start=(-4.0, 3.0),
        steps=400,
        schedule=schedule,
        schedule_parameters=settings or {},
        noise="additive",
        noise_parameters={"sigma": 2.0},
        optimizers={"sgd": {"learning_rate": rate}},
    )


lesson = Lesson(
    title="Learning-rate decay",
    group="Descent and momentum",
    line="A constant rate hovers at a noise floor; a falling one sinks, unless it falls too fast.",
    steps=(
        Step(
            r"Mini-batch gradients are noisy: $g_t = \nabla f + \sigma \xi_t$. Gradient descent comes near the "
            "minimum, and then it is shaken about for ever.",
            [noisy()],
            ["constant rate 0.2"],
            {"speed": 2.0},
            hand=slider("sgd.learning_rate", over=(0.01, 0.5)),
        ),
        Step(
            r"The floor on curvature $h$ is $\mathrm{E}[x^2] = \alpha\sigma^2/(h(2 - \alpha h))$ for each weight: half "
            r"the rate, about half the loss at the end, and twice the time to get there.",
            [noisy(), noisy(rate=0.02)],
            ["α = 0.2", "α = 0.02"],
            {"speed": 2.0},
            hand=slider("sgd.learning_rate", over=(0.005, 0.5), panels=(1,)),
        ),
        Step(
            r"So begin large and shrink: $\alpha_t = \alpha/(1 + d(t-1))$ or $\alpha/\sqrt{t}$. The same noise, the "
            "same start, and the loss keeps falling.",
            [noisy(), noisy("inverse_time", {"decay": 0.02}), noisy("inverse_sqrt")],
            ["constant", "like 1/t, d = 0.02", "like 1/√t"],
            {"speed": 2.0},
            hand=slider("inverse_time.decay", over=(0.001, 0.5)),
        ),
        Step(
            r"Too fast, and it stops on the way. With a factor $q$ a step all rates together sum to $\alpha/(1 - q)$: "
            r"for $q = 0.9$ no more than ten first steps. Robbins and Monro ask for $\sum \alpha_t = \infty$, "
            r"$\sum \alpha_t^2 < \infty$.",
            [noisy("exponential", {"ratio": 0.99}, 0.05), noisy("exponential", {"ratio": 0.9}, 0.05)],
            ["q = 0.99", "q = 0.9: stops on the way"],
            {"speed": 2.0},
            hand=slider("exponential.ratio", over=(0.9, 0.999), panels=(1,)),
        ),
    ),
    question=r"Which of $1/t$ and $1/\sqrt{t}$ meets both of Robbins and Monro’s conditions?",
    answer=r"Only $1/t$: the squares of $1/\sqrt{t}$ sum like $\sum 1/t$, which has no limit. It is popular "
    "all the same, because it forgets the start sooner.",
    asked=Step(
        "",
        [noisy("inverse_time", {"decay": 0.02}), noisy("inverse_sqrt")],
        ["like 1/t, d = 0.02", "like 1/√t"],
        {"speed": 2.0},
        predict=True,
        shows=(
            arrives((0, "sgd"), 100),
            arrives((1, "sgd"), 100),
            ahead((1, "sgd"), (0, "sgd"), 2.0),
        ),
        hand=slider("inverse_time.decay", over=(0.001, 0.5)),
    ),
)
