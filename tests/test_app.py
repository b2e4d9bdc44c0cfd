"""The command line of app.py: what cannot work is said in one line, and the exit code is not 0."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def run(*options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    variables = {name: value for name, value in os.environ.items() if name not in ("HOST", "PORT")}
    command = [sys.executable, "app.py", *options]
    return subprocess.run(
        command, cwd=ROOT, env=variables | environment, capture_output=True, text=True, timeout=60, check=False
    )


def assert_one_line(ended: subprocess.CompletedProcess[str], *words: str) -> None:
    assert ended.returncode not in (0, None)
    lines = ended.stderr.strip().splitlines()
    assert len(lines) == 1, ended.stderr
    for word in words:
        assert word in lines[0]
    assert ended.stdout == ""


@pytest.mark.parametrize("port", ["0", "65536", "-1", "eighty", "8050.5", "", "1e4", "٣"])
@pytest.mark.parametrize("by", ["option", "environment"])
def test_a_bad_port(port, by):
    ended = run(f"--port={port}") if by == "option" else run(PORT=port)
    assert_one_line(ended, repr(port), "1 to 65535")


def test_a_busy_port():
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        assert_one_line(run("--port", str(port)), f"127.0.0.1:{port}", "in use", "--port")


def test_a_host_that_is_not_here():
    assert_one_line(run("--host", "192.0.2.1", "--port", "8999"), "192.0.2.1:8999")
    assert_one_line(run("--host", "no such host", "--port", "8999"), "no such host")


PACKAGES = ["dash", "dash_mantine_components", "flask", "flask_compress", "numpy", "pandas", "plotly"]
PACKAGES += ["waitress" if os.name == "nt" else "gunicorn"]


@pytest.mark.parametrize("package", PACKAGES)
def test_a_missing_package(tmp_path, package):
    """A finder that comes first says that the package is not there."""
    (tmp_path / "sitecustomize.py").write_text(
        f"""
import sys

class Missing:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name.partition(".")[0] == {package!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Missing)
"""
    )
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    ended = run("--port", str(port), PYTHONPATH=str(tmp_path))
    assert_one_line(ended, package, "requirements.txt")


def test_an_unwritable_temporary_folder(tmp_path):
    (tmp_path / "sitecustomize.py").write_text(
        "import tempfile\n"
        "def refuse(*_, **__):\n"
        "    raise PermissionError(13, 'Permission denied')\n"
        "tempfile.TemporaryFile = refuse\n"
    )
    assert_one_line(run("--port", "8999", PYTHONPATH=str(tmp_path)), "Permission denied", "TMPDIR")


def test_help_is_help():
    ended = run("--help")
    assert ended.returncode == 0
    for word in ("--host", "--port", "8050"):
        assert word in ended.stdout
