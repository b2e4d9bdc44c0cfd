"""What is seen until the scripts have put up the page: its name, the frames of its panels, and that it comes. It stands
behind the page, in the places of what will be there (assets/ui/skeleton.mjs takes it away)."""

from __future__ import annotations

from urllib.parse import parse_qs

from lessons import FIRST_VIEW
from races.query import MAX_PANELS

from .packed import asset


def skeleton(room: str, search: str) -> str:
    """Of the page in `room` ("" for the race page), with a link's query."""
    head = f'<div class="head"><img src="{asset("logo.svg")}" alt="" class="logo"><b>Ravine</b></div>'
    frames = _frames(search) if room == "" else ""
    return f'<div id="skeleton">{head}<p class="wait" role="status">Loading…</p>{frames}</div>'


def _frames(search: str) -> str:
    panels = min(len(parse_qs(search).get("surface", FIRST_VIEW)), MAX_PANELS)
    frame = '<div class="frame"></div>'
    stage = f'<div class="panels" data-count="{panels}">{frame * panels}</div><div class="frame desk"></div>'
    return f'<div class="stage">{stage}</div>'
