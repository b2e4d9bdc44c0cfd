"""The section that looks inside one racer: its update in numbers, its state against the step."""

from __future__ import annotations

from dash import html

from figures import ARROWS

from .icon import icon_button


def inside_section() -> html.Section:
    """Hidden until a racer is chosen (assets/race/inside.mjs)."""
    return html.Section(
        [
            html.Div(
                [
                    html.H2("Inside", id="inside-title"),
                    html.Span("x solid, y dotted", className="hint"),
                    *(
                        html.Span(f"➜ {WORDS[kind]}", className="arrow-key", style={"color": c})
                        for kind, c in ARROWS.items()
                    ),
                    icon_button("remove", "Close the look inside", "inside-close"),
                ],
                className="inside-head",
            ),
            html.Div(
                [html.Div([html.Span(axis, className="heading"), html.Div(id=f"equation-{axis}")]) for axis in "xy"],
                className="equations",
            ),
            html.Div(id="inside-charts"),
        ],
        id="inside",
        hidden=True,
        **{"aria-label": "Inside one racer"},
    )


WORDS = {"gradient": "−gradient", "velocity": "velocity or first moment", "step": "step"}
