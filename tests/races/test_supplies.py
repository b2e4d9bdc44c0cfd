"""What a rule may ask for besides the gradient: the curvature, the loss, the gradient at a probe point."""

from dataclasses import replace
from typing import Annotated

import numpy as np
import pytest
from each import each
from test_engines import assert_same

from hyperparameters import Hyperparameter
from optimizers.elementwise import elementwise
from races.floats import run_floats
from races.lanes import run_lanes
from surfaces import SURFACES

RATE = Hyperparameter("α", 0.1, 1)


@elementwise(label="Newton", source="Newton", formula="x - g/h", watch="One step. It is a toy.")
def newton(x, g, h, *, learning_rate: Annotated[float, RATE] = 1.0):
    return (x - learning_rate * g / h,)


@pytest.mark.parametrize("surface", ["sphere", "long_valley", "saddle"])
def test_a_rule_may_ask_for_the_curvature(surface):
    """Diagonal Newton solves a quadratic along the axes in one step, were it a saddle."""
    assert newton.cost == 2
    run = run_floats(newton, SURFACES[surface], {"learning_rate": 1.0}, SURFACES[surface].start, 1)
    assert run.positions[1] == pytest.approx(0, abs=1e-12)


@each("rate", [0.1, 0.5, 1.0])
@each("surface", ["sphere", "rotated_quadratic", "styblinski_tang", "long_valley", "saddle"])
def test_curvature_in_both_engines(surface, rate):
    assert_same(newton, SURFACES[surface], {"learning_rate": rate}, 20)


def test_without_curvature_newton_diverges_in_both():
    assert assert_same(newton, SURFACES["monkey_saddle"], {"learning_rate": 1.0}, 5, start=(0.0, 0.5)) == 1


def probe(x, seen):
    """A step to the right."""
    return x + 0.5


@elementwise(label="All", source="All", formula="x", watch="It asks for everything. It is a toy.", probe=probe)
def greedy(x, g, t, h, f, p, seen=0.0, *, learning_rate: Annotated[float, RATE] = 1.0):
    return x - learning_rate * 1e-3 * (g + p) / t, 1.0 * t + 1e3 * h + 1e-3 * f


@pytest.mark.parametrize("surface", ["rosenbrock", "beale", "styblinski_tang"])
def test_everything_at_once_in_both_engines(surface):
    assert greedy.supplied == ("x", "g", "t", "h", "f", "p")
    assert greedy.cost == 3
    bound = SURFACES[surface]
    assert_same(greedy, bound, {"learning_rate": 0.5}, 30)
    run = run_floats(greedy, bound, {"learning_rate": 0.5}, bound.start, 1)
    (x, y), xx, yy = bound.start, *bound.hessian(*bound.start)[::2]
    assert run.states["seen"][1] == pytest.approx([1 + 1e3 * h + 1e-3 * bound.value(x, y) for h in (xx, yy)])
    sums = np.add(bound.gradient(x, y), bound.gradient(x + 0.5, y + 0.5))
    assert run.positions[1] == pytest.approx(np.array(bound.start) - 0.5e-3 * sums)
    assert run.evaluations.tolist() == [0, 3]


@each(
    "broken",
    [
        {"hessian": lambda x, y: (1 + 0 * x, 0, y * 1e308 * 10)},
        {"hessian": lambda x, y: (1 / (x - 3), 0, 1 + 0 * y)},
        {"value": lambda x, y: x**700},
        {"value": lambda x, y: x * 1e308 * 10},
        {"gradient": lambda x, y: (x + 0 * 1e300 ** (1 + (x > 3.2)), y)},  # only at the probe
    ],
)
def test_what_is_not_finite_ends_the_race_in_both(broken):
    assert assert_same(greedy, replace(SURFACES["sphere"], **broken), {"learning_rate": 0.5}, 5, start=(3.0, 2.0)) == 1


def test_a_sample_is_seen_in_the_loss_and_at_the_probe_too():
    """At every step the surface that the sample says: here one that is twice as high, with twice its derivatives."""
    bound = SURFACES["beale"]
    twice = replace(
        bound,
        value=lambda x, y: 2 * bound.value(x, y),
        gradient=lambda x, y: tuple(2 * part for part in bound.gradient(x, y)),
        hessian=lambda x, y: tuple(2 * part for part in bound.hessian(x, y)),
    )
    given = (greedy, bound, {"learning_rate": 0.5})
    expected = run_floats(greedy, twice, {"learning_rate": 0.5}, bound.start, 20)
    run = run_floats(*given, bound.start, 20, sample=lambda t: twice)
    lanes, _ = run_lanes(*given, np.array(bound.start)[:, None], 20, sample=lambda t: twice)
    np.testing.assert_array_equal(run.positions, expected.positions)
    np.testing.assert_array_equal(run.states["seen"], expected.states["seen"])
    np.testing.assert_allclose(lanes[:, :, 0], expected.positions, rtol=1e-9)


def test_a_rule_of_another_form_is_refused():
    with pytest.raises(TypeError, match=r"^odd\('x', 'z'\): a rule begins with x, g"):

        @elementwise(label="", source="", formula="", watch="")
        def odd(x, z):
            return (x,)

    with pytest.raises(TypeError, match=r"^odd: a state begins at rate"):

        @elementwise(label="", source="", formula="", watch="")
        def odd(x, g, step="rate", *, learning_rate: Annotated[float, RATE] = 0.5):
            return (x, step)
