"""iRprop−: Rprop without backtracking that rests for one step where a sign flips.

The gradient counts as 0 in that step, so the coordinate pauses and starts anew with a shorter step. This is the Rprop
of PyTorch. A learning-rate schedule has no effect: the learning rate is only the first step length.
"""

from typing import Annotated

from hyperparameters import Hyperparameter

from .elementwise import elementwise, maximum, minimum, sign, where


@elementwise(
    label="iRprop−",
    source="Igel & Hüsken (2003), Empirical evaluation of the improved Rprop learning algorithms",
    formula=r"\begin{aligned} \eta_t &= \begin{cases} \eta^{+} & g_t\, g_{t-1} > 0 \\ \eta^{-} & g_t\, g_{t-1} < 0 \\"
    r" 1 & \text{otherwise} \end{cases} \\"
    r" \Delta_t &= \min(\max(\eta_t \cdot \Delta_{t-1}, \Delta_{\min}), \Delta_{\max}) \\"
    r" x_t &= x_{t-1} - \begin{cases} 0,\ \text{then } g_t := 0 & g_t\, g_{t-1} < 0 \\"
    r" \operatorname{sign}(g_t)\, \Delta_t & \text{otherwise} \end{cases} \end{aligned}",
    watch="Where a coordinate has jumped over a valley it stands still for one step, then comes back with half the "
    "length. Rprop turns at once: up to the first crossing the two are the same, after it they go different ways.",
    symbols={"step": r"\Delta", "previous": "g"},
)
def irprop_minus(
    x,
    g,
    step="learning_rate",
    previous=0.0,
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
    g = where(agreement < 0, 0.0, g)
    return x - sign(g) * step, step, g
