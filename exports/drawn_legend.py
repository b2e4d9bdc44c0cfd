"""The legend of a panel: marker, name and learning rate of every racer, and who has diverged, once it has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from figures import LOOKS, MARKERS, THEMES
from hyperparameters import plain
from optimizers import OPTIMIZERS
from races import RaceResult, RaceSpec, Trajectory

from .lettering import BOLD, MEDIUM, Words, width_of
from .pen import Pen

INDENT = 1.7  # of the name, in sizes of type: the marker stands before it


@dataclass(frozen=True, eq=False)
class Legend:
    """The legend of one result in type of `size` pixels, its items at `places`: left ends and middles, in pixels."""

    result: RaceResult
    theme: str
    places: Sequence[tuple[float, float]]
    size: float
    words: Words
    told: set[str] = field(default_factory=set)  # racers whose divergence is on the picture

    def _items(self) -> list[tuple[str, Trajectory, float, float]]:
        return [(*item, *place) for item, place in zip(self.result.items(), self.places, strict=False)]

    def paint(self) -> None:
        """Names and learning rates, on the figure."""
        size = self.size
        for name, _, x, y in self._items():
            label = OPTIMIZERS[name].label
            self.words.put(x + INDENT * size, y, label, BOLD, size)
            after = x + (INDENT + 0.5) * size + width_of(label, BOLD, size)
            self.words.put(after, y, rate_of(self.result.spec, name), MEDIUM, size)

    def draw_markers(self, pen: Pen) -> None:
        """The racers' markers."""
        size, edge = self.size, (THEMES[self.theme].text, 0.08 * self.size)
        for name, _, x, y in self._items():
            look = LOOKS[name]
            pen.shape(MARKERS[look.marker], (x + 0.75 * size, y), 0.42 * size, 0.0, getattr(look, self.theme), edge)

    def draw_news(self, pen: Pen, step_at: Callable[[Trajectory], float]) -> None:
        """Strikes out who has diverged since the last call, with a cross for a marker; the learning rate stays."""
        for name, trajectory, x, y in self._items():
            gone = trajectory.lost_at
            if gone is not None and name not in self.told and step_at(trajectory) >= gone:
                self.told.add(name)
                self._tell(pen, name, x, y)

    def _tell(self, pen: Pen, name: str, x: float, y: float) -> None:
        size, colors, look = self.size, THEMES[self.theme], LOOKS[name]
        wide = width_of(OPTIMIZERS[name].label, BOLD, size)
        pen.box((x + (INDENT - 0.1) * size, y - 0.05 * size, wide + 0.2 * size, 0.12 * size), colors.text)
        pen.box((x + 0.05 * size, y - 0.7 * size, 1.4 * size, 1.4 * size), colors.paper)
        pen.shape(MARKERS["cross"], (x + 0.75 * size, y), 0.42 * size, 0.0, getattr(look, self.theme))


def rate_of(spec: RaceSpec, name: str) -> str:
    """The learning rate as the legend prints it; empty for a method that has none."""
    rate = spec.optimizers[name].get("learning_rate")
    return "" if rate is None else plain(float(f"{rate:.4g}")).replace("-", "−")


def item_width(result: RaceResult, name: str) -> float:
    """The width of a racer in a legend, in sizes of type: marker, label and learning rate."""
    large = 100.0  # small type is rounded to pixels
    rate = width_of(rate_of(result.spec, name), MEDIUM, large)
    return INDENT + 1.2 + (width_of(OPTIMIZERS[name].label, BOLD, large) + rate) / large
