"""Basin maps as pictures: a colour for each minimum, darker where a start needs more steps.

A map is drawn from one byte a start, `shades`, which the page turns into colours with `color_table`: another theme
needs no new map.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NotRequired, TypedDict

import contourpy
import numpy as np

from caches import MB, counted, kept
from races.basins import DIVERGED, NOT_ARRIVED, Basin
from surfaces import Surface
from surfaces.surface import Point

from .height import height_map
from .minima import side_of
from .themes import THEMES

MOST = 9  # minima with a colour of their own; the others share one
TONES = 24  # of a colour, from no steps to all
NOT_ARRIVED_SHADE, DIVERGED_SHADE = (MOST + 1) * TONES, (MOST + 1) * TONES + 1

#: After Okabe & Ito (2008), with purple and brown for the last two; then the one that all other minima share.
COLORS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#7b4fa3", "#8c5a2b", "#9db87c")
#: Not arrived; the ground and the lines of the hatching of what diverged.
PLAIN = {"light": ("#c3c9cf", "#f3f5f7", "#3c4650"), "dark": ("#4b5661", "#0d141b", "#b9c4ce")}
LIGHTEST, DARKEST = 0.3, 0.62  # how far the first tone is on the way to white, and the last to black
LINES, FEW_LINES, CROWDED = 14, 5, 8000  # contour lines; fewer where they would have more points than this


class BasinGroup(TypedDict):
    """Minima that a map does not tell apart."""

    label: str
    points: list[Point]
    lowest: bool
    side: float  # of a mark, in pixels
    color: str


class BasinMap(TypedDict):
    """What is said of a method's map beside its bytes: starts a side, and the share of the starts in each colour."""

    name: str
    size: int
    shares: list[float]


class BasinDescription(TypedDict):
    """What is said of maps beside their bytes; `lines` are contours as an SVG path, where they are asked for."""

    legend: list[BasinGroup]
    maps: list[BasinMap]
    lines: NotRequired[str]


class BasinTheme(TypedDict):
    """How a map is painted: the colour of each shade, and the colours of hatching, type, casing and contours."""

    table: list[str]
    hatch: str
    ink: str
    casing: str
    contour: str


def legend(surface: Surface) -> list[BasinGroup]:
    """The minima of a surface as a map tells them apart, the lowest first.

    Minima that fill a curve are one; what is beyond MOST is one, too.
    """
    groups = _groups(surface)
    return [
        {
            "label": _label(surface, numbers, place),
            "points": [surface.minima[number] for number in numbers],
            "lowest": bool(surface.lowest[numbers[0]]),
            "side": side_of(surface, bool(surface.lowest[numbers[0]])),
            "color": COLORS[place],
        }
        for place, numbers in enumerate(groups)
    ]


def _groups(surface: Surface) -> list[list[int]]:
    """The numbers of the minima, in groups of one colour."""
    if surface.curve:
        return [list(range(len(surface.minima)))]
    order = sorted(range(len(surface.minima)), key=lambda n: round(float(surface.value(*surface.minima[n])), 9))
    alone = [[number] for number in order[:MOST]]
    return [*alone, order[MOST:]] if len(order) > MOST else alone


def _label(surface: Surface, numbers: list[int], place: int) -> str:
    if surface.curve:
        return "the curve of minima"
    if place == MOST:
        return f"{len(numbers)} other minima"
    x, y = (f"{round(part, 2) + 0.0:g}".replace("-", "−") for part in surface.minima[numbers[0]])
    return f"({x}, {y})"


def shades(basin: Basin, surface: Surface, steps: int) -> np.ndarray:
    """One byte a start, (rows, columns), row 0 at the lowest y: TONES for each entry of the legend, by the square root
    of the share of `steps` that was needed, then NOT_ARRIVED_SHADE and DIVERGED_SHADE."""
    group_of = np.zeros(len(surface.minima) + 2, dtype=int)
    for place, numbers in enumerate(_groups(surface)):
        group_of[numbers] = place
    tone = np.rint(np.sqrt(basin.steps.clip(0) / steps) * (TONES - 1)).astype(int)
    shade = group_of[basin.minimum] * TONES + tone
    shade[basin.minimum == NOT_ARRIVED] = NOT_ARRIVED_SHADE
    shade[basin.minimum == DIVERGED] = DIVERGED_SHADE
    return shade.astype(np.uint8)


def shares(shade: np.ndarray) -> list[float]:
    """The share of the starts in each of the MOST + 1 colours, not arrived, and diverged."""
    place = np.where(shade < NOT_ARRIVED_SHADE, shade // TONES, shade.astype(int) - NOT_ARRIVED_SHADE + MOST + 1)
    return (np.bincount(place.ravel(), minlength=MOST + 3) / shade.size).tolist()


@counted(2, 50_000)
def color_table(theme: str = "light") -> list[str]:
    """The colour of each shade, "#rrggbb"."""
    table = []
    for color in COLORS:
        base = np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)])
        light, dark = base + LIGHTEST * (255 - base), base * (1 - DARKEST)
        table += [_hex(light + place / (TONES - 1) * (dark - light)) for place in range(TONES)]
    return [*table, *PLAIN[theme][:2]]


def _hex(rgb: np.ndarray) -> str:
    return "#{:02x}{:02x}{:02x}".format(*np.rint(rgb).astype(int).tolist())


@kept(2 * MB)
def contour_lines(surface: Surface) -> str:
    """Contour lines of the loss, at the heights' even distances, as an SVG path on a square of 1000 x 1000 whose y
    points down."""
    heights = height_map(surface)
    z = np.ma.masked_invalid(heights["z"])
    side = np.linspace(0, 1000, z.shape[0])
    generator = contourpy.contour_generator(side, side[::-1], z)

    def lines(count: int) -> list[np.ndarray]:
        levels = np.linspace(z.min(), z.max(), count + 2)[1:-1]
        return [line for level in levels for line in generator.lines(level)]  # type: ignore[misc]

    found = lines(LINES)
    if sum(map(len, found)) > CROWDED:
        found = lines(FEW_LINES)
    return "".join("M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in line) for line in found)


def basin_block(
    found: Mapping[str, Basin], surface: Surface, steps: int, lines: bool = False
) -> tuple[BasinDescription, np.ndarray]:
    """What the page draws, for `packed`: a description and bytes.

    The description is {"legend", "lines" if they are asked for, "maps": [{"name", "size", "shares"}, ...]}. The bytes
    hold, map after map, the ends (float32, x and y of each start), the steps (int16), the shades (uint8), row 0 at the
    lowest y, and zeros up to a multiple of four.
    """
    maps: list[BasinMap] = []
    parts = []
    for name, basin in found.items():
        shade = shades(basin, surface, steps)
        maps.append({"name": name, "size": len(basin.x), "shares": shares(shade)})
        with np.errstate(over="ignore"):
            part = basin.ends.astype("<f4").tobytes() + basin.steps.astype("<i2").tobytes() + shade.tobytes()
        parts.append(part + bytes(-len(part) % 4))
    description: BasinDescription = {"legend": legend(surface), "maps": maps}
    if lines:
        description["lines"] = contour_lines(surface)
    return description, np.frombuffer(b"".join(parts), dtype=np.uint8)


def basin_colors() -> dict[str, BasinTheme]:
    """What the page must know to draw, by theme: {"table", "hatch", "ink", "casing", "contour"}."""
    return {
        theme: {
            "table": color_table(theme),
            "hatch": PLAIN[theme][2],
            "ink": colors.text,
            "casing": colors.casing,
            "contour": colors.contour,
        }
        for theme, colors in THEMES.items()
    }
