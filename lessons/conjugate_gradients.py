"""Conjugate gradients against the zigzag."""

from races import RaceSpec

from .answer import ahead
from .grounds import ravine, sampled
from .hand import slider
from .lesson import Lesson, Step

CG: dict[str, dict[str, float]] = {"conjugate_gradient": {"c2": 0.01}, "scaled_conjugate_gradient": {}}


def rosenbrock() -> RaceSpec:
    """The banana valley, where the quadratic is only a picture for the next few steps."""
    racers = {"sgd": {"learning_rate": 0.001}, "momentum": {"learning_rate": 0.001}} | CG
    return RaceSpec(surface="rosenbrock", steps=200, optimizers=racers)


NOISY = sampled(**CG, sgd={"learning_rate": 0.01})

lesson = Lesson(
    title="Conjugate gradients against the zigzag",
    group="Curvature and mini-batches",
    line="Never undo what the last step achieved: two straight legs instead of a zigzag.",
    steps=(
        Step(
            r"Near $2/L$ gradient descent zigzags: each step undoes much of the last. In this ravine of condition 100 "
            "it needs over 50 steps.",
            [ravine(100, 30, 80, sgd={"learning_rate": 0.019})],
            hand=slider("sgd.learning_rate", over=(0.005, 0.0205), across=0.02, mark="2/L", linear=True),
        ),
        Step(
            r"Conjugate gradients keep the last direction in the new one: $p_t = -g_t + \beta_t\, p_{t-1}$, chosen so "
            r"that $p_t^\top H\, p_{t-1} = 0$. A minimum along the old direction stays one.",
            [ravine(100, 30, 80, sgd={"learning_rate": 0.019}, **CG)],
            view={"step": 1},
            hand=slider("conjugate_gradient.c2", over=(0.01, 0.45)),
        ),
        Step(
            r"With an exact search a quadratic in $n$ dimensions takes at most $n$ steps, whatever its condition. Here "
            r"$n = 2$ and $c_2 = 0.01$, which is nearly exact: two straight legs, and home.",
            view={"step": 2},
        ),
        Step(
            "A step is not a gradient: a line search asks for several, and CG’s two steps cost seven. Møller’s scaled "
            "CG measures the curvature instead of searching. Now the clock counts gradients.",
            [ravine(100, 30, 80, sgd={"learning_rate": 0.019}, **CG)],
            view={"axis": "evaluations"},
            hand=slider("rotated_quadratic.condition_number", over=(2, 1000)),
        ),
        Step(
            "Rosenbrock’s valley is bent, so conjugacy fades and CG starts again now and then. Counted in gradients, "
            "CG and scaled CG still arrive, while gradient descent has hardly begun.",
            [rosenbrock()],
            view={"axis": "evaluations"},
            hand=slider("rosenbrock.b", over=(1, 300)),
        ),
    ),
    question="Why is CG not used to train on mini-batches?",
    answer="Its line search and its memory of directions trust that the loss stays the same from step to step. With a "
    "new batch each time, conjugacy to the last direction means nothing.",
    asked=Step(
        "",
        [NOISY],
        ["one sample at a time"],
        predict=True,
        shows=(ahead((0, "sgd"), (0, "conjugate_gradient"), 3.0),),
        hand=slider("noisy_targets.batch_size", over=(1, 200)),
    ),
)
