"""The menu of all ways to share what is on screen; assets/ui/menu.mjs opens it."""

from __future__ import annotations

from dash import html

from .icon import icon, icon_button

#: Of each way its action, its icon, its name, and its key, if it has one.
WAYS = (
    ("share", "share", "Copy the link", ""),
    ("class-link", "qr", "Show to the class (QR code)", "q"),
    ("export", "export", "Export…", "e"),
)


def share_menu() -> html.Div:
    """A button and, below it, its menu."""
    button = icon_button("share", "Share: link, QR code, export", "menu", word="Share", menu="share-menu")
    for name, value in {"haspopup": "menu", "expanded": "false", "controls": "share-menu"}.items():
        setattr(button, f"aria-{name}", value)
    items = html.Div(
        [_item(*way) for way in WAYS], id="share-menu", role="menu", hidden=True, **{"aria-label": "Share"}
    )
    return html.Div([button, items], className="menu")


def _item(action: str, name: str, text: str, key: str) -> html.Button:
    return html.Button(
        [icon(name), html.Span(text), *([html.Kbd(key)] if key else [])],
        type="button",
        role="menuitem",
        tabIndex="-1",
        **{"data-action": action, "aria-label": text},
    )
