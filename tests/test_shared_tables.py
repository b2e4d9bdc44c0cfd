"""What Python and the scripts both know: each table of tests/shared is asked of both (tests/js asks the scripts)."""

import json
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from each import each

from exports.apart import fanned, name_places
from exports.behind import behind
from exports.chart_range import axis_range, is_logarithmic, seen_range, shared_range
from exports.edge import until_the_edge
from figures.height import lifted
from hyperparameters import Hyperparameter, number_from, plain
from races import RaceSpec, race
from races.averages import average_of, average_text, averages_in
from races.checksum import checksum
from races.draws import draws_key
from races.ending import nearest_minimum, status_of
from races.evaluations import step_of, step_reached
from races.length import length
from races.noise import NOISES
from races.own_noise import own_noise
from races.query import VIEW, Panel, Scene
from races.theory import largest_stable_rates
from surfaces import SURFACES

FOLDER = Path(__file__).parent / "shared"
TABLES = {path.stem: json.loads(path.read_text(encoding="utf-8"))["cases"] for path in sorted(FOLDER.glob("*.json"))}
ASKING = "".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.parent.rglob("test_*.py")))


def cases(table, kind=None):
    return [pytest.param(case, id=str(n)) for n, case in enumerate(TABLES[table]) if kind is None or kind in case]


def parameter_of(case):
    return Hyperparameter("p", **case["parameter"], name="p")


def test_every_table_is_asked():
    assert len(TABLES) > 5
    assert not [name for name in TABLES if f'cases("{name}"' not in ASKING and f"shared/{name}.json" not in ASKING]


@each("case", cases("scales", "position"))
def test_a_slider_has_the_value(case):
    parameter = parameter_of(case)
    value, memory = parameter.value_at(case["position"]), parameter.scale == "memory"
    if case["value"] in (parameter.minimum, parameter.maximum):
        assert value == pytest.approx(case["value"], rel=1e-12)
    elif memory:
        assert float(f"{1 - value:.2g}") == pytest.approx(1 - case["value"], rel=1e-9)
    else:
        assert float(f"{value:.3g}") == case["value"]


@each("case", cases("scales", "slider"))
def test_a_value_is_on_the_slider(case):
    assert parameter_of(case).position(case["value"]) == pytest.approx(case["slider"], abs=1e-12)


@each("case", cases("shared_ranges"))
def test_charts_share_an_axis(case):
    assert shared_range(map(tuple, case["ranges"])) == tuple(case["shared"])


@each("case", cases("own_noise"))
def test_the_noise_of_a_seed_is_the_same_to_the_bit(case):
    assert list(own_noise(case["seed"], case["t"])) == case["numbers"]


@each("case", cases("averages"))
def test_the_average_of_a_path(case):
    x = np.array(case["positions"])
    end = len(x) if case["end"] is None else case["end"]
    how = [case[key] for key in ("average", "average_from", "average_decay")]
    found = average_of(np.stack([x, -2 * x], axis=1), end, *how)
    np.testing.assert_allclose(found, np.outer(case["averages"], [1, -2]), rtol=1e-14)


def averaging(case):
    return {"average": case["average"], "average_from": 7, "average_decay": 0.99, "average_of": tuple(case["of"])}


@each("case", cases("averaged", "drawn"))
def test_whose_averages_are_drawn(case):
    result = race(RaceSpec("booth", {name: {} for name in case["racers"]}, steps=8))
    assert [*averages_in(result, SURFACES["booth"], averaging(case))] == case["drawn"]


@each("case", cases("averaged", "text"))
def test_averages_are_told_in_words(case):
    assert average_text(averaging(case)) == case["text"]


@each("case", cases("statuses"))
def test_how_a_race_ends(case):
    losses = np.array(case["losses"], dtype=float)
    assert status_of(losses, case["diverged_at"], case["minima"], case["arrived"], case["hovers"]) == case["status"]


@each("case", cases("parsing"))
def test_numbers_are_understood_or_the_message_says_why_not(case):
    parameter = parameter_of(case)
    if "value" in case:
        assert parameter.parse(case["text"]) == case["value"]
    else:
        with pytest.raises(ValueError, match="allowed") as caught:
            parameter.parse(case["text"])
        assert str(caught.value) == f"p: {case['text']!r} {case['problem']}"


@each("case", cases("numbers"))
def test_numbers_are_written(case):
    assert plain(case["value"]) == case["text"]
    assert number_from(case["text"]) == case["value"]


@each("case", cases("evaluations"))
def test_evaluations_come_to_a_step(case):
    spent = np.array(case["spent"])
    assert step_of(spent, case["count"]) == pytest.approx(case["step"], rel=1e-12)
    assert step_reached(spent, case["count"]) == case["reached"]


@each("case", cases("chart_range"))
def test_a_chart_shows_the_range(case):
    points = np.array([[math.nan if part is None else float(part) for part in row] for row in case["points"]])
    racers = [(points[:, :2], points[:, 2])] if len(points) else []
    low, high = seen_range(racers, case["domain"])
    assert [low, high] == case["seen"]
    logarithmic = case["measure"] != "accuracy" and is_logarithmic(low, high)
    assert logarithmic == case["logarithmic"]
    assert axis_range(low, high, logarithmic) == pytest.approx(case["range"], rel=1e-9, abs=1e-12)


