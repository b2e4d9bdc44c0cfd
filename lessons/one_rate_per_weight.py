"""Why one rate per weight: in a deep linear net the layers have gradients of very different size."""

from races import RaceSpec

from .answer import differ, settles
from .hand import Hand, slider
from .lesson import Lesson, Step


def net(start: tuple[float, float], rate: float = 0.05, *racers: str, steps: int = 150) -> RaceSpec:
    """Two layers of one weight each that should multiply to 1."""
    return RaceSpec(
        surface="deep_linear",
        start=start,
        steps=steps,
        optimizers={name: {"learning_rate": rate} for name in racers or ("sgd",)},
    )


#: Around the start and the solution that is found from there.
NEAR = (-0.1, 1.1, 1.9, 3.1)

lesson = Lesson(
    title="Why one rate per weight",
    group="A rate for every weight",
    line="Layers learn differently: in a deep linear net one layer’s gradient is the other layer’s weight.",
    steps=(
        Step(
            r"The smallest deep network: output $y\,x$, two layers of one weight, target 1. The loss is "
            r"$f = \frac{1}{2}(xy - 1)^2$; every point of the curve $xy = 1$ is a solution.",
            [net((0.1, 2.5), 0.02)],
            hand=Hand(),
            zoom=NEAR,
        ),
        Step(
            r"The chain rule: $\partial f/\partial x = (xy-1)\,y$ and $\partial f/\partial y = (xy-1)\,x$. Each "
            r"layer’s gradient is scaled by the other’s weight. At $(0.1, 2.5)$ the first layer’s is 25 times as big.",
            view={"step": 1},
        ),
        Step(
            r"So gradient descent moves almost only $x$. For small steps it even conserves $x^2 - y^2$: the imbalance "
            "of the layers is never repaired.",
            view={"step": 150},
        ),
        Step(
            "Near the saddle both gradients nearly vanish. Gradient descent needs 55 steps to arrive; Adam, "
            "which divides by the size of each gradient, needs 22.",
            [net((-0.05, 0.1), 0.1, "sgd", "adam")],
            hand=slider("sgd.learning_rate", "adam.learning_rate", over=(0.02, 0.5)),
        ),
        Step(
            "A learning rate for each weight: lower where gradients are large, higher where they are small. Adam’s "
            r"first step is $\alpha$ in both weights, whatever the gradients.",
            [net((0.1, 2.5), 0.1, "sgd", "adam", steps=60)],
            view={"step": 1},
            zoom=NEAR,
            hand=slider("sgd.learning_rate", "adam.learning_rate", over=(0.005, 0.2)),
        ),
    ),
    question="Is the point that gradient descent finds better than Adam’s?",
    answer="Both have loss 0. But they are different solutions: the method, not only the loss, decides which of many "
    "minima is found. Gradient descent stays close to where it began.",
    asked=Step(
        "",
        [net((0.1, 2.5), 0.02, "sgd", "adam", steps=60)],
        zoom=NEAR,
        predict=True,
        shows=(
            settles((0, "sgd"), 1e-3),
            settles((0, "adam"), 1e-3),
            differ((0, "sgd"), (0, "adam"), 0.1),
        ),
        hand=slider("sgd.learning_rate", "adam.learning_rate", over=(0.005, 0.2)),
    ),
)
