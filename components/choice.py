"""A choice of one of several, which assets/ui/choice.mjs fills: buttons side by side, or a list that opens.

They are native inputs: as components of Dash, seven of the first kind measured themselves again and again while the
page was put up.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping

from dash import html


def segments(
    name: str, label: str, options: Mapping[str, str], shown: Collection[str] = (), class_name: str = ""
) -> html.Div:
    """Side by side: value to label. Those of `shown` can only come about; `label` is the accessible name."""
    declared = [[value, text, value in shown] for value, text in options.items()]
    attributes = {"data-choice": json.dumps(declared), "aria-label": label}
    return html.Div(id=name, className=f"segments {class_name}".strip(), role="radiogroup", **attributes)


def opening_list(name: str, label: str, options: Mapping[str, str], class_name: str = "") -> html.Select:
    """A list that opens."""
    attributes = {"data-choice": json.dumps([*options.items()]), "aria-label": label}
    return html.Select(id=name, className=f"list {class_name}".strip(), **attributes)
