"""Other units, other scales, other axes: which methods notice, and which do not."""

import math
from inspect import unwrap

import numpy as np
import pytest
from each import each
from runner import BLOCKS, RULES, Problem, largest, on, path, rated

from optimizers.elementwise import MEASURES
from surfaces import SURFACES

START = np.array([-0.5, 1.0])
#: Rates at which a path is long enough to be told from another, and nobody is thrown off.
RATES = {"gradient": 2e-4, "rate": 0.02, "curvature": 1.0}


def measured(measure, rescales=True):
    """The names of the methods that declare this."""
    return [name for name, rule in RULES.items() if (rule.measure, rule.rescales) == (measure, rescales)]


def unguarded(name):
    """The least curvature that a method assumes switched off, as the runner does with ε, λ and weight decay; and the
    distance of SAM's probe, which is a length of its own."""
    lengths = {"rho": 0.0} if name == "sam" else {}
    return lengths | ({"h_min": 1e-12} if "h_min" in RULES[name].hyperparameters else {})


def of_one_unit(name, factors):
    """A block rule knows no unit of a single coordinate."""
    return factors[0] if name in BLOCKS else factors


@each("name", RULES)
def test_the_unit_of_the_step_is_that_of_its_measure(name):
    """For x = k z the gradient in z is k times that in x, the curvature k² times; the first step, back in x, changes by
    the factor kᵖ."""

    def first_step(k):
        bowl = Problem(
            lambda z: k * (7e3 + 1e7 * k * z),
            loss=lambda z: 5 + k * z * (7e3 + 5e6 * k * z),
            curvature=lambda z: 1e7 * k * k,
        )
        with np.errstate(over="ignore"):  # some rates are far too large
            points = np.ravel(path(name, bowl, 15, **unguarded(name), **rated(name, 0.1)))
        steps = np.diff(points)
        return steps[steps != 0][0]

    found = [math.log(first_step(k) * k / first_step(1.0)) / math.log(k) for k in (0.01, 3.0, 1000.0)]
    power = next(
        (measure for measure, power in MEASURES.items() if found == pytest.approx([power] * 3, abs=0.02)), None
    )
    assert power == RULES[name].measure, (
        f"{name} declares measure={RULES[name].measure!r}, but in units k times as large its first step changes by k "
        f"to the power {found[1]:.3g}: of {MEASURES}, that is {power!r}"
    )


@each("name", measured("rate"))
def test_rescaling_the_gradient_of_each_coordinate_changes_nothing(name):
    expected = path(name, on("himmelblau"), 100, START, **rated(name, 0.02))
    assert largest(expected - START) > 0.1
    for factors, tolerance in (((2.0**-9, 2.0**20), 0), ((1e-3, 7e5), 1e-12), ((3.0, 0.1), 1e-12)):
        actual = path(name, on("himmelblau", of_one_unit(name, factors)), 100, START, **rated(name, 0.02))
        allowed = tolerance * (1e4 if name == "rmsprop_centered" else 1)  # a difference of nearly equal numbers
        assert largest(actual - expected) <= allowed, f"{name} minds {factors}: declare rescales=False"


@pytest.mark.parametrize("name", measured("rate", False))
def test_rescaling_the_gradient_changes_those_that_say_so(name):
    expected, other = (path(name, on("himmelblau", c), 100, START, learning_rate=10.0) for c in (1.0, 1e-3))
    assert largest(other - expected) > 1e-2, f"{name} does not mind: declare rescales=True"


@each("name", measured("curvature"))
@each("c", [2.0**-9, 2.0**20])
def test_a_steeper_surface_changes_nothing_where_the_curvature_counts(name, c):
    surface = "himmelblau" if "f" in RULES[name].supplied else "styblinski_tang"  # whose lowest value is 0
    expected, actual = (path(name, on(surface, k), 60, START, **unguarded(name)) for k in (1.0, c))
    assert largest(actual - expected) == 0, f"{name} minds a loss {c:g} times as steep: declare rescales=False"
    assert largest(expected - START) > 0.1


@pytest.mark.parametrize("name", measured("curvature", False))
def test_a_steeper_surface_changes_those_that_say_so(name):
    """vSGD-fd: its probe lies at another distance."""
    expected, actual = (path(name, on("styblinski_tang", k), 60, START, **unguarded(name)) for k in (1.0, 2.0**-9))
    assert largest(actual - expected) > 1e-6, f"{name} does not mind: declare rescales=True"


@each("name", measured("gradient"))
@each("c, tolerance", [(4.0, 0), (0.037, 1e-12), (12.3, 1e-12)])
def test_a_steeper_surface_is_a_larger_learning_rate(name, c, tolerance):
    start, rate = np.array([1.0, 1.5]), 0.0002
    expected = path(name, on("beale"), 100, start, learning_rate=rate)
    steeper = path(name, on("beale", c), 100, start, learning_rate=rate / c)
    allowed = tolerance * (1e3 if name == "barzilai_borwein" else 1)  # rounding grows as it strides
    assert largest(steeper - expected) <= allowed, f"{name} minds: declare rescales=False"
    unrated = path(name, on("beale", c), 100, start, learning_rate=rate)
    assert largest(unrated - expected) > 1e-3


def test_where_the_gradients_size_counts_alone_every_method_rescales():
    """A newcomer that does not is a kind of its own, and asks for a check of its own here."""
    assert measured("gradient", False) == []


def turned(name, angle=0.7):
    """How far the path on Rosenbrock turned by an angle is from the turned path on Rosenbrock, in lengths of the path
    from end to end."""
    c, s = math.cos(angle), math.sin(angle)
    rotation, start, rosenbrock = np.array([[c, -s], [s, c]]), np.array([-1.2, 1.0]), on("rosenbrock")

    def curvature(point):
        xx, xy, yy = SURFACES["rosenbrock"].hessian(*(rotation.T @ point))
        return np.diag(rotation @ np.array([[xx, xy], [xy, yy]]) @ rotation.T)

    onto = Problem(
        gradient=lambda point: rotation @ rosenbrock.gradient(rotation.T @ point),
        loss=lambda point: rosenbrock.loss(rotation.T @ point),
        curvature=curvature,
    )
    given = rated(name, RATES[RULES[name].measure])
    steps = 20 if name in ("polyak_step", "barzilai_borwein") else 50  # they stride so boldly that rounding is seen
    paths = path(name, rosenbrock, steps, start, **given), path(name, onto, steps, rotation @ start, **given)
    return largest(paths[1] - paths[0] @ rotation.T) / largest(paths[0] - start)


@each("name", RULES)
def test_equivariant_under_rotation_if_and_only_if_it_says_so(name):
    apart = turned(name)
    said = f"{name} declares rotates={RULES[name].rotates}; in turned axes its path is {apart:.1g} of its length away"
    assert apart < 1e-9 if RULES[name].rotates else apart > 1e-2, said


#: What every rule is held to, by its name; the others are of rules that declare one thing.
CONTRACTS = (
    unwrap(test_the_unit_of_the_step_is_that_of_its_measure),
    unwrap(test_equivariant_under_rotation_if_and_only_if_it_says_so),
)
