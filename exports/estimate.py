"""How long an export plays, how large it is and how long making it takes, before it is made.

The length is exact. Size and time are models with few terms, fitted by least squares to exports of one to four panels
of nine racers, 640x360 to 1920x1080, 60 to 240 frames, on two cores: there they are within 15 %. Other surfaces and
faster or slower machines differ more, so whoever shows them says "about".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from races.query import Scene

from .film import Reel, reel_to
from .options import FORMATS, Options
from .video import check_fps

PANEL = {"2": 0.27, "3": 0.6}  # s until one panel is drawn that stands still


@dataclass(frozen=True)
class Film:
    """What a video takes. Its size, in bytes: `first` for each megapixel; `frame`, and `racer` for each racer, for each
    frame, times the root of the megapixels. Its time, in seconds for each frame: `still`, `moving` for each racer and
    `encoded` for each megapixel; and `passes` over all panels before the first frame."""

    first: float
    frame: float
    racer: float
    still: float
    moving: float
    encoded: float
    passes: float = 1


FILMS: Mapping[str, Film] = {
    "mp4": Film(110_000, 1_220, 52, 2.5e-3, 4.1e-4, 0.0124),
    "webm": Film(112_000, 1_850, 66, 4.2e-3, 3.6e-4, 0.0147),
    "gif": Film(221_000, 3_170, 161, 3.7e-3, 1.5e-4, 0.0188, 2.6),
}
POINT = 8  # bytes of an offline page for a racer at a step: three 16-bit numbers in base64
#: Bytes and seconds for each row of a table: a racer at a step.
ROWS: Mapping[str, tuple[float, float]] = {"csv": (206, 2.8e-5), "json": (314, 3.4e-5)}


@dataclass(frozen=True)
class Estimate:
    """`reel` of a video, else None; `size` in bytes and `seconds` of making it, None where nothing is known."""

    reel: Reel | None
    size: float | None
    seconds: float | None


def estimate(scene: Scene, ending: str, options: Options, last: float) -> Estimate:
    """The estimate of an export of `scene`, whose clock runs to `last`. Raises ExportError, as the export would."""
    panels = PANEL[options.dimensions or scene.view["dimensions"]] * len(scene.panels)
    pixels = options.width * options.height / 1e6
    if FORMATS[ending].kind == "video":
        check_fps(ending, options)
        return _of_film(scene, FILMS[ending], pixels, panels, reel_to(last, options))
    rows = sum((panel.spec.steps + 1) * len(panel.spec.optimizers) for panel in scene.panels)
    if FORMATS[ending].kind == "page":
        return Estimate(None, 90_000 + 55_000 * len(scene.panels) + POINT * rows, 1.2 * panels)
    if ending in ROWS:
        size, seconds = ROWS[ending]
        return Estimate(None, rows * size, rows * seconds)
    if ending == "png":
        return Estimate(None, pixels * (270_000 + 50_000 * len(scene.panels)), panels)
    if ending == "svg":
        return Estimate(None, 500_000.0 * len(scene.panels), panels)
    return Estimate(None, None, None)


def _of_film(scene: Scene, film: Film, pixels: float, panels: float, reel: Reel) -> Estimate:
    racers = sum(len(panel.spec.optimizers) for panel in scene.panels)
    frame = film.still + film.moving * racers + film.encoded * pixels
    size = film.first * pixels + reel.moving * sqrt(pixels) * (film.frame + film.racer * racers)
    return Estimate(reel, size, panels * film.passes + reel.frames * frame)
