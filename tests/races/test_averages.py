"""Averages of paths: what they are measured as, and that with noise they are nearer than the racer."""

import numpy as np
import pytest

from components.desk import AVERAGED
from races import RaceSpec, race
from races.averages import AVERAGES, average_text, averaged
from races.ending import nearest_minimum
from races.query import VIEW
from races.seen import live_noises
from races.spec import plane_race
from surfaces import SURFACES

DEFAULTS = {key: default for key, (default, _) in VIEW.items()}
NOISY = RaceSpec("sphere", {"sgd": {"learning_rate": 0.2}, "adam": {}}, steps=1200, noise="additive", start=(1.0, 1.0))


def of(spec, name, **view):
    return averaged(race(spec)[name], spec.bound_surface, DEFAULTS | view)


def test_it_is_measured_where_it_is():
    found, surface = of(NOISY, "sgd", average="mean", average_from=50), NOISY.bound_surface
    np.testing.assert_array_equal(found.losses, surface.value(*found.positions.T))
    np.testing.assert_array_equal(found.distances, nearest_minimum(found.positions, surface)[0])
    assert (found.outlines, found.accuracies, dict(found.states)) == (None, None, {})
    assert np.isnan(found.gradient_norms).all()
    np.testing.assert_array_equal(found.evaluations, race(NOISY)["sgd"].evaluations)


def test_with_noise_the_mean_is_nearer_by_far():
    """Of n steps with noise of variance s^2 on a curvature h the mean has s^2 / (h^2 n), whatever the learning rate."""
    racer, found = race(NOISY)["sgd"], of(NOISY, "sgd", average="mean", average_from=200)
    h = NOISY.bound_surface.hessian(0.0, 0.0)[0]
    sigma = NOISY.noise_parameters["sigma"]
    assert racer.losses[300:].mean() > 20 * found.losses[-1]
    assert found.distances[-1] < 3 * np.sqrt(2 * sigma**2 / (h**2 * 1000))


@pytest.mark.parametrize("view", [{"average": "ema", "average_decay": 0.0}, {"average": "mean", "average_from": 1200}])
def test_an_average_of_the_last_position_is_the_racer(view):
    np.testing.assert_array_equal(of(NOISY, "adam", **view).positions, race(NOISY)["adam"].positions)


def test_the_average_of_who_is_lost_rests_with_it():
    spec = RaceSpec("beale", {"sgd": {"learning_rate": 0.5}}, steps=40)
    racer, found = race(spec)["sgd"], of(spec, "sgd", average="mean")
    assert racer.lost_at is not None
    assert len(np.unique(found.positions[racer.lost_at - 1 :], axis=0)) == 1
    assert (found.status, found.lost_at) == (racer.status, racer.lost_at)


def test_the_desk_says_where_the_page_does_not_know_the_loss_of_an_average():
    _, _, told = AVERAGED.partition("has no formula: on ")
    without = [surface.label for surface in SURFACES.values() if not live_noises(surface)]
    assert without
    assert told == f"{', '.join(without)} and networks."


def test_of_a_recorded_training_the_losses_are_not_known():
    spec = plane_race("mlp")
    found = [averaged(t, spec.bound_surface, DEFAULTS | {"average": "mean"}) for t in race(spec).values()]
    assert found
    for each in found:
        assert np.isnan(each.losses).all()
        assert np.isnan(each.distances).all()
        np.testing.assert_array_equal(each.drawn_losses, spec.bound_surface.value(*each.positions.T))


def test_every_kind_is_told_in_words():
    assert [bool(average_text(DEFAULTS | {"average": kind})) for kind in AVERAGES] == [False, True, True]
