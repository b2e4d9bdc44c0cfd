"""The stored learning rates: complete, allowed, fit to be watched, and made by the code that is there."""

import json

import numpy as np
import pytest
from each import each

from optimizers import CLASSICS, OPTIMIZERS
from races import race
from races.tuning import DATA, RATES, STEPS, TUNED, quick_tune, renewed, stored, tune, tuned, tuned_spec
from surfaces import SURFACES, own_surface


@each("surface", SURFACES)
def test_every_method_has_its_rate(surface):
    entry = tuned(surface)
    assert entry.keys() == {"steps", "learning_rates"}
    assert list(entry["learning_rates"]) == list(TUNED)
    assert entry["steps"] in STEPS
    for name, rate in entry["learning_rates"].items():
        declared = OPTIMIZERS[name].hyperparameters["learning_rate"]
        assert rate in RATES
        assert declared.minimum <= rate <= declared.maximum


def test_the_file_has_no_others_and_is_in_the_order_of_the_tables():
    """What is not stored yet is found when it is asked for, less thoroughly: no error, but the report says so."""
    assert list(stored()) == [name for name in SURFACES if name in stored()]
    for entry in stored().values():
        assert list(entry["learning_rates"]) == [name for name in TUNED if name in entry["learning_rates"]]
    assert DATA.read_text() == json.dumps(stored(), indent=2) + "\n"
    new = [name for name in SURFACES if name not in stored()]
    new += [name for name in TUNED if any(name not in entry["learning_rates"] for entry in stored().values())]
    if new:
        pytest.skip(f"no stored learning rates yet: make data ONLY='{' '.join(new)}'")


@each("surface", SURFACES)
def test_the_tuned_spec_has_them(surface):
    spec = tuned_spec(surface)
    assert (spec.surface, spec.steps, spec.start) == (surface, tuned(surface)["steps"], SURFACES[surface].start)
    assert list(spec.optimizers) == list(OPTIMIZERS)
    assert {n: spec.optimizers[n]["learning_rate"] for n in TUNED} == tuned(surface)["learning_rates"]
    assert list(tuned_spec(surface, ("adam", "sgd", "vsgd")).optimizers) == ["sgd", "vsgd", "adam"]


#: SAM never rests in a minimum, and its probe feels the slope beyond a saddle and draws it into one; nor does Signum
#: rest, which is caught in a dimple of Ackley's at the small steps that it needs. So is Langevin, whose noise grows
#: with its steps.
CAUGHT = {("michalewicz", "sam"), ("saddle", "sam"), ("ackley", "signum")}
CAUGHT |= {("ackley", "langevin"), ("michalewicz", "langevin")}
LEAPING = ("barzilai_borwein",)  # only its first step is tuned: where it leaps from there nobody knows


def racers(surface):
    return tuple(name for name in TUNED if name not in LEAPING and (surface, name) not in CAUGHT)


@each("surface", [name for name, surface in SURFACES.items() if surface.minima])
def test_a_tuned_race_stays_in_the_picture_and_gets_on(surface):
    bound = SURFACES[surface]
    (x_min, x_max), (y_min, y_max) = bound.domain
    lowest = min(bound.value(*minimum) for minimum in bound.minima)
    result = race(tuned_spec(surface, racers(surface)))
    for t in result.values():
        x, y = t.positions.T
        assert t.diverged_at is None
        assert x_min <= x.min() <= x.max() <= x_max
        assert y_min <= y.min() <= y.max() <= y_max
        assert t.losses[-1] - lowest < 0.5 * (t.losses[0] - lowest)


@pytest.mark.parametrize("surface", [name for name, surface in SURFACES.items() if not surface.minima])
def test_without_minima_a_tuned_race_leaves_the_picture_before_its_end(surface):
    (x_min, x_max), (y_min, y_max) = SURFACES[surface].domain
    for t in race(tuned_spec(surface, racers(surface))).values():
        x, y = t.positions.T
        outside = (x < x_min) | (x > x_max) | (y < y_min) | (y > y_max)
        assert outside.any()
        assert np.argmax(outside) > 40  # one can watch it go


@pytest.mark.parametrize("expression", ["abs(x) + abs(y)", "max(x^2, y^2)", "sqrt(x) + y^2"])
def test_where_a_minimum_is_hidden_nobody_is_thrown_out_of_the_picture(expression):
    surface = own_surface(expression)
    assert surface.minima == ()
    found = quick_tune(surface)["learning_rates"]
    assert found["adam"] < 0.1
    assert 0.001 < found["sgd"] < 0.1


@pytest.mark.parametrize("surface", ["saddle", "himmelblau"])
def test_tuning_again_finds_the_same(surface):
    entries = stored() | {surface: {"steps": 1, "learning_rates": {}}}
    again = tune(SURFACES[surface])
    assert again["learning_rates"] == tuned(surface)["learning_rates"]
    assert renewed(entries, [surface]) == stored() | {surface: again}


@pytest.mark.parametrize(("surface", "steps"), [("sphere", 150), ("dixon_price", 250), ("branin", 300)])
def test_the_steps_leave_the_first_view_s_methods_time_to_arrive(surface, steps):
    assert tune(SURFACES[surface], CLASSICS)["steps"] == steps


def test_a_method_named_is_tuned_and_no_step_changes():
    """Whatever else is stored stays: here numbers that nobody would find."""
    entries = {name: {"steps": 7, "learning_rates": {"sgd": 1e-9, "adam": 1e-9}} for name in ("saddle", "himmelblau")}
    found = renewed(entries, ["adam"])
    assert list(found) == ["saddle", "himmelblau"]
    for name, entry in found.items():
        adam = stored()[name]["learning_rates"]["adam"]
        assert entry == {"steps": 7, "learning_rates": {"sgd": 1e-9, "adam": adam}}


def test_without_a_rate_to_tune_a_method_stays_too_where_there_are_minima():
    for surface in [name for name, surface in SURFACES.items() if surface.minima]:
        for t in race(tuned_spec(surface, ("vsgd", "vsgd_fd"))).values():
            assert t.diverged_at is None
            assert t.losses[-1] < (1 if surface in ("goldstein_price", "ackley") else 0.6) * t.losses[0]
