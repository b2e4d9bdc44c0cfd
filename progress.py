"""How far something is: who works calls `progress(done, total)`, and who waits sees it.

Where nothing is given to be called, a notebook and a terminal show a bar; everywhere else, as in a job or where the
output goes into a file, nothing is shown.

Who waits may also want to be asked now and then whether to go on: loops that take long call `look()`, or run over
`rounds(...)`, and whoever has them run says in `looked_after(...)` what that does. It may raise, which stops them.
"""

from __future__ import annotations

import io
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from tqdm import tqdm

#: Called with the work done and the work in all; may raise to stop the work.
Progress = Callable[[int, int], None]

DELAY = 0.5  # s: what is done by then shows no bar
OFTEN = 0.001  # s between two looks, about
MOST = 1024  # rounds of a loop between them
INTERVAL = 0.1  # s at least between two pictures of a bar
Item = TypeVar("Item")


def silent(done: int, total: int) -> None:
    """Shows nothing."""


@contextmanager
def progress_bar(
    unit: str, given: Progress | None = None, show: bool | None = None, name: str = ""
) -> Iterator[Progress]:
    """`given`, or a bar with a `name` that counts a `unit` ("frames"); `show` None: where it is watched."""
    if given:
        yield given
        return
    with _bar(unit, show, desc=name or None, delay=DELAY) as bar:

        def progress(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield progress


def counted(items: Iterable[Item], total: int, unit: str, given: Progress | None = None) -> Iterator[Item]:
    """The items, 0 to `total`; `given` is called with the number of each, or else there is a bar, as above.

    The bar is away while an item is out of hand: what is printed then has its own line.
    """
    if given:
        for number, item in enumerate(items):
            given(number, total)
            yield item
        return
    with _bar(unit, None, total=total) as bar:
        for number, item in enumerate(items):
            bar.update(number - bar.n)
            bar.clear()
            yield item
            bar.refresh()


_watch = threading.local()  # .look, of this thread


@contextmanager
def looked_after(look: Callable[[], None]) -> Iterator[None]:
    """What this thread computes inside calls `look` now and then."""
    before = getattr(_watch, "look", None)
    _watch.look = look
    try:
        yield
    finally:
        _watch.look = before


def look() -> None:
    """Asks whoever looks after this thread, if anybody does."""
    if found := getattr(_watch, "look", None):
        found()


def rounds(first: int, end: int) -> Iterable[int]:
    """range(first, end), with a look now and then."""
    return _looking(first, end) if getattr(_watch, "look", None) else range(first, end)


def _looking(first: int, end: int) -> Iterator[int]:
    """How many rounds go between two looks is found on the way: a round takes from a microsecond to a millisecond."""
    begin, count = first, 1
    while begin < end:
        look()
        began = time.perf_counter()
        yield from range(begin, min(begin + count, end))
        begin, took = begin + count, time.perf_counter() - began
        if took < OFTEN / 2:
            count = min(2 * count, MOST)
        elif took > OFTEN:
            count = max(count // 2, 1)


class CellBar(tqdm):
    """tqdm in a notebook: an output of the cell that is replaced and empty in the end, and needs no widgets."""

    output: Any = None

    def __init__(self, **how: Any) -> None:
        super().__init__(file=io.StringIO(), **how)

    def display(self, msg: str | None = None, pos: int | None = None) -> None:
        """Called by tqdm to show a line, or itself."""
        from IPython.display import display

        content = {"text/plain": str(self) if msg is None else msg}
        if self.output:
            self.output.update(content, raw=True)
        else:
            self.output = display(content, raw=True, display_id=True)

    def clear(self, nolock: bool = False) -> None:
        """What is printed has a place of its own."""


def in_notebook() -> bool:
    """Whether this runs in the kernel of a notebook."""
    ipython = sys.modules.get("IPython")
    return "IPKernelApp" in getattr(ipython and ipython.get_ipython(), "config", ())


def _bar(unit: str, show: bool | None, **how: Any) -> tqdm:
    """A bar that is seen only where somebody may be looking, unless `show` says so."""
    if show is None:
        show = in_notebook() or bool(sys.stderr and sys.stderr.isatty())
    kind = CellBar if in_notebook() else tqdm
    return kind(unit=f" {unit}", leave=False, disable=not show, mininterval=INTERVAL, **how)
