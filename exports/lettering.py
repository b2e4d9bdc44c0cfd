"""Type for matplotlib: Inter, the page's typeface, in two weights, and how wide a text is in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from matplotlib import font_manager
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text

from caches import counted

MEDIUM, BOLD = "Inter Medium", "Inter Bold"


@counted(64, 10_000)
def font(weight: str, size: float) -> FontProperties:
    """The font in a weight and a size in pixels; signs that Inter lacks come from DejaVu Sans."""
    _registered()
    return FontProperties(family=[weight, "DejaVu Sans"], size=size)


@counted(1, 100)
def _registered() -> None:
    for file in sorted((Path(__file__).parent / "fonts").glob("*.ttf")):
        font_manager.fontManager.addfont(file)


@counted(4096, 400)
def width_of(text: str, weight: str, size: float) -> float:
    """The width of a line of text in pixels."""
    return float(_ruler().get_text_width_height_descent(text, font(weight, size), ismath=False)[0])


@counted(1, 100_000)
def _ruler() -> RendererAgg:
    return RendererAgg(1, 1, 72)


@counted(4096, 400)
def formula_width(text: str, size: float) -> float:
    """The width of a formula, in dollars, in pixels."""
    return float(_ruler().get_text_width_height_descent(text, font(MEDIUM, size), ismath=True)[0])


def fitted(text: str, weight: str, size: float, width: float) -> str:
    """The text, cut with an ellipsis so that it is no wider than `width` pixels."""
    if width_of(text, weight, size) <= width:
        return text
    while text and width_of(text + "…", weight, size) > width:
        text = text[:-1]
    return text.rstrip() + "…" if text else ""


@dataclass(frozen=True, eq=False)
class Words:
    """Lines of text on a figure of 72 dots an inch, in pixels from its top left."""

    figure: Figure
    color: str

    def make(
        self,
        x: float,
        y: float,
        text: str,
        weight: str,
        size: float,
        align: str = "left",
        alpha: float = 1.0,
        formula: bool = False,
    ) -> Text:
        """A line of text whose middle is at y, or a `formula` in dollars on the same baseline; it is not on the figure,
        but can be drawn on one of its renderers."""
        width, height = self.figure.get_size_inches() * 72
        style: dict[str, Any] = {
            "color": self.color,
            "alpha": alpha,
            "ha": align,
            "va": "baseline" if formula else "center_baseline",
        }
        style |= {"fontproperties": font(weight, size), "transform": self.figure.transFigure, "figure": self.figure}
        below = 0.46 * size if formula else 0.0
        return Text(x / width, 1 - (y + below) / height, text, parse_math=formula, **style)

    def put(self, *place_and_style, **options) -> None:
        """The same, on the figure."""
        text = self.make(*place_and_style, **options)
        if text.get_text():
            self.figure.add_artist(text)
