"""Fifteen methods against the stored paths of torch.optim; `tests/data/make_torch_trajectories.py` made them."""

import json
from pathlib import Path

import numpy as np
from each import each

from optimizers import OPTIMIZERS
from races import RaceSpec, race
from races.lanes import run_lanes

with np.load(Path(__file__).parents[1] / "data" / "torch_trajectories.npz") as file:
    PATHS = {name: file[name] for name in file.files if name != "about"}
    ABOUT = json.loads(str(file["about"]))
RUNS = ABOUT["runs"]
STEPS = ABOUT["steps"]


def test_the_file_holds_every_method_on_four_surfaces():
    methods = {name.split("/")[0] for name in RUNS}
    surfaces = {name.split("/")[1] for name in RUNS}
    assert methods <= set(OPTIMIZERS)
    assert (len(methods), len(surfaces), len(PATHS)) == (15, 4, 60)
    assert ABOUT["torch"].startswith("2.")


def by_program(spec, method):
    return race(spec)[method].positions


def by_rule(spec, method):
    start = np.array(spec.start)[:, None]
    return run_lanes(OPTIMIZERS[method], spec.bound_surface, spec.optimizers[method], start, STEPS)[0][:, :, 0]


@each("run", [by_program, by_rule])
@each("name", RUNS)
def test_same_path_as_torch(name, run):
    method, surface = name.split("/")
    settings, comparable = RUNS[name]["settings"], RUNS[name]["comparable"]
    spec = RaceSpec(surface=surface, start=RUNS[name]["start"], steps=STEPS, optimizers={method: settings})
    positions, expected = run(spec, method), PATHS[name]
    if method == "nesterov":  # torch's iterates are the points at which the gradient is taken
        positions = positions + settings["momentum"] * np.diff(positions, axis=0, prepend=positions[:1])
    error = np.abs(positions - expected) / np.maximum(1, np.abs(expected))
    assert error[: comparable + 1].max() < 1e-8
    assert np.hypot(*(expected[comparable] - expected[0])) > 0.1  # it went somewhere


def test_only_rprop_is_another_variant_in_torch_and_only_from_the_first_change_of_a_sign():
    for name, run in RUNS.items():
        assert run["comparable"] == STEPS or (name.startswith("rprop/") and run["comparable"] > 100)
