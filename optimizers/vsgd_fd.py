"""vSGD-fd: vSGD that measures curvature by a second gradient, robust on losses that are not smooth.

The probe lies a mean gradient away, on the same sample, and shifts all coordinates at once: where they act together the
quotient is not quite the diagonal of the Hessian. Where gradient or curvature is an outlier, the memory grows by
a step before the averages see it. The rate divides by the mean square of the curvature, so uncertain curvature makes it
careful. The slow start overstates the curvature by C and its square by C², as Zhang and Schaul's own program does.
That program differs elsewhere: two surprises at once lengthen its memory by two steps, it shrinks the memory before it
looks for them, and adds 10⁻⁶ to gradients and curvatures. Here h_min and a guard against 0/0 are added, as in vSGD-l,
and a share of the mean that counts as no surprise. The paper probes at the full mean gradient, which on a steep surface
is outside the picture: here at a fraction δ of it.
"""

from typing import Annotated

from hyperparameters import Hyperparameter

from .elementwise import elementwise, maximum, sqrt, where
from .formula import aligned

TINY = 1e-30
NEAREST = 1e-8  # to the probe, as in the paper
BLUR = 1e-3  # a difference below this share may be rounding, and is no outlier


def shift(g_mean, delta):
    """How far away the probe lies."""
    return where(abs(delta * g_mean) < NEAREST, NEAREST, delta * g_mean)


def probe(x, g_mean, v_mean, h_mean, h2_mean, tau, *, delta=0.01):
    """The point at which the second gradient is taken."""
    return x + shift(g_mean, delta)


def formula(t, samples):
    """While it looks at its first samples it stays where it is; later only outliers lengthen its memory."""
    looking = t <= samples
    caution, square = (r"C\, ", "C^2 ") if looking else ("", "")
    kept, longer = r"(1 - 1 / \tau'_t)\,", r"\tau_{t-1} + 1"
    odd_g = r"|g_t - \bar g_{t-1}| > 2 \sqrt{\max(\bar v_{t-1} - \bar g_{t-1}^2, 0)} + 0.001\, |\bar g_{t-1}|"
    odd_h = r"|h_t - \bar h_{t-1}| > 2 \sqrt{\max(\bar w_{t-1} - \bar h_{t-1}^2, 0)} + 0.001\, \bar h_{t-1}"
    cases = rf"{longer} & {odd_g} \\ {longer} & {odd_h} \\ \tau_{{t-1}} & \text{{otherwise}}"
    return aligned(
        r"d_t &= \begin{cases} 10^{-8} & |\delta\, \bar g_{t-1}| < 10^{-8} \\ \delta\, \bar g_{t-1} &"
        r" \text{otherwise} \end{cases}, \qquad q_t = \nabla f(x_{t-1} + d_t) - g_t, \qquad h_t = |q_t / d_t|",
        rf"\tau'_t &= {longer}" if looking else rf"\tau'_t &= \begin{{cases}} {cases} \end{{cases}}",
        rf"\bar g_t &= {kept} \bar g_{{t-1}} + g_t / \tau'_t, \qquad"
        rf" \bar v_t = {kept} \bar v_{{t-1}} + {caution}g_t^2 / \tau'_t",
        rf"\bar h_t &= {kept} \bar h_{{t-1}} + {caution}h_t / \tau'_t, \qquad"
        rf" \bar w_t = {kept} \bar w_{{t-1}} + {square}h_t^2 / \tau'_t",
        *((r"\tau_t &= \tau'_t, \qquad x_t = x_{t-1}",) if looking else RATE),
    )


#: The lines of a step that is taken.
RATE = (
    r"\eta_t &= \frac{\max(\bar h_t, h_{\min})}{\max(\bar w_t, h_{\min}^2)} \cdot \frac{\bar g_t^2}{\bar v_t}",
    r"x_t &= x_{t-1} - \eta_t\, g_t, \qquad \tau_t = \Bigl(1 - \frac{\bar g_t^2}{\bar v_t}\Bigr)\, \tau'_t + 1",
)


@elementwise(
    label="vSGD-fd",
    source="Schaul & LeCun (2013), Adaptive learning rates and parallelization for stochastic, sparse, non-smooth "
    "gradients, Algorithm 1",
    formula=formula,
    watch="Like vSGD-l it needs no learning rate, and it needs no Hessian either: it looks at a second gradient "
    "nearby. Where the curvature differs from step to step it takes shorter ones, and a surprise lengthens its memory.",
    probe=probe,
    measure="curvature",
    rescales=False,
    symbols={
        "g_mean": r"\bar g",
        "v_mean": r"\bar v",
        "h_mean": r"\bar h",
        "h2_mean": r"\bar w",
        "tau": r"\tau",
    },
)
def vsgd_fd(
    x,
    g,
    t,
    p,
    g_mean=0.0,
    v_mean=0.0,
    h_mean=0.0,
    h2_mean=0.0,
    tau=0.0,
    *,
    samples: Annotated[float, Hyperparameter("n₀", 1, 100, scale="log", help="samples seen before the start")] = 10.0,
    slow_start: Annotated[float, Hyperparameter("C", 1, 10, scale="log", help="caution of the first steps")] = 2.0,
    h_min: Annotated[float, Hyperparameter("h_min", 1e-6, 10, scale="log", help="least curvature assumed")] = 1.0,
    delta: Annotated[float, Hyperparameter("δ", 1e-6, 1, scale="log", help="distance of the probe", paper=1)] = 0.01,
):
    looking = t <= samples
    h = abs((p - g) / shift(g_mean, delta))
    odd_g = abs(g - g_mean) > 2 * sqrt(maximum(v_mean - g_mean * g_mean, 0.0)) + BLUR * abs(g_mean)
    odd_h = abs(h - h_mean) > 2 * sqrt(maximum(h2_mean - h_mean * h_mean, 0.0)) + BLUR * h_mean
    tau = tau + where(looking | odd_g | odd_h, 1.0, 0.0)
    C = where(looking, slow_start, 1.0)
    g_mean = (1 - 1 / tau) * g_mean + 1 / tau * g
    v_mean = (1 - 1 / tau) * v_mean + 1 / tau * C * g * g
    h_mean = (1 - 1 / tau) * h_mean + 1 / tau * C * h
    h2_mean = (1 - 1 / tau) * h2_mean + 1 / tau * C * C * h * h
    share = g_mean * g_mean / (v_mean + TINY)
    rate = share * maximum(h_mean, h_min) / maximum(h2_mean, h_min * h_min)
    tau = where(looking, tau, (1 - share) * tau + 1)
    return where(looking, x, x - rate * g), g_mean, v_mean, h_mean, h2_mean, tau
