"""The dialog that shows the link to a class; assets/race/present.mjs fills it."""

from __future__ import annotations

from dash import html

from .dialog import dialog


def qr_dialog() -> html.Dialog:
    """A QR code and a short address, large enough for the last row."""
    return dialog(
        "class-link",
        "Open this picture on your own device",
        [
            html.Img(alt=""),
            html.P(className="address", **{"aria-live": "polite"}),
            html.P(className="note"),
            html.Button("Copy the link", type="button", className="primary", **{"data-action": "share"}),
            html.A("Save the code for a slide", className="save", download="ravine.svg", hidden=True),
        ],
    )
