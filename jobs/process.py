"""The process of one job, as its supervisor has it: what it says, and its end with all that it has started."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil


@contextlib.contextmanager
def process_of(order: dict[str, Any], folder: Path, largest: int) -> Iterator[queue.Queue[dict[str, Any] | None]]:
    """The words of a child process, None when it has ended; afterwards neither it nor its children live."""
    child = subprocess.Popen(
        [sys.executable, "-m", "jobs.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={"OPENBLAS_NUM_THREADS": "1"}  # a job is one thread: several that share a processor wait for each other
        | os.environ
        | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "TMPDIR": str(folder)}
        | {"RAVINE_CACHE": os.environ.get("RAVINE_CACHE") or tempfile.gettempdir()},  # where the planes are
        start_new_session=True,  # it can be ended with all that it starts, and Ctrl-C is ours
    )
    words: queue.Queue[dict[str, Any] | None] = queue.Queue()
    reader = threading.Thread(target=_read, args=(child.stdout, words), daemon=True)
    try:
        reader.start()
        with contextlib.suppress(BrokenPipeError):  # it has died: its words end
            assert child.stdin
            child.stdin.write(json.dumps(order | {"folder": str(folder), "largest": largest}).encode() + b"\n")
            child.stdin.flush()
        yield words
    finally:
        _end(child)
        reader.join(1)  # it ends with the process, unless one that left its group still holds the pipe


def _read(stream: Any, words: queue.Queue[dict[str, Any] | None]) -> None:
    with stream, contextlib.suppress(ValueError):  # it was killed in the middle of a word
        for line in stream:
            words.put(json.loads(line))
    words.put(None)


def _end(child: subprocess.Popen[bytes]) -> None:
    """Kill a child with all that it has started, and bury it."""
    if os.name == "nt":
        with contextlib.suppress(psutil.Error):
            for each in psutil.Process(child.pid).children(recursive=True):
                each.kill()
        child.kill()
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    with contextlib.suppress(OSError):
        assert child.stdin
        child.stdin.close()
