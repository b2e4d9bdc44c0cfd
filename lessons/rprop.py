"""Rprop and the Manhattan rule: only the sign of a gradient counts."""

from races import RaceSpec

from .answer import fades
from .hand import slider
from .lesson import Lesson, Step

RACERS = {
    "sgd": {"learning_rate": 0.001},
    "manhattan": {"learning_rate": 0.05},
    "rprop": {"learning_rate": 0.05},
}


def valley(*racers: str, scale: float = 1.0, steps: int = 80) -> RaceSpec:
    """Beale's function, in other units of the loss."""
    optimizers = {name: RACERS[name] for name in racers}
    return RaceSpec(surface="beale", start=(1.0, 1.6), steps=steps, optimizers=optimizers, units=(1.0, 1.0, scale))


SHAKEN = RaceSpec(
    "sphere",
    {"sgd": {"learning_rate": 0.1}, "rprop": {"learning_rate": 0.5}},
    start=(-4.0, 3.0),
    steps=100,
    noise="additive",
    noise_parameters={"sigma": 10.0},
)

lesson = Lesson(
    title="Rprop and the Manhattan rule",
    group="A rate for every weight",
    line="Forget the size of the gradient, keep its sign; let every weight find its own step.",
    steps=(
        Step(
            r"The size of a gradient says little about how far to go. The Manhattan rule uses only its sign: "
            r"$x_t = x_{t-1} - \alpha\, \mathrm{sign}(g_t)$. It walks like a taxi, always the same distance in each "
            "direction.",
            [valley("sgd", "manhattan")],
            hand=slider("manhattan.learning_rate", over=(0.01, 0.2)),
        ),
        Step(
            "It cannot end, either: no step is shorter than another. On the floor of the valley both signs flip "
            "at every step, so it goes to and fro between two points, half a unit from the minimum.",
            view={"step": 80},
            highlight="manhattan",
        ),
        Step(
            r"Rprop lets each weight’s step $\Delta$ adapt: same sign as before, $\Delta \leftarrow 1.2\,\Delta$; sign "
            r"flipped, $\Delta \leftarrow 0.5\,\Delta$. After ten steps one way it is $1.2^9 = 5.2$ times as long.",
            [valley("sgd", "manhattan", "rprop")],
            hand=slider("rprop.eta_plus", over=(1, 1.5), across=1.2, mark="1.2"),
        ),
        Step(
            "Signs do not know units: multiply the loss by 1000 and neither the Manhattan rule nor Rprop notices. "
            "Gradient descent, at the same rate, is gone.",
            [valley("sgd", "manhattan", "rprop"), valley("sgd", "manhattan", "rprop", scale=1000.0)],
            ["loss", "1000 × loss"],
            hand=slider("unit.loss", over=(1, 1000), panels=(1,)),
        ),
    ),
    question=r"A sign flips at every step. How does $\Delta$ go, and what happens if signs come at random?",
    answer=r"It halves every time, down to its floor. With random signs each pair gives $1.2 \cdot 0.5 = 0.6$: the "
    "step dies. That is what noise does to Rprop, and why the next lesson matters.",
    asked=Step(
        "",
        [SHAKEN],
        ["signs nearly at random"],
        {"chart": "move"},
        predict=True,
        shows=(fades((0, "rprop"), 1e4),),
        hand=slider("rprop.eta_minus", over=(0.3, 1)),
    ),
)
