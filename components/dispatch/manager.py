"""The manager of Dash's background callbacks, over a ledger and a way to start a supervisor.

Dash's own two managers fork the threaded web server, lose a job whose process dies between two questions, hand
tracebacks to the page, and know a process only by its number. This one keeps their protocol: `call_job_fn` starts a
job, and the page's polls, which may reach any web process, come as `get_progress` and then `get_result`.
"""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable
from typing import Any

from dash.background_callback.managers import BaseBackgroundCallbackManager
from flask import has_request_context

from jobs.ledger import Ledger, LedgerError
from jobs.limits import Limits
from jobs.line import line_of, rank_of
from jobs.supervise import DIED, failed, leave

from ..visitors import Visitor, visitor
from .files import address_of

LOG = logging.getLogger(__name__)

#: Begins the name of a job that could not even be written down; the rest is the message, in hexadecimal digits because
#: the page puts it into an address as it is.
UNWRITTEN = "unwritten"
FULL = "The server is busy: {} jobs may run or wait at once. Try again in a minute."
LONG_AGO = 1.0  # when a page has asked for its job that says that it is closed: the next time it does is news
Start = Callable[[str, dict[str, Any]], None]


class JobManager(BaseBackgroundCallbackManager):
    """Runs the work orders that callbacks return. A callback's function runs here, in the request: it only checks what
    is asked and returns {"module", "kind", "request"}, or raises ValueError with a message."""

    def __init__(self, ledger: Ledger, start: Start, limits: Limits) -> None:
        super().__init__(cache_by=None)
        self.handle = ledger
        self._start, self._limits = start, limits

    # ---- starting ----

    def make_job_fn(self, fn: Callable[..., Any], progress: bool, key: str | None = None) -> Callable[..., Any]:
        """The callback's function itself."""
        return fn

    def build_cache_key(self, *_: Any) -> str:
        """The name of a new job: no two requests, however alike, share anything, and nobody can guess it."""
        return secrets.token_hex(16)

    def call_job_fn(self, key: str, job_fn: Callable[..., Any], args: Any, context: Any) -> str:
        """Start a job; what keeps it from starting is its end, which the first poll finds."""
        try:
            try:
                self._begin(key, job_fn(*args))
            except ValueError as error:
                self.handle.put(f"{key}.end", failed(str(error)), self._limits.kept)
        except LedgerError as error:
            LOG.exception("A job could not be started")
            return UNWRITTEN + str(error).encode().hex()
        return key

    def _begin(self, job: str, order: dict[str, Any]) -> None:
        """Raises ValueError if there are too many."""
        limits, ledger, now = self._limits, self.handle, time.time()
        who = visitor() if has_request_context() else Visitor("", "")
        rank = rank_of(line_of(ledger, limits).taken(), who.page, who.address)
        there = {"job": job, "page": who.page, "address": who.address, "asked": now, "rank": rank, "runs": False}
        places = map("place.{}".format, range(limits.places))
        place = next((place for place in places if ledger.add(place, there, limits.forgotten)), None)
        if place is None:
            raise ValueError(FULL.format(limits.places))
        order = order | {"place": place}
        ledger.put(f"{job}.entry", {"place": place, "asked": now}, limits.kept)
        ledger.put(f"{job}.order", order, limits.kept)
        ledger.put(f"{job}.wanted", now, limits.forgotten)
        self._start(job, order)

    def _begin_again(self, job: str, entry: dict[str, Any]) -> bool:
        """Start a job whose supervisor has died once more; whether this is the first time."""
        limits, ledger = self._limits, self.handle
        order = ledger.get(f"{job}.order")
        if not order or not ledger.add(f"{job}.again", True, limits.kept):
            return False
        ledger.put(f"{job}.entry", entry | {"asked": time.time()}, limits.kept)
        ledger.delete(f"{job}.begun")
        self._start(job, order)
        return True

    # ---- the page asks ----

    def get_progress(self, key: str) -> list[dict[str, Any]]:
        """[{"words", "share" from 0 to 1 or None, "at", and "so_far" of a job that shows it}]; "at" makes each of them
        news, so the page knows we live."""
        try:
            news = self.handle.get(f"{key}.news")
        except LedgerError:
            news = None  # get_result says so
        news = news or {"words": "waits to start", "share": None, "waits": True}
        if news.pop("waits", False) and (before := self._before(key)):
            news["words"] += f"; {before} {'job' if before == 1 else 'jobs'} before this one"
        return [news | {"at": time.time()}]

    def _before(self, job: str) -> int:
        try:
            return line_of(self.handle, self._limits).before(job)
        except LedgerError:
            return 0

    def get_result(self, key: str, job: str) -> Any:
        """How the job ended: {"state": "done", "name", "size", "address"}, "failed" with "message", "cancelled"."""
        if job and job.startswith(UNWRITTEN):
            return failed(bytes.fromhex(job.removeprefix(UNWRITTEN)).decode())
        try:
            end = self._end_of(key)
        except LedgerError as error:
            end = failed(str(error))
        if end and "token" in end:
            return end | {"address": address_of(end["token"], end["name"])}
        return end or self.UNDEFINED

    def _end_of(self, job: str) -> dict[str, Any] | None:
        ledger, limits = self.handle, self._limits
        entry = ledger.get(f"{job}.entry")
        if entry and time.time() - (ledger.get(f"{job}.wanted") or 0) > limits.forgotten / 10:
            ledger.put(f"{job}.wanted", time.time(), limits.forgotten)
            if (there := ledger.get(entry["place"])) and there["job"] == job:
                ledger.put(entry["place"], there, limits.forgotten)
        begun, alive = ledger.get(f"{job}.begun"), ledger.get(f"{job}.alive")
        end = ledger.get(f"{job}.end")  # read last: it is written while the pulse still beats
        if not end and begun and not alive:
            if entry and not ledger.get(f"{job}.cancel") and self._begin_again(job, entry):
                return None
            end = failed(DIED)
        if not end and not begun and ledger.get(f"{job}.cancel"):
            end = {"state": "cancelled"}  # it waited for a worker
        if not end and not begun and (not entry or time.time() - entry["asked"] > limits.waiting):
            end = failed(f"No worker was free for this within {limits.waiting / 60:.3g} minutes.")
        if end and entry:
            leave(ledger, entry["place"], job)
        return end

    def result_ready(self, key: str) -> bool:
        """Whether the job has ended."""
        return self.handle.get(f"{key}.end") is not None

    def get_updated_props(self, key: str) -> dict[str, Any]:
        """Jobs set no properties of the page."""
        return {}

    def clear_cache_entry(self, key: str) -> None:
        """Entries expire."""

    # ---- stopping ----

    def let_go(self, page: str) -> None:
        """A page is closed: its jobs, and their places, are forgotten soon, unless it asks for them again."""
        ledger, away = self.handle, self._limits.away
        for there in line_of(ledger, self._limits).taken():
            if page and there["page"] == page and (entry := ledger.get(f"{there['job']}.entry")):
                ledger.put(f"{there['job']}.wanted", LONG_AGO, away)
                ledger.put(entry["place"], there, away)

    def terminate_job(self, job: str | None) -> None:
        """Have a job stopped; its supervisor ends the process and writes the end.

        Dash calls this after every end, too: whoever may still have a job that was taken for dead lets go of it.
        """
        if not job or job.startswith(UNWRITTEN):
            return
        try:
            self.handle.put(f"{job}.cancel", True, self._limits.kept)
        except LedgerError:
            LOG.exception("A job could not be cancelled; it stops when its page no longer asks")

    def terminate_unhealthy_job(self, job: str) -> bool:
        """`get_result` finds the dead."""
        return False

    def job_running(self, job: str) -> bool:
        """Always: to Dash, a job that does not run and has no result was cancelled, and `get_result` tells every end.

        An end that came between the two would be lost.
        """
        return True

    # ---- handles ----

    def get_or_create_signing_secret(self, generate: Callable[[], bytes]) -> bytes:
        """What Dash signs the names of jobs with, the same in every web process."""
        self.handle.add("secret", generate().hex())
        return bytes.fromhex(self.handle.get("secret"))
