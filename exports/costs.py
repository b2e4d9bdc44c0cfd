"""What the formats cost, in bytes and seconds: models with few terms, each with what was measured.

They are fitted by least squares to exports of one to four panels of nine racers, 640x360 to 1920x1080, 60 to 240
frames, on two cores: there they are within 15 %. Other surfaces and faster or slower machines differ more, so whoever
shows them says "about".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt

from races.query import Scene

from .apart import are_named
from .live import is_live
from .options import Options
from .reel import Reel

PANEL = {"2": 0.27, "3": 0.6}  # s until one panel is drawn that stands still
NAME = 1.25e-3  # s for a name at a head in a frame
POINT = 16  # bytes of an offline page for a recorded racer at a step: three 32-bit numbers in base64


@dataclass(frozen=True)
class Work:
    """What is to be made: a scene, and how; `reel` is that of a video."""

    scene: Scene
    options: Options
    reel: Reel | None = None

    @property
    def panels(self) -> int:
        """How many panels there are."""
        return len(self.scene.panels)

    @property
    def drawing(self) -> float:
        """Seconds until all panels are drawn once."""
        return PANEL[self.options.dimensions or self.scene.view["dimensions"]] * self.panels

    @property
    def megapixels(self) -> float:
        """Of a picture."""
        return self.options.width * self.options.height / 1e6

    @property
    def racers(self) -> int:
        """In all panels."""
        return sum(len(panel.spec.optimizers) for panel in self.scene.panels)

    @property
    def named(self) -> int:
        """How many of them have their names at their heads."""
        choice = self.options.names or self.scene.view["names"]
        counts = [len(panel.spec.optimizers) for panel in self.scene.panels]
        return sum(count for count in counts if are_named(choice, count))

    @property
    def rows(self) -> int:
        """Racers times steps, with the start."""
        return sum((panel.spec.steps + 1) * len(panel.spec.optimizers) for panel in self.scene.panels)

    @property
    def recorded(self) -> int:
        """The rows that an offline page has to carry: of racers that it cannot run."""
        specs = [panel.spec for panel in self.scene.panels]
        return sum(spec.steps + 1 for spec in specs for name in spec.optimizers if not is_live(spec, name))


#: The size in bytes and the seconds of making it.
Cost = Callable[[Work], tuple[float, float]]


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

    def __call__(self, work: Work) -> tuple[float, float]:
        """A Cost."""
        assert work.reel
        seconds = self.still + self.moving * work.racers + NAME * work.named + self.encoded * work.megapixels
        size = self.frame + self.racer * work.racers
        return (
            self.first * work.megapixels + work.reel.moving * sqrt(work.megapixels) * size,
            work.drawing * self.passes + work.reel.frames * seconds,
        )


def table(size: float, seconds: float) -> Cost:
    """Of a table: bytes and seconds for each row, a racer at a step."""
    return lambda work: (work.rows * size, work.rows * seconds)


def page(work: Work) -> tuple[float, float]:
    """Of an offline page."""
    return 205_000 + 43_000 * work.panels + POINT * work.recorded, 0.1 + 0.03 * work.panels


def pixels(work: Work) -> tuple[float, float]:
    """Of a PNG."""
    return work.megapixels * (270_000 + 50_000 * work.panels), work.drawing


def shapes(work: Work) -> tuple[float, float]:
    """Of an SVG."""
    return 500_000.0 * work.panels, work.drawing
