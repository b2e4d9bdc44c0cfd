"""What the page's own requests are answered, without a browser: the numbers are those of the rooms below."""

from __future__ import annotations

import json
import math
import struct
from dataclasses import asdict, replace

import numpy as np
import pytest

from figures.equation import equations
from optimizers import OPTIMIZERS
from races import RaceSpec, race
from races.draws import draws_count, draws_of
from races.inside import inside
from races.query import spec_from_query
from races.ranking import DATA, STARTS
from races.seen import live_noises
from races.spec import MAX_STEPS
from races.units import unit_reports
from surfaces import SURFACES


def fields(spec):
    """A spec as the page sends it."""
    return json.loads(json.dumps(spec.to_dict()))


def answered(client, path, status=200, **asked):
    answer = client.post(path, json=asked)
    assert answer.status_code == status, answer.text
    return answer.get_json()


# ---- races ----


def races_of(client, *specs, held=None, draws=None):
    """The panels of the answer to POST /races and its numbers."""
    asked = {"panels": [fields(spec) for spec in specs], "held": held, "draws": draws}
    answer = client.post("/races", json=asked)
    assert answer.status_code == 200
    (length,) = struct.unpack_from("<I", answer.data)
    assert (4 + length) % 8 == 0
    return json.loads(answer.data[4 : 4 + length])["panels"], np.frombuffer(answer.data, "<f8", offset=4 + length)


def numbers_of(result):
    """What the page should get of a race, racer after racer."""
    parts = []
    for t in result.values():
        parts += [*t.positions.T, t.losses, t.gradient_norms]
        steps = np.arange(len(t.losses))
        if (t.evaluations != np.minimum(steps, t.diverged_at or steps[-1])).any():
            parts.append(t.evaluations)
        if t.accuracies is not None:
            parts.append(t.accuracies)
    return np.concatenate(parts).astype("<f8")


SPECS = [
    RaceSpec("rosenbrock", optimizers={"sgd": {}, "vsgd": {}, "bfgs": {}}, steps=30),
    RaceSpec("noisy_moons", optimizers={"adam": {}}, steps=12, noise="data_batches", seed=3),
    RaceSpec("beale", optimizers={"sgd": {"learning_rate": 1.0}, "adam": {}}, steps=25),
]


def test_the_races_of_a_page_come_with_their_numbers(client):
    panels, numbers = races_of(client, *SPECS)
    np.testing.assert_array_equal(numbers, np.concatenate([numbers_of(race(spec)) for spec in SPECS]))
    for panel, spec in zip(panels, SPECS, strict=True):
        assert spec_from_query(panel["query"]) == (spec, [])
        assert (panel["surface"], tuple(panel["start"]), panel["steps"]) == (spec.surface, spec.start, spec.steps)
        for told, (name, t) in zip(panel["racers"], race(spec).items(), strict=True):
            assert (told["name"], told["status"], told["diverged_at"]) == (name, t.status, t.diverged_at)
            assert told["counted"] == (len(np.unique(np.diff(t.evaluations[: (t.diverged_at or 10**9) + 1]))) > 1
                                       or t.evaluations[1] != 1)  # fmt: skip
            assert told["scored"] == (spec.surface == "noisy_moons")


def test_what_a_page_holds_is_not_sent_again(client):
    panels, _ = races_of(client, SPECS[0])
    held = panels[0]["racers"][0]["key"]
    again, numbers = races_of(client, SPECS[0], held=[[held]])
    assert [racer["held"] for racer in again[0]["racers"]] == [True, False, False]
    rest = replace(SPECS[0], optimizers={name: SPECS[0].optimizers[name] for name in ("vsgd", "bfgs")})
    np.testing.assert_array_equal(numbers, numbers_of(race(rest)))
    for other in ({"seed": 7, "noise": "additive"}, {"steps": 31}, {"start": (0.0, 0.0)}, {"units": (2.0, 1.0, 1.0)}):
        changed, _ = races_of(client, replace(SPECS[0], **other), held=[[held]])
        assert not any(racer["held"] for racer in changed[0]["racers"]), other


