"""Training: what a run is made of, what it refuses, and that every method learns."""

import pickle
import re
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from each import each
from samples import few

from networks import EXPERIMENTS, Training, TrainingError, digits, loops, mlp, refusals, train
from networks.loops import UNSCHEDULED, sampled_diagonal
from networks.objective import NetworkObjective
from optimizers import OPTIMIZERS, Block, Elementwise, Vector
from optimizers.needs import needs_of

SMALL = few()
MATRIX = [name for name, method in OPTIMIZERS.items() if isinstance(method, Vector) and method.matrix]
PAIRS = [name for name, method in OPTIMIZERS.items() if isinstance(method, Block) and method.pair]


def run(data=SMALL, **fields):
    return list(train(Training(**fields), data))


@each("method", [name for name in OPTIMIZERS if name not in PAIRS])
def test_every_method_learns_the_logistic_regression(method):
    vector = not isinstance(OPTIMIZERS[method], Elementwise)
    cold = {"temperature": 0.0, "learning_rate": 1.0} if "temperature" in OPTIMIZERS[method].hyperparameters else {}
    epochs = run(optimizer=method, settings=cold, epochs=2 if vector else 12, batch_size=64)
    costs = [epoch.cost for epoch in epochs]
    assert not epochs[-1].diverged
    assert costs[0] == pytest.approx(np.log(3), rel=1e-12)  # zero weights
    if "without gradients" in needs_of(OPTIMIZERS[method]):  # they go down, but slowly where there are many weights
        assert costs[-1] < costs[0]
    else:
        assert costs[-1] < 0.8 * costs[0]
        assert epochs[-1].accuracy > 0.9
    assert np.isfinite(epochs[-1].weights).all()


@each("method", [name for name in OPTIMIZERS if name not in (*MATRIX, *PAIRS)])
def test_every_method_runs_on_a_network_with_dropout(method):
    """For a step or two; a method may diverge there, and then says so."""
    data = replace(SMALL, train_x=SMALL.train_x[:24], train_y=SMALL.train_y[:24])
    *_, last = run(data, experiment="mlp", optimizer=method, epochs=1, batch_size=12)
    assert last.diverged or last.epoch == 1
    assert np.isfinite(last.weights).all()


@pytest.mark.parametrize("method", PAIRS)
def test_a_formula_of_two_weights_is_refused(method):
    with pytest.raises(TrainingError, match=f"{method} is a formula of two weights; allowed: .* networks of any size"):
        Training("logistic", method)


@each("method", MATRIX)
def test_a_matrix_too_large_is_refused(method):
    with pytest.raises(TrainingError, match=f"{method} forms a matrix of 26122 × 26122 .* up to 2000 weights"):
        Training("mlp", method)
    assert refusals(method, EXPERIMENTS["logistic"].network) == []
    large = replace(digits(), train_x=np.zeros((9, 784)), train_y=np.zeros(9, int), shape=(28, 28))
    with pytest.raises(TrainingError, match="a matrix of 7850"):
        train(Training("logistic", method), large)


@each(
    "fields, message",
    [
        ({"experiment": "vgg"}, "unknown experiment 'vgg'; allowed: logistic, mlp, convnet"),
        ({"optimizer": ["adam"]}, "unknown optimizer ['adam']; allowed: sgd, momentum"),
        ({"settings": {"beta3": 1}}, "adam: unknown hyperparameter 'beta3'; allowed: learning_rate, beta1"),
        ({"settings": {"learning_rate": 1e9}}, "learning_rate: 1000000000.0 is out of range; allowed: 1e-6 to 10"),
        ({"settings": 3}, "settings: 3 is not a mapping of names to values"),
        ({"epochs": 0}, "epochs: 0 is out of range; allowed: a whole number from 1 to 500"),
        ({"seed": 1.5}, "seed: 1.5 is not a whole number; allowed: a whole number from 0 to 999999"),
        ({"batch_size": True}, "batch_size: True is not a number; allowed: a whole number from 2 to 100000"),
        ({"data": ""}, "data: ''; allowed: digits, or a folder with MNIST's files"),
        ({"normalization": "batch"}, "logistic: normalization 'batch'; allowed: none"),
        ({"schedule": "steps"}, "unknown schedule 'steps'; allowed: constant, inverse_sqrt, inverse_time"),
        ({"schedule": ["wsd"]}, "unknown schedule ['wsd']; allowed: constant"),
        (
            {"schedule": "cosine", "schedule_parameters": 3},
            "schedule_parameters: 3 is not a mapping of names",
        ),
        (
            {"schedule": "cosine", "schedule_parameters": {"final": 2}},
            "cosine: final: 2 is out of range; allowed: 0",
        ),
        ({"warmup": 0}, "schedule: warmup: 0 is out of range; allowed: 1 to 500"),
        ({"experiment": "convnet", "normalization": "whiten"}, "normalization 'whiten'; allowed: none, batch"),
        (
            {"epochs": -1, "seed": "x"},
            "epochs: -1 is out of range; allowed: a whole number from 1 to 500; seed: 'x' is not a number; allowed:",
        ),
    ],
)
def test_what_a_training_refuses(fields, message):
    with pytest.raises(TrainingError, match=re.escape(message)):
        Training(**fields)


