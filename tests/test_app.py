"""The command line of app.py: what cannot work is said in one line, and the exit code is not 0."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).resolve().parents[1]
TEXT = {"text": True, "encoding": "utf-8"}

#: One that each part of the app needs, and those that do not name themselves when they are missing.
PACKAGES = ["dash", "diskcache", "flask_compress", "matplotlib", "waitress"]


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@pytest.fixture(scope="module")
def ended():
    """How each case ended; one interpreter has them all, because most of their time is imports."""
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        cases = {
            "busy": {"port": str(busy.getsockname()[1])},
            "no cache": {"port": free_port(), "cache": str(ROOT / "app.py")},
            "unwritable": {"port": free_port(), "unwritable": True},
            **{f"without {package}": {"port": free_port(), "without": package} for package in PACKAGES},
        }
        command = [sys.executable, str(ROOT / "tests" / "cannot_work.py"), json.dumps(cases)]
        done = subprocess.run(command, cwd=ROOT, env=plain(), capture_output=True, check=False, **TEXT)
        real = [sys.executable, "app.py", "--port", cases["busy"]["port"]]
        truly = subprocess.run(real, cwd=ROOT, env=plain(), capture_output=True, check=False, **TEXT)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return json.loads(done.stdout) | {
        "truly": {"stdout": truly.stdout, "stderr": truly.stderr, "code": truly.returncode}
    }


def plain():
    """The environment without what the app reads of it."""
    ours = ("HOST", "PORT", "REDIS_URL", "RAVINE_CACHE")
    return {name: value for name, value in os.environ.items() if name not in ours}


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("busy", ("127.0.0.1", "in use", "--port")),
        ("truly", ("127.0.0.1", "in use", "--port")),  # the same as a process of its own
        ("unwritable", ("Permission denied", "TMPDIR")),
        ("no cache", ("File exists", "RAVINE_CACHE")),
        *((f"without {package}", (package.removeprefix("flask_c"), "requirements.txt")) for package in PACKAGES),
    ],
)
def test_what_cannot_work_is_said_in_one_line(ended, how, words):
    found = ended[how]
    lines = found["stderr"].strip().splitlines()
    assert len(lines) == 1, found["stderr"]
    for word in words:
        assert word in lines[0]
    assert found["stdout"] == ""
    assert found["code"] > 0


def stopped(monkeypatch, *options):
    """How the command line ends with these options, before anything is served."""
    from app import main

    monkeypatch.setattr(sys, "argv", ["app.py", *options])
    with pytest.raises(SystemExit) as stop:
        main()
    return str(stop.value)


def test_help(monkeypatch, capsys):
    assert stopped(monkeypatch, "--help") == "0"
    printed = capsys.readouterr().out
    for word in ("--host", "--port", "8050"):
        assert word in printed


@pytest.mark.parametrize("port", ["0", "65536", "-1", "eighty", "8050.5", "", " 80", "1e4"])
def test_a_port_is_a_number_from_1_to_65535(monkeypatch, port):
    said = stopped(monkeypatch, f"--port={port}")
    assert repr(port) in said
    assert "1 to 65535" in said


@pytest.mark.parametrize("host", ["192.0.2.1", "no such host"])
def test_a_host_that_is_not_this_machine(monkeypatch, host):
    assert host in stopped(monkeypatch, f"--host={host}", f"--port={free_port()}")


@pytest.mark.parametrize("options", [(), ("--debug",)])
def test_what_first_visitors_ask_for_is_made_before_workers_begin_but_not_for_development(monkeypatch, options):
    import app

    given, served = [], []
    made = SimpleNamespace(server="made", run=lambda **_: served.append("made"))
    monkeypatch.setattr(app, "create_app", lambda *_, **named: given.append(named["ready"]) or made)
    monkeypatch.setattr("components.serve.serve", lambda application, *_: served.append(application))
    monkeypatch.setattr(sys, "argv", ["app.py", f"--port={free_port()}", *options])
    app.main()
    assert (given, served) == ([not options], ["made"])


#: `python app.py --debug` as far as Dash begins to serve.
DEVELOPMENT = """
import runpy, sys
import dash

def run(app, **_):
    app.enable_dev_tools(debug=True, dev_tools_hot_reload=False)
    status = app.server.test_client().get("/").status_code
    print(*{"matplotlib", "av", "pandas"} & {*sys.modules}, status, sep=",")

dash.Dash.run = run
sys.argv = ["app.py", "--debug", "--port", sys.argv[1]]
runpy.run_path("app.py", run_name="__main__")
"""


def test_development_begins_without_what_only_draws_and_writes():
    command = [sys.executable, "-c", DEVELOPMENT, str(free_port())]
    assert subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout == "200\n"
