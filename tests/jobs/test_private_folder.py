"""The private folder: whose it is, and that it goes."""

from __future__ import annotations

import os
import stat
import subprocess
import sys

import pytest

from jobs.folder import private_folder

OWNER = """
import os, signal, sys
from jobs.folder import private_folder
folder = private_folder(os.getpid())
(folder / "file").write_text("x")
if os.fork() == 0:
    sys.exit()  # a fork's end leaves it
os.wait()
assert (folder / "file").exists()
print(folder, flush=True)
if sys.argv[1] == "killed":
    os.kill(os.getpid(), signal.SIGKILL)
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no forks and modes")


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """RAVINE_CACHE, a folder that is not there yet."""
    monkeypatch.setenv("RAVINE_CACHE", str(tmp_path / "deep" / "cache"))
    return tmp_path / "deep" / "cache"


def owner(how):
    """The folder of a process that has ended."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", OWNER, how]
    return subprocess.run(command, env=environment, text=True, stdout=subprocess.PIPE, check=False).stdout.strip()


def test_it_goes_with_its_owner(cache):
    assert owner("ended").startswith(str(cache))
    assert not list(cache.iterdir())


def test_that_of_a_killed_owner_is_swept_by_the_next_and_no_other(cache):
    killed = owner("killed")
    assert list(map(str, cache.iterdir())) == [killed]
    (cache / "ravine-elsewhere-0-1-1").mkdir()
    (cache / "ravine-notes").mkdir()
    shared = private_folder(os.getppid())
    ours = private_folder(os.getpid())
    assert private_folder(os.getpid()) == ours
    names = {shared.name, ours.name, "ravine-elsewhere-0-1-1", "ravine-notes"}
    assert {path.name for path in cache.iterdir()} == names
    assert stat.S_IMODE(ours.stat().st_mode) == 0o700


def test_one_that_others_can_look_into_is_refused(cache):
    folder = private_folder(os.getpid())
    folder.chmod(0o755)
    with pytest.raises(PermissionError, match="belongs to somebody else"):
        private_folder(os.getpid())
    folder.rmdir()
    folder.symlink_to(cache)
    with pytest.raises(PermissionError, match="belongs to somebody else"):
        private_folder(os.getpid())
    folder.unlink()


def test_one_that_cannot_be_made_is_an_error(cache):
    cache.parent.mkdir()
    cache.write_text("a file")
    with pytest.raises(OSError, match="File exists"):
        private_folder(os.getpid())