def test_settings_are_completed():
    training = Training("mlp", "adam", {"beta1": 0.5})
    assert dict(training.settings) == {
        name: parameter.default for name, parameter in OPTIMIZERS["adam"].hyperparameters.items()
    } | {"learning_rate": EXPERIMENTS["mlp"].rates["adam"]["learning_rate"], "beta1": 0.5}
    assert pickle.loads(pickle.dumps(training)) == training


def test_a_training_says_it_all():
    fields = {"experiment": "mlp", "optimizer": "adam", "epochs": 2, "seed": 3}
    first, second = run(**fields), run(**fields)
    for one, other in zip(first, second, strict=True):
        assert (one.cost, one.accuracy, one.passes) == (other.cost, other.accuracy, other.passes)
        np.testing.assert_array_equal(one.weights, other.weights)
        assert not one.weights.flags.writeable
    assert [epoch.epoch for epoch in first] == [0, 1, 2]
    assert [epoch.passes for epoch in first] == [0, 1, 2]
    assert first[0].seconds == 0 < first[1].seconds < first[2].seconds
    assert run(**fields | {"seed": 4})[2].cost != first[2].cost


def test_methods_of_a_seed_share_weights_order_and_masks():
    """SGD, momentum without momentum and NAG without momentum are then the same run."""
    fields = {"experiment": "mlp", "epochs": 2}
    rate = {"learning_rate": 0.1}
    plain = run(**fields, optimizer="sgd", settings=rate)
    for method in ("momentum", "nesterov"):
        other = run(**fields, optimizer=method, settings=rate | {"momentum": 0.0})
        np.testing.assert_allclose(other[-1].weights, plain[-1].weights, rtol=1e-12, atol=1e-15)
    np.testing.assert_array_equal(plain[0].weights, EXPERIMENTS["mlp"].network_for(SMALL).initial(0))


def test_cost_is_the_mean_over_the_samples():
    """One batch an epoch and no dropout: the cost of an epoch is the loss before its step."""
    network, data = EXPERIMENTS["logistic"].network_for(SMALL), SMALL
    epochs = run(optimizer="sgd", settings={"learning_rate": 0.1}, epochs=3, batch_size=10_000)
    for before, after in pairwise(epochs):
        assert after.cost == pytest.approx(network.loss(before.weights, data.train_x, data.train_y), rel=1e-12)
    uneven = run(optimizer="sgd", settings={"learning_rate": 1e-6}, epochs=1, batch_size=100)
    assert uneven[1].cost == pytest.approx(uneven[0].cost, rel=1e-4)


RULES = [name for name, method in OPTIMIZERS.items() if isinstance(method, Elementwise) and name not in PAIRS]


@each("method", RULES)
def test_a_pass_is_a_gradient_over_all_samples(method):
    """A curvature or a second gradient is another one."""
    data = replace(SMALL, train_x=SMALL.train_x[:24], train_y=SMALL.train_y[:24])
    cost = {"vsgd": 2, "vsgd_fd": 2, "newton_diagonal": 2, "sophia": 2, "adahessian": 2, "sam": 2}.get(method, 1)
    wanted = [0, 3, 5] if method == "svrg" else [0, cost, 2 * cost]  # a whole gradient at the beginning
    assert [epoch.passes for epoch in run(data, optimizer=method, epochs=2, batch_size=10)] == wanted


@pytest.mark.parametrize("every", [1, 2, 3, 100])
def test_whitenings_are_fitted_before_the_first_update_and_every_so_many(monkeypatch, every):
    told = []
    whole = loops.fitted
    monkeypatch.setattr(loops, "fitted", lambda *given: told.append("fit") or whole(*given))
    data, experiment = replace(SMALL, train_x=SMALL.train_x[:40], train_y=SMALL.train_y[:40]), EXPERIMENTS["mlp"]
    course = loops.Course(
        experiment.network_for(data, "whiten"),
        data,
        None,
        batch_size=10,
        seed=0,
        whiten_every=every,
        watch=lambda *_: told.append("update"),
    )
    settings = {"learning_rate": 1e-3}
    next(loops.elementwise_laps(OPTIMIZERS["sgd"], settings, course))
    wanted = [part for t in range(4) for part in ([] if t % every else ["fit"]) + ["update"]]
    assert told == wanted


def test_the_rate_of_the_logistic_regression_falls():
    """The t-th update is 1/√t of what it would be, but for AdaDelta, which has no rate."""
    settings = {"learning_rate": 0.1}
    first, second, third = (
        epoch.weights for epoch in run(optimizer="sgd", settings=settings, epochs=2, batch_size=300)
    )
    network = EXPERIMENTS["logistic"].network_for(SMALL)
    gradient = network.loss_and_gradient(second, SMALL.train_x, SMALL.train_y)[1]
    np.testing.assert_allclose(third - second, -0.1 / np.sqrt(2) * gradient, rtol=1e-9, atol=1e-12)
    assert np.abs(second - first).max() > 0
    assert set(UNSCHEDULED) <= set(OPTIMIZERS)


