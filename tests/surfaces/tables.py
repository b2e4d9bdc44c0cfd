"""The surfaces as tables of test cases, and what the tests do with a surface."""

from itertools import product

import numpy as np
import pytest

from surfaces import SURFACES


def settings(surface):
    """The surface's own hyperparameters, each at its minimum, default and maximum: in every combination, or, if there
    are more than two, one after the other."""
    declared = surface.hyperparameters
    if len(declared) > 2:
        defaults = {name: p.default for name, p in declared.items()}
        ends = [(name, end) for name, p in declared.items() for end in (p.minimum, p.maximum) if end != p.default]
        return [defaults, *(defaults | {name: float(end)} for name, end in ends)]
    choices = [sorted({p.minimum, p.default, p.maximum}) for p in declared.values()]
    return [dict(zip(surface.hyperparameters, map(float, chosen), strict=True)) for chosen in product(*choices)]


def described(parameters):
    return "".join(f"-{name}={value:g}" for name, value in parameters.items())


EVERY = [pytest.param(s, id=name) for name, s in SURFACES.items()]
EVERY_SETTING = [
    pytest.param(s.bind(**parameters), id=name + described(parameters))
    for name, s in SURFACES.items()
    for parameters in settings(s)
]
SUMS_OF_SQUARES = [case for case in EVERY_SETTING if case.values[0].residuals]


def random_points(surface, count=200):
    (x_min, x_max), (y_min, y_max) = surface.domain
    random = np.random.default_rng(0)
    return random.uniform(x_min, x_max, count), random.uniform(y_min, y_max, count)


def parts(answer):
    """A value, gradient or Hessian as a tuple."""
    return answer if isinstance(answer, tuple) else (answer,)


def hessian_at(surface, x, y):
    fxx, fxy, fyy = surface.hessian(x, y)
    return np.array([[fxx, fxy], [fxy, fyy]])


def inside(surface, x, y):
    (x_min, x_max), (y_min, y_max) = surface.domain
    return (x_min <= x) & (x <= x_max) & (y_min <= y) & (y <= y_max)


def assert_same(actual, expected):
    """Equal to ten digits; where terms cancel, to twelve digits of the largest value."""
    np.testing.assert_allclose(actual, expected, rtol=1e-10, atol=1e-12 * np.abs(expected).max())
