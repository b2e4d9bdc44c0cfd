"""The job that makes a network's plane, and how its file comes to the server."""

from __future__ import annotations

import pytest
from flask import Flask

from components.dispatch.files import address_of
from components.planes import KEEP_PATH, offer_planes
from exports import ExportError
from exports.command_line import exportable
from jobs.export import export, make_planes
from jobs.ledger import DiskLedger
from jobs.plane import network_plane
from networks import plane_files
from networks.plane_files import find, missing, unpacked
from networks.plane_spec import LONGEST, PlaneSpec, read_plane

SPEC = PlaneSpec("logistic", {"adam": {}, "sgd": {"learning_rate": 0.5}}, epochs=1, grid=21)
LINK = f"?surface=network&plane={SPEC.text}&step=9"


@pytest.fixture(autouse=True)
def empty(tmp_path, monkeypatch):
    """A folder without planes."""
    monkeypatch.setenv("RAVINE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(plane_files, "_recent", {})


def test_the_job_makes_the_plane_and_counts(tmp_path):
    told = []
    path = network_plane({"plane": SPEC.text}, tmp_path, lambda done, total: told.append((done, total)))
    assert unpacked(path.read_bytes()).spec == SPEC
    assert told[-1][0] == pytest.approx(told[-1][1], abs=2)
    assert missing([SPEC.text]) == [SPEC]  # it may have run on another machine


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        ({}, "is no request for a plane"),
        ({"plane": 5}, "is no request for a plane"),
        ({"plane": "mlp/adamant"}, "unknown optimizer 'adamant'"),
        ({"plane": "mlp/newton"}, "newton forms a matrix"),
    ],
)
def test_a_bad_request_is_told(tmp_path, request_, message):
    with pytest.raises(ValueError, match=message):
        network_plane(request_, tmp_path, lambda done, total: None)


def test_the_server_keeps_what_a_job_has_made_and_nothing_else(tmp_path, monkeypatch):
    flask, ledger = Flask("planes"), DiskLedger(tmp_path, 10**8)
    monkeypatch.setattr("dash.get_relative_path", lambda path: f"/under{path}")
    offer_planes(flask, ledger)
    page = flask.test_client()

    def shelve(token, content):
        (tmp_path / "made").write_bytes(content)
        ledger.shelve(token, tmp_path / "made", 9)
        ledger.put(f"name.{token}", "plane.npz", 9)
        return {"address": address_of(token, "plane.npz")}

    made = network_plane({"plane": SPEC.text}, tmp_path, lambda done, total: None).read_bytes()
    answer = page.post(KEEP_PATH, json=shelve("good", made))
    assert (answer.status_code, answer.json) == (200, {"plane": SPEC.text})
    assert find(SPEC.text).spec == SPEC
    bad = [shelve("bad", b"GIF89a"), {"address": "/files/none/plane.npz"}, {"address": 5}, {"address": "x"}, []]
    for body in bad:
        answer = page.post(KEEP_PATH, json=body)
        assert answer.status_code == 400
        assert "plane" in answer.json["problems"][0]
    ledger.close()


def test_an_export_elsewhere_makes_the_plane_first(tmp_path):
    path = export({"link": LINK, "format": "csv"}, tmp_path, lambda done, total: None)
    assert path.name == "ravine-network.csv"
    assert "adam,12," in path.read_text()
    assert missing([SPEC.text]) == []


def test_planes_that_take_too_long_together_are_refused():
    slow = [f"convnet,epochs:20,seed:{seed}/adam" for seed in (1, 2)]
    specs = [read_plane(text) for text in slow]
    assert max(spec.seconds for spec in specs) <= LONGEST < sum(spec.seconds for spec in specs)
    with pytest.raises(ExportError, match=r"the 2 planes of this link would take about \d+ s; allowed: up to 480 s"):
        make_planes("&".join(f"surface=network&plane={text}" for text in slow), print)


def test_so_does_the_command_line(capfd):
    assert exportable(LINK) == LINK
    assert missing([SPEC.text]) == []
