"""The Rprop family: what its members share, and how they part where a sign flips."""

import numpy as np
import pytest
from runner import RPROPS, WILD, Problem, largest, on, path, run, steps_of

SIGNS = [1, 1, 0, 0, 0, 1, 1, -1, -1, -1, 1]
ALIKE = [-0.1, -0.12, 0, 0, 0, -0.12, -0.144]  # after a zero the step length is kept


@pytest.mark.parametrize(
    ("name", "after"),
    [
        ("rprop", [0.072, 0.0864, 0.10368, -0.05184]),
        ("rprop_plus", [0.144, 0.072, 0.0864, -0.0864]),  # back, anew, and back again
        ("irprop_minus", [0, 0.072, 0.0864, 0]),
    ],
)
def test_what_follows_a_change_of_sign(name, after):
    np.testing.assert_allclose(steps_of(name, SIGNS, learning_rate=0.1), ALIKE + after, rtol=1e-12)


def going(slope, gradients):
    """These gradients, and a loss that rises or falls all the time."""
    step = iter(range(len(gradients)))
    return Problem(lambda x: 0.0, loss=lambda x: float(slope * next(step)), noise=gradients)


@pytest.mark.parametrize(("slope", "after"), [(1, [0.144, 0.072, 0.0864, -0.0864]), (-1, [0, 0.072, 0.0864, 0])])
def test_irprop_plus_goes_back_only_if_the_loss_has_risen(slope, after):
    given = {"stay": True, "learning_rate": 0.1}
    np.testing.assert_allclose(path("irprop_plus", going(slope, SIGNS), 11, **given)[1:], ALIKE + after, rtol=1e-12)


@pytest.mark.parametrize(("slope", "same"), [(1, "rprop_plus"), (-1, "irprop_minus")])
def test_irprop_plus_is_one_of_the_others_if_the_loss_goes_one_way(slope, same):
    assert (path("irprop_plus", going(slope, WILD), 300, np.zeros(8)) == path(same, WILD, 300, np.zeros(8))).all()


def test_irprop_plus_never_keeps_a_crossing_that_raised_the_loss():
    """Along one coordinate: after a step back it is where it was before the crossing."""
    found, states = run("irprop_plus", on("styblinski_tang"), 60, np.array([-0.5, 1.0]), learning_rate=0.7)
    moves = np.array([np.broadcast_to(move, 2) for _, _, move, _ in states])
    back = (moves[1:] == -moves[:-1]) & (moves[1:] != 0)
    assert back.any()
    assert largest((found[2:] - found[:-2])[back[1:]]) < 1e-15


def test_rprop_with_both_factors_1_is_the_manhattan_rule():
    fixed = {"learning_rate": 0.1, "eta_plus": 1, "eta_minus": 1}
    manhattan = steps_of("manhattan", WILD, learning_rate=0.1)
    for name in ("rprop", "rprop_plus"):  # to undo a step is to step back, if all are of one length
        assert (steps_of(name, WILD, **fixed) == manhattan).all()
    pausing = steps_of("irprop_minus", WILD, **fixed)
    assert ((pausing == manhattan) | (pausing == 0)).all()
    assert (pausing == 0).any()


def test_steps_grow_until_they_are_longest():
    for name in RPROPS:
        lengths = -steps_of(name, np.ones(60), learning_rate=0.01, eta_plus=1.3, step_max=2.0)
        np.testing.assert_allclose(lengths, np.minimum(0.01 * 1.3 ** np.arange(60), 2), rtol=1e-12)


@pytest.mark.parametrize("name", RPROPS)
def test_it_sees_the_signs_of_gradients_whose_product_underflows(name):
    last = {"rprop": 0.06, "rprop_plus": 0.12, "irprop_minus": 0, "irprop_plus": 0}[name]  # the loss is 0 throughout
    np.testing.assert_allclose(steps_of(name, [1e-200, 1e-200, -1e-200]), [-0.1, -0.12, last], rtol=1e-12)
