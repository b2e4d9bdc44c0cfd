"""Requests take turns: who asks for little goes first, who asks for too much is told, what nobody waits for stops."""

from __future__ import annotations

import json
import struct
import sys

import pytest

from components import turns
from optimizers import OPTIMIZERS

ALL = {name: {} for name in OPTIMIZERS}
DEAR = {"surface": "noisy_moons", "optimizers": ALL, "steps": 2000}
CHEAP = {"surface": "beale", "optimizers": {"sgd": {}, "adam": {}, "newton": {}}, "steps": 20}
#: What each route does: it takes its turn with an estimate, or only looks something up.
ESTIMATED = {
    "/races", "/draws", "/functions", "/units", "/scenes", "/pictures", "/inside", "/equation", "/export",
    "/export/estimate", "/sweeps", "/sweeps/table", "/basins/open", "/basins/maps", "/networks/train", "/loss.mjs",
}  # fmt: skip
LOOKED_UP = {
    "/networks/open", "/networks/curves", "/planes/open", "/planes/spec", "/planes/keep", "/rankings", "/links",
    "/left", "/s/<code>", "/files/<token>/<name>", "/healthz", "/programs.mjs", "/methods.mjs", "/known.mjs",
    "/lesson-pictures/<name>/<layer>", "/scatters",
}  # fmt: skip


@pytest.fixture
def answers(client):
    """The module of /races, which needs the app."""
    return sys.modules["pages.answers"]


def described(answer):
    """The header of an answer, and how many bytes follow it."""
    (length,) = struct.unpack("<I", answer.data[:4])
    return json.loads(answer.data[4 : 4 + length]), answer.data[4 + length :]


# ---- what is asked for ----


def test_every_route_of_ours_is_one_of_both(client):
    rules = {rule.rule for rule in client.application.url_map.iter_rules()}
    dash = ("/_", "/assets", "/scripts", "/static", "/<path:path>")
    ours = {rule for rule in rules if rule != "/" and not rule.startswith(dash)}
    assert ours == ESTIMATED | LOOKED_UP


def test_races_that_take_too_long_come_in_parts(client, answers, monkeypatch):
    """Together they are what comes at once: every racer once, in order, with its numbers."""
    asked = {"panels": [CHEAP | {"noise": "additive"}, CHEAP | {"units": [2, 2, 1], "steps": 30}], "held": [[], []]}
    whole, numbers = described(client.post("/races", json=asked))
    assert whole["next"] is None
    monkeypatch.setattr(answers, "LONGEST", 1e-6)
    after, found, count, draws = 0, [], 0, []
    while after is not None:
        part, content = described(client.post("/races", json=asked | {"after": after, "draws": draws}))
        assert part["next"] in (after + 1, None)
        found += [(place, kind, racer) for place, panel in enumerate(part["panels"])
                  for kind, told in (("race", panel), ("reference", panel.get("reference")))
                  if told for racer in told["racers"]]  # fmt: skip
        draws += [panel["draws"]["key"] for panel in part["panels"] if panel["draws"]]
        after, count = part["next"], count + len(content)
        for panel, other in zip(part["panels"], whole["panels"], strict=True):
            assert {name: panel[name] for name in ("query", "surface", "start", "facts", "steps")} == {
                name: other[name] for name in ("query", "surface", "start", "facts", "steps")
            }
    everybody = [(place, kind, racer) for kind in ("race", "reference") for place, panel in enumerate(whole["panels"])
                 for told in [panel if kind == "race" else panel.get("reference")]
                 if told for racer in told["racers"]]  # fmt: skip
    assert found == everybody
    assert len(found) == 9
    assert count == len(numbers)


@pytest.mark.parametrize("after", [-1, "1", 1.5, None])
def test_a_part_that_is_none_is_told(client, after):
    answer = client.post("/races", json={"panels": [CHEAP], "after": after})
    assert answer.status_code == 400
    assert "allowed: a whole number from 0" in answer.json["problems"][0]


def test_no_part_of_the_dearest_race_is_estimated_beyond_the_bound(answers):
    specs, _ = answers._checked([DEAR | {"seed": seed} for seed in range(4)])
    after, parts = 0, []
    while after is not None:
        _, seconds, after = answers.part_of(specs, after)
        parts.append(seconds)
    assert max(parts) <= turns.LONGEST < sum(parts)


@pytest.mark.parametrize(
    ("path", "more", "less"),
    [
        ("/units", {}, f"{len(OPTIMIZERS)} methods over 2000 steps"),
        ("/inside", {"optimizer": "hessian_free"}, "2000 steps of hessian_free"),
        ("/equation", {"optimizer": "hessian_free", "step": 3}, "2000 steps of hessian_free"),
    ],
)
def test_what_takes_too_long_is_refused_with_what_to_reduce(client, monkeypatch, path, more, less):
    monkeypatch.setattr(turns, "LONGEST", 0.1)
    monkeypatch.setattr(sys.modules["races.race"], "_racer", None)  # nothing is run
    answer = client.post(path, json={"panels": [DEAR], **more})
    assert answer.status_code == 400
    (problem,) = answer.json["problems"]
    assert less in problem
    assert "allowed: 0.1 s; take fewer steps" in problem


def test_a_scoreboard_that_takes_too_long_is_refused(client):
    asked = {"panels": [DEAR | {"seed": seed} for seed in range(4)], "step": 3}
    given = [{"id": "scoreboard-request", "property": "data", "value": asked}]
    outputs = {"id": "scoreboard-file", "property": "data"}
    body = {"output": "scoreboard-file.data", "outputs": outputs, "inputs": given, "changedPropIds": []}
    answer = client.post("/_dash-update-component", json=body)
    assert answer.status_code == 400
    assert "This scoreboard would take the server about" in answer.json["problem"]
