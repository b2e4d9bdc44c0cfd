"""Plain elements as HTML text: what does not change once it is shown need not be so many components of Dash, each of
which listens to the state of the page. assets/race/desk.mjs puts the text where `data-markup` names it, and
pages/stage.py has all texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Any

from dash.development.base_component import Component

NAMES = {"className": "class", "tabIndex": "tabindex"}
VOID = {"Br", "Hr", "Img", "Input"}  # elements without an end tag
#: What is in these is written by Dash, from a callback or a script (`set_props`).
WRITTEN = re.compile(
    r"(?:picture|curve|surface)-\d|equation-[xy]|own-formula|card-(?:title|body)|(?:answer|story)-text"
)


def markup(content: Component | str | Sequence[Any] | None) -> str:
    """The HTML of components of dash.html, whose attributes are all text or `hidden`, or of text. Raises TypeError for
    others."""
    if content is None:
        return ""
    if isinstance(content, str):
        return escape(content, quote=False)
    if not isinstance(content, Component):
        return "".join(map(markup, content))
    kind = type(content).__name__
    described = content.to_plotly_json()
    if described["namespace"] != "dash_html_components":
        raise TypeError(f"{kind} is no plain element")
    props = described["props"]
    inside = markup(props.pop("children", None))
    attributes = "".join(_attribute(kind, name, props[name]) for name in sorted(props))  # Dash has no order of its own
    return f"<{kind.lower()}{attributes}>{inside}" + ("" if kind in VOID else f"</{kind.lower()}>")


def _attribute(kind: str, name: str, value: Any) -> str:
    if value is None or (name == "hidden" and value is False):
        return ""
    if name == "hidden" and value is True:
        return " hidden"
    if name == "style" and isinstance(value, dict):
        value = "; ".join(f"{key}: {each}" for key, each in value.items())
    if not isinstance(value, str):
        raise TypeError(f"{kind}: {name} is {value!r}; allowed: text")
    return f' {NAMES.get(name, name)}="{escape(value)}"'


def lighten(node: Any, texts: dict[str, str]) -> Any:
    """A component without what is plain in it, which goes to `texts`, by the place that is left for it."""
    inside = getattr(node, "children", None) if isinstance(node, Component) else node
    if isinstance(node, Component) and _is_plain(node) and _has_elements(inside):
        name = f"plain-{len(texts)}"
        texts[name] = markup(inside)
        del node.children
        setattr(node, "data-markup", name)
    elif isinstance(inside, Component):
        lighten(inside, texts)
    elif isinstance(inside, list | tuple):
        for each in inside:
            lighten(each, texts)
    return node


def _has_elements(inside: Any) -> bool:
    return isinstance(inside, Component) or (
        isinstance(inside, list | tuple) and any(isinstance(each, Component) for each in inside)
    )


def _is_plain(node: Any) -> bool:
    """Whether nobody but a page's scripts writes in an element."""
    if isinstance(node, list | tuple):
        return all(map(_is_plain, node))
    if not isinstance(node, Component):
        return node is None or isinstance(node, str)
    if node.to_plotly_json()["namespace"] != "dash_html_components":
        return False
    return not WRITTEN.fullmatch(str(getattr(node, "id", ""))) and _is_plain(getattr(node, "children", None))
