"""Races that run in other coordinates than they are drawn in: the drawn path is preconditioned descent."""

from dataclasses import replace

import numpy as np
import pytest
from each import each

from races import RaceSpec, race
from races.basins import BasinSpec, basins
from races.course import path_of
from races.inside import inside
from races.sweeps import SweepSpec, sweep
from surfaces import SURFACES
from surfaces.datasets import WEIGHTS

S = np.array([[1, 0.09], [0.09, 0.01]])
#: The matrix M of w ← w − α M ∇f(w), for ε = 0.02.
PRECONDITIONERS = {
    "normalized_regression": np.diag(1 / (np.diag(S) + 0.02)),
    "whitened_regression": np.linalg.inv(S + 0.02 * np.eye(2)),
}
NAMES = list(PRECONDITIONERS)


def drawn_back(name, on=1, method="sgd", rate=0.4, **given):
    parameters = {"epsilon": 0.02, "drawn_back": on}
    given = {"steps": 60, "start": None if on == 0 else (1.0, 7.0)} | given
    return RaceSpec(name, {method: {"learning_rate": rate}}, surface_parameters=parameters, **given)


@pytest.mark.parametrize("name", NAMES)
def test_drawn_back_gradient_descent_is_preconditioned_descent(name):
    t = race(drawn_back(name))["sgd"]
    w = np.array([1.0, 7.0])
    plain = SURFACES["linear_regression"]
    for point, loss, norm in zip(t.positions, t.losses, t.gradient_norms, strict=True):
        np.testing.assert_allclose(point, w, rtol=1e-9)
        assert loss == pytest.approx(plain.value(*w))
        assert norm == pytest.approx(np.hypot(*plain.gradient(*w)), rel=1e-6, abs=1e-12)
        w = w - 0.4 * PRECONDITIONERS[name] @ plain.gradient(*w)
    np.testing.assert_allclose(t.distances, np.hypot(*(t.positions - WEIGHTS).T))


@each("name", NAMES)
@each("method", ["adam", "momentum", "newton", "rmsprop", "rprop"])
@each("noise", ["none", "data_batches", "additive"])
def test_the_two_pictures_show_one_race(name, method, noise):
    """From the same start, over φ and mapped back, with the same samples."""
    given = {"method": method, "rate": 0.1, "noise": noise, "seed": 3}
    over_phi = drawn_back(name, on=0, **given)
    a = np.array(SURFACES[name].bind(epsilon=0.02, drawn_back=1).course.matrix)
    start = tuple((a @ over_phi.start).tolist())
    back = drawn_back(name, start=start, **given)
    one, other = race(over_phi)[method], race(back)[method]
    np.testing.assert_allclose(one.positions[:20] @ a.T, other.positions[:20], rtol=1e-5, atol=1e-7)
    np.testing.assert_allclose(one.losses[:20], other.losses[:20], rtol=1e-5, atol=1e-9)
    assert other.positions[0] == pytest.approx(start, abs=1e-14)


def test_whitened_with_rate_one_is_home_in_one_step():
    for on in (0, 1):
        spec = RaceSpec("whitened_regression", {"sgd": {"learning_rate": 1}}, surface_parameters={"drawn_back": on})
        t = race(spec)["sgd"]
        assert t.distances[0] > 0.5
        assert t.distances[1] < 1e-11
        assert t.losses[1] == pytest.approx(0.005)


def test_a_large_epsilon_at_a_rate_to_match_is_plain_descent():
    """ε → ∞ with α/ε fixed."""
    parameters = {"epsilon": 1.0, "drawn_back": 1, "scale": 0.01, "correlation": 0}
    back = race(RaceSpec("whitened_regression", {"sgd": {"learning_rate": 0.5}}, surface_parameters=parameters))["sgd"]
    rate_y = 0.5 / (1 + 1e-4)  # M is diag(1/(1 + ε), 1/(10⁻⁴ + ε)) here
    away = back.positions[:, 1] - WEIGHTS[1]
    np.testing.assert_allclose(away[1:] / away[:-1], 1 - rate_y * 1e-4)


