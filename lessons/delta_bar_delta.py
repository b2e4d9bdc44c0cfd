"""Delta-bar-delta: rates rise by addition and fall by multiplication."""

from races import RaceSpec

from .grounds import ravine
from .hand import slider
from .lesson import Lesson, Step


def rates(*racers: str, angle: float = 0.0, steps: int = 120) -> RaceSpec:
    """Racers at rate 0.01 in a ravine with curvatures 1 and 100, turned by an angle."""
    return ravine(100, angle, steps, **{name: {"learning_rate": 0.01} for name in racers})


lesson = Lesson(
    title="Delta-bar-delta",
    group="A rate for every weight",
    line="Jacobs, 1988: raise a weight’s rate while its gradient keeps its sign, cut it when the sign flips.",
    steps=(
        Step(
            r"Every weight has its own rate $\alpha G$. If the gradient agrees in sign with its running mean "
            r"$\bar\delta$: $G \leftarrow G + \kappa$. If not: $G \leftarrow (1 - \phi)\, G$. Up by addition, down by "
            "multiplication.",
            [rates("sgd", "delta_bar_delta")],
            hand=slider("delta_bar_delta.kappa", over=(0, 0.5)),
        ),
        Step(
            r"Along the valley the sign never changes, so the rate climbs: with $\kappa = 0.1$ it has doubled after "
            "eleven steps. The first step has no mean to agree with.",
            view={"step": 11},
            highlight="delta_bar_delta",
        ),
        Step(
            "Why so unequal? A rate that is a little too small costs time; one a little too large costs everything. "
            "So climb slowly and fall fast: the rate can never turn negative.",
            view={"step": 60},
            highlight="delta_bar_delta",
        ),
        Step(
            r"The lecture’s form, local gains, compares the gradient with the velocity instead: $+0.05$ where they "
            r"agree, $\times 0.95$ where they do not, kept between 0.1 and 10.",
            [rates("sgd", "delta_bar_delta", "local_gains")],
            hand=slider("local_gains.gain_plus", over=(0, 0.3)),
        ),
        Step(
            "Gains belong to the axes. Turn the ravine by 45° and both weights flip their sign together: there is no "
            "axis left to favour. Delta-bar-delta still arrives, but its lead is mostly gone.",
            [rates("sgd", "delta_bar_delta"), rates("sgd", "delta_bar_delta", angle=45)],
            ["along an axis", "turned by 45°"],
            hand=slider("rotated_quadratic.angle", over=(0, 90), panels=(1,)),
        ),
    ),
    question=r"Which gain balances $+0.05$ and $\times 0.95$, if agreement and disagreement come equally often?",
    answer=r"$G = 1$: there $+0.05$ and $-5\,\%$ are the same size. So a gain hovers about 1 when the gradient’s "
    "sign is random, and leaves it only when there is something to learn.",
)
