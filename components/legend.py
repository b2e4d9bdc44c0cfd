"""The one legend of all panels, between the head and the pictures; assets/race/legend.mjs fills it."""

from __future__ import annotations

from dash import html


def legend() -> html.Div:
    """Every racer's name with its marker, which is its switch, and its rank in the panel that `#ranked` names."""
    return html.Div(
        [
            html.Div(id="legend-items"),
            html.Button(type="button", id="ranked", hidden=True),
            html.Div(id="legend-note", role="tooltip", hidden=True),
        ],
        id="legend",
        className="legend",
        role="toolbar",
        **{"aria-label": "Racers"},
    )
