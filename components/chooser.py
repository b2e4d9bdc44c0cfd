"""The chooser of methods: all of them, by group, with a search."""

from __future__ import annotations

import re

from dash import html

from optimizers import GROUPS, OPTIMIZERS, Optimizer

from .dialog import dialog
from .parameter import place


def chooser() -> html.Dialog:
    """Every method as a switch: pressed, it is in the legend and among the controls."""
    groups = [
        html.Section(
            [
                html.H3(group[0].upper() + group[1:]),
                html.Div(
                    [_choice(name, method) for name, method in OPTIMIZERS.items() if method.group == group],
                    className="choices",
                ),
            ],
            className="choice-group",
        )
        for group in GROUPS
    ]
    return dialog("chooser", "Methods", [place("search", "Search methods"), *groups])


def _choice(name: str, method: Optimizer) -> html.Button:
    origin = re.split(r"(?<=\d\d\d\d\))", method.source)[0]
    return html.Button(
        [html.Span(method.label, className="label"), html.Span(origin, className="origin")],
        type="button",
        className="choice",
        title=method.watch,
        **{
            "data-action": "choose",
            "data-name": name,
            "data-text": f"{name} {method.label} {method.group} {method.source}".lower(),
        },
    )
