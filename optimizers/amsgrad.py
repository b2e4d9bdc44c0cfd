"""AMSGrad: Adam that divides by the largest mean square so far.

The paper has no bias correction, and so a rate that never rises. As in PyTorch it is on here, so that the first steps
are Adam's, and the maximum is that of the uncorrected v.
"""

from typing import Annotated

from hyperparameters import Hyperparameter

from .elementwise import elementwise, maximum, sqrt, where
from .formula import aligned


def formula(bias_correction):
    """Without bias correction no hats."""
    m, u = (r"\hat m_t", r"\hat u_t") if bias_correction else ("m_t", "u_t")
    return aligned(
        r"m_t &= \beta_1 m_{t-1} + (1 - \beta_1)\, g_t, \qquad v_t = \beta_2 v_{t-1} + (1 - \beta_2)\, g_t^2",
        r"u_t &= \max(u_{t-1}, v_t)",
        r"\hat m_t &= m_t / (1 - \beta_1^t), \qquad \hat u_t = u_t / (1 - \beta_2^t)" if bias_correction else "",
        rf"x_t &= x_{{t-1}} - \alpha\, {m} / (\sqrt{{{u}}} + \epsilon)",
    )


@elementwise(
    label="AMSGrad",
    source="Reddi, Kale & Kumar (2018), On the convergence of Adam and beyond, Algorithm 2",
    formula=formula,
    watch="It is Adam until v begins to fall, then it keeps the smaller steps: a steep slope once met is never "
    "forgotten. With β₂ at 0.999 that takes long, so lower it to 0.9 for both and see them part.",
    group="modern",
    symbols={"v_max": "u"},
)
def amsgrad(
    x,
    g,
    t,
    m=0.0,
    v=0.0,
    v_max=0.0,
    *,
    learning_rate: Annotated[float, Hyperparameter("α", 1e-6, 10, scale="log", help="step size", paper=0.001)] = 0.1,
    beta1: Annotated[float, Hyperparameter("β₁", 0, 0.9999, scale="memory", help="memory of m")] = 0.9,
    beta2: Annotated[float, Hyperparameter("β₂", 0, 0.9999, scale="memory", help="memory of v")] = 0.999,
    epsilon: Annotated[float, Hyperparameter("ε", 1e-12, 1, scale="log", help="guards the division")] = 1e-8,
    bias_correction: Annotated[
        float, Hyperparameter("b.c.", 0, 1, scale="switch", help="correct m and v", paper=0)
    ] = True,
):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g * g
    v_max = maximum(v_max, v)
    m_hat = where(bias_correction, m / (1 - beta1**t), m)
    v_hat = where(bias_correction, v_max / (1 - beta2**t), v_max)
    return x - learning_rate * m_hat / (sqrt(v_hat) + epsilon), m, v, v_max
