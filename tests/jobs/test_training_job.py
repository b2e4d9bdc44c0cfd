"""Training as a job: what may be asked, what comes back, and whose pictures they are."""

import json
import math
import struct
from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from jobs.training import MAX_METHODS, MNIST_VARIABLE, offered_data, read_request, run_training, side_by_side
from networks import Training, train
from optimizers import OPTIMIZERS
from races import SpecError

SHORT = {"experiment": "logistic", "methods": {"adam": {}, "sgd": {"learning_rate": 0.1}}, "epochs": 2, "seed": 3}


def write_idx(path, array):
    path.write_bytes(struct.pack(f">HBB{array.ndim}I", 0, 8, array.ndim, *array.shape) + array.tobytes())


@pytest.fixture
def mnist(tmp_path, monkeypatch):
    """A folder with a few pictures in MNIST's format, which the environment names."""
    folder, random = tmp_path / "pictures", np.random.default_rng(0)
    folder.mkdir()
    for start, count in (("train", 60), ("t10k", 20)):
        write_idx(folder / f"{start}-images-idx3-ubyte", random.integers(0, 256, (count, 28, 28)).astype(np.uint8))
        write_idx(folder / f"{start}-labels-idx1-ubyte", (np.arange(count) % 10).astype(np.uint8))
    monkeypatch.setenv(MNIST_VARIABLE, str(folder))
    return folder


def test_curves_grow_side_by_side_and_are_those_of_the_library(tmp_path):
    news = []
    path = run_training(SHORT, tmp_path, lambda *said: news.append(json.loads(json.dumps(said))))
    made = json.loads(path.read_text())
    assert list(made) == ["adam", "sgd"]
    for name, run in made.items():
        direct = list(train(Training("logistic", name, SHORT["methods"][name], epochs=2, seed=3)))
        assert run["cost"] == pytest.approx([epoch.cost for epoch in direct], rel=1e-5)
        assert run["accuracy"] == pytest.approx([epoch.accuracy for epoch in direct], rel=1e-5)
        assert not run["diverged"]
    assert made["sgd"]["settings"] == {"learning_rate": 0.1}
    lengths = [[len(run["cost"]) for run in so_far.values()] for *_, so_far in news]
    assert lengths == [[1, 0], [1, 1], [2, 1], [2, 2], [3, 2], [3, 3], [3, 3]]
    assert [done for done, *_ in news] == [0, 0, 0, 1, 1, 1, 2]
    assert news[-1][2] == made


def test_what_a_request_leaves_out_has_its_usual_value(tmp_path):
    path = run_training({"methods": {"sgd": {}}, "epochs": 1}, tmp_path, lambda *said: None)
    assert path.name == "ravine-logistic.json"
    assert len(json.loads(path.read_text())["sgd"]["cost"]) == 2


def test_who_diverges_ends_and_the_others_go_on(tmp_path, monkeypatch):
    def diverging(training, data, _):
        for epoch in train(training, data):
            lost = training.optimizer == "sgd" and epoch.epoch == 1
            yield replace(epoch, cost=math.inf, diverged=True) if lost else epoch
            if lost:
                return

    monkeypatch.setattr("jobs.training.train", diverging)
    news = []
    path = run_training(SHORT, tmp_path, lambda done, total, so_far: news.append(done))
    made = json.loads(path.read_text(), parse_constant=pytest.fail)  # no NaN, no Infinity
    assert (made["sgd"]["diverged"], len(made["sgd"]["cost"]), made["sgd"]["cost"][-1]) == (True, 2, None)
    assert (made["adam"]["diverged"], len(made["adam"]["cost"])) == (False, 3)
    assert news == [0, 0, 0, 1, 1, 2]


BAD = [
    (None, "methods: None; allowed: 1 to 9, each with its settings"),
    ({"methods": {}}, "methods: {}; allowed: 1 to 9"),
    ({"methods": {name: {} for name in list(OPTIMIZERS)[: MAX_METHODS + 1]}}, "allowed: 1 to 9"),
    ({"methods": {"fast": {}}}, "methods: {'fast': {}}; allowed: names such as adam, with settings"),
    ({"methods": {"adam": 3}}, "methods: {'adam': 3}; allowed: names"),
    ({"methods": {"adam": {"learning_rate": "x"}}}, "adam: learning_rate: 'x' is not a number; allowed: 1e-6 to 10"),
    ({"methods": {"adam": {"speed": 1}}}, "adam: unknown hyperparameter 'speed'; allowed: learning_rate"),
    ({"methods": {"newton": {}}, "experiment": "mlp"}, "newton forms a matrix"),
    ({"experiment": "cifar"}, "experiment: 'cifar'; allowed: logistic, mlp, convnet"),
    ({"experiment": ["mlp"]}, "experiment: ['mlp']; allowed:"),
    ({"epochs": 101}, "epochs: 101 is out of range; allowed: a whole number from 1 to 100"),
    ({"epochs": True}, "epochs: True is not a number; allowed:"),
    ({"seed": -1}, "seed: -1 is out of range; allowed:"),
    ({"batch_size": 2.5}, "batch size: 2.5 is not a whole number; allowed: a whole number from 8 to 1437"),
    ({"normalization": "whiten"}, "normalization: 'whiten'; allowed: none"),
    ({"data": "/etc"}, "data: '/etc'; allowed: digits"),
    ({"data": "mnist"}, "data: 'mnist'; allowed: digits"),
]


@pytest.mark.parametrize(("change", "words"), BAD)
def test_what_cannot_be_trained_is_said(change, words):
    with pytest.raises(SpecError) as refused:
        read_request(change if change is None else SHORT | change)
    assert any(words in problem for problem in refused.value.problems), refused.value.problems


def test_the_server_s_own_folder_is_offered_and_never_named(mnist, tmp_path):
    assert list(offered_data()) == ["digits", "mnist"]
    asked = SHORT | {"data": "mnist", "epochs": 1}
    made = json.loads(run_training(asked, tmp_path, lambda *_: None).read_text())
    assert len(made["adam"]["cost"]) == 2
    (mnist / "train-images-idx3-ubyte").write_bytes(b"\0\0\x08\x03")
    for spoil in (lambda: None, partial((mnist / "train-images-idx3-ubyte").unlink)):
        spoil()
        with pytest.raises(ValueError, match="train-images-idx3-ubyte") as refused:
            run_training(asked, tmp_path, lambda *_: None)
        assert str(mnist) not in str(refused.value)


def test_side_by_side_goes_on_when_one_ends():
    trainings = {name: Training("logistic", name, epochs=epochs) for name, epochs in (("adam", 1), ("sgd", 2))}
    assert [(name, epoch.epoch) for name, epoch in side_by_side(trainings)] == [
        ("adam", 0), ("sgd", 0), ("adam", 1), ("sgd", 1), ("sgd", 2),
    ]  # fmt: skip
