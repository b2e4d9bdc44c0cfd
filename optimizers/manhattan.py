"""The Manhattan rule: steps of one length along every axis, whatever the size of the gradient."""

from typing import Annotated

from hyperparameters import Hyperparameter

from .elementwise import elementwise, sign


@elementwise(
    label="Manhattan",
    source="Peterson & Hartman (1989), Explorations of the mean field theory learning algorithm: Manhattan updating",
    formula=r"\begin{aligned} x_t &= x_{t-1} - \alpha \operatorname{sign}(g_t) \end{aligned}",
    watch="It walks in diagonals, because both coordinates move by the same length at every step, steep or flat. It "
    "never quite arrives: at the bottom it hops to and fro by one step, so only a schedule brings it to rest.",
    hovers=True,
)
def manhattan(
    x,
    g,
    *,
    learning_rate: Annotated[float, Hyperparameter("α", 1e-6, 10, scale="log", help="length of every step")] = 0.01,
):
    return (x - learning_rate * sign(g),)
