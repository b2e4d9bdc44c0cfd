"""What a vector method is charged for: each point of each loss once, products and whole Hessians every time."""

import math

import numpy as np
import pytest

from races.losses import scaled, tilted
from races.objective import SurfaceObjective
from surfaces import SURFACES, Loss, own_surface

X, Y = np.array([0.5, 0.25]), np.array([1.0, 0.0])


def test_a_point_is_paid_for_once_and_everything_else_every_time():
    f = SurfaceObjective(SURFACES["rosenbrock"])
    spent = []
    for ask in (f.value, f.gradient, f.value):
        ask(X)
        spent.append(f.evaluations)
    assert spent == [1, 1, 1]
    f.gradient(Y)
    assert f.evaluations == 2
    f.value(X)
    assert f.evaluations == 2  # it is remembered, whatever came between
    for ask, cost in ((f.hessian_vector, 1), (f.gauss_newton_vector, 1)):
        before = f.evaluations
        ask(X, Y)
        assert f.evaluations == before + cost
    before = f.evaluations
    f.hessian(X)
    f.hessian(X)
    assert f.evaluations == before + 4


def test_another_loss_is_paid_for_anew_and_the_same_one_is_not():
    surface = SURFACES["beale"]
    f = SurfaceObjective(surface)
    f.begin(1.0, surface)
    f.value(X)
    f.begin(0.5, surface)
    f.value(X)
    assert (f.evaluations, f.factor) == (1, 0.5)
    for count, loss in enumerate((tilted(surface, 1.0, 2.0), scaled(surface, 3.0), surface), start=2):
        f.begin(1.0, loss)
        assert f.value(X) == loss.value(*X)
        np.testing.assert_array_equal(f.gradient(X), loss.gradient(*X))
        assert f.evaluations == count


@pytest.mark.parametrize("name", ["rosenbrock", "beale", "booth"])
def test_products_are_those_of_the_matrices(name):
    f = SurfaceObjective(SURFACES[name])
    p = np.array([0.3, -2.0])
    np.testing.assert_allclose(f.hessian_vector(X, p), f.hessian(X) @ p)
    matrix = np.column_stack([f.gauss_newton_vector(X, unit) for unit in np.eye(2)])
    np.testing.assert_allclose(matrix, matrix.T)
    assert np.linalg.eigvalsh(matrix).min() >= -1e-12 * np.abs(matrix).max()
    np.testing.assert_allclose(f.gauss_newton_vector(X, p), matrix @ p)


def test_where_there_is_no_loss_it_is_infinite():
    f = SurfaceObjective(own_surface("log(x) + y^2", ((-1.0, 3.0), (-1.0, 1.0)), (1.0, 0.5)))
    assert f.value(np.array([-0.5, 0.0])) == math.inf
    broken = SurfaceObjective(SURFACES["sphere"])
    broken.begin(1.0, Loss(lambda x, y: math.nan, None, None))
    assert broken.value(X) == math.inf
    with pytest.raises(TypeError, match="no sum of squares"):
        SurfaceObjective(SURFACES["ackley"]).gauss_newton_vector(X, Y)
