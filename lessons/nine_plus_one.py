"""Rprop against mini-batches: nine small gradients one way, one large the other."""

from races import RaceSpec

from .answer import fades
from .hand import slider
from .lesson import Lesson, Step

RACERS = {
    "sgd": {"learning_rate": 0.005},
    "manhattan": {"learning_rate": 0.05},
    "rprop": {"learning_rate": 0.1},
}


def booth(batch: int) -> RaceSpec:
    """Booth's function, a sum over two samples, in batches of one or both. The start is such that with both the
    Manhattan rule ends between two points that are as low as each other."""
    return RaceSpec(
        surface="booth",
        start=(-8.025, 0.025),
        steps=400,
        noise="minibatch",
        noise_parameters={"batch_size": batch},
        optimizers=RACERS,
    )


def weight(steps: int = 200, /, **racers: dict[str, float]) -> RaceSpec:
    """One weight, x, on nearly level ground, whose ten mini-batches pull it nine times one way, once the other."""
    return RaceSpec(
        surface="own",
        expression="(x^2 + y^2)/5000",
        domain=((-14.0, 6.0), (-5.0, 5.0)),
        start=(0.0, 0.0),
        steps=steps,
        noise="nine_plus_one",
        optimizers=racers,
    )


WALKS = {"sgd": {"learning_rate": 0.5}, "manhattan": {"learning_rate": 0.05}}

SYMMETRIC = RaceSpec(
    "sphere",
    {"rprop": {"learning_rate": 0.5}},
    start=(0.0, 0.0),
    steps=100,
    noise="additive",
    noise_parameters={"sigma": 10.0},
)

lesson = Lesson(
    title="Rprop against mini-batches",
    group="A rate for every weight",
    line="Nine plus one: signs cannot be averaged, so Rprop needs the whole batch.",
    steps=(
        Step(
            "The loss is a sum over samples, here two. With the whole batch Rprop is the fastest of the three: the "
            "sign it sees is the true one.",
            [booth(2)],
            ["whole batch"],
            {"speed": 2.0},
            hand=slider("rprop.learning_rate", over=(0.005, 1)),
        ),
        Step(
            r"Now think of one weight and ten mini-batches: nine gradients of $+0.1$, one of $-0.9$. They sum to 0: "
            r"the weight should stay. SGD does, because it adds gradients: $-\alpha(9 \cdot 0.1 - 0.9) = 0$.",
            [weight(**WALKS)],
            ["one weight, ten batches"],
            highlight="sgd",
            hand=slider("manhattan.learning_rate", over=(0.01, 0.08)),
        ),
        Step(
            r"The Manhattan rule adds signs: nine steps down, one up, a drift of $8\alpha$. Rprop is worse: its step "
            r"grows by 1.2 eight times, and the weight drifts by $18.6\,\Delta_0$ if the odd batch comes last.",
            [weight(**WALKS, rprop={"learning_rate": 0.01})],
            ["one weight, ten batches"],
            hand=slider("rprop.learning_rate", over=(0.001, 0.015)),
        ),
        Step(
            "One sample at a time: SGD still comes to the minimum on average. Rprop and the Manhattan rule are pushed "
            "to where the signs balance, and that is somewhere else.",
            [booth(2), booth(1)],
            ["whole batch", "one sample at a time"],
            {"speed": 2.0},
            hand=slider("minibatch.batch_size", over=(1, 2), panels=(1,)),
        ),
        Step(
            r"The cure: divide by what is alike for neighbouring batches, a long mean of $g^2$. At rate 1 the ten "
            r"gradients move RMSProp by 0.68 a round with $\rho = 0.9$, and by 0.067 with $\rho = 0.99$, once warm.",
            [
                weight(1000, sgd={"learning_rate": 0.5}, rmsprop={"learning_rate": 0.1, "rho": rho})
                for rho in (0.9, 0.99)
            ],
            ["ρ = 0.9: it drifts", "ρ = 0.99: a cold start, then it stays"],
            {"speed": 4.0},
            hand=slider("rmsprop.rho", over=(0.5, 0.999), panels=(0,)),
        ),
    ),
    question="Would Rprop be right with mini-batches if the ten batches were symmetric, five of each sign?",
    answer="It would not drift, but it would stop: with random signs its step shrinks by 0.6 a pair. Signs keep the "
    "median of the gradients, and training needs their mean.",
    asked=Step(
        "",
        [SYMMETRIC],
        ["as often one sign as the other"],
        {"chart": "move"},
        predict=True,
        shows=(fades((0, "rprop"), 1e4),),
        hand=slider("rprop.learning_rate", over=(0.02, 2)),
    ),
)
