"""The whole picture of a take: panels with title, surface, legend and chart, and the step below them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from matplotlib.figure import Figure
from matplotlib.text import Text

from figures import LOOKS, MARKERS, THEMES
from figures.block import shape_of
from optimizers import OPTIMIZERS
from races import RaceSpec, Trajectory
from races.spec import NETWORK

from .apart import are_named
from .chart import Chart
from .drawn_legend import Legend, item_width
from .drawn_tracks import Style, Track, Tracks, outlines_on
from .facts import facts_of
from .ground import Ground, Plane
from .inset import Course, Inset
from .lettering import BOLD, MEDIUM, Words, fitted, width_of
from .options import Options
from .passage import height_of, paint
from .pen import Pen
from .places import Cell, Sizes, cells, corner
from .solid import Solid
from .start import draw_start
from .take import Take

GHOST = 0.3  # opacity of what is still to come


@dataclass(frozen=True, eq=False)
class Part:
    """One panel on the sheet: its place, what stands still and what moves; `last` is the end of its clock."""

    spec: RaceSpec
    last: float
    cell: Cell
    ground: Ground
    trails: Tracks
    legend: Legend
    chart: Chart | None
    curves: Tracks | None
    inset: Inset | None


class Sheet:
    """A figure with everything that stands still; the methods that take a pen draw what moves above it."""

    def __init__(self, take: Take, options: Options) -> None:
        self.take, self.colors = take, THEMES[take.theme]
        self.sizes = Sizes(options.width, options.height)
        self.text = take.text if options.text == "on" else ""
        self.with_data = options.data == "on"
        story = height_of(self.text, self._letters, self._wide)
        self.sizes = replace(self.sizes, story=story + self.sizes.gap if story else 0.0)
        self.figure = Figure((options.width / 72, options.height / 72), dpi=72, facecolor=self.colors.paper)
        self.words = Words(self.figure, self.colors.text)
        items = [len(result) if options.legend == "on" else 0 for result in take.results]
        widest = max((item_width(result, name) for result in take.results for name in result), default=0.0)
        places = cells(items, widest, self.sizes, options.chart == "on", self._margins(), any(take.notes))
        self.parts = [self._part(index, cell) for index, cell in enumerate(places)]
        for part in self.parts:
            part.ground.paint(self.figure)
            part.legend.paint()
            if part.chart:
                part.chart.paint(self.figure)
        for part, note, average in zip(self.parts, take.notes, take.average_texts, strict=True):
            self._title(part, average)
            self._note(part, note)
        top = self.sizes.height - self.sizes.footer - self.sizes.story
        paint(self.words, self.text, self._letters, self.sizes.gap, top, self._wide)
        self._source()

    @property
    def _letters(self) -> float:
        """The size of a lesson's text."""
        return 1.25 * self.sizes.type

    @property
    def _wide(self) -> float:
        """The width of a lesson's text."""
        return self.sizes.width - 2 * self.sizes.gap

    def _margins(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of a surface's plot area, for its axes."""
        size = self.sizes.type
        return (0.0, 0.0, 0.0, 0.0) if self.take.solid else (2.9 * size, 0.3 * size, 0.8 * size, 1.7 * size)

    def _part(self, index: int, cell: Cell) -> Part:
        take, unit, size = self.take, self.sizes.unit, self.sizes.type
        result, last, view = take.results[index], take.lasts[index], take.scene.view
        ground = ground_of(take, index, cell.surface, size)
        around = (self.colors.casing, self.colors.text)
        style = Style(4.0 * unit, 8.5 * unit, *around)
        below = self._tracks(take.references[index], ground.pixels, ground)
        averages = take.averages[index]
        tracks = self._tracks(result, ground.pixels, ground) + self._tracks(averages, ground.pixels, ground, quiet=True)
        trails = Tracks(tracks, ground.clip, style, below)
        legend = Legend(result, take.theme, cell.legend, cell.letters, self.words)
        chart = curves = None
        if cell.chart:
            surface = result.spec.bound_surface
            shared = take.results if view["shared"] == "on" else ()
            timing = (take.by_evaluations, last)
            those = range(len(take.results)) if shared else (index,)
            more = [(take.averages[each], take.results[each].spec.bound_surface) for each in those]
            chart = Chart(result, surface, view["chart"], *timing, take.theme, cell.chart, size, shared, more)
            style = Style(2.8 * unit, 4.5 * unit, *around, cased=False, arrows=False)
            lines = self._tracks(result, chart.pixels) + self._tracks(averages, chart.pixels, quiet=True)
            curves = Tracks(lines, cell.chart, style)
        inset = self._inset(index, cell) if self.with_data else None
        return Part(result.spec, last, cell, ground, trails, legend, chart, curves, inset)

    def _inset(self, index: int, cell: Cell) -> Inset | None:
        """The samples, where a surface has some."""
        result, unit = self.take.results[index], self.sizes.unit
        scatter = result.spec.bound_surface.scatter
        courses = [
            Course(getattr(LOOKS[name], self.take.theme), trajectory.positions, partial(self.take.step_at, trajectory))
            for name, trajectory in result.items()
        ]
        return Inset(scatter(), courses, corner(cell.surface, unit), self.colors, unit) if scatter else None

    def _tracks(
        self,
        racers: Mapping[str, Trajectory],
        pixels: Callable[[Trajectory], np.ndarray],
        ground: Ground | None = None,
        quiet: bool = False,
    ) -> list[Track]:
        tracks = []
        for name, trajectory in racers.items():
            color, marker = getattr(LOOKS[name], self.take.theme), MARKERS[LOOKS[name].marker]
            step_at = partial(self.take.step_at, trajectory)
            where, label = pixels(trajectory), OPTIMIZERS[name].label
            track = Track(color, marker, where, trajectory.lost_at, step_at, label=label, quiet=quiet)
            if ground:
                around = outlines_on(ground, name, trajectory)
                dotted = shape_of(name, trajectory) == "points"
                track = replace(track, behind=ground.behind(trajectory), outline=around, dotted=dotted)
            tracks.append(track)
        return tracks

    # ---- what stands still ----

    def _title(self, part: Part, average: str) -> None:
        """The surface's name, and at the right as many facts of the race as there is room for."""
        left, top, width, height = part.cell.title
        size, small, middle = self.sizes.title, 0.95 * self.sizes.type, top + 0.4 * height
        label = fitted(part.spec.bound_surface.label, BOLD, size, width)
        self.words.put(left, middle, label, BOLD, size)
        room, told = width - width_of(label, BOLD, size) - 1.5 * size, ""
        for fact in [*facts_of(part.spec), *filter(None, [average])]:
            longer = f"{told} · {fact}" if told else fact
            told = longer if width_of(longer, MEDIUM, small) <= room else told
        self.words.put(left + width, middle, told, MEDIUM, small, align="right", alpha=0.8)

    def _note(self, part: Part, note: str) -> None:
        """What a lesson says of the panel, or what it has otherwise than the others."""
        left, top, width, height = part.cell.title
        size = 1.1 * self.sizes.type
        self.words.put(left, top + height + 0.25 * size, fitted(note, BOLD, size, width), BOLD, size)

    def _source(self) -> None:
        """The link, where it is short enough to be read."""
        size = 0.8 * self.sizes.type
        if width_of(self.take.link, MEDIUM, size) < 0.6 * self.sizes.width:
            self.words.put(self.sizes.gap, self._foot, self.take.link, MEDIUM, size, alpha=0.75)

    @property
    def _foot(self) -> float:
        return self.sizes.height - 0.6 * self.sizes.footer

    # ---- what moves ----

    def draw_below(self, pen: Pen, ghost_since: float | None = None) -> None:
        """What lies below the trails: the course in the surface's own units, and faintly the whole course of the curves
        and that of the trails since a time on the clock; nothing of this while a class predicts."""
        hides = self.take.predicts and (ghost_since is None or ghost_since < self.take.last)
        for part in self.parts:
            part.legend.draw_markers(pen)
            if hides:
                continue
            part.trails.underlay(pen)
            if ghost_since is not None:
                part.trails.ahead(pen, GHOST, min(ghost_since, part.last))
            if part.curves:
                part.curves.ahead(pen, GHOST)

    def draw_past(self, pen: Pen, now: float) -> None:
        """What is new of trails, curves and legends since the last call."""
        for part in self.parts:
            at = min(now, part.last)
            part.trails.advance(pen, at)
            if part.curves:
                part.curves.advance(pen, at)
            part.legend.draw_news(pen, partial(self.take.step_at, now=at))

    def draw_heads(self, pen: Pen, now: float, rests: bool = False) -> None:
        """Everybody's marker, on the surfaces and on the charts, and the clock's place on the charts; `rests`: nothing
        will move."""
        for part in self.parts:
            at = min(now, part.last)
            if part.inset:
                part.inset.draw(pen, at)
            if part.spec.surface != NETWORK:  # whose trainings each have begun elsewhere
                draw_start(pen, part.trails)
            named = are_named(self.take.scene.view["names"], len(part.legend.result))
            part.trails.heads(pen, at, rests, self.words if named else None)
            if part.chart and part.curves:
                left, top, width, height = part.chart.clip
                thick = 1.6 * self.sizes.unit
                pen.box((left + width * at / part.last - thick / 2, top, thick, height), self.colors.text)
                part.curves.heads(pen, at)

    def counter(self, now: float) -> Text:
        """The clock in words; to be drawn on a renderer."""
        unit = " gradient evaluations" if self.take.by_evaluations else ""
        text = f"{int(now + 1e-9)} / {self.take.last:g}{unit}"
        return self.words.make(
            self.sizes.width - self.sizes.gap, self._foot, text, BOLD, self.sizes.title, align="right"
        )


def ground_of(take: Take, index: int, clip: tuple[float, float, float, float], size: float) -> Ground:
    """The surface of a panel, in two dimensions or three, for the plot area `clip`."""
    panel = take.scene.panels[index]
    surface = panel.spec.bound_surface
    if take.solid:
        return Solid(surface, take.scene.view["camera"], take.theme, clip, size)
    return Plane(surface, panel.zoom, take.theme, clip, size, panel.is_equal)
