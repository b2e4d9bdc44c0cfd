"""The foot of every page: what Ravine is, and whose ideas it follows."""

from __future__ import annotations

from dash import html

WORDS = (
    "Ravine, after Alec Radford’s animations and along Ishan Misra’s lecture “Optimization for Deep Networks”. "
    "MIT License."
)


def foot() -> html.Footer:
    """The only content information of a page; it is not on stage."""
    return html.Footer(WORDS, id="foot")
