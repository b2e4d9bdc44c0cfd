"""Plain elements as HTML text: what does not change once it is shown need not be so many components of Dash, each of
which listens to the state of the page. assets/race/desk.mjs puts the text where `data-markup` names it, and
pages/stage.py has all texts."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from dash.development.base_component import Component

NAMES = {"className": "class"}
VOID = {"Br", "Hr", "Img", "Input"}  # elements without an end tag


def markup(content: Component | str | Sequence[Any] | None) -> str:
    """The HTML of components of dash.html, whose attributes are all text, or of text. Raises TypeError for others."""
    if content is None:
        return ""
    if isinstance(content, str):
        return escape(content, quote=False)
    if not isinstance(content, Component):
        return "".join(map(markup, content))
    kind = type(content).__name__
    described = content.to_plotly_json()
    if described["namespace"] != "dash_html_components" or kind in VOID:
        raise TypeError(f"{kind} is no plain element")
    props = described["props"]
    inside = markup(props.pop("children", None))
    attributes = "".join(f' {NAMES.get(name, name)}="{_checked(kind, name, value)}"' for name, value in props.items())
    return f"<{kind.lower()}{attributes}>{inside}</{kind.lower()}>"


def _checked(kind: str, name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{kind}: {name} is {value!r}; allowed: text")
    return escape(value)
