"""What can be exported: a row for each kind of file, by its ending.

The page's dialog, the command line, what is served and the estimates are derived from `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from hyperparameters import shown
from progress import Progress

from . import costs
from .costs import Cost, Film
from .data import csv_of, json_of
from .options import ExportError, Options
from .page import page
from .take import Take

Writer = Callable[[Take, Options, Path, Progress], None]


@dataclass(frozen=True)
class Format:
    """A kind of file: its label, its media type, what it is ("video", "page", "still" or "data": a video moves, a still
    is one picture, data are the numbers), how it is written, and what that costs, if that is known."""

    label: str
    media_type: str
    kind: str
    write: Writer
    cost: Cost | None = None


# ---- What draws is imported when it is asked for: matplotlib and PyAV would be a third of every start. ----


def video(take: Take, options: Options, path: Path, progress: Progress) -> None:
    """MP4 and WebM."""
    from .video import video as write

    write(take, options, path, progress)


def gif(take: Take, options: Options, path: Path, progress: Progress) -> None:
    """GIF."""
    from .video import gif as write

    write(take, options, path, progress)


def still(take: Take, options: Options, path: Path, progress: Progress) -> None:
    """PNG and SVG."""
    from .still import still as write

    write(take, options, path, progress)


def text(of: Callable[[Take], str]) -> Writer:
    """The writer of a file that is the text `of(take)`."""

    def write(take: Take, options: Options, path: Path, progress: Progress) -> None:
        path.write_text(of(take), encoding="utf-8")

    return write


FORMATS: Mapping[str, Format] = {
    "mp4": Format("MP4 video (H.264)", "video/mp4", "video", video, Film(110_000, 1_220, 52, 2.5e-3, 4.1e-4, 0.0124)),
    "webm": Format("WebM video (VP9)", "video/webm", "video", video, Film(112_000, 1_850, 66, 4.2e-3, 3.6e-4, 0.0147)),
    "gif": Format("GIF animation", "image/gif", "video", gif, Film(221_000, 3_170, 161, 3.7e-3, 1.5e-4, 0.0188, 2.6)),
    "html": Format("Web page that plays offline", "text/html", "page", page, costs.page),
    "png": Format("PNG picture of this step", "image/png", "still", still, costs.pixels),
    "svg": Format("SVG drawing of this step", "image/svg+xml", "still", still, costs.shapes),
    "csv": Format("CSV table of all steps", "text/csv", "data", text(csv_of), costs.table(206, 2.8e-5)),
    "json": Format("JSON record of all steps", "application/json", "data", text(json_of), costs.table(314, 3.4e-5)),
}


def format_of(name: str) -> str:
    """The format that a file name's ending says. Raises ExportError."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending not in FORMATS:
        raise ExportError(f"the ending of {shown(name)} names no format; allowed: .{', .'.join(FORMATS)}")
    return ending


def media_type(name: str) -> str:
    """The media type of a file, by its name's ending; of no table's, so that it is the same on every machine."""
    found = FORMATS.get(name.rpartition(".")[2].lower())
    return found.media_type if found else "application/octet-stream"
