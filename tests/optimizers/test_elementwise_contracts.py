"""What every element-wise rule and every block rule of the table is held to, whoever wrote it, at its default settings.

Messages say what to mend: the rule, or what it declares in `@elementwise(...)`. What only one method does is in the
other files.
"""

import numpy as np
import pytest
from runner import RULES, WILD, Problem, path, run, states_of

from races.tuning import RATES

DECADES = 10.0 ** np.arange(-12, 7, 3)
GRADIENTS = np.concatenate([DECADES, -DECADES])[None]  # problems of one coordinate, side by side, as WILD
CURVATURES = np.array([[1.0], [4.0]])
BOWL = Problem(
    gradient=lambda x: CURVATURES * x,
    loss=lambda x: (CURVATURES * x * x).sum(axis=0) / 2 + 0 * x,
    curvature=lambda x: CURVATURES + 0 * x,
)
STEPS = {"prodigy": 100}  # its estimate of an endless distance grows for ever, each step by a factor
#: Every so many steps are one: within them the method goes back.
PERIODS = {"lookahead": 5}
TURNS = 2  # of the lengths under a steady gradient: those of NAdam, whose momentum has a schedule

every = pytest.mark.parametrize("name", RULES)


def guards(name):
    """What guards a division, as declared: the runner takes 0 unless told."""
    declared = RULES[name].hyperparameters
    return {key: declared[key].default for key in ("epsilon", "damping") if key in declared}


@every
def test_a_steady_gradient_is_followed_downhill_and_the_lengths_do_not_see_saw(name):
    """Over 18 decades, up and down. Nothing in what the rule sees alternates, so no memory may make its steps do so."""
    slope = Problem(lambda x: GRADIENTS, loss=lambda x: GRADIENTS * x + np.abs(GRADIENTS))
    points = path(name, slope, STEPS.get(name, 400), 0 * GRADIENTS, **guards(name))[:: PERIODS.get(name, 1)]
    steps = np.diff(points, axis=0)
    ahead = -steps * np.sign(GRADIENTS)
    assert np.isfinite(steps).all(), f"{name}: a step is no number: the root of what is negative? a wrong sign?"
    assert (ahead >= 0).all(), f"{name} goes uphill on a slope that never changes: a wrong sign?"
    assert (ahead.sum(axis=0) > 0).all(), f"{name} rests on a slope"
    for lengths in ahead[:, 0].T:
        changes = np.diff(lengths)
        directions = np.sign(changes[np.abs(changes) > 1e-9 * lengths[1:]])
        turns = int((np.diff(directions) != 0).sum())
        assert turns <= TURNS, f"{name}: its steps grow and shrink by turns ({turns}) on a slope: a wrong sign?"


@every
def test_seen_in_a_mirror_it_goes_the_mirrored_way(name):
    """So a rule without a sign where it needs one fails: a square in the numerator, a root of m."""
    there, back = (path(name, sign * WILD, len(WILD), np.zeros((1, 8)), **guards(name)) for sign in (1, -1))
    assert np.isfinite(there).all()
    assert (there == -back).all(), f"{name}: gradients with the other sign do not make the path with the other sign"


@every
def test_where_the_origin_lies_makes_no_difference(name):
    """Without weight decay, which the runner switches off."""
    here, there = (path(name, WILD, len(WILD), np.full((1, 8), x), **guards(name)) - x for x in (0.0, 1.0))
    assert np.abs(here - there).max() < 1e-12 * np.abs(here).max(), f"{name}: its steps depend on where the origin is"


@every
def test_at_several_rates_it_goes_down_a_bowl(name):
    """Of curvatures 1 and 4, all rates of the tuning at once: to 1 % of the loss in 300 steps, and stays there."""
    rate = RULES[name].hyperparameters.get("learning_rate")
    rates = RATES[(rate.minimum <= RATES) & (rate.maximum >= RATES)] if rate else np.zeros(1)
    start = np.array([[1.0], [-0.7]]) + 0 * rates
    with np.errstate(all="ignore"):
        points = path(name, BOWL, 300, start, **guards(name) | ({"learning_rate": rates} if rate else {}))
        losses = (CURVATURES * points**2).sum(axis=1)
    at_rest = np.nan_to_num(losses[-20:].max(axis=0), nan=np.inf) < 0.01 * losses[0]
    assert at_rest.sum() >= (3 if rate else 1), f"{name} does not go down a bowl, at any of {rates.size} rates"


@every
def test_without_a_gradient_no_weight_grows(name):
    decay = {key: p.default for key, p in RULES[name].hyperparameters.items() if key == "weight_decay"}
    points = path(name, lambda x: 0 * x, 50, np.array([3.0, -2.0]), **guards(name) | decay)
    assert (np.diff(np.abs(points), axis=0) <= 0).all(), f"{name} drives weights away from the origin"


@every
def test_every_state_that_is_declared_is_used(name):
    start = np.array([[1.0], [-0.7]])
    rate = {"learning_rate": 0.05} if "learning_rate" in RULES[name].hyperparameters else {}
    _, states = states_of(name, BOWL, 60, start, **rate)
    for state, values in states.items():
        assert np.isfinite(values).all()
        assert (values != values[0]).any(), f"{name}: state {state} stays as it begins"


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.look_ahead])
def test_what_it_looks_ahead_at_lies_ahead(name):
    look_ahead = RULES[name].look_ahead
    points, states = run(name, lambda x: 1.0, 30, 0.0)
    ahead = [
        (look_ahead(after, *state) - after) * (after - before)
        for before, after, state in zip(points, points[1:], states[1:], strict=False)
    ]
    assert min(ahead) >= 0, f"{name} looks back"
    assert min(ahead[1:]) > 0, f"{name} looks where it is"  # a momentum that grows begins at 0
