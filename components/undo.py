"""The buttons that take edits back, and do them again; assets/ui/steps.mjs says which of them can do something."""

from __future__ import annotations

from dash import html

from .icon import icon_button


def undo_buttons() -> html.Div:
    """Undo, redo, and everything as it was opened."""
    return html.Div(
        [
            icon_button("undo", "Undo", "undo"),
            icon_button("redo", "Redo", "redo"),
            icon_button("reset", "Everything as it was opened", "reset-all"),
        ],
        className="undo",
        role="toolbar",
        **{"aria-label": "History"},
    )
