"""Where everything lies on an exported picture: cells of panels, and in each its title, surface, legend and chart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from .pen import Box


@dataclass(frozen=True)
class Cell:
    """The places of one panel, in pixels; `legend` has a place for each racer. `chart` and `surface` are plot areas."""

    title: Box
    surface: Box
    legend: Sequence[tuple[float, float]]
    chart: Box | None


@dataclass(frozen=True)
class Sizes:
    """Sizes of a picture in pixels, from its width and height: type that is read from the last row."""

    width: float
    height: float

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

    @property
    def row(self) -> float:
        """The height of a row of a legend."""
        return 1.65 * self.type


def cells(items: Sequence[int], widest: float, sizes: Sizes, chart: bool, margins: Box) -> list[Cell]:
    """The cell of each panel, in the grid and the order of its parts that show the surfaces largest.

    `items` are the numbers of items of the legends, `widest` is the width of the widest one in pixels; `margins` (left,
    top, right, bottom) are those of the surfaces' axes.
    """
    count, most = len(items), max(items)
    found = []
    for columns, aside in product(range(1, count + 1), (0.0, 0.4, 0.45, 0.5)):
        rows = math.ceil(count / columns)
        wide = (sizes.width - (columns + 1) * sizes.gap) / columns
        high = (sizes.height - sizes.footer - (rows + 1) * sizes.gap) / rows
        grid = []
        for k in range(count):
            left = sizes.gap + (k % columns) * (wide + sizes.gap)
            top = sizes.gap + (k // columns) * (high + sizes.gap)
            grid.append(_cell((left, top, wide, high), most, widest, sizes, chart, margins, aside))
        found.append((_worth(grid[0], sizes) * math.sqrt(count / (rows * columns)), grid))
    return max(found, key=lambda one: one[0])[1]


def _worth(cell: Cell, sizes: Sizes) -> float:
    """How well a cell is seen: the size of its surface, less where it is a strip or its chart is low."""
    _, _, width, height = cell.surface
    if min(width, height) <= 0 or (cell.chart and min(cell.chart[2:]) <= 0):
        return -1.0
    low = min(cell.chart[3] / (9 * sizes.type), 1.0) if cell.chart else 1.0
    return math.sqrt(width * height * min(width / height, height / width) * low)


def _cell(box: Box, items: int, widest: float, sizes: Sizes, chart: bool, margins: Box, aside: float) -> Cell:
    """One cell; `aside` is the share of its width beside the surface, 0 for legend and chart below it."""
    left, top, width, height = box
    title = (left, top, width, 1.6 * sizes.title)
    top, height = top + title[3], height - title[3]
    apart = 0.4 * sizes.row
    if aside and (items or chart):
        place = (left + (1 - aside) * width, top, aside * width)
        surface = (left, top, (1 - aside) * width - sizes.gap, height)
        legend = _flow(items, widest, place, sizes.row)
        used = _high(legend, top, sizes.row) + apart
        below = (place[0], top + used, place[2], height - used)
    else:
        high = max(0.27 * height, 8 * sizes.type) if chart else 0.0
        used = _high(_flow(items, widest, (left, top, width), sizes.row), top, sizes.row)
        surface = (left, top, width, height - used - high - apart)
        legend = _flow(items, widest, (left, top + surface[3] + apart, width), sizes.row)
        below = (left, top + height - high, width, high)
    axes = (4.1 * sizes.type, 0.5 * sizes.type, 0.6 * sizes.type, 2.7 * sizes.type)
    return Cell(title, _within(surface, margins), legend, _within(below, axes) if chart else None)


def _within(box: Box, margins: Box) -> Box:
    left, top, width, height = box
    before, above, after, under = margins
    return (left + before, top + above, width - before - after, height - above - under)


def _flow(items: int, widest: float, place: tuple[float, float, float], row: float) -> list[tuple[float, float]]:
    """Left ends and middles of items in rows, in columns of one width; `place` is (left, top, width)."""
    left, top, width = place
    columns = max(int(width // widest), 1) if items else 1
    return [(left + (k % columns) * width / columns, top + (k // columns + 0.5) * row) for k in range(items)]


def _high(legend: Sequence[tuple[float, float]], top: float, row: float) -> float:
    return legend[-1][1] + row / 2 - top if legend else 0.0