@each("case", cases("heights"))
def test_a_loss_has_the_height(case):
    assert lifted(np.array([case["loss"]]), case["transform"]) == pytest.approx(case["height"], abs=1e-12)


@each("case", cases("nearest_minimum"))
def test_a_minimum_is_the_nearest(case):
    surface = replace(SURFACES["sphere"], minima=tuple(map(tuple, case["minima"])))
    (distance,), (number,) = nearest_minimum(np.array([case["point"]], dtype=float), surface)
    assert number == case["number"]
    assert distance == pytest.approx(math.nan if case["distance"] is None else case["distance"], nan_ok=True)


@each("case", cases("racer_keys"))
def test_a_path_has_the_key(case):
    path = np.array(case["path"], float)
    assert f"{case['name']}-{checksum(path.ravel())}" == case["key"]


def test_lengths_are_the_same_to_the_last_bit():
    x, y, known = np.array([[case[name] for name in ("x", "y", "length")] for case in TABLES["length"]], dtype=float).T
    assert length(x, y).tolist() == known.tolist()  # cases("length")
    assert length(-y, x).tolist() == known.tolist()


@each("case", cases("draws_keys"))
def test_draws_have_the_key(case):
    spec, kind = RaceSpec(**case["spec"]), NOISES[case["spec"]["noise"]]
    told = {"drawn": list(kind.drawn), "shared": kind.shared, "needs": kind.needs}
    assert (told, list(SURFACES[spec.surface].hyperparameters)) == (case["noise"], case["parameters"])
    assert draws_key(spec) == case["key"]


@each("case", cases("view_text"))
def test_the_view_and_the_zoom_are_written(case):
    view = {key: default for key, (default, _) in VIEW.items()} | {
        key: tuple(value) if isinstance(value, list) else value for key, value in case["view"].items()
    }
    panel = Panel(RaceSpec(surface="sphere", optimizers={}), case["zoom"] and tuple(case["zoom"]))
    alone = Scene([Panel(panel.spec)]).to_query()
    assert Scene([panel], view).to_query().removeprefix(alone).removeprefix("&") == case["query"]


@each("case", cases("stable_rates"))
def test_theory_has_the_largest_stable_rate(case):
    def hessian(x, y):
        return tuple(entry + case["bend"] * x * y for entry in case["hessian"])

    surface = replace(SURFACES["sphere"], hessian=hessian, domain=tuple(map(tuple, case["domain"])))
    bound = largest_stable_rates(case["method"], case["settings"], surface)
    assert bound == (case["bound"] and pytest.approx(case["bound"], rel=1e-12))


@pytest.mark.parametrize("case", cases("edge"))
def test_a_way_ends_at_the_edge(case):
    way = np.array([case["x"], case["y"]], float).T
    np.testing.assert_array_equal(until_the_edge(way, case["domain"]).T, np.array(case["ended"], float))


@pytest.mark.parametrize("case", cases("behind"))
def test_what_is_behind_a_surface(case):
    def height(x, y):
        return sum(tall * np.exp(-((x - a) ** 2 + (y - b) ** 2) / wide) for a, b, tall, wide in case["hills"])

    grid, some = np.linspace(-5, 5, 121), np.linspace(-4.6, 4.7, 14)
    x, y = (values.ravel() for values in np.meshgrid(some, some))
    hidden = behind(
        np.column_stack([x, y, height(x, y)]), height(*np.meshgrid(grid, grid)), ((-5, 5),) * 2, case["eye"]
    )
    assert ["".join(map(str, row)) for row in hidden.reshape(14, 14).astype(int)] == case["hidden"]


@each("case", cases("apart"))
def test_heads_that_meet_and_their_names_are_told_apart(case):
    heads, line, (left, top, width, height) = case["heads"], case["line"], case["box"]
    for (x, y), wanted in zip(fanned([tuple(head) for head in heads], case["size"]), case["fanned"], strict=True):
        assert [x, y] == pytest.approx(wanted, abs=1e-5)
    found = name_places([tuple(head) for head in heads], case["widths"], case["size"], line, case["box"])
    for place, (x, y, leads) in zip(found, case["names"], strict=True):
        assert ([place.x, place.y], place.leads) == (pytest.approx([x, y], abs=1e-5), leads)
    boxes = [(p.x, p.y - line / 2, p.x + w, p.y + line / 2) for p, w in zip(found, case["widths"], strict=True)]
    inside = [a >= left and b >= top and c <= left + width and d <= top + height for a, b, c, d in boxes]
    assert all(inside)
    over = [
        (p, q)
        for n, p in enumerate(boxes)
        for q in boxes[:n]
        if min(p[2], q[2]) - max(p[0], q[0]) > 1e-9 and min(p[3], q[3]) - max(p[1], q[1]) > 1e-9
    ]
    assert not over
