"""Asking a manager as Dash does."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import patience
import psutil
import toy_jobs  # noqa: F401 - declares the kinds

from components.dispatch.manager import JobManager


def until(condition: Callable[[], Any]) -> Any:
    """What a condition gives once it gives something true."""
    end = time.monotonic() + patience.seconds()
    while not (found := condition()):
        assert time.monotonic() < end, "this did not happen"
        time.sleep(0.03)
    return found


def gone(pid: int) -> bool:
    """Whether a process has ended, buried or not."""
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


class Asker:
    """A page of a manager's: what it starts, and how that goes on."""

    def __init__(self, manager: JobManager) -> None:
        self.manager = manager

    def start(self, kind: str, module: str = "toy_jobs", **request: Any) -> tuple[str, str]:
        """The (key, job) of a new job."""

        def order() -> dict[str, Any]:
            return {"module": module, "kind": kind, "request": request}

        key = self.manager.build_cache_key(order, [], [], None)
        return key, self.manager.call_job_fn(key, self.manager.make_job_fn(order, True), [], None)

    def look(self, names: tuple[str, str]) -> Any:
        """The end of a job, or None."""
        end = self.manager.get_result(*names)
        if end is self.manager.UNDEFINED:
            return None
        self.manager.terminate_job(names[1])  # so does Dash
        return end

    def words(self, names: tuple[str, str]) -> str:
        """The latest progress."""
        return self.manager.get_progress(names[0])[0]["words"]

    def end(self, names: tuple[str, str]) -> dict[str, Any]:
        """The end of a job, when it has come."""
        return until(lambda: self.look(names))

    def message(self, names: tuple[str, str]) -> str:
        """Why a job failed."""
        end = self.end(names)
        assert end.keys() == {"state", "message"}
        assert end["state"] == "failed"
        return end["message"]