def test_what_is_held_is_held_of_a_panel(client):
    """The same path over another surface has other losses."""
    specs = [replace(SPECS[2], units=(2.0, 0.5, 3.0)), SPECS[2]]
    panels, whole = races_of(client, *specs)
    keys = [[racer["key"] for racer in panel["racers"] + panel.get("reference", {"racers": []})["racers"]]
            for panel in panels]  # fmt: skip
    for held, sent in (([[], keys[1]], [0, 2]), ([keys[0], []], [1]), (keys, [])):
        again, numbers = races_of(client, *specs, held=held)
        wanted = [numbers_of(race(each)) for each in (*specs, SPECS[2])]
        np.testing.assert_array_equal(numbers, np.concatenate([[], *(wanted[place] for place in sent)]))
        assert [racer["held"] for racer in again[0]["reference"]["racers"]] == [2 not in sent] * 2
    for odd in ([keys[1]], "all", [None, 3], [[["a"], {}], [None]], {"0": keys}):
        np.testing.assert_array_equal(races_of(client, *specs, held=odd)[1], whole)


def test_the_draws_come_last_unless_the_page_has_them(client):
    specs = [replace(SPECS[2], noise="outliers", units=(2.0, 1.0, 1.0)), SPECS[0], SPECS[1]]
    panels, numbers = races_of(client, *specs)
    drawn = draws_of(specs[0])
    told = {"key": drawn.key, "width": 3, "rows": 25, "held": False}
    assert [panel["draws"] for panel in panels] == [told, None, None]
    np.testing.assert_array_equal(numbers[-75:].reshape(25, 3), drawn.rows)
    again, rest = races_of(client, *specs, draws=[drawn.key])
    assert again[0]["draws"] == told | {"held": True}
    np.testing.assert_array_equal(rest, numbers[:-75])
    for odd in ("all", {drawn.key: 1}, [None, 3, [drawn.key]]):
        np.testing.assert_array_equal(races_of(client, *specs, draws=odd)[1], numbers)


def test_a_race_in_other_units_comes_with_the_one_in_its_own(client):
    spec = replace(SPECS[0], units=(2.0, 0.5, 3.0))
    panels, numbers = races_of(client, spec, SPECS[2])
    assert "reference" not in panels[1]
    wanted = [numbers_of(race(each)) for each in (spec, SPECS[2], replace(spec, units=(1.0, 1.0, 1.0)))]
    np.testing.assert_array_equal(numbers, np.concatenate(wanted))
    assert [racer["name"] for racer in panels[0]["reference"]["racers"]] == list(spec.optimizers)


def test_a_start_that_the_data_have_left_gives_way_to_the_surface_s_own(client):
    near = {"surface": "normalized_regression", "surface_parameters": {}, "optimizers": {"sgd": {}}, "steps": 5}
    own = RaceSpec("normalized_regression").bound_surface
    (x_min, x_max), (y_min, y_max) = own.domain
    for start, kept in (((x_min, y_max), True), ((x_max + 1e-6, y_min), False), ((x_min, 2 * y_max - y_min), False)):
        answer = client.post("/races", json={"panels": [near | {"start": start}]})
        assert answer.status_code == 200
        (length,) = struct.unpack_from("<I", answer.data)
        panel = json.loads(answer.data[4 : 4 + length])["panels"][0]
        assert tuple(panel["start"]) == (start if kept else own.start)
    away = {"surface": "beale", "optimizers": {"sgd": {}}, "start": [99, 0]}
    assert "start" in answered(client, "/races", 400, panels=[away])["problems"][0]


@pytest.mark.parametrize("back", [0.0, 1.0])
def test_the_page_knows_whether_a_race_is_drawn_back(client, back):
    spec = RaceSpec("normalized_regression", {"sgd": {}}, steps=3, surface_parameters={"drawn_back": back})
    (panel,), _ = races_of(client, spec)
    assert panel["facts"]["drawn_back"] is bool(back)
    course = spec.bound_surface.course
    told = course and {"domain": course.surface.domain, "matrix": course.matrix}
    assert panel["facts"]["course"] == json.loads(json.dumps(told))
    assert panel["facts"]["condition_number"] == pytest.approx(spec.bound_surface.condition_number)
    assert races_of(client, SPECS[2])[0][0]["facts"] is None


def test_a_page_has_one_to_four_panels(client):
    one = fields(SPECS[2])
    assert client.post("/races", json={"panels": [one] * 4}).status_code == 200
    for count in (0, 5):
        assert "1 to 4 panels" in answered(client, "/races", 400, panels=[one] * count)["problems"][0]
    told = answered(client, "/races", 400, panels=[one, one | {"steps": 0}])["problems"]
    assert len(told) == 1
    assert told[0].startswith("panel 2: steps")


