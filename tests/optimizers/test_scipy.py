"""The methods with a line search, Newton's, and those that hold its step, against the stored ends of scipy.optimize;
`make_scipy_ends.py` made them."""

import json
from pathlib import Path

import numpy as np
import pytest
from each import each

from races import RaceSpec, race
from surfaces import SURFACES

ABOUT = json.loads((Path(__file__).parents[1] / "data" / "scipy_ends.json").read_text())


def test_the_file_holds_these_methods():
    held = {name.split("/")[0] for name in ABOUT["ends"]}
    assert held == {"conjugate_gradient", "bfgs", "newton", "lbfgs", "dogleg", "levenberg_marquardt"}
    assert ABOUT["scipy"].startswith("1.")


@each("name", ABOUT["ends"])
def test_it_ends_where_scipy_ends(name):
    method, surface = name.split("/")
    stored = ABOUT["ends"][name]
    t = race(RaceSpec(surface, {method: {}}, stored["start"], 300))[method]
    assert t.positions[-1] == pytest.approx(stored["end"], abs=1e-3)  # its tolerance
    assert t.losses[-1] <= stored["value"] + 1e-9
    assert SURFACES[surface].value(*stored["end"]) == pytest.approx(stored["value"], abs=1e-9)


@each("surface", ABOUT["nelder_mead"])
def test_the_best_corner_of_nelder_mead_is_scipys_at_every_step(surface):
    wanted = ABOUT["nelder_mead"][surface]
    start = ABOUT["ends"][f"bfgs/{surface}"]["start"]
    found = race(RaceSpec(surface, {"nelder_mead": {}}, start, len(wanted)))["nelder_mead"].positions[1:]
    assert len(wanted) >= 30
    np.testing.assert_allclose(found, wanted, rtol=1e-9, atol=1e-9)
