"""SAM, sharpness-aware minimization: the gradient is that of the highest point nearby.

A step of length ρ uphill, to first order the worst point that near, then a gradient step from where one was with the
gradient of there. The base method is gradient descent. It minimizes the height of the walls around, so it goes on where
gradient descent rests: along a valley of minima to where the valley is widest. A step costs two gradients. It ends in a
cycle around a minimum, not at rest; where the gradient is 0 it stays.
"""

from typing import Annotated

from hyperparameters import Hyperparameter

from .block import block, total
from .elementwise import quotient, sqrt
from .formula import aligned


def uphill(x, g, *, rho=0.05):
    """The highest point at a distance of ρ, to first order."""
    return x + rho * quotient(g, sqrt(total(g * g)))


@block(
    label="SAM",
    source="Foret, Kleiner, Mobahi & Neyshabur (2021), Sharpness-aware minimization for efficiently improving "
    "generalization, on gradient descent",
    formula=aligned(
        r"z_t &= x_{t-1} + \rho\, \frac{g_t}{\sqrt{\mathbf g_t^\top \mathbf g_t}}",
        r"p_t &= \nabla f(z_t)",
        r"x_t &= x_{t-1} - \alpha\, p_t",
    ),
    watch="Each step takes the gradient of a point a little uphill, so walls push before they are touched. Along a "
    "valley of equal minima it drifts to the flattest one, and around a minimum it goes on in a small cycle.",
    group="beyond Adam",
    measure="gradient",
    rotates=True,
    probe=uphill,
    hovers=True,
)
def sam(
    x,
    g,
    p,
    *,
    learning_rate: Annotated[float, Hyperparameter("α", 1e-6, 10, scale="log", help="step size", paper=0.1)] = 0.01,
    rho: Annotated[float, Hyperparameter("ρ", 0, 1, scale="zero_log", help="distance of the probe")] = 0.05,
):
    return (x - learning_rate * p,)
