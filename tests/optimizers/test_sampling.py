"""What is known of the two methods that are about samples: SVRG, which takes their noise away, and Langevin, which adds
some."""

from dataclasses import replace

import numpy as np
import pytest

from optimizers import OPTIMIZERS
from races import RaceSpec, race
from races.course import path_of
from races.inside import inside
from races.lanes import run_lanes
from races.noise.samples import samples_of
from races.own_noise import own_noise, own_noise_of_lanes
from surfaces import SURFACES

RATE = 0.02
SETTINGS = {"learning_rate": RATE, "period": 7}


def pair(surface, noise, steps=120, rate=RATE, **more):
    """SGD and SVRG in one race."""
    racers = {"sgd": {"learning_rate": rate}, "svrg": {"learning_rate": rate, "period": 7}}
    return RaceSpec(surface, racers, noise=noise, steps=steps, **more)


# SVRG


@pytest.mark.parametrize("units", [(1.0, 1.0, 1.0), (2.0, 0.5, 3.0)])
@pytest.mark.parametrize("noise", ["none", "additive"])
def test_noise_that_is_the_same_everywhere_is_taken_away(noise, units):
    """What is added to a gradient is the same here and at the remembered point: gradient descent without noise."""
    spec = pair("booth", noise, units=units, rate=0.005)
    wanted = race(replace(spec, noise="none", noise_parameters={}))["sgd"].positions
    np.testing.assert_allclose(race(spec)["svrg"].positions, wanted, rtol=0, atol=1e-9)


def test_the_steps_are_those_of_the_paper():
    """From what was recorded: the sample's gradients here and at the last remembered point, and the whole one there."""
    spec = pair("beale", "minibatch", rate=0.002, seed=3)
    x = race(spec)["svrg"].positions
    surface = path_of(spec.bound_surface, spec.units).seen
    sample = samples_of("minibatch", tuple(spec.noise_parameters.items()), 3, surface, spec.start, spec.steps)
    for t in range(1, spec.steps + 1):
        kept = x[7 * ((t - 1) // 7)]
        see = sample(t).gradient
        g, p, whole = (np.array(part) for part in (see(*x[t - 1]), see(*kept), surface.gradient(*kept)))
        np.testing.assert_allclose(x[t] - x[t - 1], -0.002 * (g - p + whole), rtol=1e-9, atol=1e-13)
        if t % 7 == 1:
            np.testing.assert_allclose(x[t] - x[t - 1], -0.002 * whole, rtol=1e-9, atol=1e-13)  # the same sample twice


def test_a_batch_of_all_residuals_is_gradient_descent():
    spec = pair("beale", "minibatch", noise_parameters={"batch_size": 10})
    found = race(spec)
    np.testing.assert_allclose(found["svrg"].positions, found["sgd"].positions, atol=1e-12)


def test_with_mini_batches_it_converges_at_a_constant_rate_where_sgd_hovers():
    """On a valley whose residuals do not vanish at the minimum, so that SGD has noise there."""
    spec = pair("freudenstein_roth", "minibatch", 1500, 0.0005, start=(9.0, -1.2))
    found = {name: t.gradient_norms[-300:].max() for name, t in race(spec).items()}
    assert found["svrg"] < 0.01 * found["sgd"], found


def test_it_pays_for_both_gradients_of_the_sample_and_for_the_whole_one():
    assert OPTIMIZERS["svrg"].cost == 3
    assert OPTIMIZERS["langevin"].cost == 1


# Langevin


def cloud(surface, steps, rate, temperature, starts=3000, burn=150):
    """Positions of racers, each with its own seed, after a while: (2, n)."""
    settings = {"learning_rate": rate, "temperature": temperature, "seed": np.arange(starts, dtype=float)}
    bound = SURFACES[surface]
    path, _ = run_lanes(OPTIMIZERS["langevin"], bound, settings, np.zeros((2, starts)), steps)
    return path[burn:].transpose(1, 0, 2).reshape(2, -1)


@pytest.mark.parametrize(("rate", "temperature"), [(0.1, 0.5), (0.8, 2.0)])
def test_on_a_parabola_the_variance_is_known(rate, temperature):
    """T / (h (1 - rate h / 2)), in both coordinates, which have nothing to do with each other."""
    h = SURFACES["sphere"].hessian(0.0, 0.0)[0]
    found = np.cov(cloud("sphere", 450, rate, temperature))
    wanted = temperature / (h * (1 - rate * h / 2))
    np.testing.assert_allclose(found, wanted * np.eye(2), atol=0.02 * wanted)


def test_at_temperature_0_it_is_gradient_descent():
    racers = {"sgd": {"learning_rate": RATE}, "langevin": {"learning_rate": RATE, "temperature": 0, "seed": 5}}
    found = race(RaceSpec("beale", racers))
    assert (found["langevin"].positions == found["sgd"].positions).all()


def test_each_step_has_the_noise_of_its_seed():
    settings = {"learning_rate": 0.003, "temperature": 0.2, "seed": 9}
    found = inside(RaceSpec("rosenbrock", {"langevin": settings}, steps=60), "langevin")
    noise = np.array([own_noise(9, t) for t in range(1, 61)])
    np.testing.assert_array_equal(found.variables["n"][1:], noise)
    wanted = -0.003 * found.gradients[1:] + np.sqrt(2 * 0.003 * 0.2) * noise
    np.testing.assert_allclose(found.moves[1:], wanted, atol=1e-12)
    again, other = (
        race(RaceSpec("rosenbrock", {"langevin": settings | {"seed": seed}}, steps=60))["langevin"].positions
        for seed in (9, 10)
    )
    assert (again == found.positions).all()
    assert (other[1:] != again[1:]).all()


def test_lanes_have_the_noise_of_their_seeds():
    wanted = np.transpose([own_noise(seed, 77) for seed in range(999)])
    np.testing.assert_array_equal(own_noise_of_lanes(np.arange(999.0), 77), wanted)
    np.testing.assert_array_equal(own_noise_of_lanes(4.0, 77), wanted[:, 4:5])


def test_the_numbers_are_even_and_have_nothing_to_do_with_each_other():
    numbers = np.array([[own_noise(seed, t) for t in range(1, 2001)] for seed in range(5)])
    assert np.abs(numbers.mean(axis=(0, 1))).max() < 0.04
    np.testing.assert_allclose(numbers.var(axis=(0, 1)), 1, atol=0.05)
    flat = numbers.reshape(5, -1)
    apart = [np.corrcoef(flat)[0, 1:], np.corrcoef(flat[0, :-2], flat[0, 2:])[0, 1], np.corrcoef(*numbers[0].T)[0, 1]]
    assert np.abs(np.hstack(apart)).max() < 0.08
