"""Requests take turns: who asks for little goes first, what nobody waits for stops."""

from __future__ import annotations

import threading
import time

import patience
import pytest
from damage import POSTS

from components import turns
from components.serve import THREADS
from components.turns import BusyError, StoppedError, TooLongError, Turns
from components.visitors import Visitor
from progress import look, rounds

CHEAP = {"surface": "beale", "optimizers": {"sgd": {}, "adam": {}, "newton": {}}, "steps": 20}
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

    thread = threading.Thread(daemon=True, target=work)
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


def served(among, *requests):
    """In which order turns work that stand while another one is at work."""
    order, threads, first = [], [], turn(among, 0.0, THERE)
    among.enter(first)

    def work(name, *given):
        with turn(among, *given):
            order.append(name)

    for name, *given in requests:
        threads.append(threading.Thread(daemon=True, target=work, args=(name, *given)))
        threads[-1].start()
        until(lambda: sum(each.stands for each in among.at_work) == len(threads))
    among.leave(first)
    for thread in threads:
        thread.join()
    return order


def test_who_asks_for_little_and_had_little_is_served_first():
    among, third = Turns(), Visitor("third", "10.0.0.3")
    among.charge(HERE, 100)
    order = served(
        among,
        *((f"dear {number}", 1.0, HERE, number) for number in range(3)),
        ("long", 0.5, THERE),
        ("short", 0.01, third),
    )
    assert order == ["short", "long", "dear 0", "dear 1", "dear 2"]


def test_those_who_stand_are_not_woken_while_others_come_and_go(monkeypatch):
    monkeypatch.setattr(turns, "STANDS", patience.seconds())
    among, woken, ended = Turns(), [], threading.Event()
    held = turn(among, 0.0, THERE)
    among.enter(held)

    def work(number):
        with turn(among, 1.0, HERE, number, lambda: woken.append(number) or False):
            ended.wait()

    threads = [threading.Thread(daemon=True, target=work, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    until(lambda: sum(each.stands for each in among.at_work) == 3)
    woken.clear()
    for _ in range(20):
        short = turn(among, 0.01, THERE)
        among.enter(short)
        among.leave(short)
    assert woken == []
    among.leave(held)
    until(lambda: sum(each.stands for each in among.at_work) == 2)
    assert woken == [min(range(3), key=lambda number: next(each.due for each in among.at_work if each.kind == number))]
    ended.set()
    for thread in threads:
        thread.join()


def test_who_waits_for_its_own_does_not_lose_patience_and_works_beside_it(monkeypatch):
    monkeypatch.setattr(turns, "STILL", 0.01)
    monkeypatch.setattr(turns, "STANDS", 0.01)
    among, looks, ended = Turns(), [], threading.Event()

    def wait(number):
        with turn(among, 1.0, HERE, number, lambda: looks.append(number) or False):
            looks.append("works")

    with turn(among, 0.5):
        thread = threading.Thread(daemon=True, target=wait, args=(1,))
        thread.start()
        until(lambda: looks.count(1) > 10)
        assert "works" not in looks
    thread.join()
    ended.set()
    assert "works" in looks


def test_a_request_is_among_the_turns_from_its_beginning_to_its_end(client, monkeypatch):
    """There is no moment between its turns in which others take it for gone."""
    among, there = turns._turns, []
    monkeypatch.setattr(
        among, "_replace", lambda gone, come, do=among._replace: (do(gone, come), there.append(len(among.at_work)))
    )
    assert client.post("/races", json={"panels": [CHEAP]}).status_code == 200
    assert there[:-1] == [1] * 5  # it comes, and enters and leaves two turns: it is read, and run
    assert there[-1] == 0


def test_an_answer_in_parts_which_outlives_its_request_leaves_nobody_behind(client, monkeypatch):
    """Or all others would stand still before it for good. What it took is counted, too."""
    among, counted = turns._turns, []
    monkeypatch.setattr(among, "charge", lambda who, seconds: counted.append(seconds))
    wanted = {"experiment": "logistic", "methods": {"sgd": {"learning_rate": 0.1}}, "epochs": 1}
    answer = client.post("/networks/train", json=wanted)
    assert answer.mimetype == "application/x-ndjson", answer.data
    assert answer.data.count(b"epoch") == 2  # before the first, and after it
    assert not among.at_work
    assert len(counted) == 2  # the request, and its answer


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


@pytest.mark.parametrize("path", ["/races", "/draws", "/units", "/pictures", "/inside", "/equation"])
def test_who_is_too_many_is_told_when_to_ask_again(client, monkeypatch, path):
    """Each of them takes its turn with an estimate."""
    monkeypatch.setattr(turns, "ALL", 0)
    monkeypatch.setattr(turns, "LONG", 0)
    answer = client.post(path, json=POSTS[path])
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "1")
    assert "The server is busy" in answer.json["problem"]


def test_light_requests_of_who_has_had_much_do_not_take_all_threads(client, monkeypatch):
    """Who opens a page has no token yet, and its address may be that of a class."""
    monkeypatch.setattr(turns, "STILL", 0)
    among, address = turns._turns, Visitor("", "127.0.0.1")
    among._spent.clear()
    among.charge(address, 50)
    held = [turn(among, 0.0, THERE, "first"), *(turn(among, 0.0, address, "") for _ in range(turns.OF_PAGE))]
    for each in held:
        among.enter(each)
        each.stands = each is not held[0]
    try:
        answer = client.post("/left")
        assert (answer.status_code, answer.headers["Retry-After"]) == (429, "1")
        assert "others wait" in answer.json["problem"]
        assert client.get("/").status_code == 200
        among.leave(held.pop())
        assert client.post("/left").status_code == 204
        for each in held[1:]:
            each.visitor = THERE
        held.append(turn(among, 0.0, THERE, ""))
        among.enter(held[-1])
        held[-1].stands = True
        assert client.post("/left").status_code == 429
    finally:
        for each in held:
            among.leave(each)
        among._spent.clear()
    assert turns.ALL + turns.LIGHT < THREADS


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


def test_what_a_request_took_is_owed_by_its_visitor(client):
    turns._turns._spent.clear()
    assert client.post("/races", json={"panels": [CHEAP | {"steps": 300}]}).status_code == 200
    assert turns._turns.owed(Visitor("", "127.0.0.1")) > 0


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
            assert client.post("/left").status_code == 204
            assert stood == [0.2] * times
            assert client.get("/healthz").status_code == 200  # whoever opens a page does not stand
            assert stood == [0.2] * times
    finally:
        among.leave(held)
        among._spent.clear()
