"""Local gains: each coordinate has a gain on the learning rate, raised while gradient and velocity agree.

The lecture's version of Jacobs' rule, with momentum: the sign of the gradient is compared with that of the velocity.
Without momentum the velocity is the last step, and the comparison is the one of two gradients, g_t g_{t−1}.
"""

from typing import Annotated

from hyperparameters import Hyperparameter

from .elementwise import elementwise, maximum, minimum, sign, where


@elementwise(
    label="Local gains",
    source="Hinton (2012), Neural Networks for Machine Learning, lecture 6, on adaptive learning rates for each "
    "connection; after Jacobs (1988)",
    formula=r"\begin{aligned} G_t &= \begin{cases} \min(G_{t-1} + G^{+}, G_{\max}) & -g_t\, v_{t-1} > 0 \\"
    r" \max(G^{-} G_{t-1}, G_{\min}) & -g_t\, v_{t-1} < 0 \\ G_{t-1} & \text{otherwise} \end{cases} \\"
    r" v_t &= \mu\, v_{t-1} - \alpha\, G_t\, g_t \\ x_t &= x_{t-1} + v_t \end{aligned}",
    watch="Gains rise slowly, by 0.05 a step, while a coordinate keeps its course, and fall by a twentieth of "
    "themselves when it turns back. So it gathers speed along a valley and loses it across one, each coordinate for "
    "itself.",
    measure="gradient",
    symbols={"gain": "G"},
)
def local_gains(
    x,
    g,
    gain=1.0,
    v=0.0,
    *,
    learning_rate: Annotated[float, Hyperparameter("α", 1e-6, 10, scale="log", help="step size at gain 1")] = 0.01,
    momentum: Annotated[float, Hyperparameter("μ", 0, 0.999, scale="memory", help="share of the velocity kept")] = 0.5,
    gain_plus: Annotated[float, Hyperparameter("G⁺", 0, 1, help="added while the signs agree")] = 0.05,
    gain_minus: Annotated[float, Hyperparameter("G⁻", 0.1, 1, help="factor when they do not")] = 0.95,
    gain_min: Annotated[float, Hyperparameter("G_min", 1e-3, 1, scale="log", help="smallest gain")] = 0.1,
    gain_max: Annotated[float, Hyperparameter("G_max", 1, 1000, scale="log", help="largest gain")] = 10.0,
):
    agreement = -sign(g) * sign(v)
    gain = where(agreement > 0, gain + gain_plus, where(agreement < 0, gain * gain_minus, gain))
    gain = minimum(maximum(gain, gain_min), gain_max)
    v = momentum * v - learning_rate * gain * g
    return x + v, gain, v