def test_units_are_reported_by_racer(client):
    spec = replace(SPECS[0], units=(2.0, 0.5, 3.0))
    wanted = {name: asdict(report) for name, report in unit_reports(spec).items()}
    assert answered(client, "/units", panels=[fields(spec)]) == wanted


def test_a_typed_function_is_understood_or_its_fault_pointed_at(client):
    found = answered(client, "/functions", expression="(x-1)^2 + 3y^2", domain=[[-2, 2], [-1, 1]])
    assert found["minima"] == [[1, 0]]
    assert found["domain"] == [[-2, 2], [-1, 1]]
    assert "^" in answered(client, "/functions", expression="x +* y")["problem"]


# ---- draws ----


def draws_from(client, *specs):
    """What POST /draws tells of each race, and the numbers."""
    answer = client.post("/draws", json={"panels": [fields(spec) for spec in specs]})
    assert answer.status_code == 200, answer.text
    (length,) = struct.unpack_from("<I", answer.data)
    return json.loads(answer.data[4 : 4 + length])["draws"], np.frombuffer(answer.data, "<f8", offset=4 + length)


def test_draws_are_those_of_the_race_once_for_all_that_share_them(client):
    sgd = {"sgd": {}}
    noisy = RaceSpec("beale", sgd, noise="additive", steps=7, seed=3)
    batches = RaceSpec("linear_regression", sgd, noise="data_batches", steps=5)
    told, numbers = draws_from(client, noisy, replace(noisy, steps=4), RaceSpec("beale", sgd), batches)
    known = draws_of(noisy), draws_of(batches)
    assert told == [
        {"key": known[0].key, "width": 2, "rows": 7, "held": False},
        {"key": known[0].key, "width": 2, "rows": 7, "held": True},
        None,
        {"key": known[1].key, "width": known[1].rows.shape[1], "rows": 5, "held": False},
    ]
    assert numbers.tolist() == [*known[0].rows.ravel().tolist(), *known[1].rows.ravel().tolist()]
    assert draws_from(client, RaceSpec("logistic_regression", sgd, noise="additive"))[0] == [None]  # it has no program


def test_no_more_is_drawn_than_is_allowed(client, monkeypatch):
    """The longest race with any noise draws a quarter of it."""
    for name, surface in SURFACES.items():
        for noise in live_noises(surface):
            assert draws_count(RaceSpec(name, {"sgd": {}}, noise=noise, steps=MAX_STEPS)) <= 2**15
    monkeypatch.setattr("pages.answers.MOST_DRAWS", 100)
    spec = RaceSpec("beale", {"sgd": {}}, noise="additive", steps=50)
    draws_from(client, spec)
    (problem,) = answered(client, "/draws", 400, panels=[fields(replace(spec, steps=51))])["problems"]
    assert problem == "these races draw 102 numbers; allowed: 100 in one request, of fewer or shorter races"
    assert answered(client, "/draws", 400, panels=[{"surface": "hill"}])["problems"]
    assert answered(client, "/draws", 400)["problems"]


# ---- looking inside ----

DRIVEN = [name for name, method in OPTIMIZERS.items() if {"m", "v", "a", "bar", "p", "s", "move"} & set(method.states)]


@pytest.mark.parametrize("name", DRIVEN)
def test_every_arrow_points_where_it_drives_the_racer(client, name):
    """On a bowl, at the first step, that is downhill: along the step, and against the gradient."""
    spec = RaceSpec("sphere", optimizers={name: {}}, start=(1.5, 1.0), steps=6)
    found = answered(client, "/inside", panels=[fields(spec)], optimizer=name)
    arrows = {kind: np.array(rows) for kind, rows in found["arrows"].items()}
    seen = inside(spec, name)
    np.testing.assert_array_equal(arrows["gradient"][1:], -seen.gradients[1:])
    np.testing.assert_array_equal(arrows["step"], np.diff(race(spec)[name].positions, axis=0, prepend=[spec.start]))
    assert (arrows["gradient"][0] == 0).all()
    for step in (1, 2):
        if arrows["velocity"][step].any() and arrows["step"][step].any():
            assert arrows["velocity"][step] @ arrows["step"][step] > 0
    assert set(arrows) == {"gradient", "step", "velocity"}


