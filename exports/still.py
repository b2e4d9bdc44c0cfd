"""PNG and SVG: the picture at the step where the link stops, or at the end."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import matplotlib
from matplotlib.artist import Artist

from progress import Progress

from .options import Options
from .pen import Pen
from .sheet import Sheet
from .take import Take, title_of


class Moving(Artist):
    """Everything that moves on a sheet, at one time on the clock; what is still to come is faint, as on the page."""

    def __init__(self, sheet: Sheet, now: float) -> None:
        super().__init__()
        self.sheet, self.now = sheet, now
        self.set_zorder(10)

    def draw(self, renderer: Any) -> None:
        """Called by matplotlib."""
        pen = Pen(renderer, self.sheet.sizes.height)
        self.sheet.draw_below(pen, ghost_since=self.now)
        self.sheet.draw_past(pen, self.now)
        self.sheet.draw_heads(pen, self.now, rests=True)
        self.sheet.counter(self.now).draw(renderer)


def still(take: Take, options: Options, path: Path, progress: Progress) -> None:
    """Write a PNG or an SVG, by the ending of `path`; type in an SVG is drawn as outlines, so that it looks the same
    everywhere."""
    sheet = Sheet(take, options)
    sheet.figure.add_artist(Moving(sheet, take.now))
    metadata: dict[str, str | None]
    if path.suffix == ".png":
        metadata = {"Title": title_of(take), "Description": take.link, "Software": "Ravine"}
    else:
        metadata = {"Title": title_of(take), "Source": take.link, "Creator": "Ravine", "Date": None}
    with matplotlib.rc_context({"svg.hashsalt": "ravine"}):
        sheet.figure.savefig(path, dpi=72, metadata=metadata, facecolor=sheet.figure.get_facecolor())
    if path.suffix == ".svg":  # matplotlib writes points where pixels are meant
        drawn = path.read_text(encoding="utf-8")
        for side, pixels in (("width", options.width), ("height", options.height)):
            drawn = drawn.replace(f'{side}="{pixels}pt"', f'{side}="{pixels}"', 1)
        path.write_text(drawn, encoding="utf-8")
    progress(1, 1)
