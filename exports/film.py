"""The frames of a take, one after the other: everything that stands still is drawn once, then only what moves."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg

from .options import MAX_FRAMES, ExportError, Options
from .pen import Pen
from .sheet import Sheet
from .take import Take


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


class Film:
    """Draws the frames of a take in order, each on the same array, (height, width, 4) uint8."""

    def __init__(self, take: Take, options: Options) -> None:
        self.take = take
        self.sheet = Sheet(take, options)
        self.canvas = FigureCanvasAgg(self.sheet.figure)
        self.canvas.draw()
        renderer = self.canvas.get_renderer()
        self.pen = Pen(renderer, options.height)
        self.image = np.asarray(renderer.buffer_rgba())
        self.sheet.draw_below(self.pen)
        self.past = self.image.copy()

    def show(self, now: float) -> np.ndarray:
        """The frame at a time on the clock, no earlier than the last one's; valid until the next call."""
        np.copyto(self.image, self.past)
        self.sheet.draw_past(self.pen, now)
        np.copyto(self.past, self.image)
        self.sheet.draw_heads(self.pen, now)
        self.sheet.counter(now).draw(self.pen.renderer)
        return self.image
