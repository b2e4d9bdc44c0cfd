"""One job from its order to its end: a process of its own, watched.

The same code serves a thread of the web server and a Celery worker. A job's process is started afresh rather than
forked: a fork of a process with threads may inherit a lock that nobody will release. That costs the imports of the
kind's module (about a second with matplotlib), and works the same on Windows.

What is written in the ledger of job J: "J.begun" that a supervisor has it, "J.alive" its pulse, "J.news" its progress,
"J.end" how it ended; and by the web processes "J.wanted" that its page still asks, "J.cancel" that it must stop.
"""

from __future__ import annotations

import contextlib
import logging
import queue
import re
import secrets
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from .ledger import Ledger, LedgerError
from .limits import Limits
from .line import line_of
from .process import process_of

LOG = logging.getLogger(__name__)

TICK = 0.2  # s between two looks at what the page wants
PATIENCE = 30  # s for which the end of a job is offered to a ledger that cannot be written
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
DIED = "The process that made this has died; the server may be short of memory."


def failed(message: str) -> dict[str, str]:
    """The end of a job that has no file."""
    return {"state": "failed", "message": message}


def supervise(job: str, order: dict[str, Any], ledger: Ledger, scratch: Path, limits: Limits, seats: int = 0) -> None:
    """Run `order` ({"module", "kind", "request"}) as job `job`, to its end in the ledger.

    `scratch` is where it has its private folder; with `seats`, no more jobs than that run at once on this ledger. Does
    nothing if another supervisor has had the job. Raises nothing that the ledger can take as an end instead.
    """
    try:
        with _Pulse(job, ledger, limits) as pulse:  # before "begun": a job that has begun and has no pulse is dead
            if not ledger.add(f"{job}.begun", True, limits.kept):
                return
            _take_seat(pulse, seats)
            _runs(ledger, order.get("place"), job, limits)
            end = pulse.stop or _run(order, pulse, scratch)
            if end == failed(DIED):
                end = pulse.stop or _run(order, pulse, scratch)  # once more
    except LedgerError as error:
        end = failed(str(error))
    _offer(ledger, f"{job}.end", end, limits.kept)
    with contextlib.suppress(LedgerError):
        leave(ledger, order.get("place"), job)


def _runs(ledger: Ledger, place: str | None, job: str, limits: Limits) -> None:
    """The job waits no longer."""
    if place and (there := ledger.get(place)) and there["job"] == job:
        ledger.put(place, there | {"runs": True}, limits.forgotten)


def leave(ledger: Ledger, place: str | None, job: str) -> None:
    """Give back the place of a job. Raises LedgerError."""
    if place and (there := ledger.get(place)) and there["job"] == job:
        ledger.delete(place)


class _Pulse:
    """The pulse of a job while it is beaten, and why the job should stop: `stop` is its end, or None."""

    def __init__(self, job: str, ledger: Ledger, limits: Limits) -> None:
        self.job, self.ledger, self.limits = job, ledger, limits
        self.keys = [f"{job}.alive"]
        self.stop: dict[str, str] | None = None
        self._beaten = 0.0
        self._began = time.monotonic()

    def __enter__(self) -> _Pulse:
        self.beat()
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(LedgerError):
            for key in self.keys[1:]:  # the pulse itself outlives the job's end in the ledger
                self.ledger.delete(key)

    def start_clock(self) -> None:
        """From now on the time counts."""
        self._began = time.monotonic()

    def beat(self, longer: float = 0) -> None:
        """Show that this lives, and see whether the job should stop. `longer`: no beat for so many seconds more."""
        now, limits = time.monotonic(), self.limits
        if longer or now - self._beaten > limits.pulse / 5:
            for key in self.keys:
                self.ledger.put(key, self.job, limits.pulse + longer)
            self._beaten = now
        if self.ledger.get(f"{self.job}.cancel"):
            self.stop = {"state": "cancelled"}
        elif not self.ledger.get(f"{self.job}.wanted"):
            self.stop = failed(f"This was stopped: its page had not asked for it for {limits.forgotten:g} seconds.")
        elif now - self._began > limits.duration:
            self.stop = failed(f"This was stopped: a job may take {limits.times()[0]}.")


def _take_seat(pulse: _Pulse, seats: int) -> None:
    """Wait for one of `seats` until there is one or the job should stop. It goes back with the pulse."""
    if seats:
        words = f"waits for its turn: {seats} at once on this server"
        pulse.ledger.put(f"{pulse.job}.news", {"words": words, "share": None, "waits": True}, pulse.limits.kept)
    line = line_of(pulse.ledger, pulse.limits)
    while seats and not pulse.stop:
        free = (
            key for key in map("seat.{}".format, range(seats)) if pulse.ledger.add(key, pulse.job, pulse.limits.pulse)
        )
        if line.before(pulse.job) < seats and (key := next(free, None)):
            pulse.keys.append(key)
            break
        time.sleep(TICK)
        pulse.beat()
    pulse.start_clock()


def _run(order: dict[str, Any], pulse: _Pulse, scratch: Path) -> dict[str, Any]:
    """The end of a job that runs now; its process and its folder are gone."""
    try:
        folder = Path(tempfile.mkdtemp(dir=scratch))
    except OSError as error:
        return failed(f"The server cannot write its files: {error.strerror or error}.")
    try:
        with process_of(order, folder, pulse.limits.largest) as words:
            return _followed(words, pulse, folder)
    except OSError as error:
        return failed(f"The server could not start this: {error.strerror or error}.")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _followed(words: queue.Queue[dict[str, Any] | None], pulse: _Pulse, folder: Path) -> dict[str, Any]:
    """Follow what the process says, and what its page wants, to the end."""
    news = f"{pulse.job}.news"
    pulse.ledger.put(news, {"words": "starts", "share": None}, pulse.limits.kept)
    while not pulse.stop:
        word: dict[str, Any] | None = {}
        with contextlib.suppress(queue.Empty):
            word = words.get(timeout=TICK)
            while word and "share" in word and not words.empty():
                word = words.get()  # only the newest counts
        if word is None:
            return failed(DIED)
        if "problem" in word:
            return failed(word["problem"])
        if "file" in word:
            return _shelved(folder / word["file"], pulse)
        if word:
            pulse.ledger.put(news, word, pulse.limits.kept)
        pulse.beat()
    return pulse.stop


def _shelved(path: Path, pulse: _Pulse) -> dict[str, Any]:
    """Put the finished file where every web process finds it."""
    limits = pulse.limits
    if not NAME.fullmatch(path.name) or not path.is_file():
        LOG.error("Job %s made no file with a plain name: %r", pulse.job, path.name)
        return failed("This failed because of a mistake in the program: it made no file.")
    size = path.stat().st_size
    if size > limits.largest:
        return failed(f"The file has {size / 1e6:.3g} MB; a job may make {limits.largest / 1e6:g} MB.")
    pulse.beat(longer=60)
    token = secrets.token_urlsafe(24)
    pulse.ledger.shelve(token, path, limits.kept)
    pulse.ledger.put(f"name.{token}", path.name, limits.kept)
    return {"state": "done", "token": token, "name": path.name, "size": size}


def _offer(ledger: Ledger, key: str, end: dict[str, Any], kept: float) -> None:
    """Write how a job ended; a disk that was full may have room again now that the job's folder is gone."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return ledger.put(key, end, kept)
        except LedgerError as error:
            if time.monotonic() > until:
                return LOG.error("The end of a job could not be written: %s", error)
        time.sleep(1)
