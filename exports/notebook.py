"""What a notebook shows of a race, a scene, a lesson or a file: HTML, complete in itself.

A page is in a frame that may run its scripts and reach nothing else. What plays here needs neither server nor network,
and is still there when the notebook is opened again.
"""

from __future__ import annotations

import base64
import sys
from html import escape

from lessons import Lesson

from .formats import media_type
from .options import Options
from .page import page_of
from .take import Exportable, take_of, title_of

if sys.platform == "win32":
    from pathlib import WindowsPath as SystemPath
else:
    from pathlib import PosixPath as SystemPath

WIDTH, HEIGHT = 1280, 720  # CSS pixels of a frame, at most: a slide
LARGEST = 20_000_000  # bytes of a file that is put into a notebook, which keeps all that it shows
UNTRUSTED = "A race plays here once the notebook is trusted."  # what is left where frames are taken out


def html_of(what: Exportable) -> str:
    """The page that plays `what` (see `exports.save`), in a frame; above it the words of a lesson."""
    options = Options()
    take = take_of(what, options)
    framed = frame(page_of(take, options), title_of(take))
    if not isinstance(what, Lesson):
        return framed
    return f"<p><strong>{escape(what.title)}</strong><br>{escape(what.line)}</p>{framed}"


def frame(page: str, title: str) -> str:
    """A page as a part of another, as wide as there is room for, up to a slide."""
    style = f"display:block;width:100%;max-width:{WIDTH}px;aspect-ratio:{WIDTH}/{HEIGHT};border:0"
    rights = 'sandbox="allow-scripts" allow="fullscreen"'
    return f'<iframe srcdoc="{escape(page)}" title="{escape(title)}" {rights} style="{style}">{UNTRUSTED}</iframe>'


class Saved(SystemPath):
    """A path to a file that a notebook shows: a video, a picture or a page."""

    def _repr_html_(self) -> str | None:
        kind, _, _ = (media := media_type(self.name)).partition("/")
        if kind not in ("video", "image", "text") or media == "text/csv" or not self.is_file():
            return None
        if self.stat().st_size > LARGEST:
            return f"<p>{escape(str(self))}: {self.stat().st_size / 1e6:.0f} MB, too large to be shown here</p>"
        if media == "text/html":
            return frame(self.read_text(encoding="utf-8"), self.name)
        source = f'src="data:{media};base64,{base64.b64encode(self.read_bytes()).decode()}" style="max-width:100%"'
        if kind == "image":
            return f'<img alt="{escape(self.name)}" {source}>'
        return f'<video aria-label="{escape(self.name)}" {source} controls loop muted autoplay playsinline></video>'
