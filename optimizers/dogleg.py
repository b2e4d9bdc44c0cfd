"""Dogleg: Newton's step inside a circle that it is trusted in.

The quadratic model is believed up to the radius Δ. The path that is followed bends once: along the gradient to where
the model is lowest there, u, then on towards Newton's point n, and ends at the circle. If the loss fell by as much as
the model had said and the circle was in the way, it doubles; if by less than a quarter, it shrinks to a quarter, and a
step that brought next to nothing is not taken. Where the Hessian is not positive definite the model has no lowest
point: there 3/2 of its lowest curvature is taken off all of them (within what Nocedal & Wright allow in section 4.1),
so that the step goes down and leaves a saddle.
"""

from collections.abc import Iterator
from math import inf, sqrt
from typing import Annotated

import numpy as np

from hyperparameters import Hyperparameter

from .drawn import circle
from .formula import aligned
from .newton import EPSILON
from .vector import Finite, Objective, vector

LARGEST = 1000.0  # radius
TINY = float(np.finfo(float).tiny)
ACCEPTED = 0.15  # a step is taken that brings more than this share of what the model promised


def formula(t, way=1, taken=True):
    """With the curvatures c of the model along its directions Q. A step has only what led to it; `way` says whether it
    went to Newton's point, 0, along the second leg, 1, or only along the first, 2."""
    card, way = t == inf, int(np.max(way))
    grows = r"\min(2 \Delta_{t-1}, 1000) & \rho_t > 3 / 4" + (r",\ |p_t| = \Delta_{t-1}" if card else "") + r" \\"
    return aligned(
        r"\mathbf u_t &= -\frac{\mathbf g_t^\top \mathbf g_t}{\mathbf g_t^\top \mathbf H_t \mathbf g_t}\, \mathbf g_t"
        if way == 1
        else "",
        r"\mathbf n_t &= -\mathbf Q_t \bigl( \mathbf Q_t^\top \mathbf g_t \oslash \mathbf c_t \bigr)"
        if way < 2
        else "",
        (
            r"\mathbf p_t &= \mathbf n_t",
            r"\mathbf p_t &= \mathbf u_t + \tau_t\, (\mathbf n_t - \mathbf u_t)",
            r"\mathbf p_t &= -\frac{\Delta_{t-1}}{\sqrt{\mathbf g_t^\top \mathbf g_t}}\, \mathbf g_t",
        )[way],
        r"|\mathbf p_t| &\le \Delta_{t-1}, \qquad \tau_t: \text{as far as the circle}" if card else "",
        (r"x_t &= x_{t-1} + p_t" if np.all(taken) else r"x_t &= x_{t-1}")
        + (r" \quad \text{if } \rho_t > 0.15" if card else ""),
        r"\Delta_t &= \begin{cases} \Delta_{t-1} / 4 & \rho_t < 1 / 4 \\ "
        + (grows if way else "")
        + r" \Delta_{t-1} & \text{otherwise} \end{cases}"
        + (r" \\ \rho_t&" if card else r", \qquad \rho_t")
        + r": \text{descent, of what the model promised}",
    )


@vector(
    label="Dogleg",
    source="Powell (1970), A hybrid method for nonlinear equations; as in Nocedal & Wright (2006), Numerical "
    "Optimization, Algorithm 4.1 and section 4.1",
    formula=formula,
    watch="Newton that cannot leap: the circle is how far it trusts its model. It grows where the model was right and "
    "shrinks where it was not, and once it is wide enough the steps are Newton's.",
    states={"p": 0.0, "Delta": "radius"},
    rescales=True,
    finite=Finite(lambda n: 1, {"radius": LARGEST}),
    matrix=True,
    draws=circle("Delta"),
    symbols={
        "Delta": r"\Delta", "ratio": r"\rho", "curvatures": "c", "directions": "Q", "model": "H", "cauchy": "u",
        "newton": "n", "share": r"\tau",
    },
)  # fmt: skip
def dogleg(
    f: Objective,
    x: np.ndarray,
    *,
    radius: Annotated[float, Hyperparameter("Δ₀", 1e-3, 100, scale="log", help="radius of the first circle")] = 1.0,
) -> Iterator[tuple]:
    delta, taken = radius, True
    while True:
        if taken or not f.fixed:  # a step that was refused has left all that is known of x as it was
            value, g, model = f.value(x), f.gradient(x), f.hessian(x)
            curvatures, directions = np.linalg.eigh(model)
            largest = np.abs(curvatures).max()
            if curvatures.min() <= 10 * len(x) * EPSILON * largest:
                added = max(-1.5 * curvatures.min(), 1e-8 * largest, EPSILON)
                model, curvatures = model + added * np.eye(len(x)), curvatures + added
            cauchy = -float(g @ g) / max(float(g @ model @ g), TINY) * g
            newton = -directions @ (directions.T @ g / curvatures)
        way, share = _way(cauchy, newton, delta)
        bent = cauchy + share * (newton - cauchy) if way == 1 else newton
        p = -delta / sqrt(g @ g) * g if way == 2 else bent
        there, promised = f.value(x + p), -float(g @ p + p @ model @ p / 2)
        ratio = (value - there) / promised if promised > 0 else 0.0
        taken = ratio > ACCEPTED
        grown = min(2 * delta, LARGEST) if ratio > 0.75 and way else delta
        delta = grown if ratio >= 0.25 else delta / 4
        x = x + p if taken else x
        yield x, p, delta
        hidden = EPSILON * largest * (1 + np.abs(x).max())
        if np.abs(g).max() <= hidden or np.abs(p).max() <= 1e-15 * (1 + np.abs(x).max()):
            return


def _way(cauchy: np.ndarray, newton: np.ndarray, delta: float) -> tuple[int, float]:
    """The way that the step goes, as `formula` numbers them, and how much of the second leg is inside the circle."""
    if newton @ newton <= delta * delta:
        return 0, 1.0
    if cauchy @ cauchy >= delta * delta:
        return 2, 0.0
    leg = newton - cauchy
    a, b, c = float(leg @ leg), float(cauchy @ leg), float(cauchy @ cauchy) - delta * delta
    return 1, -c / (b + sqrt(b * b - a * c))  # the root that loses no digits, as b is not negative
