"""Averages of the path, and schedule-free descent: a mean comes to rest by itself, and knows no end."""

from __future__ import annotations

from races import RaceSpec

from .answer import lower_at
from .grounds import ravine
from .hand import slider
from .lesson import Lesson, Step

RATE = {"learning_rate": 0.06}


def noisy(schedule: str = "constant", /, **racers: dict[str, float]) -> RaceSpec:
    """A ravine of condition number 20 whose gradients are noisy."""
    noise = {"noise": "additive", "noise_parameters": {"sigma": 5.0}, "seed": 3, "schedule": schedule}
    return ravine(20, 30, 300, more=noise, **racers)


def free(beta: float, rate: float = 0.06) -> dict[str, dict[str, float]]:
    """Schedule-free gradient descent."""
    return {"schedule_free_sgd": {"learning_rate": rate, "beta": beta}}


lesson = Lesson(
    title="Averages instead of schedules",
    group="After Adam",
    line="The mean of a noisy path is quiet: average, and neither a falling rate nor an end must be planned.",
    steps=(
        Step(
            "Noisy gradients, a constant rate: gradient descent hovers. The hollow head beside it is the mean of all "
            "places it has been at (Ruppert 1988; Polyak & Juditsky 1992): quiet, and ten times lower. The racer does "
            "not feel it.",
            [noisy(sgd=RATE)],
            ["SGD, and the average of its path"],
            {"speed": 2.0, "average": "mean"},
            hand=slider("sgd.learning_rate", over=(0.01, 0.09), linear=True),
        ),
        Step(
            r"An EMA forgets: with decay $0.98$ about $1/(1 - 0.98) = 50$ steps count. It is noisier than the mean at "
            "the end, and still late: at step 60 it is on its way, higher than the racer itself, three times as far "
            "from home as the mean was.",
            view={"average": "ema", "average_decay": 0.98, "step": 60},
        ),
        Step(
            r"And the rate must be safe: at $\alpha = 0.15$ the mean of the path, schedule-free with $\beta = 0$, is "
            "gone. Schedule-free (Defazio et al. 2024) takes the gradient between the two, at "
            r"$y = (1-\beta)\, z + \beta x$: $z$ takes the steps, $x$ is their mean.",
            [ravine(20, 30, 60, **free(0.0, 0.15)), ravine(20, 30, 60, **free(0.9, 0.15))],
            ["α = 0.15, β = 0: gone", "α = 0.15, β = 0.9"],
            hand=slider("schedule_free_sgd.beta", over=(0, 1), panels=(1,), linear=True),
        ),
        Step(
            "So it takes rates at which gradient descent is gone: at three times $2/L = 0.1$ it leaps, and is home "
            r"after 13 steps. With $\beta = 1$, the gradient always at the mean, it is damped too much, and crawls at "
            "the end.",
            [ravine(20, 30, 60, **free(0.9, 0.3)), ravine(20, 30, 60, **free(1.0, 0.09))],
            ["α = 0.3, β = 0.9", "α = 0.09, β = 1"],
            hand=slider("schedule_free_sgd.learning_rate", over=(0.02, 0.5), across=0.1, mark="2/L", panels=(0,)),
        ),
        Step(
            "Against a schedule: a cosine over 300 steps hovers for long and sinks at the end, because it was told "
            "when. Schedule-free is quiet from step 60 on, and may be stopped at any time.",
            [noisy("cosine", sgd=RATE), noisy(**free(0.9))],
            ["SGD, cosine over 300", "schedule-free"],
            {"speed": 2.0, "chart": "move"},
            hand=slider("schedule_free_sgd.beta", over=(0, 1), panels=(1,), linear=True),
        ),
    ),
    question="Both are stopped at step 150 instead of 300. Who has the lower loss, and who has it at 300?",
    answer="At 150 schedule-free, several times lower: the cosine is still at half its rate. At 300 they are about "
    "level, the cosine a little lower. The price of a schedule is that its end must be known.",
    asked=Step(
        "",
        [noisy("cosine", sgd=RATE), noisy(**free(0.9))],
        ["SGD, cosine over 300", "schedule-free"],
        {"speed": 2.0},
        predict=True,
        shows=(lower_at(150, (1, "schedule_free_sgd"), (0, "sgd"), 4.0),),
        hand=slider("schedule_free_sgd.beta", over=(0, 1), panels=(1,), linear=True),
    ),
)
