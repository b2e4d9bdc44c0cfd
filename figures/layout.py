"""What the layouts of all figures have in common: the page shows through, and nothing answers to the pointer."""

from __future__ import annotations

from typing import Any, TypedDict

from .themes import Theme

FONT = "Inter, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"


class Figure(TypedDict):
    """A figure in Plotly's own words."""

    data: list[Any]
    layout: dict[str, Any]


def quiet_layout(colors: Theme, font: float, left: float, right: float, top: float, bottom: float) -> dict[str, Any]:
    """A Plotly layout with these margins and this size of type, in pixels."""
    return {
        "margin": {"l": left, "r": right, "t": top, "b": bottom},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": font, "color": colors.text},
        "showlegend": False,
        "hovermode": False,
        "dragmode": False,
    }


def empty_figure() -> Figure:
    """A figure in which there is nothing to see yet."""
    clear, hidden = "rgba(0,0,0,0)", {"visible": False}
    return {"data": [], "layout": {"paper_bgcolor": clear, "plot_bgcolor": clear, "xaxis": hidden, "yaxis": hidden}}
