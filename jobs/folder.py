"""The private folder of a server or worker: for its ledger and for files in the making.

It is made before the server forks, so that all its processes share it; it is removed when its owner ends, and those
whose owners were killed are swept by the next one. Its name says who owns it.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import socket
import sys
import tempfile
from pathlib import Path

import psutil


def private_folder(owner: int) -> Path:
    """The folder of the process `owner`, in RAVINE_CACHE or the temporary folder; only this user can look inside.

    A server that imports the app in each of its workers gives their common parent as owner: they get the same folder,
    and it stays until it is swept. Raises OSError where it cannot be.
    """
    parent = Path(os.environ.get("RAVINE_CACHE") or tempfile.gettempdir())
    parent.mkdir(parents=True, exist_ok=True)
    ours = f"ravine-{socket.gethostname()}-{_user()}-"  # other machines' processes cannot be seen from here
    _sweep(parent, ours)
    folder = parent / f"{ours}{owner}-{_birth(owner)}"
    folder.mkdir(mode=0o700, exist_ok=True)
    _check(folder)
    if owner == os.getpid():
        atexit.register(_remove, folder, owner)
    return folder


def lasting_folder(name: str) -> Path:
    """A folder that outlives the server, in RAVINE_CACHE or this user's folder for caches, or where that cannot be
    written in the temporary folder; only this user can look inside. Raises OSError where it cannot be."""
    given = os.environ.get("RAVINE_CACHE")
    if given:
        return _made(Path(given) / f"ravine-{name}-{_user()}")
    with contextlib.suppress(OSError, RuntimeError):  # there may be no home
        return _made(_caches() / "ravine" / name)
    return _made(Path(tempfile.gettempdir()) / f"ravine-{name}-{_user()}")


def does_last(folder: Path) -> bool:
    """Whether a folder is still there when the machine is started anew."""
    return not folder.resolve().is_relative_to(Path(tempfile.gettempdir()).resolve())


def _caches() -> Path:
    """Where this system keeps the caches of a user."""
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def _made(folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _check(folder)
    return folder


def _check(folder: Path) -> None:
    """Raises PermissionError for a folder into which others can look."""
    found = folder.lstat()
    if os.name != "nt" and (folder.is_symlink() or found.st_uid != _user() or found.st_mode & 0o077):
        raise PermissionError(f"{folder} belongs to somebody else")
    if not os.access(folder, os.W_OK):
        raise PermissionError(13, "it cannot be written", str(folder))


def _sweep(parent: Path, ours: str) -> None:
    """Remove the folders of processes that have ended."""
    for folder in parent.glob(f"{ours}*-*"):
        with contextlib.suppress(ValueError, OSError):
            owner, birth = map(int, folder.name.removeprefix(ours).split("-"))
            if birth != _birth(owner) and folder.lstat().st_uid == _user():
                shutil.rmtree(folder, ignore_errors=True)


def _birth(process: int) -> int:
    """When a process began, -1 if there is none. With it a number that is used again is another's."""
    with contextlib.suppress(OSError):  # Linux: in ticks since the system started, which setting the clock leaves alone
        return int(Path(f"/proc/{process}/stat").read_text(errors="replace").rpartition(")")[2].split()[19])
    try:
        return int(psutil.Process(process).create_time())
    except psutil.NoSuchProcess:
        return -1
    except psutil.AccessDenied:
        return 0


def _user() -> int:
    return os.getuid() if os.name != "nt" else 0


def _remove(folder: Path, owner: int) -> None:
    if os.getpid() == owner:  # not a fork of it
        shutil.rmtree(folder, ignore_errors=True)
