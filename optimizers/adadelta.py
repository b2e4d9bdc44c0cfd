"""AdaDelta: the step's own running size replaces the learning rate.

As in the libraries, the learning rate (1 in the paper) scales only the applied step; the accumulator keeps the
unscaled one.
"""

from typing import Annotated

from hyperparameters import Hyperparameter

from .elementwise import elementwise, sqrt


@elementwise(
    label="AdaDelta",
    source="Zeiler (2012), ADADELTA: an adaptive learning rate method, Algorithm 1, eqs. (8)-(14)",
    formula=r"\begin{aligned} E[g^2]_t &= \rho\, E[g^2]_{t-1} + (1 - \rho)\, g_t^2 \\"
    r" \Delta x_t &= - \frac{\sqrt{E[\Delta x^2]_{t-1} + \epsilon}}{\sqrt{E[g^2]_t + \epsilon}}\, g_t \\"
    r" E[\Delta x^2]_t &= \rho\, E[\Delta x^2]_{t-1} + (1 - \rho)\, \Delta x_t^2 \\"
    r" x_t &= x_{t-1} + \alpha\, \Delta x_t \end{aligned}",
    watch="The cold start: its first steps are about √(ε/(1 − ρ)) long whatever the slope, so with the paper's ε it "
    "crawls. Raise ε or the learning rate and see it wake up; once moving it lengthens its own stride.",
    rescales=False,
    symbols={"g2": "E[g^2]", "dx2": r"E[\Delta x^2]"},
)
def adadelta(
    x,
    g,
    g2=0.0,
    dx2=0.0,
    *,
    learning_rate: Annotated[float, Hyperparameter("α", 1e-3, 1000, scale="log", help="scale of the step")] = 1.0,
    rho: Annotated[float, Hyperparameter("ρ", 0, 0.9999, scale="memory", help="memory of both means")] = 0.95,
    epsilon: Annotated[float, Hyperparameter("ε", 1e-12, 1, scale="log", help="seeds the first steps")] = 1e-6,
):
    g2 = rho * g2 + (1 - rho) * g * g
    dx = -sqrt(dx2 + epsilon) / sqrt(g2 + epsilon) * g
    dx2 = rho * dx2 + (1 - rho) * dx * dx
    return x + learning_rate * dx, g2, dx2
