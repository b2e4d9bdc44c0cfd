"""The app below a path, in frames, behind a proxy, and what its answers say to browsers. One process has the whole."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import patience
import pytest
from kept_forms import give_forms

from components.site import Site

ROOT = Path(__file__).resolve().parents[2]
ANCESTORS = "'self' https://lms.example"
ADDRESS = re.compile(r'(?:href|src)="(/[^"]*)"')


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    """(status, headers, body) of what the app below /ravine answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "app.py", f"--port={port}", "--prefix=ravine", f"--frame-ancestors={ANCESTORS}"]
    command += ["--trusted-proxy=127.0.0.1"]
    environment = os.environ | {"RAVINE_CACHE": str(give_forms(tmp_path_factory.mktemp("cache")))}
    process = subprocess.Popen(command, cwd=ROOT, env=environment)

    def ask(path, body=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=patience.seconds())
        try:
            sent = None if body is None else json.dumps(body)
            headers |= {} if body is None else {"Content-Type": "application/json"}
            connection.request("GET" if body is None else "POST", path, sent, headers)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read().decode(errors="replace")
        finally:
            connection.close()

    end = time.monotonic() + patience.seconds()
    while True:
        try:
            ask("/healthz")
            break
        except ConnectionError:
            assert process.poll() is None
            assert time.monotonic() < end
            time.sleep(0.1)
    yield ask
    process.send_signal(signal.SIGTERM if os.name != "nt" else signal.CTRL_BREAK_EVENT)
    process.wait()


@pytest.mark.parametrize("path", ["/ravine/", "/", "/ravine/sweep", "/sweep", "/ravine/lessons/adam"])
def test_all_that_a_page_loads_is_below_the_prefix(ask, path):
    status, _, page = ask(path)
    assert status == 200
    loaded = {address.replace("&amp;", "&") for address in ADDRESS.findall(page)}
    assert len(loaded) > 4
    for address in loaded:
        assert address.startswith("/ravine/")
        assert ask(address)[0] == 200, address
        assert ask(address.removeprefix("/ravine"))[0] == 200, address  # where a proxy strips the prefix


def test_its_requests_are_below_the_prefix(ask):
    scene = {"search": "?surface=beale&steps=5&sgd=", "theme": "light", "size": 1}
    assert ask("/ravine/scenes", scene)[0] == 200
    status, _, body = ask("/ravine/links", {"origin": "https://uni.example", "path": "/ravine/?surface=beale"})
    address = json.loads(body)["address"]
    assert address.startswith("https://uni.example/ravine/s/")
    status, headers, _ = ask(address.removeprefix("https://uni.example"))
    assert (status, headers["Location"]) == (302, "/ravine/?surface=beale")


def test_what_answers_say_to_browsers(ask):
    for path in ("/ravine/", "/ravine/nope/nope", "/ravine/_dash-component-suites/nope/x.js", "/ravine/files/a/b"):
        headers = ask(path)[1]
        policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
        assert "unsafe" not in policy["script-src"]
        assert policy["frame-ancestors"] == ANCESTORS
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "Server" not in headers
        assert {"Referrer-Policy", "Permissions-Policy"} <= {*headers}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "uni.example", "Origin": "https://uni.example"}, 200),
        ({"Origin": "https://uni.example", "X-Forwarded-Host": "uni.example"}, 200),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Host": "uni.example", "Origin": "https://uni.example.evil"}, 403),
        ({"Host": "uni.example", "Origin": "https://evil-uni.example"}, 403),
        ({"Host": "uni.example", "Origin": "https://uni.example@evil.example"}, 403),
    ],
)
def test_no_page_of_another_site_sends_in_a_visitor_s_name(ask, headers, status):
    found, _, body = ask("/ravine/scenes", {}, **headers)
    assert found == status
    if status == 403:
        assert repr(headers["Origin"]) in body


def test_health(ask):
    status, headers, body = ask("/ravine/healthz")
    found = json.loads(body)
    assert (status, headers["Cache-Control"], found["ready"], found["jobs"]) == (200, "no-store", True, 0)
    assert found["version"] in ask("/ravine/")[2]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"prefix": "/a b"}, ("prefix", "'/a b'", "/ravine")),
        ({"prefix": "/../x?"}, ("prefix", "/ravine")),
        ({"frame_ancestors": "https://a; script-src *"}, ("frame-ancestors", "'https://a;'", "https://host")),
        ({"trusted_proxy": "localhost"}, ("trusted-proxy", "'localhost'", "127.0.0.1")),
    ],
)
def test_a_place_that_is_none(given, words):
    with pytest.raises(ValueError, match="allowed") as error:
        Site.given(given)
    for word in words:
        assert word in str(error.value)


def test_options_come_before_the_environment(monkeypatch):
    monkeypatch.setenv("RAVINE_PREFIX", "/there")
    assert Site.given().prefix == "/there/"
    assert Site.given({"prefix": "here/"}) == Site(prefix="/here/")
    assert Site.given({"prefix": "/"}).prefix == "/"
