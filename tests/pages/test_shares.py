"""Fair shares: what is more than somebody's is answered with 429, when to ask again, and a sentence."""

from __future__ import annotations

import dash
import pytest
from flask import Flask

from components.health import offer_health
from components.shares import ShareError, count
from components.visitors import PAGE_HEADER, Visitor
from jobs.ledger import DiskLedger, LedgerError
from jobs.limits import Limits
from jobs.line import rank_of

LIMITS = Limits()
LINK = {"origin": "http://localhost:8050", "path": "/?surface=beale"}
CALLBACKS = "/_dash-update-component"


@pytest.fixture
def visit(client):
    """`visit(address)`: the token of a page that this address has opened."""

    def visit(address):
        text = client.get("/", environ_overrides={"REMOTE_ADDR": address}).text
        return text.partition('"end_id":"')[2].partition('"')[0]

    return visit


def started(client, token, address):
    body = {
        "output": "job-end-0.data",
        "outputs": {"id": "job-end-0", "property": "data"},
        "inputs": [{"id": "job-run-0", "property": "data", "value": {"kind": "nope", "request": {}}}],
        "changedPropIds": ["job-run-0.data"],
    }
    return client.post(f"{CALLBACKS}?endId={token}", json=body, environ_overrides={"REMOTE_ADDR": address})


def refused(answer, words):
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= LIMITS.minute
    assert words in answer.json["problem"]


def test_short_links_have_a_number_a_minute_by_page_and_not_by_class(client, visit, monkeypatch):
    monkeypatch.setattr("time.time", lambda: 6e9)
    address = {"REMOTE_ADDR": "10.1.0.1"}
    headers = {PAGE_HEADER: visit("10.1.0.1")}
    for _ in range(LIMITS.links[0]):
        assert client.post("/links", json=LINK, headers=headers, environ_overrides=address).status_code == 200
    refused(client.post("/links", json=LINK, headers=headers, environ_overrides=address), "had its 20 short links")
    for token in (visit("10.1.0.1"), "forged~0"):
        headers = {PAGE_HEADER: token}
        assert client.post("/links", json=LINK, headers=headers, environ_overrides=address).status_code == 200


