"""How what lives here shows itself in a notebook: as the page that plays it.

Pages are made upstairs, in a room that this one does not know. So the maker is found by its name when a notebook first
asks, as pandas finds what plots: nothing has to be imported for it before, and a console, which does not ask, loads
nothing. This is the one import by name in the house.
"""

from __future__ import annotations

from importlib import import_module

SHOWING = "exports.notebook"


class Shown:
    """What a notebook shows as a page."""

    def _repr_html_(self) -> str:
        html: str = import_module(SHOWING).html_of(self)
        return html
