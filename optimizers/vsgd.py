"""vSGD-l: no learning rate to set; each coordinate computes the best greedy one for a noisy parabola.

For curvature h that rate is (1/h) · E[g]²/E[g²]: Newton's step times the share of the gradient that is not noise. All
three are running means, and their memory τ shrinks when steps are large. A mini-batch counts as one sample here. Not
in the paper: the least curvature h_min, 1 by default, because |h| passes through 0 where a surface is not convex, so
that on ground less curved than that the rate is smaller than Newton's; and a guard against 0/0. While it looks at its
first n₀ samples, the rule stays where it is; C, which makes it start slowly, weighs them.
"""

from typing import Annotated

from hyperparameters import Hyperparameter

from .elementwise import elementwise, maximum, where
from .formula import aligned

TINY = 1e-30


def formula(t, samples):
    """While it looks at its first samples it stays where it is."""
    tau, caution = (r"\tau_t", r"C\, ") if t <= samples else (r"\tau_{t-1}", "")
    kept = rf"(1 - 1 / {tau})\,"
    return aligned(
        r"\tau_t &= \tau_{t-1} + 1" if t <= samples else "",
        rf"\bar g_t &= {kept} \bar g_{{t-1}} + g_t / {tau}",
        rf"\bar v_t &= {kept} \bar v_{{t-1}} + {caution}g_t^2 / {tau}",
        rf"\bar h_t &= {kept} \bar h_{{t-1}} + {caution}|h_t| / {tau}",
        "" if t <= samples else r"\eta_t &= \frac{\bar g_t^2}{\max(\bar h_t, h_{\min})\, \bar v_t}",
        r"x_t &= x_{t-1}" if t <= samples else r"x_t &= x_{t-1} - \eta_t\, g_t",
        "" if t <= samples else r"\tau_t &= \Bigl(1 - \frac{\bar g_t^2}{\bar v_t}\Bigr)\, \tau_{t-1} + 1",
    )


@elementwise(
    label="vSGD-l",
    source="Schaul, Zhang & LeCun (2013), No more pesky learning rates, Algorithm 1",
    formula=formula,
    watch="It stands still for its first ten samples, then goes at a rate that nobody set: Newton's, times the share "
    "of the gradient that is steady. With noise that share falls near a minimum, and the steps with it.",
    measure="curvature",
    symbols={"g_mean": r"\bar g", "v_mean": r"\bar v", "h_mean": r"\bar h", "tau": r"\tau"},
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
