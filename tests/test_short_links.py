"""Short links for a class: one code a picture, and nowhere else than here."""

import re
import time

import pytest
from flask import Flask

from components.short_links import HOURS, LEAST, LETTERS, MOST, code_of, offer_links
from jobs.ledger import DiskLedger, LedgerError
from races.query import MAX_LENGTH

ORIGIN = "http://192.168.1.20:8050"
PATH = "/?surface=beale&start=1,1.6&adam=learning_rate:0.1&step=40"


@pytest.fixture
def ledger(tmp_path):
    kept = DiskLedger(tmp_path, 1_000_000)
    yield kept
    kept.close()


@pytest.fixture
def client(ledger, monkeypatch):
    monkeypatch.setattr("dash.get_relative_path", lambda path: path)
    flask = Flask("test")
    offer_links(flask, ledger)
    return flask.test_client()


def test_a_short_link_leads_to_the_picture(client):
    answer = client.post("/links", json={"origin": ORIGIN, "path": PATH}).get_json()
    assert re.fullmatch(rf"{re.escape(ORIGIN)}/s/[{LETTERS}]{{{LEAST}}}", answer["address"])
    assert answer["hours"] == HOURS
    assert answer["qr"].startswith("data:image/svg+xml")
    short = answer["address"].removeprefix(ORIGIN)
    for typed in (short, short.upper().replace("/S/", "/s/")):
        followed = client.get(typed)
        assert (followed.status_code, followed.location) == (302, PATH)


def test_a_short_link_works_for_a_day_of_lectures_and_no_longer(client, monkeypatch):
    began = time.time()
    answer = client.post("/links", json={"origin": ORIGIN, "path": PATH}).get_json()
    short = answer["address"].removeprefix(ORIGIN)
    for hours, status in ((0, 302), (answer["hours"] - 0.01, 302), (answer["hours"] + 0.01, 404)):
        monkeypatch.setattr("time.time", lambda hours=hours: began + 3600 * hours)
        assert client.get(short).status_code == status


def test_the_same_picture_has_the_same_code_and_another_has_another(ledger):
    codes = [code_of(path, ledger) for path in (PATH, PATH, "/?surface=sphere&sgd=")]
    assert codes[0] == codes[1] != codes[2]


def test_a_code_that_another_picture_has_gets_longer(ledger):
    code = code_of(PATH, ledger)
    ledger.put(f"link.{code}", "/another")
    longer = code_of(PATH, ledger)
    assert longer.startswith(code)
    assert len(longer) == len(code) + 1


def test_when_all_are_taken_it_says_so(ledger):
    for _ in range(LEAST, MOST + 1):
        ledger.put(f"link.{code_of(PATH, ledger)}", "/another")
    with pytest.raises(LedgerError, match="taken"):
        code_of(PATH, ledger)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"origin": ORIGIN, "path": "//evil.example/"}, "one slash"),
        ({"origin": ORIGIN, "path": "/\\evil.example/"}, "one slash"),
        ({"origin": ORIGIN, "path": "https://evil.example/"}, "one slash"),
        ({"origin": ORIGIN, "path": "/?a\r\nSet-Cookie: b"}, "one slash"),
        ({"origin": ORIGIN, "path": "/" + "x" * MAX_LENGTH}, f"allowed: {MAX_LENGTH}"),
        ({"origin": ORIGIN}, "None"),
        ({"origin": "javascript:alert(1)", "path": PATH}, "http://host:port"),
        ({"origin": "http://host/path", "path": PATH}, "http://host:port"),
        ({"path": PATH}, "None"),
        ([1], "None"),
        ("x", "None"),
    ],
)
def test_what_is_no_place_here_is_refused(client, asked, told):
    answer = client.post("/links", json=asked)
    assert answer.status_code == 400
    assert told in answer.get_json()["problem"]


def test_an_unknown_code_is_told(client):
    answer = client.get("/s/nope")
    assert answer.status_code == 404
    assert "'nope'" in answer.text
    assert str(HOURS) in answer.text
