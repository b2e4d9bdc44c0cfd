"""The chooser of methods: all of them, by group, with a search for names, authors, years and what methods need."""

from __future__ import annotations

import re

from dash import html

from optimizers import GROUPS, OPTIMIZERS, Optimizer
from optimizers.needs import NEEDS, needs_of

from .dialog import dialog
from .parameter import place

BETWEEN = "|"


def chooser() -> html.Dialog:
    """Every method as a switch: pressed, it is in the legend and among the controls."""
    needs = {name: needs_of(method) for name, method in OPTIMIZERS.items()}
    groups = [
        html.Section(
            [
                html.H3(group[0].upper() + group[1:]),
                html.Div(
                    [
                        _choice(name, method, needs[name])
                        for name, method in OPTIMIZERS.items()
                        if method.group == group
                    ],
                    className="choices",
                ),
            ],
            className="choice-group",
        )
        for group in GROUPS
    ]
    offered = [_need(need) for need in NEEDS if any(need in each for each in needs.values())]
    found = html.Div(offered, className="needs", role="group", **{"aria-label": "What methods need"})
    words = html.P(
        "Framed: on the desk, where each is switched on or off. A press, or Enter, adds it and lets it race."
    )
    return dialog("chooser", "Methods", [words, place("search", "Search methods"), found, *groups])


def _need(need: str) -> html.Button:
    """Pressed, only those are shown."""
    told = {"data-need": need, "data-words": BETWEEN.join(NEEDS[need]), "aria-pressed": "false"}
    return html.Button(need, type="button", className="need", **told)


def _choice(name: str, method: Optimizer, needs: tuple[str, ...]) -> html.Button:
    origin = re.split(r"(?<=\d\d\d\d\))", method.source)[0]
    words = [name, method.label, method.group, method.source, *needs, *(word for need in needs for word in NEEDS[need])]
    return html.Button(
        [html.Span(method.label, className="label"), html.Span(origin, className="origin")],
        type="button",
        className="choice",
        title="\n".join([method.watch, *([in_short(needs)] if needs else [])]),
        **{
            "data-action": "choose",
            "data-name": name,
            "data-text": " ".join(words).lower(),
            "data-needs": BETWEEN.join(needs),
        },
    )


def in_short(needs: tuple[str, ...]) -> str:
    """The needs of a method as a sentence."""
    text = "; ".join(needs)
    return f"{text[0].upper()}{text[1:]}."
