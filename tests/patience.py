"""How long checks wait for what should happen: long, because it costs nothing where all is well.

A machine that is twenty times slower makes the suite slow, not red. Where something never comes, every wait would take
as long: so a check that has waited in vain halves the patience of those after it. RAVINE_PATIENCE=2 doubles all of it.
"""

import os

FACTOR = float(os.environ.get("RAVINE_PATIENCE", "1"))
MOST, LEAST = 240 * FACTOR, 30 * FACTOR  # s that any one thing may take: at first, and after many waits in vain
_seconds = MOST


def seconds() -> float:
    """What any one thing may take now."""
    return _seconds


def milliseconds() -> float:
    """The same, as Playwright counts."""
    return 1000 * _seconds


def spend() -> None:
    """Something did not come: the next may take half as long."""
    global _seconds
    _seconds = max(_seconds / 2, LEAST)
