"""The kinds of job, each a function that makes one file. No Dash here: the process of a job should start quickly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol


class Progress(Protocol):
    """Told the work done and the work in all and, where the page shows it before the end, what there is so far: all of
    it each time, as plain values, for the page may miss what came between two looks."""

    def __call__(self, done: int, total: int, so_far: Any = None) -> None:
        """Say it."""


@dataclass(frozen=True)
class Kind:
    """A kind of job: what makes its file, and what its progress counts ("frame", "run", ...)."""

    make: Callable[[dict[str, Any], Path, Progress], Path]
    unit: str

    @property
    def module(self) -> str:
        """The module that declares it: a worker imports only this."""
        return self.make.__module__


#: All kinds whose modules have been imported, by name.
KINDS: dict[str, Kind] = {}


def job(name: str, unit: str = "step") -> Callable[[Callable[..., Path]], Callable[..., Path]]:
    """Declare the kind of job `name`.

    The function takes a JSON request as the page sent it (unchecked!), a private empty folder, and `progress(done,
    total)`; it returns the one file that it wrote there, whose name is the name of the download. A ValueError is a
    message for the reader; any other exception is only told as a failure, with its traceback on the server.
    """

    def declare(make: Callable[..., Path]) -> Callable[..., Path]:
        KINDS[name] = Kind(make, unit)
        return make

    return declare
