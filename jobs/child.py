"""The process of one job: `python -m jobs.child`, started by process.py.

It reads its order, one line of JSON, from standard input; says what happens in lines of JSON on standard output; and
ends at once when its standard input ends, because then its supervisor is dead.
"""

from __future__ import annotations

import contextlib
import errno
import importlib
import json
import os
import shutil
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .kinds import KINDS, Progress

OFTEN = 0.1  # s between two words on progress
#: Errors of the file system that are the server's state, not a mistake in the program.
NO_ROOM = {errno.ENOSPC, getattr(errno, "EDQUOT", 0), errno.EACCES, errno.EPERM, errno.EROFS, errno.EMFILE}


def main() -> None:
    """Do what the order says."""
    say = _voice()
    order = json.loads(sys.stdin.readline())
    folder = Path(order["folder"])
    threading.Thread(target=_leave_with_the_supervisor, args=(folder,), daemon=True).start()
    _be_modest(order["largest"])
    say(_made(order, folder, say))
    os._exit(0)  # the thread that waits for the end of standard input must not hold this up


def _voice() -> Callable[[dict[str, Any]], None]:
    """A function that writes a line of JSON to standard output; what anyone prints goes to the server's log instead."""
    line = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    def say(word: dict[str, Any]) -> None:
        line.write(json.dumps(word) + "\n")
        line.flush()

    return say


def _leave_with_the_supervisor(folder: Path) -> None:
    with contextlib.suppress(OSError):
        while os.read(0, 1024):
            pass
    shutil.rmtree(folder, ignore_errors=True)
    if os.name != "nt":
        os.killpg(0, signal.SIGKILL)  # what this has started goes, too
    os._exit(1)


def _be_modest(largest: int) -> None:
    """The page's own requests come first, and no file grows beyond what may be kept."""
    if os.name == "nt":
        return
    import resource

    os.nice(10)
    with contextlib.suppress(ValueError, OSError):  # a lower limit of the system stands
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))


def _made(order: dict[str, Any], folder: Path, say: Callable[[dict[str, Any]], None]) -> dict[str, str]:
    """{"file": its name}, or {"problem": a message}."""
    try:
        importlib.import_module(order["module"])
        kind = KINDS[order["kind"]]
        path = kind.make(order["request"], folder, _counted(kind.unit, say))
        return {"file": path.relative_to(folder).name}
    except Exception as error:
        return {"problem": _problem(error, order["largest"]).replace(f"{folder}{os.sep}", "")}


def _problem(error: Exception, largest: int) -> str:
    """What the reader is told; what only the server's owner can mend is in its log."""
    cause = error if isinstance(error, OSError) else error.__context__  # exports say it in words
    if isinstance(cause, OSError) and cause.errno == errno.EFBIG:
        return f"The file would be too large; a job may make {largest / 1e6:g} MB."
    if isinstance(error, MemoryError):
        return "The server has not enough memory for this."
    if isinstance(error, ValueError):
        return str(error)
    traceback.print_exception(error)
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        return f"The server could not write the file: {error.strerror}."
    return "This failed because of a mistake in the program; the server's log has the details."


def _counted(unit: str, say: Callable[[dict[str, Any]], None]) -> Progress:
    last = 0.0

    def progress(done: int, total: int, so_far: Any = None) -> None:
        nonlocal last
        if time.monotonic() - last < OFTEN and done < total:
            return
        last = time.monotonic()
        news = {"words": f"{unit} {done} of {total}", "share": done / total if total else 0.0}
        say(news if so_far is None else news | {"so_far": so_far})

    return progress


if __name__ == "__main__":
    main()
