"""The units of the update: x, y or f in other units, and who takes the same path."""

from __future__ import annotations

from dash import html

from .dialog import dialog
from .parameter import place

TEXT = (
    "“x in units of 100” measures x in a unit 100 times as large, as if metres came in the place of "
    "centimetres: the methods see numbers 100 times smaller, and the learning rate stays the number that it is. "
    "“f times 100” gives them a loss 100 times as large."
)
EXAMPLE = (
    "Example: in a unit of x and y 100 times as large gradient descent’s first step is 100² = 10 000 times as long "
    "(exponent 2: its learning rate has squared units), Adam’s 100 times (1), Newton’s the same (0, which is right)."
)
#: Of each factor, what stands before it, and its accessible name.
FACTORS = {"x": ("x in units of", "Unit of x"), "y": ("y in units of", "Unit of y"), "f": ("f times", "Factor on f")}
READING = "Solid paths are run in these units, dashed ones in the surface’s own."
COLUMNS = ("method", "exponent x, y", "exponent f", "path off by")


def units_dialog() -> html.Dialog:
    """Three factors and a table of the racers, filled by assets/race/units.mjs."""
    return dialog(
        "units",
        "Units of the update",
        [
            html.P(TEXT),
            html.P(EXAMPLE),
            html.P(READING),
            *(_factor(name, *words) for name, words in FACTORS.items()),
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


def _factor(name: str, heading: str, label: str) -> html.Div:
    return html.Div(
        [html.Span(heading, className="symbol"), place("unit", label, name=name)], className="parameter unit"
    )
