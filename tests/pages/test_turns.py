"""Requests take turns: who asks for little goes first, who asks for too much is told, what nobody waits for stops."""

from __future__ import annotations

import json
import struct
import sys
import threading
import time

import patience
import pytest

from components import turns
from components.turns import BusyError, StoppedError, TooLongError, Turns
from components.visitors import Visitor
from optimizers import OPTIMIZERS
from progress import look, rounds

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
    "/s/<code>", "/files/<token>/<name>", "/healthz", "/programs.mjs", "/lesson-pictures/<name>/<layer>",
    "/scatters",
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


# ---- turns ----

HERE, THERE = Visitor("page", "10.0.0.1"), Visitor("other", "10.0.0.2")


def turn(among, seconds, who=HERE, kind="/races", gone=lambda: False):
    return turns.Turn(among, seconds, who, kind, gone)


def until(condition):
    end = time.monotonic() + patience.seconds()
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.005)


def test_a_long_one_stands_still_while_a_short_one_is_at_work():
    among, counts, ended = Turns(), [0], threading.Event()

    def work():
        with turn(among, 0.5):
            while not ended.is_set():
                look()
                counts[0] += 1

    thread = threading.Thread(target=work)
    thread.start()
    until(lambda: counts[0] > 10)
    with turn(among, 0.01, THERE):
        time.sleep(2 * turns.GLANCE)
        before = counts[0]
        time.sleep(0.1)
        assert counts[0] - before <= 1
    before = counts[0]
    until(lambda: counts[0] > before + 10)
    ended.set()
    thread.join()


def test_nobody_stands_still_for_good(monkeypatch):
    monkeypatch.setattr(turns, "STILL", 0.2)
    among = Turns()
    with turn(among, 0.0, THERE):
        began = time.monotonic()
        with turn(among, 1.0) as held:
            held.look()
        assert time.monotonic() - began > 0.15


def test_what_nobody_waits_for_stops(monkeypatch):
    monkeypatch.setattr(turns, "GLANCE", 0)
    monkeypatch.setattr(turns, "ASK", 0)
    among, gone = Turns(), []

    def work():
        for done in rounds(1, 10**9):
            if done == 1000:
                gone.append(True)
        raise AssertionError

    with pytest.raises(StoppedError), turn(among, 0.5, gone=lambda: bool(gone)):
        work()
    assert not among.at_work
    assert rounds(1, 3) == range(1, 3)  # nobody looks after this thread any more


def test_a_newer_request_of_the_same_page_stops_the_older():
    among, nobody = Turns(), Visitor("", "10.0.0.1")  # two pages that do not say who they are may share an address
    held = [turn(among, 0.5, who, kind) for who, kind in
            ((HERE, "/races"), (THERE, "/races"), (HERE, "/units"), (nobody, "/races"), (nobody, "/races"),
             (HERE, "/races"))]  # fmt: skip
    for each in held:
        among.enter(each)
    with pytest.raises(StoppedError):
        held[0].check()
    for each in held[1:]:
        each.check()


def test_what_takes_far_longer_than_estimated_is_stopped(monkeypatch):
    monkeypatch.setattr(turns, "ASK", 0)
    monkeypatch.setattr(turns, "BEYOND", 0.05)
    with pytest.raises(TooLongError, match=r"more than 0.05 s of the server’s time"), turn(Turns(), 0.5):
        for _ in rounds(1, 10**9):
            pass


def test_long_ones_of_a_page_and_of_an_address_are_counted(monkeypatch):
    among, held = Turns(), []

    def enter(page, address, kind, seconds=0.5):
        one = turn(among, seconds, Visitor(page, address), kind)
        among.enter(one)
        held.append(one)

    for kind in range(turns.OF_PAGE):
        enter("a", "1", kind)
    with pytest.raises(BusyError, match="This page has 3 long requests at work"):
        enter("a", "1", "more")
    enter("a", "1", "short", 0.01)
    for kind in range(turns.OF_ADDRESS - turns.OF_PAGE):
        enter(f"b{kind}", "1", kind)
    with pytest.raises(BusyError, match="Your address has 5"):
        enter("c", "1", 0)
    for kind in range(turns.ALL - turns.OF_ADDRESS):
        enter(f"d{kind}", "2", kind)
    with pytest.raises(BusyError, match="The server is busy: 8"):
        enter("e", "3", 0)
    among.leave(held[0])
    enter("e", "3", 0)


def test_who_is_too_many_is_told_when_to_ask_again(client, monkeypatch):
    monkeypatch.setattr(turns, "ALL", 0)
    monkeypatch.setattr(turns, "LONG", 0)
    answer = client.post("/races", json={"panels": [CHEAP]})
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "1")
    assert "The server is busy" in answer.json["problem"]


def test_an_answer_that_nobody_waits_for(client):
    gone = {"waitress.client_disconnected": lambda: True}
    answer = client.post("/races", json={"panels": [CHEAP]}, environ_overrides=gone)
    assert answer.status_code == 409
    assert not turns._turns.at_work


def test_who_has_had_much_goes_later(monkeypatch):
    among, now = Turns(), [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    among.charge(HERE, 2.0)
    among.charge(HERE, 1.0)
    assert among.owed(HERE) == 3.0
    first = turn(among, 0.1)
    now[0] += 1
    assert turn(among, 0.1, THERE).due < first.due
    now[0] += turns.FORGOTTEN - 1
    assert among.owed(HERE) == pytest.approx(1.5)
    for number in range(turns.KEPT):
        among.charge(Visitor(f"{number}", ""), 1.0)
    assert among.owed(HERE) == 0


def test_short_requests_of_who_has_had_much_stand_still_and_others_do_not(client, monkeypatch):
    monkeypatch.setattr(turns, "STILL", 0.2)
    among, stood = turns._turns, []
    stand_back = among.stand_back
    among._spent.clear()  # what other checks have had
    monkeypatch.setattr(among, "stand_back", lambda one: (stood.append(one.patience), stand_back(one)))
    held = turn(among, 0.0, THERE)
    among.enter(held)
    try:
        for owed, times in ((0, 0), (20, 1)):
            among.charge(Visitor("", "127.0.0.1"), owed)
            assert client.get("/healthz").status_code == 200
            assert stood == [0.2] * times
    finally:
        among.leave(held)
        among._spent.clear()
