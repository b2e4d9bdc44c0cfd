"""Mini-batch size: the noise falls like one over its root."""

from races import RaceSpec

from .answer import level
from .hand import slider
from .lesson import Lesson, Step


def batches(size: int, rate: float = 0.01, steps: int = 300) -> RaceSpec:
    """SGD on Beale's function with 200 noisy copies of its data, `size` of them at a step."""
    return RaceSpec(
        surface="beale",
        start=(1.0, 1.6),
        steps=steps,
        noise="noisy_targets",
        noise_parameters={"batch_size": size, "sigma": 1.0},
        optimizers={"sgd": {"learning_rate": rate}},
    )


THREE = ([batches(1), batches(14), batches(200)], ["one sample", "14 samples", "all 200"])

lesson = Lesson(
    title="Mini-batch size",
    group="Curvature and mini-batches",
    line="Ten times the batch, a third of the noise: what is a sample worth?",
    steps=(
        Step(
            r"The loss is a mean over $N = 200$ samples, $f = \frac{1}{N}\sum_j f_j$. A batch of $b$ of them gives a "
            "gradient that is right on average. One, 14 and all: the same rate, the same start.",
            *THREE,
            {"speed": 2.0},
            hand=slider("noisy_targets.batch_size", over=(1, 200), panels=(1,)),
        ),
        Step(
            r"Drawn without replacement, the batch’s gradient has the variance $\frac{N-b}{(N-1)\,b}$ times that of "
            r"one sample: 0.067 for $b = 14$, 0 for $b = N$. The deviation falls like $1/\sqrt{b}$.",
        ),
        Step(
            "Fourteen samples cost fourteen times as much as one, and make the noise about four times smaller. Early, "
            "when the slope is larger than the noise, one sample is the better bargain.",
            view={"step": 60},
        ),
        Step(
            "Late, noise is all there is: the small batch hovers about the minimum. Enlarge the batch, or lower the "
            "rate: both sink the floor, if you wait until the slow one is there.",
            [batches(1, 0.01, 1500), batches(14, 0.01, 1500), batches(1, 0.002, 1500)],
            ["b = 1, α = 0.01", "b = 14, α = 0.01", "b = 1, α = 0.002"],
            {"speed": 8.0},
            hand=slider("sgd.learning_rate", over=(0.0005, 0.02), panels=(2,)),
        ),
    ),
    question="You double the batch. By how much may the learning rate grow if the noise floor is to stay?",
    answer="About twofold, as long as it stays below the stable limit: the floor goes like the rate over the batch "
    "size. That is the linear scaling rule, and 2/L is where it ends.",
    asked=Step(
        "",
        [batches(7, 0.01, 600), batches(14, 0.02, 600)],
        ["7 samples, α = 0.01", "14 samples, α = 0.02"],
        {"speed": 4.0},
        predict=True,
        shows=(level((0, "sgd"), (1, "sgd"), 2.0),),
        hand=slider("sgd.learning_rate", over=(0.002, 0.03), panels=(1,)),
    ),
)
