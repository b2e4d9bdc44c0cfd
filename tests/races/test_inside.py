"""The look inside: what a racer saw, did and knew at each step."""

from dataclasses import replace

import numpy as np
import pytest
from each import each

from optimizers import OPTIMIZERS, Elementwise
from races import RaceSpec, race
from races.inside import inside
from races.noise.samples import samples_of
from races.tuning import tuned_spec

SPEC = replace(tuned_spec("beale"), steps=40)


@each("name", OPTIMIZERS)
def test_the_moves_lead_from_point_to_point(name):
    t, found = race(SPEC)[name], inside(SPEC, name)
    np.testing.assert_allclose(found.positions, t.positions)
    np.testing.assert_allclose(found.moves.cumsum(axis=0) + t.positions[0], t.positions, atol=1e-9)
    assert found.states.keys() == t.states.keys()
    assert np.isnan(found.gradients[0]).all()
    if isinstance(OPTIMIZERS[name], Elementwise) and not OPTIMIZERS[name].look_ahead:
        for step in (1, 7, 40):
            assert found.gradients[step] == pytest.approx(SPEC.bound_surface.gradient(*t.positions[step - 1]))


def test_the_effective_rate_of_gradient_descent_is_its_learning_rate():
    rates = inside(SPEC, "sgd").rates[1:]
    np.testing.assert_allclose(rates, SPEC.optimizers["sgd"]["learning_rate"], rtol=1e-6)


def test_nesterov_sees_the_gradient_ahead():
    found, settings = inside(SPEC, "nesterov"), SPEC.optimizers["nesterov"]
    v = found.states["v"]
    wanted = settings["momentum"] * v[:-1] - settings["learning_rate"] * found.gradients[1:]
    np.testing.assert_allclose(v[1:], wanted, atol=1e-12)


def test_it_sees_the_noise():
    spec = replace(SPEC, noise="additive", seed=4)
    found = inside(spec, "adam")
    sample = samples_of("additive", tuple(spec.noise_parameters.items()), 4, spec.bound_surface, spec.start, 40)
    assert found.gradients[9] == pytest.approx(sample(9).gradient(*found.positions[8].tolist()))


def test_in_other_units_it_tells_what_the_racer_saw_there():
    spec = replace(SPEC, units=(2.0, 4.0, 3.0))
    found, t = inside(spec, "sgd"), race(spec)["sgd"]
    np.testing.assert_allclose(found.positions, t.positions / (2, 4))
    wanted = np.array(spec.bound_surface.gradient(*t.positions[4])) * (6, 12)
    assert found.gradients[5] == pytest.approx(wanted)


def test_who_does_not_race_cannot_be_looked_into():
    with pytest.raises(KeyError):
        inside(RaceSpec(), "adam")
