"""What theory says of a quadratic loss: up to which learning rate a method is stable.

With L the largest eigenvalue of the Hessian, gradient descent is stable below 2/L, the heavy ball below 2 (1 + μ)/L
(Polyak 1964), and Nesterov's gradient in its look-ahead form below (2 + 2μ)/((1 + 2μ) L): on each eigenvector their
steps are a linear recurrence, stable while the roots of its characteristic polynomial lie in the unit circle.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from surfaces import Surface

SAME = 1e-9  # relative to the Hessian's largest entry
PLACES = np.random.default_rng(0).random((8, 2))  # shares of the domain at which the Hessian is looked at

#: The largest stable α L of a method, after its hyperparameters; these may be arrays.
BOUNDS = {
    "sgd": lambda settings: 2.0,
    "momentum": lambda settings: 2 * (1 + settings["momentum"]),
    "nesterov": lambda settings: (2 + 2 * settings["momentum"]) / (1 + 2 * settings["momentum"]),
}

#: The same as it is written beside a line.
FORMULAS = {"sgd": "2/L", "momentum": "2(1+μ)/L", "nesterov": "(2+2μ)/((1+2μ)L)"}


def constant_hessian(surface: Surface) -> np.ndarray | None:
    """The Hessian (2, 2) of a (bound) surface that is quadratic; None of any other."""
    corners = np.array(surface.domain)
    x, y = (corners[:, 0] + PLACES * (corners[:, 1] - corners[:, 0])).T
    with np.errstate(all="ignore"):
        entries = np.array([np.broadcast_to(part, x.shape) for part in surface.hessian(x, y)], dtype=float)
    f_xx, f_xy, f_yy = entries[:, 0]
    if not np.isfinite(entries).all() or np.ptp(entries, axis=1).max() > SAME * np.abs(entries).max():
        return None
    return np.array([[f_xx, f_xy], [f_xy, f_yy]])


def curvature(surface: Surface) -> float | None:
    """L, the largest curvature of a convex quadratic; None of any other surface."""
    hessian = constant_hessian(surface)
    if hessian is None:
        return None
    least, largest = np.linalg.eigvalsh(hessian)
    return float(largest) if largest > 0 and least >= -SAME * largest else None


def largest_stable_rates(method: str, settings: Mapping[str, Any], surface: Surface) -> np.ndarray | None:
    """The learning rate at which `method` ceases to be stable, with the shape of its settings; None where theory has no
    word: another method, or a surface that is no convex quadratic."""
    if method not in BOUNDS:
        return None
    largest = curvature(surface)
    return None if largest is None else np.asarray(BOUNDS[method](settings) / largest)
