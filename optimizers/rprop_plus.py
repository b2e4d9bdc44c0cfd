"""Rprop with weight backtracking (Rprop+), the rule of 1993: where a sign flips, the last step is taken back.

After a step back the coordinate starts anew: the gradient of that step is forgotten, so that the length is not cut
twice. A learning-rate schedule has no effect: the learning rate is only the first step length.
"""

from typing import Annotated

from hyperparameters import Hyperparameter

from .elementwise import elementwise, maximum, minimum, sign, where


@elementwise(
    label="Rprop+",
    source="Riedmiller & Braun (1993), A direct adaptive method for faster backpropagation learning; "
    "named Rprop+ by Igel & Hüsken (2003)",
    formula=r"\begin{aligned} \eta_t &= \begin{cases} \eta^{+} & g_t\, g_{t-1} > 0 \\ \eta^{-} & g_t\, g_{t-1} < 0 \\"
    r" 1 & \text{otherwise} \end{cases} \\"
    r" \Delta_t &= \min(\max(\eta_t \cdot \Delta_{t-1}, \Delta_{\min}), \Delta_{\max}) \\"
    r" \Delta x_t &= \begin{cases} -\Delta x_{t-1},\ \text{then } g_t := 0 & g_t\, g_{t-1} < 0 \\"
    r" -\operatorname{sign}(g_t)\, \Delta_t & \text{otherwise} \end{cases} \\"
    r" x_t &= x_{t-1} + \Delta x_t \end{aligned}",
    watch="Where a coordinate has jumped over a valley it returns to the very place it came from, and tries again with "
    "half the step. It undoes the step even if that had lowered the loss: iRprop+ looks first.",
    symbols={"step": r"\Delta", "previous": "g", "move": r"\Delta x"},
)
def rprop_plus(
    x,
    g,
    step="learning_rate",
    previous=0.0,
    move=0.0,
    *,
    learning_rate: Annotated[float, Hyperparameter("Δ₀", 1e-6, 10, scale="log", help="first step length")] = 0.1,
    eta_plus: Annotated[float, Hyperparameter("η⁺", 1, 2, help="growth while the sign stays")] = 1.2,
    eta_minus: Annotated[float, Hyperparameter("η⁻", 0.1, 1, help="shrinkage when the sign flips")] = 0.5,
    step_min: Annotated[float, Hyperparameter("Δ_min", 1e-12, 0.1, scale="log", help="shortest step")] = 1e-6,
    step_max: Annotated[float, Hyperparameter("Δ_max", 0.1, 100, scale="log", help="longest step")] = 50.0,
):
    agreement = sign(g) * sign(previous)
    factor = where(agreement > 0, eta_plus, where(agreement < 0, eta_minus, 1.0))
    step = minimum(maximum(step * factor, step_min), step_max)
    move = where(agreement < 0, -move, -sign(g) * step)
    return x + move, step, where(agreement < 0, 0.0, g), move
