"""The command line of app.py: what cannot work is said in one line, and the exit code is not 0."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

MISSING = """
import sys

class Missing:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name.partition(".")[0] == {package!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Missing)
"""

UNWRITABLE = """
import tempfile

def refuse(*_, **__):
    raise PermissionError(13, "Permission denied")

tempfile.TemporaryFile = refuse
"""

#: One that each part of the app needs, and those that do not name themselves when they are missing.
PACKAGES = ["dash", "diskcache", "flask_compress", "matplotlib"]
PACKAGES += ["waitress" if os.name == "nt" else "gunicorn"]


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def run(*options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """`python app.py` with these options, until it ends by itself."""
    ours = ("HOST", "PORT", "REDIS_URL", "RAVINE_CACHE")
    variables = {name: value for name, value in os.environ.items() if name not in ours}
    command, texts = [sys.executable, "app.py", *options], {"capture_output": True, "text": True, "encoding": "utf-8"}
    return subprocess.run(command, cwd=ROOT, env=variables | environment, timeout=90, check=False, **texts)


@pytest.fixture(scope="module")
def ended(tmp_path_factory):
    """How each run ended; they go side by side, because most of their time is imports."""
    folder = tmp_path_factory.mktemp("shims")
    shims = {f"without {package}": MISSING.format(package=package) for package in PACKAGES} | {"unwritable": UNWRITABLE}
    for name, code in shims.items():
        (folder / name).mkdir()
        (folder / name / "sitecustomize.py").write_text(code)
    with socket.socket() as busy, ThreadPoolExecutor(os.cpu_count()) as pool:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        runs = {
            "busy": pool.submit(run, "--port", str(busy.getsockname()[1])),
            "no cache": pool.submit(run, "--port", free_port(), RAVINE_CACHE=str(ROOT / "app.py")),
        }
        for name in shims:
            runs[name] = pool.submit(run, "--port", free_port(), PYTHONPATH=str(folder / name))
        return {name: future.result() for name, future in runs.items()}


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("busy", ("127.0.0.1", "in use", "--port")),
        ("unwritable", ("Permission denied", "TMPDIR")),
        ("no cache", ("File exists", "RAVINE_CACHE")),
        *((f"without {package}", (package.removeprefix("flask_c"), "requirements.txt")) for package in PACKAGES),
    ],
)
def test_what_cannot_work_is_said_in_one_line(ended, how, words):
    lines = ended[how].stderr.strip().splitlines()
    assert len(lines) == 1, ended[how].stderr
    for word in words:
        assert word in lines[0]
    assert ended[how].stdout == ""
    assert ended[how].returncode > 0


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
