"""The frames of a take, one after the other: everything that stands still is drawn once, then only what moves."""

from __future__ import annotations

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg

from .options import Options
from .pen import Pen
from .sheet import Sheet
from .take import Take


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