@pytest.mark.parametrize(("asked", "step"), [(3, 3), (0, 1), (99, 6)])
def test_an_equation_leads_from_the_step_before_to_its_own(client, asked, step):
    spec = RaceSpec("beale", optimizers={"momentum": {}}, steps=6)
    seen, settings = inside(spec, "momentum"), spec.optimizers["momentum"]
    found = answered(client, "/equation", panels=[fields(spec)], optimizer="momentum", step=asked)
    assert found == dict(zip("xy", equations(seen, OPTIMIZERS["momentum"], settings, step), strict=True))


def test_who_does_not_race_cannot_be_looked_into(client):
    told = answered(client, "/inside", 400, panels=[fields(SPECS[0])], optimizer="adam")["problems"]
    assert told == ["optimizer: 'adam' does not race; allowed: sgd, vsgd, bfgs"]


# ---- the ranking ----


def test_a_ranking_says_how_many_problems_nobody_solved(client):
    entries = json.loads(DATA.read_text())["surfaces"]
    found = answered(client, "/rankings", methods="classics", surfaces="all")
    names = [row["name"] for row in found["rows"]]
    counts = [np.array([entry["evaluations"][name] for name in names]) for entry in entries.values()]
    unsolved = sum(int((each == 0).all(axis=0).sum()) for each in counts)
    total = len(entries) * STARTS
    words = f"{total} problems: {len(entries)} surfaces, {STARTS} starts on each. Nobody solved {unsolved} of them."
    assert found["said"] == words
    assert 0 < unsolved < total / 2
    for row in found["rows"]:
        mine = np.concatenate([entry["evaluations"][row["name"]] for entry in entries.values()])
        assert row["solved"] == pytest.approx((mine > 0).mean())
    assert "allowed: " in answered(client, "/rankings", 400, methods="best", surfaces="all")["problems"][0]


# ---- exports ----

LINK = "?surface=beale&steps=40&sgd=&adam="


def test_what_takes_a_moment_is_made_at_once(client):
    for ending, last, quick in (("csv", 40, True), ("png", 40, True), ("mp4", 40, False), ("json", 40, True)):
        found = answered(client, "/export/estimate", link=LINK, format=ending, options={}, last=last)
        assert (found["quick"], found["warnings"]) == (quick, [])
        assert any("made at once" in word for word in found["words"]) == quick
    many = "&".join(f"surface=beale&steps=2000&{'&'.join(f'{name}=' for name in OPTIMIZERS)}" for _ in range(4))
    found = answered(client, "/export/estimate", link=f"?{many}", format="json", options={}, last=2000)
    assert not found["quick"]
    answered(client, "/export", 503, link=f"?{many}", format="json", options={})
    answered(client, "/export", 503, link=LINK, format="mp4", options={})


def test_what_may_be_too_large_or_too_long_is_told_before(client):
    options = {"width": 1920, "height": 1080, "fps": 60, "pace": 1, "hold": 0}
    racers = "&".join(f"{name}=" for name in OPTIMIZERS)
    many = "&".join(f"surface=beale&steps=2000&{racers}" for _ in range(4))
    large = answered(client, "/export/estimate", link=f"?{many}", format="gif", last=70, options=options | {"fps": 50})
    assert any("100 MB" in warning for warning in large["warnings"])
    small = answered(client, "/export/estimate", link=LINK, format="gif", last=50, options=options | {"fps": 10})
    assert small["warnings"] == []
    told = answered(client, "/export/estimate", link=LINK, format="mp4", last=2000, options=options)["problems"]
    assert "frames; allowed: 3600" in told[""]


def test_a_table_made_at_once_is_the_race(client):
    answer = client.post("/export", json={"link": LINK, "format": "csv", "options": {}})
    assert (answer.status_code, answer.mimetype) == (200, "text/csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="ravine-beale.csv"'
    first, *rows = answer.text.splitlines()
    assert first.endswith(LINK)
    assert len(rows) == 1 + 2 * 41
    assert math.isclose(float(rows[1].split(",")[4]), 1.0)
    bad = answered(client, "/export", 400, link=LINK, format="csv", options={"width": "1"})["problems"]
    assert list(bad) == ["width"]
