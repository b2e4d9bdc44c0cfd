"""The units of the update: x, y or f in other units, and who takes the same path."""

from __future__ import annotations

from dash import html

from .dialog import dialog
from .parameter import place

TEXT = (
    "In units k times as large the first step is k to the power of the exponent times as long: 0 is right, 2 "
    "asks for a learning rate in squared units. Solid paths are run in these units, dashed ones in the surface’s own."
)
COLUMNS = ("method", "exponent x, y", "exponent f", "path off by")


def units_dialog() -> html.Dialog:
    """Three factors and a table of the racers, filled by assets/race/units.mjs."""
    return dialog(
        "units",
        "Units of the update",
        [
            html.P(TEXT),
            *(
                html.Div(
                    [html.Span(f"{part} in units of", className="symbol"), place("unit", f"Unit of {part}", name=part)],
                    className="parameter unit",
                )
                for part in ("x", "y", "f")
            ),
            html.Table(
                [
                    html.Thead(html.Tr([html.Th(title, scope="col") for title in COLUMNS])),
                    html.Tbody(id="units-rows"),
                ],
                className="scoreboard",
            ),
        ],
        "aside",
    )
