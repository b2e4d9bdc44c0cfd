"""RMSProp: a running mean of squared gradients, which forgets."""

from races import RaceSpec

from .answer import same
from .grounds import plane
from .hand import slider
from .lesson import Lesson, Step


def beale(**rates: float) -> RaceSpec:
    """Beale's function from Radford's start."""
    racers = {name: {"learning_rate": rate} for name, rate in rates.items()}
    return RaceSpec(surface="beale", start=(1.0, 1.6), steps=300, optimizers=racers)


SIGNS = RaceSpec(
    surface="beale",
    start=(1.1, 1.65),
    steps=100,
    optimizers={"rmsprop": {"learning_rate": 0.02, "rho": 0.0}, "manhattan": {"learning_rate": 0.02}},
)

lesson = Lesson(
    title="RMSProp",
    group="A rate for every weight",
    line="Rprop for mini-batches: divide by a running mean of the squared gradient.",
    steps=(
        Step(
            r"$r_t = \rho\, r_{t-1} + (1 - \rho)\, g_t^2$, then $x_t = x_{t-1} - \alpha\, g_t/\sqrt{r_t}$. AdaGrad’s "
            "sum becomes a mean with a memory of about $1/(1-\\rho)$ steps: ten, for $\\rho = 0.9$.",
            [beale(adagrad=0.2, rmsprop=0.02)],
            hand=slider("rmsprop.rho", over=(0, 0.999)),
        ),
        Step(
            r"On a plane the steps do not fade: they settle at $\alpha$, whatever the slope. It is Rprop’s idea, the "
            "sign and not the size, in a form that mini-batches can average.",
            [plane(adagrad={"learning_rate": 0.1}, rmsprop={"learning_rate": 0.1})],
            view={"chart": "move"},
            hand=slider("rmsprop.rho", over=(0, 0.999)),
        ),
        Step(
            r"A cold start: $r_0 = 0$, so the first mean is only $(1-\rho)\, g^2$ and the first step "
            r"$\alpha/\sqrt{1-\rho} = 3.16\,\alpha$. No step is ever longer.",
            view={"step": 1},
        ),
        Step(
            r"And it never comes to rest: near a minimum the steps stay of the order of $\alpha$, however small the "
            "gradient. It flips between two points, α apart in both weights; only a falling learning rate ends that.",
            [beale(rmsprop=0.1), beale(rmsprop=0.02)],
            ["α = 0.1", "α = 0.02"],
            zoom=(2.5, 3.5, 0.0, 1.0),
            hand=slider("rmsprop.learning_rate", over=(0.005, 0.3), panels=(1,)),
        ),
    ),
    question=r"What is RMSProp with $\rho = 0$?",
    answer=r"The Manhattan rule: $g/\sqrt{g^2}$ is the sign of the gradient. So $\rho$ leads from the sign rule to a "
    "divisor that is nearly constant, as mini-batches need it.",
    asked=Step(
        "",
        [SIGNS],
        predict=True,
        shows=(same((0, "rmsprop"), (0, "manhattan")),),
        hand=slider("rmsprop.rho", over=(0, 0.999)),
    ),
)
