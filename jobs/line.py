"""The line of jobs that wait: who is before whom.

Every job has a place in the ledger, {"job", "page", "address", "asked", "rank", "runs"}, as long as it runs or waits
and its page asks for it. The first jobs of everybody come before the second ones of anybody, and so on; those of one
address, behind which a class may be, count in lots of CLASS.
"""

from __future__ import annotations

import threading
import time
from typing import Any
from weakref import WeakKeyDictionary

from .ledger import Ledger
from .limits import Limits

CLASS = 30  # first jobs of one address, before its next ones stand behind those of others
FRESH = 0.5  # s for which a look at all places is good enough for the line
EMPTY = 40  # places without a job, one after the other, behind which there is nobody


class Line:
    """The places of a ledger, as they were a moment ago."""

    def __init__(self, ledger: Ledger, limits: Limits) -> None:
        self._ledger, self._places = ledger, limits.places
        self._lock = threading.Lock()
        self._seen: list[dict[str, Any]] = []
        self._at = -FRESH

    def taken(self) -> list[dict[str, Any]]:
        """All places that are taken, as they are now. Raises LedgerError."""
        found, empty = [], 0
        for number in range(self._places):
            place = self._ledger.get(f"place.{number}")
            empty = 0 if place else empty + 1
            if place:
                found.append(place)
            elif empty > EMPTY:
                break
        return found

    def seen(self) -> list[dict[str, Any]]:
        """All places that are taken, as they were a moment ago. Raises LedgerError."""
        with self._lock:
            if time.monotonic() - self._at > FRESH:
                self._seen, self._at = self.taken(), time.monotonic()
            return self._seen

    def before(self, job: str) -> int:
        """How many wait before a job. Raises LedgerError."""
        seen = self.seen()
        waiting = sorted((place["rank"], place["asked"], place["job"]) for place in seen if not place["runs"])
        return next((number for number, (*_, other) in enumerate(waiting) if other == job), 0)


_lines: WeakKeyDictionary[Ledger, Line] = WeakKeyDictionary()


def line_of(ledger: Ledger, limits: Limits) -> Line:
    """The line of a ledger: one in a process, so that its jobs look once for all."""
    return _lines.setdefault(ledger, Line(ledger, limits))


def rank_of(taken: list[dict[str, Any]], page: str, address: str) -> int:
    """The rank of a new job of somebody beside those that are there."""
    own = sum(bool(page) and place["page"] == page for place in taken)
    return max(own, sum(place["address"] == address for place in taken) // CLASS)
