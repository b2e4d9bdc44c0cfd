"""Tables: they read back exactly, and the link in them runs the same races again."""

import json
import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from exports import ExportError, read_frame, save, take_of
from exports.data import csv_of, frame_of, json_of
from optimizers import OPTIMIZERS
from races import RaceResult

LINKS = {
    "two panels": "?surface=beale&steps=20&adam=&bfgs=&surface=rosenbrock&steps=30&sgd=learning_rate:5&hessian_free=",
    "everybody": "?surface=rosenbrock&steps=40&noise=additive&" + "&".join(f"{name}=" for name in OPTIMIZERS),
    "losses beyond all numbers": "?surface=own&f=exp(exp(x))&domain=-2,2,-2,2&start=1,1&steps=9&sgd=learning_rate:10",
    "nobody": "?surface=beale&optimizers=none",
}


@pytest.mark.parametrize("ending", ["csv", "json"])
@pytest.mark.parametrize("link", LINKS.values(), ids=LINKS)
def test_a_table_reads_back_exactly(link, ending, tmp_path):
    take = take_of(link)
    frame, source = read_frame(save(link, tmp_path / f"race.{ending}"))
    pd.testing.assert_frame_equal(frame, frame_of(take), check_exact=True)
    pd.testing.assert_frame_equal(frame, frame_of(take_of(source)), check_exact=True)


def test_a_row_is_a_step_of_a_racer():
    frame = frame_of(take_of(LINKS["two panels"]))
    assert not frame.duplicated(["panel", "optimizer", "step"]).any()
    assert frame.groupby("panel")["surface"].unique().map(list).to_dict() == {1: ["beale"], 2: ["rosenbrock"]}
    assert len(frame) == 2 * 21 + 2 * 31
    assert frame.loc[frame["optimizer"] == "adam", "v.y"].notna().all()


def test_json_is_strict_and_says_what_was_run(tmp_path):
    path = save(LINKS["losses beyond all numbers"], tmp_path / "race.json", link="https://example.org/?surface=own")
    read = json.loads(path.read_text(), parse_constant=lambda word: pytest.fail(f"{word} is not JSON"))
    assert read["link"] == "https://example.org/?surface=own"
    assert read["specs"][0]["expression"] == "exp(exp(x))"


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.csv", "panel,step\n1,2\n"), ("a.json", "{}"), ("a.json", "x"), ("a.csv", "# Ravine: ?\nstep\nsoon\n")],
)
def test_other_files_are_refused(name, text, tmp_path):
    (tmp_path / name).write_text(text)
    with pytest.raises(ExportError, match=f"'{name}' cannot be read as an exported table"):
        read_frame(tmp_path / name)


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan, 1e308])
def test_what_is_not_finite_comes_back_as_it_was(tmp_path, value):
    """Infinity is text in JSON, what is missing is null."""
    take = take_of("?surface=beale&steps=5&sgd=")
    result = take.results[0]
    losses = np.array([1.0, 2.0, value, 4.0, 5.0, 6.0])
    changed = RaceResult(result.spec, {"sgd": replace(result["sgd"], losses=losses)})
    changed_take = replace(take, results=(changed,))
    for ending, text in (("json", json_of(changed_take)), ("csv", csv_of(changed_take))):
        file = tmp_path / f"a.{ending}"
        file.write_text(text, encoding="utf-8")
        np.testing.assert_array_equal(read_frame(file)[0]["loss"], losses)
