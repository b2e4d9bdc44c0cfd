"""iRprop+: Rprop with weight backtracking that takes a step back only where the loss has risen.

Where a sign flips and the loss has fallen, the coordinate rests for a step instead. It needs the loss, which with
mini-batches is that of the sample. A learning-rate schedule has no effect: the learning rate is only the first step
length.
"""

from typing import Annotated

from hyperparameters import Hyperparameter

from .elementwise import elementwise, maximum, minimum, sign, where


@elementwise(
    label="iRprop+",
    source="Igel & Hüsken (2003), Empirical evaluation of the improved Rprop learning algorithms",
    formula=r"\begin{aligned} \eta_t &= \begin{cases} \eta^{+} & g_t\, g_{t-1} > 0 \\ \eta^{-} & g_t\, g_{t-1} < 0 \\"
    r" 1 & \text{otherwise} \end{cases} \\"
    r" \Delta_t &= \min(\max(\eta_t \cdot \Delta_{t-1}, \Delta_{\min}), \Delta_{\max}) \\"
    r" \Delta x_t &= \begin{cases} -\Delta x_{t-1},\ \text{then } g_t := 0 & g_t\, g_{t-1} < 0,\ f_t > f_{t-1} \\"
    r" 0,\ \text{then } g_t := 0 & g_t\, g_{t-1} < 0,\ f_t \le f_{t-1} \\"
    r" -\operatorname{sign}(g_t)\, \Delta_t & \text{otherwise} \end{cases} \\"
    r" x_t &= x_{t-1} + \Delta x_t \end{aligned}",
    watch="When a jump over the valley has lowered the loss it keeps the gain and only pauses; when the loss rose it "
    "goes back. Compare it with Rprop+, which gives every such step away.",
    symbols={"step": r"\Delta", "previous": "g", "move": r"\Delta x", "loss": "f"},
)
def irprop_plus(
    x,
    g,
    f,
    step="learning_rate",
    previous=0.0,
    move=0.0,
    loss=0.0,
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
    back = where(f > loss, -move, 0.0)
    move = where(agreement < 0, back, -sign(g) * step)
    return x + move, step, where(agreement < 0, 0.0, g), move, f
