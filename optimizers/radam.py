"""RAdam: Adam with a warm-up computed from how well v is known.

ρ_t is the number of gradients that v averages in effect. While it is at most 5, the variance of 1/√v has no bound, and
the paper takes plain momentum steps, α m̂; on these surfaces, whose gradients are large, those leave the picture. So
the rule waits instead, as the authors' program does on request; the switch brings the momentum steps back.
"""

from typing import Annotated

from hyperparameters import Hyperparameter

from .elementwise import elementwise, maximum, quotient, sqrt, where
from .formula import aligned


def formula(momentum_start):
    """The first steps are waited for, or by momentum alone."""
    first = r"\hat m_t" if momentum_start else "0"
    return aligned(
        r"m_t &= \beta_1 m_{t-1} + (1 - \beta_1)\, g_t, \qquad v_t = \beta_2 v_{t-1} + (1 - \beta_2)\, g_t^2",
        r"\hat m_t &= m_t / (1 - \beta_1^t)",
        r"\rho_\infty &= 2 / (1 - \beta_2) - 1, \qquad"
        r" \rho_t = \rho_\infty - \frac{2\, t\, \beta_2^t}{1 - \beta_2^t}",
        r"R_t &= \sqrt{\frac{(\rho_t - 4) (\rho_t - 2)\, \rho_\infty}{(\rho_\infty - 4) (\rho_\infty - 2)\, \rho_t}}",
        r"x_t &= x_{t-1} - \alpha \begin{cases} R_t \sqrt{1 - \beta_2^t}\, \hat m_t / (\sqrt{v_t} + \epsilon) &"
        rf" \rho_t > 5 \\ {first} & \text{{otherwise}} \end{{cases}}",
    )


@elementwise(
    label="RAdam",
    source="Liu, Jiang, He, Chen, Liu, Gao & Han (2020), On the variance of the adaptive learning rate and beyond, "
    "Algorithm 2",
    formula=formula,
    watch="It waits for five steps, begins with tiny ones and lengthens them as it learns how large the gradients are: "
    "a warm-up that nobody had to set. After 300 steps they are still a good third of Adam's: its rate may be higher.",
    group="modern",
)
def radam(
    x,
    g,
    t,
    m=0.0,
    v=0.0,
    *,
    learning_rate: Annotated[float, Hyperparameter("α", 1e-6, 10, scale="log", help="step size", paper=0.001)] = 1.0,
    beta1: Annotated[float, Hyperparameter("β₁", 0, 0.9999, scale="memory", help="memory of m")] = 0.9,
    beta2: Annotated[float, Hyperparameter("β₂", 0, 0.9999, scale="memory", help="memory of v")] = 0.999,
    epsilon: Annotated[float, Hyperparameter("ε", 1e-12, 1, scale="log", help="guards the division")] = 1e-8,
    momentum_start: Annotated[
        float, Hyperparameter("SGD", 0, 1, scale="switch", help="first steps by momentum alone", paper=1)
    ] = False,
):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g * g
    m_hat = m / (1 - beta1**t)
    rho_inf = 2 / (1 - beta2) - 1
    rho = rho_inf - 2 * t * beta2**t / (1 - beta2**t)
    known = rho > 5
    R = sqrt(maximum(quotient((rho - 4) * (rho - 2) * rho_inf, (rho_inf - 4) * (rho_inf - 2) * rho), 0.0))
    first = where(momentum_start, m_hat, 0.0)
    rectified = R * sqrt(1 - beta2**t) * m_hat / (sqrt(v) + epsilon)  # ε beside the uncorrected root, as in PyTorch
    return x - learning_rate * where(known, rectified, first), m, v
