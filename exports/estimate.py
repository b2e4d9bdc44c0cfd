"""How long an export plays, how large it is and how long making it takes, before it is made.

The length is exact; size and time are what the format's model says (costs.py).
"""

from __future__ import annotations

from dataclasses import dataclass

from races.query import Scene

from .costs import Work
from .formats import FORMATS
from .options import Options
from .reel import Reel, check_fps, reel_to


@dataclass(frozen=True)
class Estimate:
    """`reel` of a video, else None; `size` in bytes and `seconds` of making it, None where nothing is known."""

    reel: Reel | None
    size: float | None
    seconds: float | None


def estimate(scene: Scene, ending: str, options: Options, last: float) -> Estimate:
    """The estimate of an export of `scene`, whose clock runs to `last`. Raises ExportError, as the export would."""
    reel, cost = None, FORMATS[ending].cost
    if FORMATS[ending].kind == "video":
        check_fps(ending, options)
        reel = reel_to(last, options)
    size, seconds = cost(Work(scene, options, reel)) if cost else (None, None)
    return Estimate(reel, size, seconds)
