"""The transport: play, step, scrub, speed and loop, always in reach at the foot of the page."""

from __future__ import annotations

from dash import html

from races.query import SPEEDS, text_of

from .choice import opening_list
from .icon import icon_button


def transport() -> html.Section:
    """The transport bar; assets/race/transport.mjs puts the scrubber in its place."""
    names = {0.25: "¼ ×", 0.5: "½ ×", 0.8333: "⅚ ×"}  # five sixths: 25 steps a second
    return html.Section(
        [
            icon_button("restart", "Restart", "restart"),
            icon_button("back", "One step back", "back"),
            icon_button("play", "Play", "play", "play-button"),
            icon_button("forward", "One step forward", "forward"),
            html.Div(id="scrub"),
            html.Span("0 / 0", id="step", **{"aria-label": "Step"}),
            opening_list("speed", "Speed", {text_of(s): names.get(s, f"{text_of(s)} ×") for s in SPEEDS}, "speed"),
            icon_button("loop", "Loop", "loop", "loop-button"),
            icon_button("predict", "Predict: hide what is to come", "predict", "predict-button", word="Predict"),
            html.Button("Reveal", id="reveal", type="button", hidden=True, **{"data-action": "reveal"}),
        ],
        id="transport",
        **{"aria-label": "Transport"},
    )
