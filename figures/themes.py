"""The light and the dark theme of every figure."""

from __future__ import annotations

from dataclasses import dataclass

#: The arrows at the head of a racer that is looked into: strong on both themes.
ARROWS = {"gradient": "#e8590c", "velocity": "#1c7ed6", "step": "#2f9e44"}


@dataclass(frozen=True)
class Theme:
    """Colours of a figure: what it lies on, text, grid lines, contour lines, the background's colour scale, and the
    casing of trails."""

    paper: str
    text: str
    grid: str
    contour: str
    scale: list[list[float | str]]
    casing: str


THEMES = {
    "light": Theme(
        paper="#ffffff",
        text="#1b2530",
        grid="#d5dce3",
        contour="rgba(60, 85, 110, .35)",
        scale=[[0, "#fdfefe"], [0.25, "#e6eef5"], [0.5, "#cddce9"], [0.75, "#b0c6da"], [1, "#8faac4"]],
        casing="#ffffff",
    ),
    "dark": Theme(
        paper="#111a22",
        text="#eef3f7",
        grid="#33404d",
        contour="rgba(170, 200, 225, .28)",
        scale=[[0, "#0d141b"], [0.25, "#15222e"], [0.5, "#1e3142"], [0.75, "#294257"], [1, "#38566f"]],
        casing="#05090d",
    ),
}
