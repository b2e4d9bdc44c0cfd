"""Kinds of job for the checks: their processes import this module by its name."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import patience

from jobs import job

LONG = 2 * patience.MOST  # s
ERRORS = {error.__name__: error for error in (ValueError, MemoryError, RuntimeError, RecursionError)}


@job("count", unit="run")
def count(request, folder, progress):
    """Counts to "to", "pause" seconds each, and "shows" what it has counted; the file has every byte, "size" in all."""
    print("this goes to the log")
    for done in range(request["to"]):
        progress(done, request["to"], [*range(done)] if request.get("shows") else None)
        time.sleep(request.get("pause", 0))
    path = folder / request.get("name", "count.bin")
    path.write_bytes((bytes(range(256)) * (request.get("size", 256) // 256 + 1))[: request.get("size", 256)])
    return path


@job("family")
def family(request, folder, progress):
    """Starts a process, notes both numbers in the file "note", and sleeps: longer than anybody waits for its end."""
    child = subprocess.Popen([sys.executable, "-c", f"import time; time.sleep({LONG})"])
    note = Path(request["note"])
    note.with_suffix(".draft").write_text(f"{os.getpid()} {child.pid}")
    note.with_suffix(".draft").rename(note)
    time.sleep(LONG)


@job("fail")
def fail(request, folder, progress):
    """Raises what the request names, or the system's error of that number."""
    if "errno" in request:
        raise OSError(request["errno"], os.strerror(request["errno"]), str(folder / "x"))
    raise ERRORS[request["error"]](f"{folder / 'x.mp4'} will not do")


@job("die")
def die(request, folder, progress):
    """Is killed, as by a system that is short of memory."""
    (folder / "half").write_bytes(b"x")
    os.kill(os.getpid(), signal.SIGKILL)


@job("die once")
def die_once(request, folder, progress):
    """Is killed the first time, which the file "note" tells."""
    note = Path(request["note"])
    if note.exists():
        return count({"to": 0}, folder, progress)
    note.write_text("")
    return die(request, folder, progress)


@job("nothing")
def nothing(request, folder, progress):
    """Returns a file that is not there."""
    return folder / "nothing.bin"
