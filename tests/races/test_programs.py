"""The programs of methods, losses and schedules do what their rules say."""

import gzip
import random

import numpy as np
import pytest

from optimizers import OPTIMIZERS, Elementwise
from races.programs import script, untraced
from races.schedules import SCHEDULES
from surfaces import SURFACES
from surfaces.program import COUNTS, on_floats
from tracing import TraceError

RULES = {name: method for name, method in OPTIMIZERS.items() if isinstance(method, Elementwise)}


def drawn(declared, place):
    """A value of each hyperparameter: its default, an end of its range, or any."""
    pick = [lambda p: p.default, lambda p: p.minimum, lambda p: p.maximum, lambda p: p.value_at(place.random())]
    return {name: float(place.choice(pick)(parameter)) for name, parameter in declared.items()}


def test_all_but_two_have_a_program():
    assert set(untraced()) == {"logistic_regression", "noisy_moons"}
    said = untraced()["noisy_moons"]
    assert said.startswith("value (surfaces/noisy_moons.py, line ")
    assert "cannot be traced: moons (surfaces/datasets.py, line " in said
    with pytest.raises(TraceError, match="noisy_moons"):
        script(losses=["noisy_moons"])


@pytest.mark.parametrize("name", [name for name in SURFACES if name not in untraced()])
def test_the_program_of_a_loss_is_its_formulas(name):
    place = random.Random(name)
    for _ in range(12):
        surface = SURFACES[name].bind(**drawn(SURFACES[name].hyperparameters, place))
        plain, exact = on_floats(surface)
        for _ in range(8):
            at = [place.uniform(*side) for side in surface.domain]
            for formula in COUNTS:
                written = np.atleast_1d(getattr(surface, formula)(*at))
                size = 1 + np.abs(written).max()
                np.testing.assert_allclose(getattr(plain, formula)(*at), written, rtol=1e-12, atol=1e-13 * size)
                assert getattr(plain, formula)(*at) == getattr(exact, formula)(*at)


@pytest.mark.parametrize("name", SCHEDULES)
def test_the_program_of_a_schedule_is_its_formula(name):
    place = random.Random(name)
    for _ in range(12):
        parameters, steps = drawn(SCHEDULES[name].hyperparameters, place), place.randint(1, 300)
        factor = SCHEDULES[name].over(steps, parameters)
        for t in (1, 2, place.randint(1, steps), steps):
            assert factor(t) == pytest.approx(SCHEDULES[name].factor(t, steps, **parameters), rel=1e-12)


def test_the_module_is_small():
    assert len(gzip.compress(script().encode())) <= 7_000


def test_a_part_of_the_module_has_what_was_named():
    text = script(["adam"], ["beale"], [])
    assert "adam:{" in text
    assert "beale:{" in text
    assert "sgd" not in text
    assert "sin" not in text
