"""Short links for a class: one code a picture, nowhere else than here, for a term, on every machine."""

import re
import time
from datetime import date, timedelta
from urllib.parse import unquote

import pytest
from each import each
from flask import Flask

from components import kept_links
from components.kept_links import DAYS, LEAST, LETTERS, MOST, TERM, Links, LinksFullError
from components.short_links import code, offer_links
from jobs.folder import does_last, lasting_folder
from jobs.ledger import DiskLedger, LedgerError
from races.query import MAX_LENGTH

ORIGIN = "http://192.168.1.20:8050"
PATH = "/?surface=beale&start=1,1.6&adam=learning_rate:0.1&step=40"


@pytest.fixture
def made(tmp_path, monkeypatch):
    """`made(cache, shared)`: the links of a server with a folder."""
    links = []

    def made(cache="cache", shared=None):
        monkeypatch.setenv("RAVINE_CACHE", str(tmp_path / cache))
        links.append(Links(shared))
        links[-1]._disk.get("nope")  # it opens its folder
        return links[-1]

    yield made
    for one in links:
        one._disk.close()


def served(links, monkeypatch):
    monkeypatch.setattr("dash.get_relative_path", lambda path: path)
    flask = Flask("test")
    offer_links(flask, links)
    return flask.test_client()


@pytest.fixture
def client(made, monkeypatch):
    return served(made(), monkeypatch)


def test_a_short_link_leads_to_the_picture(client):
    answer = client.post("/links", json={"origin": ORIGIN, "path": PATH}).get_json()
    assert re.fullmatch(rf"{re.escape(ORIGIN)}/s/[{LETTERS}]{{{LEAST}}}", answer["address"])
    assert answer["qr"].startswith("data:image/svg+xml")
    short = answer["address"].removeprefix(ORIGIN)
    for typed in (short, short.upper().replace("/S/", "/s/")):
        followed = client.get(typed)
        assert (followed.status_code, followed.location) == (302, PATH)


def test_it_works_to_the_day_that_is_told_and_not_for_ever(client, monkeypatch):
    began = time.time()
    answer = client.post("/links", json={"origin": ORIGIN, "path": PATH}).get_json()
    short = answer["address"].removeprefix(ORIGIN)
    told = (date.fromisoformat(answer["until"]) - date.today()) / timedelta(days=1)
    assert 180 < told < DAYS
    for days, status in ((0, 302), (told + 1 - 0.01, 302), (DAYS + 0.01, 404)):
        monkeypatch.setattr("time.time", lambda days=days: began + 24 * 3600 * days)
        assert client.get(short).status_code == status


def test_who_shows_a_link_again_has_it_for_a_term_again(made, monkeypatch):
    links, began = made(), time.time()
    code = links.code_of(PATH)
    monkeypatch.setattr("time.time", lambda: began + 0.9 * TERM)
    assert links.code_of(PATH) == code
    monkeypatch.setattr("time.time", lambda: began + 1.8 * TERM)
    assert links.path_of(code) == PATH


def test_it_outlives_the_server_and_another_worker_knows_it(made):
    first, other = made(), made()
    code = first.code_of(PATH)
    assert other.path_of(code) == PATH
    first._disk.close()
    assert made().path_of(code) == PATH


def test_machines_share_links_and_each_keeps_what_it_has_met(made, tmp_path):
    shared = DiskLedger(tmp_path, 0)
    one, other = made("one", shared), made("other", shared)
    code = one.code_of(PATH)
    assert other.path_of(code) == PATH
    shared.delete(f"link.{code}")  # the store was started anew, and empty
    third = made("third", shared)
    assert third.path_of(code) is None
    assert one._disk.get(f"link.{code}") == PATH  # who made it has it, too
    assert other.path_of(code) == PATH
    assert third.path_of(code) == PATH
    shared.close()


class Broken(DiskLedger):
    """A store that does not answer."""

    def __init__(self):
        pass

    def get(self, key):
        raise LedgerError("it does not answer")

    def add(self, key, value, expire=None):
        raise LedgerError("it does not answer")


def test_without_the_store_of_all_machines_known_links_work_and_new_ones_are_refused(made, monkeypatch):
    code = made().code_of(PATH)
    client = served(made(shared=Broken()), monkeypatch)
    assert client.get(f"/s/{code}").location == PATH
    assert client.get("/s/abcd").status_code == 503
    answer = client.post("/links", json={"origin": ORIGIN, "path": "/sweep"})
    assert (answer.status_code, answer.get_json()["problem"]) == (503, "it does not answer")


def test_a_full_store_drops_nobody(made, monkeypatch):
    links = made()
    code = links.code_of(PATH)
    monkeypatch.setattr(kept_links, "LARGEST", 0)
    client = served(links, monkeypatch)
    for path, status in ((PATH, 200), ("/sweep", 507)):
        assert client.post("/links", json={"origin": ORIGIN, "path": path}).status_code == status
    assert client.get(f"/s/{code}").location == PATH
    with pytest.raises(LinksFullError, match="long one"):
        links.code_of("/sweep")


def test_where_they_are_kept_outlives_the_machine_s_restart_and_it_is_said_where_not(tmp_path, monkeypatch):
    for name in ("HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path / "temporary"))
    monkeypatch.setenv("RAVINE_CACHE", str(tmp_path / "named"))
    found = [lasting_folder("links")]
    monkeypatch.delenv("RAVINE_CACHE")
    found.append(lasting_folder("links"))
    (tmp_path / "home").rename(tmp_path / "gone")
    (tmp_path / "home").write_text("no folder")
    found.append(lasting_folder("links"))
    assert [folder.relative_to(tmp_path).parts[0] for folder in found] == ["named", "home", "temporary"]
    assert [does_last(folder) for folder in found] == [True, True, False]


@pytest.mark.parametrize("host", [ORIGIN, "https://ravine.informatik.uni-musterstadt.de", "https://uni.example/ravine"])
def test_a_code_is_read_from_the_tenth_row(host):
    """A screen 2.5 m wide, 16:9, whose code is 0.78 of its height, 12 m away; a phone that takes 1920 points for 66
    degrees. zxing reads photographs of it, blurred, pale, noisy and oblique, from 3.5 points for a module on."""
    address = f"{host}/s/{'m' * LEAST}"
    side = int(re.search(r"viewBox='0 0 (\d+)|width='(\d+)'", unquote(code(address)))[2]) / 8  # modules, quiet ones too
    module = 0.78 * 2.5 * 9 / 16 / side  # m
    assert 1920 * module / (2 * 12 * 0.65) >= 3.5, side


def test_the_same_picture_has_the_same_code_and_another_has_another(made):
    links = made()
    codes = [links.code_of(path) for path in (PATH, PATH, "/?surface=sphere&sgd=")]
    assert codes[0] == codes[1] != codes[2]


def test_a_code_that_another_picture_has_gets_longer(made):
    links = made()
    code = links.code_of(PATH)
    links._disk.put(f"link.{code}", "/another")
    longer = links.code_of(PATH)
    assert longer.startswith(code)
    assert len(longer) == len(code) + 1


def test_when_all_are_taken_it_says_so(made):
    links = made()
    for _ in range(LEAST, MOST + 1):
        links._disk.put(f"link.{links.code_of(PATH)}", "/another")
    with pytest.raises(LedgerError, match="taken"):
        links.code_of(PATH)


@each(
    "asked, told",
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
    assert str(DAYS) in answer.text
