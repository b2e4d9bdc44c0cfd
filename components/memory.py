"""What a process has freed goes back to the system: glibc keeps it, for each thread apart, and over hours of mixed work
a process would become twice as large as what it holds. Elsewhere than on glibc nothing is done."""

from __future__ import annotations

import ctypes
from collections.abc import Callable

ARENAS, MOST = -8, 2  # glibc's M_ARENA_MAX, and how many heaps the threads share


def _function(name: str) -> Callable[..., int]:
    try:
        found: Callable[..., int] = getattr(ctypes.CDLL(None), name)
    except (OSError, AttributeError, TypeError):  # another C library; on Windows there is none to ask for
        return lambda *_: 0
    return found


_trim, _set = _function("malloc_trim"), _function("mallopt")


def share_heaps() -> bool:
    """To be called before threads begin. Whether it was done."""
    return bool(_set(ARENAS, MOST))


def give_back() -> bool:
    """Takes some milliseconds. Whether anything was given back."""
    return bool(_trim(0))
