"""Diagonal Newton: each coordinate divides its gradient by its own curvature.

The curvature is taken by its size, so that the step goes downhill where a surface is not convex, and the damping λ
bounds the step where the curvature vanishes. The paper back-propagates an approximation of the diagonal; here it is
exact.
"""

from typing import Annotated

from hyperparameters import Hyperparameter

from .elementwise import elementwise


@elementwise(
    label="Diag Newton",
    source="Becker & LeCun (1988), Improving the convergence of back-propagation learning with second order methods",
    formula=r"\begin{aligned} h_t &= \frac{\partial^2 f}{\partial x^2}(x_{t-1}) \\"
    r" x_t &= x_{t-1} - \alpha\, \frac{g_t}{|h_t| + \lambda} \end{aligned}",
    watch="Where a bowl has the axes of the picture, one step at rate 1 ends beside the minimum. Turn the bowl and the "
    "diagonal no longer says how the coordinates act together: it zigzags like gradient descent.",
    group="second order",
    measure="curvature",
)
def newton_diagonal(
    x,
    g,
    h,
    *,
    learning_rate: Annotated[float, Hyperparameter("α", 1e-4, 10, scale="log", help="share of Newton's step")] = 1.0,
    damping: Annotated[float, Hyperparameter("λ", 1e-6, 100, scale="log", help="added to the curvature")] = 0.1,
):
    return (x - learning_rate * g / (abs(h) + damping),)
