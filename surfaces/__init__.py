"""Two-dimensional loss surfaces, one a file: value, gradient and Hessian as plain formulas, and what is known of them.

A new surface is one new file, in the manner of `rosenbrock.py`, and one row in this table. `own_surface` makes one
from an expression that somebody typed.
"""

from . import (
    beale,
    bounded_valley,
    himmelblau,
    long_valley,
    monkey_saddle,
    rastrigin,
    rosenbrock,
    rotated_quadratic,
    saddle,
    six_hump_camel,
    sphere,
    styblinski_tang,
)
from .own import ExpressionError, own_surface
from .surface import GROUPS, Loss, Surface

__all__ = ["GROUPS", "SURFACES", "ExpressionError", "Loss", "Surface", "own_surface"]

#: The contents page, in the order of teaching.
SURFACES: dict[str, Surface] = {
    # Bowls: how far, how fast
    "sphere": sphere.surface,
    "rotated_quadratic": rotated_quadratic.surface,
    # Valleys: steep across, nearly level along
    "rosenbrock": rosenbrock.surface,
    "beale": beale.surface,
    "long_valley": long_valley.surface,
    "bounded_valley": bounded_valley.surface,
    # Saddles: the gradient vanishes, and yet there is a way down
    "saddle": saddle.surface,
    "monkey_saddle": monkey_saddle.surface,
    # Many minima: where you end depends on where you start
    "himmelblau": himmelblau.surface,
    "styblinski_tang": styblinski_tang.surface,
    "six_hump_camel": six_hump_camel.surface,
    "rastrigin": rastrigin.surface,
}
