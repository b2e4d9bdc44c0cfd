"""The frame of a dialog: a native one. assets/ui/dialogs.mjs opens it, and keeps the keyboard and Escape in order."""

from __future__ import annotations

from typing import Any

from dash import html

from .icon import icon_button


def dialog(name: str, title: str, children: list[Any], class_name: str = "") -> html.Dialog:
    """A dialog with the id `name`, a title and a button that closes it."""
    return html.Dialog(
        [
            html.Div([html.H2(title), icon_button("remove", f"Close: {title}", "close")], className="dialog-head"),
            *children,
        ],
        id=name,
        className=f"dialog {class_name}".strip(),
        **{"aria-label": title},
    )


def later(whole: html.Dialog) -> html.Dialog:
    """A dialog of plain elements without what is in it, which the page's script puts there."""
    told = {name: getattr(whole, name) for name in ("id", "className", "aria-label")}
    return html.Dialog(**told, **{"data-markup": whole.id})
