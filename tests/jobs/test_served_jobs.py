"""Long jobs through `python app.py`, asked for as Dash's page asks: every web process answers, and pages are apart."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlencode

import patience
import psutil
import pytest
from asking import gone, until
from kept_forms import give_forms

ROOT = Path(__file__).resolve().parents[2]
LINK = "?surface=beale&start=1,1.6&steps=40&sgd=&adam=learning_rate:0.1"
LONG = {"link": "?surface=beale&steps=110&sgd=", "format": "webm", "options": {"pace": "1"}}

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A server: its port, its process, its cache, and the web processes that it has forked."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    cache = give_forms(tmp_path_factory.mktemp("served") / "cache")
    environment = {name: value for name, value in os.environ.items() if name != "REDIS_URL"}
    command = [sys.executable, "app.py", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment | {"RAVINE_CACHE": str(cache)})
    try:

        def answers():
            assert process.poll() is None
            with suppress(OSError):
                return ask(port, "GET", "/")[0] == 200

        until(answers)
        master = psutil.Process(process.pid)
        until(lambda: len(master.children()) == os.cpu_count())
        workers = master.children()
        yield SimpleNamespace(port=port, process=process, cache=cache, workers=workers)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(patience.seconds())


def ask(port, method, path, body=None):
    """(status, headers, content) of an answer, over a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=patience.seconds())
    try:
        data = None if body is None else json.dumps(body).encode()
        connection.request(method, path, data, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


class DashPage:
    """What Dash's renderer sends for the tray's first slot, from one load of the page."""

    def __init__(self, port):
        self.port = port
        _, _, page = ask(port, "GET", "/")
        self.end_id = re.search(r'"end_id":\s*"([^"]+)"', page.decode())[1]

    def post(self, part, value, output, **handles):
        given = {"id": f"job-{part}-0", "property": "data", "value": value}
        outputs = dict(zip(("id", "property"), output.split("."), strict=True))
        body = {"output": output, "outputs": outputs, "inputs": [given], "changedPropIds": [f"job-{part}-0.data"]}
        path = "/_dash-update-component?" + urlencode({"endId": self.end_id, **handles})
        status, _, content = ask(self.port, "POST", path, body)
        assert status in (200, 204), content
        return json.loads(content or b"{}")

    def start(self, request, kind="export"):
        answer = self.post("run", {"kind": kind, "request": request}, "job-end-0.data")
        return {name: answer[name] for name in ("cacheKey", "job")}

    def poll(self, handles):
        """(progress, end), each None where there is none."""
        answer = self.post("run", {}, "job-end-0.data", **handles)
        news = answer.get("progress", {}).get("job-progress-0.data")
        return news, answer.get("response", {}).get("job-end-0", {}).get("data")

    def end(self, handles):
        return until(lambda: self.poll(handles)[1])

    def cancel(self, handles):
        self.post("cancel", 1, "job-cancel-0.id", cancelJob=handles["job"])


@contextmanager
def only(served, worker):
    """With all web processes but one stopped."""
    others = [each for each in served.workers if each is not worker]
    for each in others:
        each.suspend()
    try:
        yield
    finally:
        for each in others:
            each.resume()


def test_every_web_process_answers_for_a_job(served):
    one, other = served.workers[0], served.workers[-1]
    page = DashPage(served.port)
    with only(served, one):
        handles = page.start({"link": LINK, "format": "csv", "options": {}})
    with only(served, other):
        news, end = page.poll(handles)
        assert end or news["words"]
    end = page.end(handles)
    assert (end["state"], end["name"]) == ("done", "ravine-beale.csv"), end
    for worker in (one, other):
        with only(served, worker):
            status, headers, content = ask(served.port, "GET", end["address"])
        assert (status, len(content)) == (200, end["size"])
        assert headers["Content-Disposition"] == 'attachment; filename="ravine-beale.csv"'
        assert headers["Content-Type"].startswith("text/csv")
    assert content.count(b"beale") > 80


def test_cancel_and_what_another_page_cannot_do(served):
    page, other = DashPage(served.port), DashPage(served.port)
    handles = page.start(LONG)
    until(lambda: page.poll(handles)[0]["words"].startswith("frame"))
    children = [child for worker in served.workers for child in worker.children()]
    assert len(children) == 1
    assert other.poll(handles) == (None, None)  # the handles are good for the page that they were given to
    other.cancel(handles)
    for forged in ("x", "0" * 32, handles["job"].replace("~", "~0"), f"{os.getpid()}~{'0' * 64}"):
        assert page.poll({"cacheKey": forged, "job": forged}) == (None, None)
        page.cancel({"job": forged})
    assert page.poll(handles)[1] is None
    assert children[0].is_running()
    page.cancel(handles)
    assert page.end(handles)["state"] == "cancelled"
    until(lambda: gone(children[0].pid))


@pytest.mark.parametrize(
    ("kind", "request_", "words"),
    [("nope", {}, "'nope' is no kind of job; allowed: export, "), ("export", [], "[] is not the request of a job")],
)
def test_what_is_refused_is_said(served, kind, request_, words):
    page = DashPage(served.port)
    end = page.end(page.start(request_, kind))
    assert end["state"] == "failed"
    assert end["message"].startswith(words)


def test_nothing_is_left_of_a_killed_server_but_its_folder(served):
    """The last check: it kills the server in the middle of a job."""
    page = DashPage(served.port)
    handles = page.start(LONG)
    until(lambda: page.poll(handles)[0]["words"].startswith("frame"))
    (folder,) = (path for path in served.cache.iterdir() if "-packed-" not in path.name)
    (child,) = [child for worker in served.workers for child in worker.children()]
    until(lambda: {path.name for path in folder.iterdir()} > {"jobs", "files"})
    for process in (psutil.Process(served.process.pid), *served.workers):
        process.kill()
    until(lambda: gone(child.pid))
    assert {path.name for path in folder.iterdir()} == {"jobs", "files"}
