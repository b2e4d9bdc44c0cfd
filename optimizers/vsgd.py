"""vSGD-l: no learning rate to set; each coordinate computes the best greedy one for a noisy parabola.

For curvature h that rate is (1/h) · E[g]²/E[g²]: Newton's step times the share of the gradient that is not noise. All
three are running means, and their memory τ shrinks when steps are large. A mini-batch counts as one sample here. Not
in the paper: the least curvature h_min, because |h| passes through 0 where a surface is not convex, and a guard against
0/0. While it looks at its first n₀ samples, the rule stays where it is; C, which makes it start slowly, weighs them.
"""

from typing import Annotated

from hyperparameters import Hyperparameter

from .elementwise import elementwise, maximum, where

TINY = 1e-30


@elementwise(
    label="vSGD-l",
    source="Schaul, Zhang & LeCun (2013), No more pesky learning rates, Algorithm 1",
    formula=r"\begin{aligned} \bar g_t &= (1 - \tau_t^{-1})\, \bar g_{t-1} + \tau_t^{-1} g_t,"
    r" \quad \bar v, \bar h \text{ likewise from } g_t^2, |h_t| \\"
    r" \eta_t &= \frac{\bar g_t^2}{\bar h_t\, \bar v_t}, \qquad"
    r" \tau_{t+1} = \Bigl(1 - \frac{\bar g_t^2}{\bar v_t}\Bigr)\, \tau_t + 1 \\"
    r" x_t &= x_{t-1} - \eta_t\, g_t \end{aligned}",
    watch="It stands still for its first ten samples, then goes at a rate that nobody set: Newton's, times the share "
    "of the gradient that is steady. With noise that share falls near a minimum, and the steps with it.",
    measure="curvature",
)
def vsgd(
    x,
    g,
    t,
    h,
    g_mean=0.0,
    v_mean=0.0,
    h_mean=0.0,
    tau=0.0,
    *,
    samples: Annotated[float, Hyperparameter("n₀", 1, 100, scale="log", help="samples seen before the start")] = 10.0,
    slow_start: Annotated[float, Hyperparameter("C", 1, 10, scale="log", help="caution of the first steps")] = 2.0,
    h_min: Annotated[float, Hyperparameter("h_min", 1e-6, 10, scale="log", help="least curvature assumed")] = 1.0,
):
    looking = t <= samples
    tau = where(looking, tau + 1, tau)
    C = where(looking, slow_start, 1.0)
    g_mean = (1 - 1 / tau) * g_mean + 1 / tau * g
    v_mean = (1 - 1 / tau) * v_mean + 1 / tau * C * g * g
    h_mean = (1 - 1 / tau) * h_mean + 1 / tau * C * abs(h)
    share = g_mean * g_mean / (v_mean + TINY)
    rate = share / maximum(h_mean, h_min)
    tau = where(looking, tau, (1 - share) * tau + 1)
    return where(looking, x, x - rate * g), g_mean, v_mean, h_mean, tau
