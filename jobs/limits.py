"""What a job may take, declared once; the messages quote these numbers."""

from __future__ import annotations

import os
from dataclasses import dataclass

PER_PAGE = 3  # jobs that one page may have at once


@dataclass(frozen=True)
class Limits:
    """Bounds on jobs. Times in seconds, sizes in bytes."""

    duration: float = 600  # of one job
    largest: int = 100_000_000  # file
    kept: float = 3600  # how long a finished file can be had
    shelf: int = 1_000_000_000  # all finished files of a server on disk; the oldest go first
    places: int = 20  # jobs that run or wait, in all
    at_once: int = max(1, os.cpu_count() or 1)  # jobs that run on one machine
    waiting: float = 600  # until a job begins
    #: A job whose page has not asked for it for so long stops: the page is closed. A browser lets a hidden page ask
    #: once a minute, so this is more than two of those.
    forgotten: float = 150
    pulse: float = 10  # a supervisor that has not been heard of for so long is dead

    def times(self) -> tuple[str, str]:
        """How long a job may last and how long its file is kept, in words."""
        return f"{self.duration / 60:.3g} minutes", f"{self.kept / 60:.3g} minutes"