def test_with_all_data_the_whitening_does_not_change():
    full = {"noise": "data_batches", "noise_parameters": {"batch_size": 400}}
    for every in (1, 7):
        parameters = {"every": every, "drawn_back": 1}
        spec = RaceSpec("whitened_regression", {"sgd": {"learning_rate": 0.3}}, surface_parameters=parameters, steps=40)
        noisy = race(replace(spec, **full))["sgd"].positions
        np.testing.assert_allclose(noisy, race(spec)["sgd"].positions, rtol=1e-9)


def test_units_and_coordinates_go_together():
    plain = drawn_back("whitened_regression")
    path = path_of(plain.bound_surface, (3.0, 0.5, 2.0))
    points = np.array([[1.0, 7.0], [-2.0, 0.5]])
    np.testing.assert_allclose(path.back(path.inverse(points)), points)
    assert path.there((1.0, 7.0)) == pytest.approx(path.inverse(points[0]))
    assert path.seen.value(*path.inverse(points[0])) == pytest.approx(2 * plain.bound_surface.value(1.0, 7.0))
    newton = replace(plain, optimizers={"newton": {"learning_rate": 0.5}})
    other = replace(newton, units=(3.0, 0.5, 2.0), noise="data_batches")  # Newton has the right units
    same = replace(newton, noise="data_batches")
    np.testing.assert_allclose(race(other)["newton"].positions[:8], race(same)["newton"].positions[:8], rtol=1e-6)


@pytest.mark.parametrize("name", NAMES)
def test_sweeps_run_where_the_race_runs(name):
    spec = drawn_back(name)
    swept = SweepSpec(replace(spec, optimizers={"sgd": {}, "newton": {}}), low=0.1, high=10, count=9)
    result = sweep(swept)
    for place, rate in enumerate(swept.rates):
        alone = race(drawn_back(name, rate=float(rate)))["sgd"]
        assert result["sgd"].losses[place] == pytest.approx(alone.losses[-1], rel=1e-9)
    largest = np.linalg.eigvals(PRECONDITIONERS[name] @ S).real.max()
    assert result["sgd"].bound == pytest.approx([2 / largest])


@pytest.mark.parametrize("method", ["sgd", "newton"])
def test_basins_run_where_the_race_runs(method):
    given = {"surface_parameters": {"epsilon": 0.02, "drawn_back": 1}, "steps": 30, "size": 4}
    settings = {method: {"learning_rate": 0.4}}
    found = basins(BasinSpec("normalized_regression", settings, **given))[method]
    for row, column in ((0, 0), (3, 1)):
        start = (found.x[column], found.y[row])
        alone = race(drawn_back("normalized_regression", method=method, start=start, steps=30))[method]
        assert found.ends[row, column] == pytest.approx(alone.positions[-1])
        assert (found.minimum[row, column] == 0) == (alone.status == "arrived")


def test_the_look_inside_is_in_the_coordinates_of_the_race():
    spec = drawn_back("whitened_regression")
    found, path = inside(spec, "sgd"), path_of(spec.bound_surface, spec.units)
    np.testing.assert_allclose(found.moves[1:], -0.4 * found.gradients[1:], atol=1e-10)
    np.testing.assert_allclose(path.back(found.positions), race(spec)["sgd"].positions, rtol=1e-12)


def test_accuracy_is_recorded_where_there_is_one():
    spec = RaceSpec("noisy_moons", {"sgd": {"learning_rate": 0.5}}, steps=30, noise="data_batches")
    result = race(spec)
    accuracies = result["sgd"].accuracies
    assert accuracies[0] < 0.5 < 0.75 < accuracies[-1]
    assert accuracies[7] == SURFACES["noisy_moons"].accuracy(*result["sgd"].positions[7])
    assert result.to_frame()["accuracy"].tolist() == accuracies.tolist()
    plain = race(RaceSpec("sphere"))
    assert plain["sgd"].accuracies is None
    assert "accuracy" not in plain.to_frame()


def test_noise_that_needs_data_is_refused_elsewhere():
    _, problems = RaceSpec.lenient({"surface": "beale", "noise": "data_batches"})
    assert "needs a loss that is a mean over samples of data; allowed on: linear_regression" in problems[0]
    _, problems = RaceSpec.lenient({"surface": "noisy_moons", "noise": "minibatch"})
    assert "needs a loss that is a sum of squares" in problems[0]
