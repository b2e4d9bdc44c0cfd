"""What is known of the methods around others, and of the two that divide by curvature."""

import numpy as np
import pytest
from runner import RULES, Problem, largest, on, path, run, states_of

from hyperparameters import parse_all
from optimizers import adam, adamw, momentum, nesterov, sgd
from optimizers.block import Block
from optimizers.cautious_adamw import cautious
from optimizers.lookahead import ahead
from optimizers.wrapper import Wrapper, around
from races.lanes import run_lanes
from surfaces import SURFACES

START = np.array([-1.2, 1.0])
WRAPPERS = {name: rule for name, rule in RULES.items() if isinstance(rule, Wrapper)}
CARD = {"label": "Toy", "source": "Toy", "formula": "x", "watch": "A toy: it goes around another one."}


def positions(method, surface, steps, **given):
    """The positions of one racer of a method that need not be in the table, (steps + 1, 2)."""
    settings, problems = parse_all(given, method.hyperparameters, method.name)
    assert not problems
    bound = SURFACES[surface]
    return run_lanes(method, bound, settings, np.array(bound.start)[:, None], steps)[0][:, :, 0]


@pytest.mark.parametrize("name", WRAPPERS)
def test_the_inner_methods_hyperparameters_are_passed_on(name):
    method, inner = WRAPPERS[name], WRAPPERS[name].inner
    assert list(method.hyperparameters)[: len(inner.hyperparameters)] == list(inner.hyperparameters)
    assert list(method.states)[: len(inner.states)] == list(inner.states)
    for key, declared in inner.hyperparameters.items():
        given = {"learning_rate": 0.002} | {key: 0.003 if key == "learning_rate" else declared.value_at(0.9)}
        usual = path(name, on("beale"), 30, np.array([1.0, 1.5]), learning_rate=0.002)
        assert largest(path(name, on("beale"), 30, np.array([1.0, 1.5]), **given) - usual) > 1e-6, key


def test_what_looks_elsewhere_is_not_wrapped():
    with pytest.raises(TypeError, match="odd: nesterov has a look-ahead or a probe; allowed: methods without"):
        around(nesterov, ahead, name="odd", **CARD)


def test_a_setting_that_there_is_not_is_refused():
    with pytest.raises(TypeError, match=r"lookahead\(\) has no hyperparameter 'beta'"):
        RULES["lookahead"].bound({"beta": 1.0})


# Lookahead


@pytest.mark.parametrize("given", [{"share": 1.0}, {"share": 1.0, "period": 1.0}])
def test_a_slow_point_that_goes_all_of_the_way_is_the_inner_method(given):
    expected = path("momentum", on("rosenbrock"), 100, START, learning_rate=5e-4)
    assert (path("lookahead", on("rosenbrock"), 100, START, learning_rate=5e-4, **given) == expected).all()


def test_around_gradient_descent_at_every_step_it_is_a_smaller_rate():
    slow = around(sgd, ahead, name="slow", **CARD)
    found = positions(slow, "beale", 60, learning_rate=0.01, period=1, share=0.25)
    np.testing.assert_allclose(found, positions(sgd, "beale", 60, learning_rate=0.0025), rtol=1e-12)


def test_around_gradient_descent_a_parabola_shrinks_by_a_known_factor():
    """1 − s + s (1 − α h)^K for every K steps."""
    slow = around(sgd, ahead, name="slow", **CARD)
    found = positions(slow, "sphere", 40, learning_rate=0.03, period=4, share=0.6)
    curvature = SURFACES["sphere"].hessian(0.0, 0.0)[0]
    factor = 1 - 0.6 + 0.6 * (1 - 0.03 * curvature) ** 4
    np.testing.assert_allclose(found[4::4], found[:-4:4] * factor, rtol=1e-12)


def test_its_slow_point_stands_still_between_its_steps():
    points, states = states_of("lookahead", on("rosenbrock"), 43, START, learning_rate=5e-4, period=7)
    slow = points + states["d"]
    for t in range(1, 44):
        if t % 7:
            np.testing.assert_allclose(slow[t], slow[t - 1], rtol=1e-12)
        else:
            np.testing.assert_allclose(slow[t], points[t])
            moved = points[t - 1] + states["v"][t] - slow[t - 1]
            np.testing.assert_allclose(slow[t] - slow[t - 1], 0.5 * moved, rtol=1e-9)


# Cautious


def test_each_coordinate_goes_as_adamw_would_or_not_at_all_and_one_that_goes_alone_twice_as_far():
    points, states = run("cautious_adamw", on("rosenbrock"), 300, START, learning_rate=0.1)
    gone = {0: 0, 1: 0, 2: 0}
    for t in range(1, 301):
        before, g = points[t - 1], on("rosenbrock").gradient(points[t - 1])
        settings = {"beta1": 0.9, "beta2": 0.999, "epsilon": 0.0, "weight_decay": 0.0}
        moved, *_ = adamw.rule(before, g, t, *states[t - 1], learning_rate=0.1, **settings)
        step = points[t] - before
        assert (step * g <= 0).all()
        downhill = (before - moved) * g > 0
        gone[int(downhill.sum())] += 1
        further = 2 if downhill.sum() == 1 else 1
        np.testing.assert_allclose(step, np.where(downhill, further * (moved - before), 0.0), rtol=0, atol=1e-14)
    assert min(gone.values()) > 10


