"""NAdam: Adam with Nesterov's momentum, whose weight rises over the first steps.

In PyTorch's form: the step looks ahead to the momentum of the next one, μ_{t+1}, and the bias corrections divide by
one minus the product of the weights that were used. The paper's m decays by μ_t and takes in 1 − μ_t of the gradient,
where PyTorch, and this, has β₁ and 1 − β₁; and its v̂ is β₂ v / (1 − β₂ᵗ), without which factor v is unbiased.
"""

from typing import Annotated

from hyperparameters import Hyperparameter

from .elementwise import elementwise, sqrt


@elementwise(
    label="NAdam",
    source="Dozat (2016), Incorporating Nesterov momentum into Adam, Algorithm 2 with its warming schedule",
    formula=r"\begin{aligned} \mu_t &= \beta_1 (1 - 0.5 \cdot 0.96^{\psi t}), \qquad"
    r" \mu_{t+1} = \beta_1 (1 - 0.5 \cdot 0.96^{\psi (t + 1)}) \\ \Pi_t &= \Pi_{t-1} \mu_t \\"
    r" m_t &= \beta_1 m_{t-1} + (1 - \beta_1)\, g_t, \qquad v_t = \beta_2 v_{t-1} + (1 - \beta_2)\, g_t^2 \\"
    r" \hat m_t &= \frac{\mu_{t+1} m_t}{1 - \Pi_t \mu_{t+1}} + \frac{(1 - \mu_t)\, g_t}{1 - \Pi_t}, \qquad"
    r" \hat v_t = v_t / (1 - \beta_2^t) \\"
    r" x_t &= x_{t-1} - \alpha\, \hat m_t / (\sqrt{\hat v_t} + \epsilon) \end{aligned}",
    watch="It gives the newest gradient more weight than Adam does, so it turns sooner in a bend and overshoots less. "
    "Raise ψ and the momentum warms up faster, from half of β₁ to all of it.",
    group="modern",
    symbols={"mu_product": r"\Pi"},
)
def nadam(
    x,
    g,
    t,
    m=0.0,
    v=0.0,
    mu_product=1.0,
    *,
    learning_rate: Annotated[float, Hyperparameter("α", 1e-6, 10, scale="log", help="step size", paper=0.002)] = 0.1,
    beta1: Annotated[float, Hyperparameter("β₁", 0, 0.9999, scale="memory", help="memory of m")] = 0.9,
    beta2: Annotated[float, Hyperparameter("β₂", 0, 0.9999, scale="memory", help="memory of v")] = 0.999,
    epsilon: Annotated[float, Hyperparameter("ε", 1e-12, 1, scale="log", help="guards the division")] = 1e-8,
    momentum_decay: Annotated[float, Hyperparameter("ψ", 1e-4, 10, scale="log", help="pace of the warm-up")] = 0.004,
):
    mu = beta1 * (1 - 0.5 * 0.96 ** (momentum_decay * t))
    mu_next = beta1 * (1 - 0.5 * 0.96 ** (momentum_decay * (t + 1)))
    mu_product = mu_product * mu
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g * g
    m_hat = mu_next * m / (1 - mu_product * mu_next) + (1 - mu) * g / (1 - mu_product)
    v_hat = v / (1 - beta2**t)
    return x - learning_rate * m_hat / (sqrt(v_hat) + epsilon), m, v, mu_product
