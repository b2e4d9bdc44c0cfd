"""The line of a first visit; assets/race/welcome.mjs shows it until it is closed."""

from __future__ import annotations

from dash import html

from .icon import icon_button

WORDS = (
    "Optimizers race down loss surfaces, each by its own rule from the same start: drag a slider and every trail "
    "follows, pick a point of a picture and all start there."
)


def welcome() -> html.Section:
    """What this is, in one sentence."""
    close = icon_button("remove", "Close: what this is", "welcome-close")
    return html.Section([html.P(WORDS), close], id="welcome", hidden=True, **{"aria-label": "What this is"})