@pytest.mark.parametrize(("waiting", "further"), [(0, 1), (1, 4 / 3), (3, 4)])
def test_the_share_is_that_of_all_coordinates(waiting, further):
    """Four of them, of which so many see their gradient turn at the second step; at least one goes on."""
    second = np.where(np.arange(4) < waiting, -1e-3, 1.0)
    given, pull = {"learning_rate": 0.1, "epsilon": 0.0}, 0.1 * 0.05
    rule, *_ = RULES["cautious_adamw"].bound(given | {"weight_decay": 0.05})
    x, m, v = rule(np.full(4, 3.0), np.ones(4), 1, np.zeros(4), np.zeros(4))
    found, *_ = rule(x, second, 2, m, v)
    adams, *_ = adamw.bound(given | {"weight_decay": 0.0})[0](x, second, 2, m, v)
    np.testing.assert_allclose(found, x - pull * x + np.where(second > 0, further * (adams - x), 0.0), rtol=1e-14)


def test_no_share_below_a_thousandth_divides():
    """As in the authors' program: one of 4000 goes a thousand times as far, not 4000 times."""
    rule, *_ = RULES["cautious_adamw"].bound({"learning_rate": 0.1, "epsilon": 0.0, "weight_decay": 0.0})
    g = np.where(np.arange(4000) == 7, 1.0, -1.0)
    x, *_ = rule(np.zeros(4000), g, 1, np.where(g > 0, 0.0, 100.0), np.zeros(4000))
    np.testing.assert_allclose(x[7], -0.1 * 1000, rtol=1e-12)
    assert np.flatnonzero(x).tolist() == [7]


def test_it_trains_in_the_numbers_of_the_weights():
    rule, *_ = RULES["cautious_adamw"].bound({"learning_rate": 0.1})
    x = np.linspace(-1, 1, 6, dtype=np.float32)
    assert {part.dtype for part in rule(x, x, 1, 0 * x, 0 * x)} == {np.dtype(np.float32)}


def test_what_goes_around_a_block_rule_is_one():
    """It is given arrays, and its states are summed up as they were."""
    same = around(RULES["prodigy"], lambda step, x, g: step(), name="same", **CARD)
    assert isinstance(same, Block)
    found = positions(same, "beale", 100)
    np.testing.assert_array_equal(found, positions(RULES["prodigy"], "beale", 100))
    assert largest(found - found[0]) > 0.1


def test_while_all_go_downhill_cautious_adamw_is_adamw():
    slope = Problem(lambda x: np.array([3.0, -0.2]))
    given = {"learning_rate": 0.1, "weight_decay": 0.02}
    expected = path("adamw", slope, 40, START, **given)
    np.testing.assert_allclose(path("cautious_adamw", slope, 40, START, **given), expected, rtol=1e-12)


def test_caution_goes_around_others_too():
    def careful(step, x, g):
        return cautious(step, x, g, learning_rate=0.0, weight_decay=0.0)

    assert around(momentum, lambda step, x, g: step(), name="same", **CARD).states == {"v": 0.0}
    assert (positions(around(adam, lambda step, x, g: step(), name="same", **CARD), "beale", 50, learning_rate=0.1)
            == positions(adam, "beale", 50, learning_rate=0.1)).all()  # fmt: skip
    with pytest.raises(TypeError, match="weight_decay"):  # which Adam does not know
        positions(around(adam, careful, name="odd", **CARD), "beale", 1)


# Sophia and AdaHessian


@pytest.mark.parametrize("name", ["sophia", "adahessian"])
def test_a_loss_64_times_as_steep_makes_the_same_path_to_the_bit(name):
    one, other = (path(name, on("rosenbrock", c), 100, START, learning_rate=0.05) for c in (1.0, 64.0))
    assert (one == other).all()
    assert largest(one - START) > 0.1


def test_sophias_steps_are_no_longer_than_the_rate():
    points = path("sophia", on("rosenbrock"), 200, START, learning_rate=0.03)
    lengths = np.abs(np.diff(points, axis=0))
    assert lengths.max() <= 0.03 * (1 + 1e-12)
    assert (lengths > 0.03 * (1 - 1e-12)).any()
    assert (lengths < 0.02).any()


def test_what_weighs_sophias_curvature_divides_its_step():
    """As long as the step is not cut, twice the weight is half the rate."""
    bowl = Problem(lambda x: np.array([2.0, 50.0]) * x, curvature=lambda x: np.array([2.0, 50.0]))
    given = {"beta1": 0.0, "beta2": 0.0}
    once = path("sophia", bowl, 30, np.array([0.7, -0.9]), learning_rate=0.1, gamma=1.0, **given)
    np.testing.assert_allclose(
        path("sophia", bowl, 30, np.array([0.7, -0.9]), learning_rate=0.2, gamma=2.0, **given), once, rtol=1e-12
    )


def test_where_curvature_is_negative_sophia_follows_the_sign():
    hill = Problem(lambda x: np.array([2.0, -1e-3]), curvature=lambda x: np.array([-5.0, -1.0]))
    np.testing.assert_allclose(np.diff(path("sophia", hill, 5, START, learning_rate=0.1), axis=0), [[-0.1, 0.1]] * 5)


def test_without_memory_they_are_newton_along_the_axes():
    bowl = Problem(lambda x: np.array([2.0, 50.0]) * x, curvature=lambda x: np.array([2.0, 50.0]))
    for name, given in (("adahessian", {}), ("sophia", {"beta2": 0.0, "gamma": 1.0})):
        _, end = path(name, bowl, 1, np.array([0.7, -0.9]), learning_rate=1.0, beta1=0.0, **given)
        np.testing.assert_allclose(end, 0.0, atol=1e-15)
