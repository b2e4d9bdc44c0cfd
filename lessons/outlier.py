"""One wrong gradient: what it does to gradient descent and to momentum, at the same rate and at the same pace."""

from races import RaceSpec

from .answer import thrown
from .hand import slider
from .lesson import Lesson, Step

RATE = 0.05


def with_outlier(steps: int, **racers: float) -> RaceSpec:
    """A sphere on which one gradient, at step 59, is eight times as long as at the start and points elsewhere."""
    settings = {name: {"learning_rate": rate} for name, rate in racers.items()}
    return RaceSpec(
        surface="sphere",
        start=(-4.0, 3.0),
        steps=steps,
        noise="outliers",
        noise_parameters={"probability": 0.01, "size": 8.0},
        seed=4,
        optimizers=settings,
    )


lesson = Lesson(
    title="One outlier",
    group="Descent and momentum",
    line="A single wrong sample throws the weights; momentum spreads the blow, if you compare fairly.",
    steps=(
        Step(
            "A mini-batch can hold a mislabelled sample. Here one gradient, at step 59, is eight times as long as the "
            "first one and points somewhere else. Until then all is well.",
            [with_outlier(100, sgd=RATE)],
            view={"step": 58},
            hand=slider("outliers.size", over=(1, 50)),
        ),
        Step(
            r"SGD believes it: it jumps by $\alpha \|G\|$, here $0.05 \cdot 40 = 2$, and then has to walk back.",
            view={"step": 59},
        ),
        Step(
            r"Momentum remembers: $v_t = \mu v_{t-1} - \alpha g_t$. At the same rate $\alpha$ it is not safer, it is "
            r"thrown farther: on flat ground the jump adds up to $\alpha \|G\| / (1 - \mu)$, ten times SGD's.",
            [with_outlier(120, sgd=RATE, momentum=RATE)],
            ["both with α = 0.05"],
            hand=slider("outliers.size", over=(1, 50)),
        ),
        Step(
            r"The fair comparison is at equal pace: momentum with $\alpha (1 - \mu)$, a tenth of SGD's rate. Its first "
            "jump is a tenth as long, and the way back begins before the whole blow has landed.",
            [with_outlier(120, sgd=RATE, momentum=0.005)],
            ["SGD 0.05, momentum 0.005: the same pace"],
            hand=slider("momentum.learning_rate", over=(0.001, 0.1), across=0.005, mark="α(1 − μ)"),
        ),
    ),
    question="“Momentum averages gradients, so it damps outliers.” When is that true?",
    answer=r"Only at equal pace, when $\alpha$ is lowered by $1 - \mu$. Momentum is a sum and not a mean: at the same "
    r"$\alpha$ it amplifies every gradient, the outlier too, up to $1/(1 - \mu)$ times.",
    asked=Step(
        "",
        [with_outlier(120, sgd=RATE, momentum=RATE)],
        ["both with α = 0.05"],
        predict=True,
        shows=(thrown((0, "momentum"), (0, "sgd"), 59, 1.5),),
        hand=slider("momentum.learning_rate", over=(0.001, 0.1)),
    ),
)
