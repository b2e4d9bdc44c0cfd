"""Adam: momentum on the gradient, RMSProp in the division, both corrected for starting at zero.

With a decaying beta1 the weights of m sum to 1 − Π β₁ᵢ, and that is what the correction divides by; the paper's
Theorem 4.1 keeps 1 − β₁ᵗ there. Without decay the two are the same.
"""

from typing import Annotated

from hyperparameters import Hyperparameter

from .elementwise import elementwise, sqrt, where
from .formula import aligned


def formula(bias_correction, beta1_decay):
    """Without bias correction no hats; with a β₁ that decays, the weights of m are those of the step."""
    beta, product = (r"\beta_1", r"\beta_1^t") if beta1_decay == 1 else (r"\beta_{1,t}", r"\Pi_t")
    m, v = (r"\hat m_t", r"\hat v_t") if bias_correction else ("m_t", "v_t")
    return aligned(
        r"\beta_{1,t} &= \beta_1 \lambda^{t-1}" if beta1_decay != 1 else "",
        r"\Pi_t &= \Pi_{t-1} \beta_{1,t}" if beta1_decay != 1 and bias_correction else "",
        rf"m_t &= {beta} m_{{t-1}} + (1 - {beta})\, g_t, \qquad v_t = \beta_2 v_{{t-1}} + (1 - \beta_2)\, g_t^2",
        rf"\hat m_t &= m_t / (1 - {product}), \qquad \hat v_t = v_t / (1 - \beta_2^t)" if bias_correction else "",
        rf"x_t &= x_{{t-1}} - \alpha\, {m} / (\sqrt{{{v}}} + \epsilon)",
    )


@elementwise(
    label="Adam",
    source="Kingma & Ba (2015), Adam: a method for stochastic optimization, Algorithm 1",
    formula=formula,
    watch="The first step is the learning rate in every coordinate, whatever the gradient's size, and no step is much "
    "longer. Switch the bias correction off and the first steps grow by (1 − β₁)/√(1 − β₂), about three times.",
    symbols={"beta1_product": r"\Pi"},
)
def adam(
    x,
    g,
    t,
    m=0.0,
    v=0.0,
    beta1_product=1.0,
    *,
    learning_rate: Annotated[float, Hyperparameter("α", 1e-6, 10, scale="log", help="step size", paper=0.001)] = 0.1,
    beta1: Annotated[float, Hyperparameter("β₁", 0, 0.9999, scale="memory", help="memory of m")] = 0.9,
    beta2: Annotated[float, Hyperparameter("β₂", 0, 0.9999, scale="memory", help="memory of v")] = 0.999,
    epsilon: Annotated[float, Hyperparameter("ε", 1e-12, 1, scale="log", help="guards the division")] = 1e-8,
    bias_correction: Annotated[float, Hyperparameter("b.c.", 0, 1, scale="switch", help="correct m and v")] = True,
    beta1_decay: Annotated[float, Hyperparameter("λ", 0.9, 1, help="decay of β₁ each step; 1 is off")] = 1.0,
):
    beta1_t = beta1 * beta1_decay ** (t - 1)
    beta1_product = beta1_product * beta1_t
    m = beta1_t * m + (1 - beta1_t) * g
    v = beta2 * v + (1 - beta2) * g * g
    m_hat = where(bias_correction, m / (1 - beta1_product), m)
    v_hat = where(bias_correction, v / (1 - beta2**t), v)
    return x - learning_rate * m_hat / (sqrt(v_hat) + epsilon), m, v, beta1_product
