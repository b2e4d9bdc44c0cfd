"""Two-dimensional loss surfaces, one a file: value, gradient and Hessian as plain formulas, and what is known of them.

A new surface is one new file, in the manner of `rosenbrock.py`, and one row in this table. `own_surface` makes one
from an expression that somebody typed.
"""

from . import (
    ackley,
    batch_norm_neuron,
    beale,
    bohachevsky1,
    booth,
    bounded_valley,
    branin,
    deep_linear,
    dixon_price,
    easom,
    freudenstein_roth,
    goldstein_price,
    griewank,
    himmelblau,
    levy13,
    linear_regression,
    logistic_regression,
    long_valley,
    madsen,
    matyas,
    mccormick,
    michalewicz,
    monkey_saddle,
    noisy_moons,
    normalized_regression,
    rastrigin,
    rosenbrock,
    rotated_quadratic,
    saddle,
    six_hump_camel,
    slope_and_bias,
    sphere,
    styblinski_tang,
    three_hump_camel,
    whitened_regression,
    zakharov,
)
from .own import ExpressionError, own_surface
from .surface import GROUPS, Course, Loss, Surface

__all__ = ["GROUPS", "OWN", "SURFACES", "Course", "ExpressionError", "Loss", "Surface", "own_surface"]

OWN = "own"  # the name of a surface that is typed: `own_surface` makes it

#: The contents page, in the order of teaching: by group (GROUPS says what each is about), the simplest first.
SURFACES: dict[str, Surface] = {
    # Bowls: how far, how fast
    "sphere": sphere.surface,
    "rotated_quadratic": rotated_quadratic.surface,
    "booth": booth.surface,
    "matyas": matyas.surface,
    "zakharov": zakharov.surface,
    # Valleys: steep across, nearly level along
    "rosenbrock": rosenbrock.surface,
    "beale": beale.surface,
    "dixon_price": dixon_price.surface,
    "freudenstein_roth": freudenstein_roth.surface,
    "long_valley": long_valley.surface,
    "bounded_valley": bounded_valley.surface,
    # Saddles: the gradient vanishes, and yet there is a way down
    "saddle": saddle.surface,
    "monkey_saddle": monkey_saddle.surface,
    # Many minima: where you end depends on where you start
    "madsen": madsen.surface,
    "mccormick": mccormick.surface,
    "three_hump_camel": three_hump_camel.surface,
    "branin": branin.surface,
    "himmelblau": himmelblau.surface,
    "styblinski_tang": styblinski_tang.surface,
    "goldstein_price": goldstein_price.surface,
    "six_hump_camel": six_hump_camel.surface,
    "griewank": griewank.surface,
    "bohachevsky1": bohachevsky1.surface,
    "ackley": ackley.surface,
    "rastrigin": rastrigin.surface,
    "levy13": levy13.surface,
    # Plateaus: nearly level, so the gradient says little
    "easom": easom.surface,
    "michalewicz": michalewicz.surface,
    # Data: the loss of a small model
    "linear_regression": linear_regression.surface,
    "normalized_regression": normalized_regression.surface,
    "whitened_regression": whitened_regression.surface,
    "slope_and_bias": slope_and_bias.surface,
    "logistic_regression": logistic_regression.surface,
    "noisy_moons": noisy_moons.surface,
    "batch_norm_neuron": batch_norm_neuron.surface,
    "deep_linear": deep_linear.surface,
}
