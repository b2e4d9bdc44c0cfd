"""Where everything lies on an exported picture: cells of panels, and in each its title, surface, legend and chart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

Box = tuple[float, float, float, float]  # left, top, width, height, in pixels
ASIDE = (0.0, 0.4, 0.45, 0.5, 0.55, 0.6)  # shares of a cell's width for legend and chart beside the surface
SMALL = (1.0, 0.88)  # a legend's type, against the other
NOTE = 1.7  # the height of the line below a title, in sizes of type
ROW = 1.65  # the height of a legend's row, in sizes of its type


@dataclass(frozen=True)
class Cell:
    """The places of one panel, in pixels; `legend` has a place for each racer, and `letters` is its size of type.
    `chart` and `surface` are plot areas."""

    title: Box
    surface: Box
    legend: Sequence[tuple[float, float]]
    letters: float
    chart: Box | None


@dataclass(frozen=True)
class Sizes:
    """Sizes of a picture in pixels, from its width and height: type that is read from the last row."""

    width: float
    height: float
    story: float = 0.0  # the height of a text below the panels

    @property
    def unit(self) -> float:
        """1 for 1280x720."""
        return math.sqrt(self.width * self.height / (1280 * 720))

    @property
    def type(self) -> float:
        """Of axes and legends."""
        return 14 * self.unit

    @property
    def title(self) -> float:
        """Of titles."""
        return 19 * self.unit

    @property
    def gap(self) -> float:
        """Around panels."""
        return 14 * self.unit

    @property
    def footer(self) -> float:
        """The height of the line below all panels."""
        return 32 * self.unit


def cells(
    items: Sequence[int], widest: float, sizes: Sizes, chart: bool, margins: Box, noted: bool = False
) -> list[Cell]:
    """The cell of each panel, in the grid and the order of its parts that show the surfaces largest.

    `items` are the numbers of items of the legends, `widest` is the width of the widest one in sizes of type; `margins`
    (left, top, right, bottom) are those of the surfaces' axes. `noted`: there is a line below each title.
    """
    count, most = len(items), max(items)
    found = []
    for columns, aside, small in product(range(1, count + 1), ASIDE, SMALL):
        rows = math.ceil(count / columns)
        wide = (sizes.width - (columns + 1) * sizes.gap) / columns
        high = (sizes.height - sizes.footer - sizes.story - (rows + 1) * sizes.gap) / rows
        grid = []
        for k in range(count):
            left = sizes.gap + (k % columns) * (wide + sizes.gap)
            top = sizes.gap + (k // columns) * (high + sizes.gap)
            legend = Flow(most, widest, small * sizes.type)
            grid.append(_cell((left, top, wide, high), legend, sizes, chart, margins, aside, noted))
        found.append((_worth(grid[0], sizes) * small * math.sqrt(count / (rows * columns)), grid))
    return max(found, key=lambda one: one[0])[1]


def _worth(cell: Cell, sizes: Sizes) -> float:
    """How well a cell is seen: the size of its surface, less where it is a strip or its chart is low."""
    _, _, width, height = cell.surface
    if min(width, height) <= 0 or (cell.chart and min(cell.chart[2:]) <= 0):
        return -1.0
    low = min(cell.chart[3] / (9 * sizes.type), 1.0) if cell.chart else 1.0
    return math.sqrt(width * height * min(width / height, height / width) * low)


@dataclass(frozen=True)
class Flow:
    """So many items in rows, in columns of one width; `widest` is in sizes of type."""

    items: int
    widest: float
    letters: float

    @property
    def row(self) -> float:
        """The height of a row."""
        return ROW * self.letters

    def places(self, left: float, top: float, width: float) -> list[tuple[float, float]]:
        """Left ends and middles."""
        columns = max(int(width // (self.widest * self.letters)), 1) if self.items else 1
        return [
            (left + (k % columns) * width / columns, top + (k // columns + 0.5) * self.row) for k in range(self.items)
        ]

    def height(self, width: float) -> float:
        """Of all rows."""
        places = self.places(0, 0, width)
        return places[-1][1] + self.row / 2 if places else 0.0


def corner(surface: Box, unit: float) -> Box:
    """Where the samples of a surface of data lie in its picture: below at the left, a square, as on the page."""
    left, top, width, height = surface
    side, gap = min(0.36 * width, 0.5 * height, 256 * unit), 8 * unit
    return (left + gap, top + height - side - gap, side, side)


def _cell(box: Box, legend: Flow, sizes: Sizes, chart: bool, margins: Box, aside: float, noted: bool) -> Cell:
    """One cell; `aside` is the share of its width beside the surface, 0 for legend and chart below it."""
    left, top, width, height = box
    title = (left, top, width, 1.6 * sizes.title)
    used = title[3] + (NOTE * sizes.type if noted else 0.0)
    top, height = top + used, height - used
    apart = 0.4 * legend.row
    if aside and (legend.items or chart):
        beside, wide = left + (1 - aside) * width, aside * width
        surface = (left, top, (1 - aside) * width - sizes.gap, height)
        places = legend.places(beside, top, wide)
        used = legend.height(wide) + apart
        below = (beside, top + used, wide, height - used)
    else:
        high = max(0.27 * height, 8 * sizes.type) if chart else 0.0
        surface = (left, top, width, height - legend.height(width) - high - apart)
        places = legend.places(left, top + surface[3] + apart, width)
        below = (left, top + height - high, width, high)
    axes = (4.1 * sizes.type, 0.5 * sizes.type, 0.6 * sizes.type, 2.7 * sizes.type)
    return Cell(title, _within(surface, margins), places, legend.letters, _within(below, axes) if chart else None)


def _within(box: Box, margins: Box) -> Box:
    left, top, width, height = box
    before, above, after, under = margins
    return (left + before, top + above, width - before - after, height - above - under)
