"""The head of every page: the name, the way to the other pages, and the page's own buttons.

A page that registers itself with `order=` is in the list.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import dash
from dash import dcc, html
from dash.development.base_component import Component

from .icon import icon_button
from .packed import asset


def head(open_page: str, *tools: Any, skips: Mapping[str, str]) -> html.Header:
    """The head of the page named `open_page`; `tools` stand before the button for dark or light, which all have.
    `skips` are the parts of the page to which the keyboard can skip: a name for each id."""
    return html.Header(
        [
            html.Div(
                [html.A(f"Skip to the {part}", href=f"#{name}") for name, part in skips.items()], className="skips"
            ),
            html.Img(src=asset("logo.svg"), alt="", className="logo"),
            html.H1("Ravine"),
            html.Nav(
                [_way_to(page, open_page) for page in dash.page_registry.values() if page["order"] is not None],
                **{"aria-label": "Pages"},
            ),
            *tools,
            icon_button("theme", "Dark or light", "theme", "late", word="Dark or light"),
        ],
        id="head",
        className="tooled" if any(isinstance(tool, html.Button) for tool in tools) else None,
    )


def _way_to(page: dict[str, Any], open_page: str) -> Component:
    """A link that keeps the app, and with it the jobs of the tray; for the open page itself, one that says so."""
    if page["name"] == open_page:
        return html.A(page["name"], href=page["relative_path"], className="way", **{"aria-current": "page"})
    return dcc.Link(page["name"], href=page["relative_path"], className="way")
