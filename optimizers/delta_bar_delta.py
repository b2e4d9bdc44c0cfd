"""Delta-bar-delta: a learning rate for each coordinate, raised by addition, lowered by multiplication.

The gradient is compared with the mean of the past ones (the bar over delta), not with the last one alone. The rates
are kept as gains here, ε = α · gain, so that the learning rate stays one slider: κ is a fraction of it.
"""

from typing import Annotated

from hyperparameters import Hyperparameter

from .elementwise import elementwise, sign, where


@elementwise(
    label="δ-bar-δ",
    source="Jacobs (1988), Increased rates of convergence through learning rate adaptation, the delta-bar-delta rule",
    formula=r"\begin{aligned} G_t &= \begin{cases} G_{t-1} + \kappa & \bar\delta_{t-1}\, g_t > 0 \\"
    r" (1 - \phi)\, G_{t-1} & \bar\delta_{t-1}\, g_t < 0 \\ G_{t-1} & \text{otherwise} \end{cases} \\"
    r" \bar\delta_t &= (1 - \theta)\, g_t + \theta\, \bar\delta_{t-1} \\ x_t &= x_{t-1} - \alpha\, G_t\, g_t"
    r" \end{aligned}",
    watch="While a slope keeps its sign the rate of that coordinate climbs by κ α at every step, so along a valley it "
    "leaves gradient descent behind. It climbs until the sign flips, then falls by the factor 1 − φ: see it overshoot, "
    "shake and calm down.",
    measure="gradient",
    symbols={"gain": "G", "bar": r"\bar\delta"},
)
def delta_bar_delta(
    x,
    g,
    gain=1.0,
    bar=0.0,
    *,
    learning_rate: Annotated[float, Hyperparameter("α", 1e-6, 10, scale="log", help="first step size")] = 0.01,
    kappa: Annotated[float, Hyperparameter("κ", 0, 1, help="rise of the rate, as a fraction of α")] = 0.1,
    phi: Annotated[float, Hyperparameter("φ", 0, 0.9, help="share of the rate lost when the sign flips")] = 0.2,
    theta: Annotated[float, Hyperparameter("θ", 0, 0.99, scale="memory", help="memory of the mean gradient")] = 0.7,
):
    agreement = sign(bar) * sign(g)
    gain = where(agreement > 0, gain + kappa, where(agreement < 0, gain * (1 - phi), gain))
    bar = (1 - theta) * g + theta * bar
    return x - learning_rate * gain * g, gain, bar
