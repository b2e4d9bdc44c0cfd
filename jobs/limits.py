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
    places: int = 200  # jobs that run or wait, in all
    of_page: int = PER_PAGE  # and of one page
    of_address: int = 90  # and of one address: a class may be behind it
    minute: float = 60  # in which starts, cancels and short links are counted, of a page and of an address
    starts: tuple[int, int] = (20, 300)
    cancels: tuple[int, int] = (40, 600)
    links: tuple[int, int] = (20, 300)
    links_size: int = 1_000_000  # bytes of all links of an address in that time
    at_once: int = max(1, os.cpu_count() or 1)  # jobs that run on one machine
    waiting: float = 600  # until a job begins
    #: A job whose page has not asked for it for so long stops: the page is closed. A browser lets a hidden page ask
    #: once a minute, so this is more than two of those.
    forgotten: float = 150
    away: float = 5  # where the page has said that it is closed; one that asks again within it keeps its jobs
    pulse: float = 10  # a supervisor that has not been heard of for so long is dead

    def times(self) -> tuple[str, str]:
        """How long a job may last and how long its file is kept, in words."""
        return f"{self.duration / 60:.3g} minutes", f"{self.kept / 60:.3g} minutes"