def test_an_address_has_a_size_of_links_a_minute(client, monkeypatch):
    monkeypatch.setattr("time.time", lambda: 6.1e9)
    address = {"REMOTE_ADDR": "10.1.0.2"}
    long = LINK | {"path": "/?" + "x" * 8000}
    posts = [client.post("/links", json=long, environ_overrides=address) for _ in range(LIMITS.links_size // 8000)]
    few = LIMITS.links_size // 8200
    assert [answer.status_code for answer in posts[:few]] == [200] * few
    refused(client.post("/links", json=long, environ_overrides=address), "bytes of links")
    refused(client.post("/links", json=LINK, environ_overrides=address), "Your address has had its")


def test_jobs_have_a_number_of_starts_a_minute(client, visit, monkeypatch):
    monkeypatch.setattr("time.time", lambda: 6.2e9)
    token = visit("10.1.0.3")
    for _ in range(LIMITS.starts[0]):
        assert started(client, token, "10.1.0.3").status_code == 200
    refused(started(client, token, "10.1.0.3"), "had its 20 starts of jobs of this minute; try again in 40 s.")
    assert started(client, visit("10.1.0.3"), "10.1.0.3").status_code == 200


def test_cancels_have_a_number_a_minute(client, visit, monkeypatch):
    monkeypatch.setattr("time.time", lambda: 6.3e9)
    path = f"{CALLBACKS}?endId={visit('10.1.0.4')}&cancelJob=x"
    answers = [client.post(path, json={}, environ_overrides={"REMOTE_ADDR": "10.1.0.4"}) for _ in range(41)]
    assert [answer.status_code for answer in answers[:40]] == [400] * 40  # it is no callback, and was counted
    refused(answers[40], "40 cancelled jobs")


def test_a_page_and_an_address_have_jobs_at_once(client, visit, monkeypatch):
    monkeypatch.setattr("time.time", lambda: 6.4e9)
    ledger = dash.get_app()._background_manager.handle
    token = visit("10.1.0.5")
    page = token.partition("~")[0]
    for number in range(LIMITS.of_address):
        who = {"page": page if number < LIMITS.of_page else f"{number}", "address": "10.1.0.5"}
        ledger.put(f"place.{number}", {"job": f"{number}", "asked": 0, "rank": 0, "runs": False} | who)
    try:
        refused(started(client, token, "10.1.0.5"), "A page may have 3 jobs at once")
        refused(started(client, visit("10.1.0.5"), "10.1.0.5"), "Your address has 90 jobs at once")
        assert started(client, visit("10.1.0.6"), "10.1.0.6").status_code == 200
    finally:
        for number in range(LIMITS.of_address):
            ledger.delete(f"place.{number}")


def test_who_leaves_says_so_with_the_token_of_its_page(client, visit, monkeypatch):
    left, token = [], visit("10.1.0.7")
    monkeypatch.setattr(dash.get_app()._background_manager, "let_go", left.append)
    for sent in (token, token + "x", "", "x" * 5000, b"\xff"):
        assert client.post("/left", data=sent, content_type="text/plain").status_code == 204
    assert left == [token.partition("~")[0], "", "", "", ""]


class Asked(DiskLedger):
    """Counts what it is asked."""

    def __init__(self, *given):
        super().__init__(*given)
        self.asked, self.broken = [], False

    def get(self, key):
        self.asked.append(key)
        if self.broken:
            raise LedgerError("it cannot be read")
        return super().get(key)


def test_health_tells_of_the_queue_without_asking_for_every_place(tmp_path, monkeypatch):
    ledger, flask = Asked(tmp_path, 1), Flask("health")
    for number, runs in enumerate((True, False, False)):
        ledger.put(
            f"place.{number}", {"job": f"{number}", "page": "", "address": "", "asked": 0, "rank": 0, "runs": runs}
        )
    offer_health(flask, ledger, LIMITS)
    found = [flask.test_client().get("/healthz").json for _ in range(10)]
    assert found[0].items() >= {"ready": True, "jobs": 3, "waiting": 2, "places": LIMITS.places}.items()
    assert found == found[:1] * 10
    assert len(ledger.asked) < 50
    ledger.broken = True
    monkeypatch.setattr("jobs.line.FRESH", -1)
    answer = flask.test_client().get("/healthz")
    assert (answer.status_code, answer.json["problem"]) == (503, "it cannot be read")
    ledger.close()


def test_a_class_behind_one_address_has_room():
    assert min(LIMITS.of_address, *(most[1] for most in (LIMITS.starts, LIMITS.links))) >= 30
    assert LIMITS.places > LIMITS.of_address
    assert rank_of([], "a", "b") == 0


def test_a_minute_ends(tmp_path, monkeypatch):
    ledger, now = DiskLedger(tmp_path, 1), [120.0]
    monkeypatch.setattr("time.time", lambda: now[0])
    count(ledger, "links", Visitor("a", "b"), (1, 2), 60)
    now[0] = 179.0
    with pytest.raises(ShareError, match=r"This page has had its 1 short links .* in 1 s") as error:
        count(ledger, "links", Visitor("a", "b"), (1, 2), 60)
    assert error.value.after == 1
    count(ledger, "links", Visitor("c", "b"), (1, 2), 60)
    with pytest.raises(ShareError, match="Your address has had its 2"):
        count(ledger, "links", Visitor("d", "b"), (1, 2), 60)
    now[0] = 180.0
    count(ledger, "links", Visitor("a", "b"), (1, 2), 60)
    ledger.close()


@pytest.mark.parametrize(
    ("given", "address"),
    [("10.0.0.9", "10.0.0.9"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"), ("::ffff:10.0.0.9", "10.0.0.9"), ("", "")],
)
def test_who_a_visitor_is(client, given, address):
    from components.visitors import visitor

    token = client.get("/").text.partition('"end_id":"')[2].partition('"')[0]
    for sent, page in ((token, token.partition("~")[0]), (token[:-1] + "x", ""), ("x" * 5000, ""), ("", "")):
        with client.application.test_request_context(
            headers={PAGE_HEADER: sent}, environ_overrides={"REMOTE_ADDR": given}
        ):
            found = visitor()
        assert found == Visitor(page, address)
