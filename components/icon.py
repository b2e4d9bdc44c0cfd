"""Buttons with an icon. An icon is a file in assets/icons, drawn in the text's colour by assets/style.css."""

from __future__ import annotations

from typing import Any

from dash import html


def icon(name: str) -> html.Span:
    """The icon assets/icons/<name>.svg; a new one also needs its row in style.css."""
    return html.Span(className=f"icon {name}")


def icon_button(
    name: str, label: str, action: str, class_name: str = "", /, word: str = "", **data: Any
) -> html.Button:
    """A button that does `action` (assets/ui/actions.mjs); `label` is its accessible name and tooltip. A `word`, which
    the label has in it, stands beside the icon where there is room."""
    attributes = {f"data-{key}": str(value) for key, value in data.items()}
    classes = ["icon-button", class_name, "worded" if word else ""]
    return html.Button(
        [icon(name), html.Span(word, className="word")] if word else icon(name),
        type="button",
        title=label,
        className=" ".join(filter(None, classes)),
        **{"data-action": action, "aria-label": label, **attributes},
    )
