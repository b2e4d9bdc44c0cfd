"""Bounds on the steps, and what never rises."""

import math

import numpy as np
import pytest
from each import each
from runner import RPROPS, WILD, largest, run, steps_of

from races import RaceSpec, race
from surfaces import SURFACES

T = np.arange(301)
SEQUENCES = {
    "wild": WILD,
    "growing": 1.11**T,
    "shrinking": 0.999**T,
    "spike": np.where(T == 250, 1e6, 1e-3),
    "alternating": (-1.0) ** T,
}


@pytest.mark.parametrize("sequence", SEQUENCES)
class TestBounds:
    @each("name", RPROPS)
    def test_rprop(self, name, sequence):
        lengths = abs(steps_of(name, SEQUENCES[sequence], learning_rate=0.1, step_min=1e-3, step_max=0.4))
        assert ((lengths >= 1e-3 * (1 - 1e-9)) | (lengths == 0)).all()
        assert (lengths <= 0.4 * (1 + 1e-9)).all()
        assert (lengths > 0).all() or name.startswith("i")  # only those pause

    @each("name", ["manhattan", "lion"])
    def test_one_length(self, name, sequence):
        np.testing.assert_allclose(abs(steps_of(name, SEQUENCES[sequence], learning_rate=0.1)), 0.1, rtol=1e-9)

    def test_adagrad(self, sequence):
        assert largest(steps_of("adagrad", SEQUENCES[sequence], learning_rate=1)) <= 1 + 1e-12

    @each("rho", [0.0, 0.9, 0.999])
    def test_rmsprop(self, sequence, rho):
        steps = steps_of("rmsprop", SEQUENCES[sequence], learning_rate=1, rho=rho)
        assert largest(steps) <= 1 / math.sqrt(1 - rho) + 1e-9

    def test_adadelta(self, sequence):
        gradients, epsilon, rho = np.asarray(SEQUENCES[sequence]), 1e-6, 0.95
        points, states = run("adadelta", gradients, len(gradients), np.zeros(gradients.shape[1:]))
        means = np.array([np.broadcast_to(dx2, gradients.shape[1:]) for _, dx2 in states[:-1]])
        assert (abs(np.diff(points, axis=0)) <= np.sqrt((means + epsilon) / (1 - rho)) * (1 + 1e-9) + 1e-12).all()

    @each("name", ["adam", "amsgrad", "radam"])
    @each("beta1, beta2", [(0.9, 0.999), (0.5, 0.9), (0.0, 0.5), (0.9, 0.82)])
    def test_adam(self, sequence, beta1, beta2, name):
        steps = steps_of(name, SEQUENCES[sequence], learning_rate=1, beta1=beta1, beta2=beta2)
        for t, step in enumerate(steps, start=1):
            assert largest(step) <= adam_bound(t, beta1, beta2) * (1 + 1e-9)

    @each("beta1, beta2", [(0.9, 0.999), (0.5, 0.9), (0.0, 0.5)])
    def test_adamax(self, sequence, beta1, beta2):
        steps = steps_of("adamax", SEQUENCES[sequence], learning_rate=1, beta1=beta1, beta2=beta2)
        for t, step in enumerate(steps, start=1):
            assert largest(step) <= adamax_bound(t, beta1, beta2) * (1 + 1e-9)


def adam_bound(t, beta1, beta2):
    """By the Cauchy–Schwarz inequality; the paper's smaller ones do not hold for every sequence."""
    r = beta1**2 / beta2
    cold = math.sqrt(1 - beta2**t) / (1 - beta1**t) * (1 - beta1) / math.sqrt(1 - beta2)
    return cold * math.sqrt((1 - r**t) / (1 - r))


def adamax_bound(t, beta1, beta2):
    s = beta1 / beta2
    return (1 - beta1) / (1 - beta1**t) * (1 - s**t) / (1 - s)


@pytest.mark.parametrize("t", [1, 2, 10, 60])
def test_the_bounds_of_adam_and_adamax_are_attained(t):
    growing, shrinking = (0.999 / 0.9) ** np.arange(t), 0.999 ** np.arange(t)
    assert -steps_of("adam", growing, learning_rate=1)[-1] == pytest.approx(adam_bound(t, 0.9, 0.999), rel=1e-9)
    assert -steps_of("adamax", shrinking, learning_rate=1)[-1] == pytest.approx(adamax_bound(t, 0.9, 0.999), rel=1e-9)


def test_the_limits_of_the_bounds():
    assert adam_bound(20_000, 0.9, 0.999) == pytest.approx(7.270, abs=5e-4)
    assert adamax_bound(20_000, 0.9, 0.999) == pytest.approx(1.00909, abs=5e-6)


def test_adagrad_never_raises_its_effective_rate():
    """The rate is α / (√G + ε), so: G never falls."""
    for surface in SURFACES:
        sums = race(RaceSpec(surface=surface, optimizers={"adagrad": {}}))["adagrad"].states["G"]
        assert (np.diff(sums, axis=0) >= 0).all()
    assert (np.diff([np.broadcast_to(G, 8) for (G,) in run("adagrad", WILD, 300, np.zeros(8))[1]], axis=0) >= 0).all()


def test_amsgrad_never_forgets_where_adam_does():
    """Without the bias correction the rate is α / (√max v + ε)."""
    _, states = run("amsgrad", WILD, 300, np.zeros(8), beta2=0.9, bias_correction=0)
    v, v_max = (np.array([np.broadcast_to(state[i], 8) for state in states]) for i in (1, 2))
    assert (v_max == np.maximum.accumulate(v)).all()
    spike = [1.0] * 20 + [1e3] + [1.0] * 200
    lengths = {name: -steps_of(name, spike, learning_rate=1, beta2=0.9)[-1] for name in ("adam", "amsgrad")}
    assert lengths["adam"] > 0.9
    assert lengths["amsgrad"] == pytest.approx(1 / math.sqrt(1e5), rel=0.01)


def test_centred_rmsprop_is_bolder_on_a_slope_and_alike_where_the_sign_alternates():
    slope, shaken = [1.0] * 20, [1.0, -1.0] * 50
    lengths = {
        name: [abs(steps_of(name, g, learning_rate=1)[-1]) for g in (slope, shaken)]
        for name in ("rmsprop", "rmsprop_centered")
    }
    assert lengths["rmsprop_centered"][0] > 2.5 * lengths["rmsprop"][0]
    mean = (1 - 0.9) / (1 + 0.9)
    assert lengths["rmsprop_centered"][1] == pytest.approx(1 / math.sqrt(1 - mean**2), rel=1e-4)
