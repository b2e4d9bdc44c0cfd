"""Where there is no page."""

from __future__ import annotations

import dash
from dash import dcc, html

from components.head import head

dash.register_page(__name__, title="Ravine: no such page", order=None)


def layout(**_: str) -> html.Div:
    """Says so, and leads back."""
    return html.Div(
        [
            head("", skips={"nowhere": "content"}),
            html.Main(
                [
                    html.H2("There is no such page."),
                    dcc.Link("To the race", href=dash.get_relative_path("/"), className="primary"),
                ],
                id="nowhere",
                className="lessons",
            ),
        ]
    )