def steps_of(**fields):
    """The lengths of the updates of signSGD, which are its learning rates."""
    rate = {"learning_rate": 0.1, "beta": 0.0}
    weights = [epoch.weights for epoch in run(optimizer="signum", settings=rate, batch_size=10_000, **fields)]
    return [np.abs(after - before).max() for before, after in pairwise(weights)]


def test_a_schedule_and_warm_up_run_over_all_updates_of_a_training():
    """In place of the experiment's own, from the first update to the last."""
    np.testing.assert_allclose(steps_of(epochs=4), 0.1 / np.sqrt([1, 2, 3, 4]))
    np.testing.assert_allclose(steps_of(epochs=4, schedule="linear"), [0.1, 0.075, 0.05, 0.025])
    final = {"schedule": "linear", "schedule_parameters": {"final": 0.5}}
    np.testing.assert_allclose(steps_of(epochs=2, **final), [0.1, 0.075])
    np.testing.assert_allclose(steps_of(epochs=4, schedule="constant", warmup=4), [0.025, 0.05, 0.075, 0.1])
    np.testing.assert_allclose(steps_of(epochs=2, schedule="linear", warmup=2), [0.05, 0.05])


def test_a_schedule_of_a_training_is_completed_and_travels():
    assert Training("logistic").schedule == "inverse_sqrt"
    assert Training("mlp").schedule == "constant"
    training = Training("mlp", schedule="wsd", warmup=24)
    assert (training.schedule_parameters, training.warmup) == ({"decay_share": 0.2}, 24)
    assert pickle.loads(pickle.dumps(training)) == training


def test_a_diverging_run_ends_with_a_flag():
    epochs = run(experiment="mlp", optimizer="sgd", settings={"learning_rate": 10}, epochs=20, data=digits())
    *_, before, last = epochs
    assert last.diverged
    assert not before.diverged
    assert last.cost == np.inf
    assert np.isfinite(last.weights).all()
    assert 0 <= last.accuracy <= 1
    assert len(epochs) <= 21


def test_a_vector_method_that_has_arrived_rests():
    """To the bit, as Newton's method ends where rounding hides the gradient; where that is, is the processor's."""
    data = few(100, 2)
    epochs = run(data, optimizer="newton", epochs=4)
    assert not epochs[-1].diverged
    np.testing.assert_array_equal(epochs[3].weights, epochs[4].weights)
    network = EXPERIMENTS["logistic"].network_for(data)
    gradient = network.loss_and_gradient(epochs[4].weights, data.train_x, data.train_y)[1]
    assert np.abs(gradient).max() < 1e-10


def test_hessian_free_uses_the_gauss_newton_matrix():
    data = replace(SMALL, train_x=SMALL.train_x[:32], train_y=SMALL.train_y[:32])
    network = EXPERIMENTS["mlp"].network_for(data)
    assert NetworkObjective(network, data.train_x, data.train_y).residual_count == 32
    epochs = run(data, experiment="mlp", optimizer="hessian_free", epochs=3)
    assert epochs[-1].cost < 0.7 * epochs[0].cost
    assert epochs[-1].passes > 5 * 3


def test_the_sampled_diagonal_has_the_right_mean():
    network = mlp(4, 3, (3,), "tanh", (0, 0))
    random = np.random.default_rng(0)
    w, x, y = random.normal(size=network.size), random.uniform(size=(20, 4)), random.integers(0, 3, 20)
    draws = np.array([sampled_diagonal(network, w, (x, y), random) for _ in range(2000)])
    exact = [network.gauss_newton_vector(w, unit, x, y) @ unit for unit in np.eye(network.size)]
    error = draws.std(axis=0) / np.sqrt(len(draws))
    assert (np.abs(draws.mean(axis=0) - exact) < 5 * error + 1e-12).all()


@pytest.mark.parametrize("normalization", ["batch", "whiten"])
def test_normalizations_let_gradient_descent_go_faster(normalization):
    """SGD at the same rate, 0.3, of seed 0, and all digits."""
    fields = {"experiment": "mlp", "optimizer": "sgd", "settings": {"learning_rate": 0.3}, "epochs": 6}
    *_, plain = run(digits(), **fields)
    *_, normalized = run(digits(), **fields, normalization=normalization)
    assert normalized.cost < 0.9 * plain.cost
    assert normalized.accuracy > 0.8
    size = EXPERIMENTS["mlp"].network_for(digits(), normalization).size
    assert normalized.weights.shape == (size,)


def test_weights_of_a_whitened_training_are_those_of_the_plain_network():
    data, settings = digits(), {"learning_rate": 0.3}
    *_, last = run(data, experiment="mlp", optimizer="sgd", settings=settings, epochs=3, normalization="whiten")
    _, accuracy = EXPERIMENTS["mlp"].network.evaluate(last.weights, data.validation_x, data.validation_y)
    assert accuracy == last.accuracy > 0.8


def test_networks_are_light_to_import():
    heavy = "dash plotly pandas matplotlib scipy torch sympy"
    code = f"import sys, networks; print(*set('{heavy}'.split()) & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "\n"
