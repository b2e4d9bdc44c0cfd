"""Performance profiles on tables that were worked out by hand, and the stored ranking against a part made anew."""

import numpy as np
import pytest
from each import each

from optimizers import OPTIMIZERS
from races import RaceSpec, race
from races.profiles import Standing, profile, ratios, standings, steps_of
from races.ranking import (
    BUDGET,
    DATA,
    RANKED,
    STARTS,
    Ranking,
    evaluations,
    ranking,
    renewed,
    starts_on,
    stored,
    written,
)
from races.tuning import tuned
from surfaces import SURFACES

NEVER = np.inf
COSTS = np.array(
    [
        [10.0, 20.0, 40.0],
        [30.0, 10.0, NEVER],
        [8.0, 8.0, 16.0],
        [NEVER, NEVER, 5.0],
        [NEVER, NEVER, NEVER],
    ]
)
RATIOS = [[1, 2, 4], [3, 1, NEVER], [1, 1, 2], [NEVER, NEVER, 1], [NEVER, NEVER, NEVER]]


def test_ratios_by_hand():
    assert ratios(COSTS).tolist() == RATIOS


@pytest.mark.parametrize(
    ("method", "shares"),
    [(0, [0.4, 0.4, 0.6, 0.6]), (1, [0.4, 0.6, 0.6, 0.6]), (2, [0.2, 0.4, 0.4, 0.6])],
)
def test_profiles_by_hand(method, shares):
    ratio = ratios(COSTS)[:, method]
    assert profile(ratio, np.array([1, 2, 3.5, 1000])).tolist() == pytest.approx(shares)
    taus, rho = steps_of(ratio, last=10)
    assert (taus[0], taus[-1]) == (1, 10)
    assert rho.tolist() == profile(ratio, taus).tolist()
    assert (np.diff(rho) >= 0).all()
    assert rho[-1] == pytest.approx(shares[-1])


def test_standings_by_hand():
    assert standings(COSTS, "abc") == {
        "a": Standing(solved=0.6, wins=0.4, ratio=3.0),  # of 1, 1, 3, never the upper middle
        "b": Standing(solved=0.6, wins=0.4, ratio=2.0),
        "c": Standing(solved=0.6, wins=0.2, ratio=4.0),
    }
    nobody = np.full((2, 1), NEVER)
    assert standings(nobody, "a") == {"a": Standing(0.0, 0.0, NEVER)}


def test_a_method_alone_wins_what_it_solves():
    assert standings(COSTS[:, :1], "a") == {"a": Standing(0.6, 0.6, 1.0)}


def test_scaling_a_problem_changes_nothing():
    """A profile does not ask how hard a problem is."""
    assert ratios(COSTS * np.array([[2.0], [0.5], [8.0], [1.0], [3.0]])).tolist() == RATIOS


# The stored ranking


def test_the_file_is_in_the_order_of_the_tables_and_has_no_others():
    """Who is not ranked yet is left out by the page, which says so: no error, but the report says so, too."""
    found = ranking()
    assert found.budget == BUDGET
    assert list(found.costs) == [name for name in RANKED if name in found.costs]
    for name, methods in found.costs.items():
        assert found.starts[name].tolist() == starts_on(name).tolist()
        assert list(methods) == [method for method in OPTIMIZERS if method in methods]
        for costs in methods.values():
            assert costs.shape == (STARTS,)
            assert ((costs <= BUDGET) | np.isinf(costs)).all()
    assert found.table(("sgd", "adam"), ("sphere", "beale")).shape == (2 * STARTS, 2)
    assert written(stored()["surfaces"]) == DATA.read_text()
    assert tuple(name for name in SURFACES if SURFACES[name].minima) == RANKED
    new = [name for name in RANKED if name not in found.costs]
    new += [name for name in OPTIMIZERS if any(name not in methods for methods in found.costs.values())]
    if new:
        pytest.skip(f"not ranked yet: make data ONLY='{' '.join(new)}'")


def test_who_is_not_ranked_everywhere_is_left_out():
    one = np.ones(STARTS)
    partly = Ranking(BUDGET, {}, {"booth": {"sgd": one, "adam": one, "new": one}, "matyas": {"sgd": one, "adam": one}})
    assert partly.ranked(("sgd", "new", "adam"), ("booth", "beale", "matyas")) == (("sgd", "adam"), ("booth", "matyas"))
    assert partly.ranked(("new", "sgd"), ("booth",)) == (("new", "sgd"), ("booth",))
    assert partly.ranked(("sgd",), ("beale",)) == ((), ())


def test_only_what_is_named_is_run():
    entries = {"booth": {"starts": [[1, 2]], "evaluations": {"sgd": [7], "bfgs": [8]}}}
    found = renewed(entries, ["adam"])
    assert list(found) == ["booth"]
    assert list(found["booth"]["evaluations"]) == ["sgd", "adam", "bfgs"]
    assert found["booth"]["evaluations"] | {"adam": 0} == {"sgd": [7], "adam": 0, "bfgs": [8]}
    assert renewed(entries, ["saddle"]) == entries  # nobody is ranked where there is no minimum


@each(
    "method, surface",
    [
        ("sgd", "sphere"),
        ("adam", "beale"),
        ("newton_diagonal", "rosenbrock"),
        ("bfgs", "six_hump_camel"),
        ("vsgd_fd", "booth"),
    ],
)
def test_a_part_of_it_made_anew_is_the_same(method, surface):
    """Exactly: starts disturbed in their last bits, and other kernels of OpenBLAS, change none of these counts."""
    costs = ranking().costs[surface][method]
    assert evaluations(method, surface) == np.where(np.isinf(costs), 0, costs).tolist()


def test_where_rounding_decides_most_of_it_made_anew_is_the_same():
    """Hessian-free's steps on Beale's surface hang on comparisons of nearly equal losses: of its 20 counts two change
    with the last bit of the starts. More than twice as many would be another method."""
    costs = ranking().costs["beale"]["hessian_free"]
    found = np.array(evaluations("hessian_free", "beale"))
    assert (found != np.where(np.isinf(costs), 0, costs)).sum() <= 4


@pytest.mark.parametrize(("method", "surface"), [("momentum", "himmelblau"), ("scaled_conjugate_gradient", "beale")])
def test_a_cost_is_what_a_single_race_spends(method, surface):
    rate = tuned(surface)["learning_rates"].get(method)
    settings = {method: {"learning_rate": rate} if rate else {}}
    costs, starts = ranking().costs[surface][method], ranking().starts[surface]
    for place in range(4):
        spec = RaceSpec(surface=surface, optimizers=settings, start=tuple(starts[place]), steps=BUDGET)
        t = race(spec)[method]
        spent = NEVER if t.steps_to_tolerance is None else t.evaluations[t.steps_to_tolerance]
        assert costs[place] == (spent if spent <= BUDGET else NEVER)
