"""Processes that do the same work side by side: one that dies is replaced, and all end together."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable

ENDED = signal.SIGTERM, signal.SIGINT  # what asks the keeper, or a worker, to end
AT_ONCE = 1.0  # s: a worker that lived no longer is replaced no sooner
LAST = 1.0  # s between asking a worker to end and ending it, after what it may take for its work


def keep_workers(work: Callable[[], None], count: int, grace: float) -> None:
    """Fork `count` processes that each do `work`, until this one is asked to end: they then have `grace` seconds.

    Signals are waited for, not handled, so that none comes between two lines. A worker whose keeper was killed ends,
    because it reads the end of a pipe whose other side only the keeper has.
    """
    heard = {*ENDED, signal.SIGCHLD}
    signal.pthread_sigmask(signal.SIG_BLOCK, heard)
    keeper = _Keeper(work, heard)
    try:
        keeper.fill(count)
        while signal.sigwait(heard) == signal.SIGCHLD:
            keeper.bury()
            keeper.fill(count)
    finally:
        keeper.end(grace)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, heard)


class _Keeper:
    def __init__(self, work: Callable[[], None], heard: set[signal.Signals]) -> None:
        self._work, self._heard = work, heard
        self._born: dict[int, float] = {}  # process: when it was forked
        self._read, self._write = os.pipe()
        self._pause = 0.0

    def fill(self, count: int) -> None:
        """Fork what is missing."""
        while len(self._born) < count:
            time.sleep(self._pause)
            self._pause = 0.0
            process = os.fork()
            if not process:
                self._be_worker()
            self._born[process] = time.monotonic()

    def bury(self) -> None:
        """Forget the workers that have died."""
        for process in [*self._born]:
            gone, status = os.waitpid(process, os.WNOHANG)
            if gone:
                if time.monotonic() - self._born.pop(process) < AT_ONCE:
                    self._pause = AT_ONCE
                print(f"A worker ended ({_how(status)}); another takes its place.", file=sys.stderr, flush=True)

    def end(self, grace: float) -> None:
        """Ask all workers to end, and end those that do not."""
        self._tell(signal.SIGTERM)
        until = time.monotonic() + grace + LAST
        while self._born and time.monotonic() < until:
            for process in [*self._born]:
                if os.waitpid(process, os.WNOHANG)[0]:
                    del self._born[process]
            time.sleep(0.02)
        self._tell(signal.SIGKILL)
        for process in self._born:
            os.waitpid(process, 0)

    def _tell(self, what: signal.Signals) -> None:
        for process in self._born:
            os.kill(process, what)  # not yet waited for, so the number is still its own

    def _be_worker(self) -> None:
        """What a forked process does; it never returns."""
        code = 1
        try:
            os.close(self._write)
            for each in ENDED:
                signal.signal(each, _end)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, self._heard)
            threading.Thread(target=self._follow, name="keeper", daemon=True).start()
            self._work()
            code = 0
        except SystemExit:
            code = 0
        finally:
            os._exit(code)  # what the keeper has registered for its end is not a worker's to do

    def _follow(self) -> None:
        """End with the keeper."""
        os.read(self._read, 1)
        os.kill(os.getpid(), signal.SIGTERM)


def _end(*_: object) -> None:
    raise SystemExit


def _how(status: int) -> str:
    code = os.waitstatus_to_exitcode(status)
    return f"signal {-code}" if code < 0 else f"exit code {code}"
