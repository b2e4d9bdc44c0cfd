"""How long a film is, before it is drawn: no matplotlib here."""

from __future__ import annotations

import math
from dataclasses import dataclass

from .options import MAX_FRAMES, ExportError, Options
from .take import Take

GIF_FPS = 50  # browsers slow down what is faster


@dataclass(frozen=True)
class Reel:
    """How long a film is: `moving` frames, the first at 0 and the last at the clock's end, then `held` of the last."""

    moving: int
    held: int
    fps: int
    pace: float
    last: float

    @property
    def frames(self) -> int:
        """All of them."""
        return self.moving + self.held

    @property
    def seconds(self) -> float:
        """How long it plays."""
        return self.frames / self.fps

    def now(self, frame: int) -> float:
        """The time on the clock at a frame."""
        return self.last if frame >= self.moving - 1 else frame * self.pace / self.fps


def reel_of(take: Take, options: Options) -> Reel:
    """The reel of a take. Raises ExportError when it is longer than MAX_FRAMES."""
    return reel_to(take.last, options)


def reel_to(last: float, options: Options) -> Reel:
    """The reel of a clock that runs to `last`. Raises ExportError when it is longer than MAX_FRAMES."""
    moving = math.ceil(last * options.fps / options.pace - 1e-9) + 1
    reel = Reel(moving, round(options.hold * options.fps), options.fps, options.pace, last)
    if reel.frames > MAX_FRAMES:
        raise ExportError(
            f"{reel.frames} frames; allowed: {MAX_FRAMES}. "
            f"More steps a second (now {options.pace:g}) or fewer frames a second (now {options.fps}) make it shorter."
        )
    return reel


def check_fps(ending: str, options: Options) -> None:
    """Raises ExportError for more frames a second than the format can show."""
    if ending == "gif" and options.fps > GIF_FPS:
        raise ExportError(f"fps: {options.fps}; a GIF shows at most {GIF_FPS} frames a second")
