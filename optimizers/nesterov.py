"""Nesterov's accelerated gradient in its look-ahead form: first jump, then correct.

The gradient is taken where the velocity alone would lead. Libraries run a re-parametrised form whose iterates are
those look-ahead points, y_t = x_t + μ v_t; the points here are the corrected ones, x_t.
"""

from typing import Annotated

from hyperparameters import Hyperparameter

from .elementwise import elementwise


def look_ahead(x, v, *, momentum=0.9):
    """The point x + μ v at which the gradient is taken."""
    return x + momentum * v


@elementwise(
    label="NAG",
    source="Nesterov (1983); in the form of Sutskever, Martens, Dahl & Hinton (2013), eqs. (3)-(4)",
    formula=r"\begin{aligned} g_t &= \nabla f(x_{t-1} + \mu\, v_{t-1}) \\ v_t &= \mu\, v_{t-1} - \alpha\, g_t \\"
    r" x_t &= x_{t-1} + v_t \end{aligned}",
    watch="It looks where the velocity would take it and corrects before it lands, so it turns earlier than momentum. "
    "Compare the two in a bend: same speed, less overshoot.",
    measure="gradient",
    rotates=True,
    look_ahead=look_ahead,
)
def nesterov(
    x,
    g,
    v=0.0,
    *,
    learning_rate: Annotated[float, Hyperparameter("α", 1e-6, 10, scale="log", help="step size")] = 0.01,
    momentum: Annotated[float, Hyperparameter("μ", 0, 0.999, scale="memory", help="share of the velocity kept")] = 0.9,
):
    v = momentum * v - learning_rate * g
    return x + v, v
