"""GET /known.mjs: what all pages of races know that is the same for everybody, the catalog and the texts of plain
elements, as a module that browsers keep. It is most of what a page is made of: as data of Dash it would be made,
compressed, sent and read again with every page.
"""

from __future__ import annotations

from typing import cast

import dash
from dash import html
from dash._utils import to_json
from flask import Flask, Response, request

from caches import counted
from races.query import MAX_PANELS

from .catalog import catalog
from .chooser import chooser
from .desk import desk_rows
from .exporting import export_dialog
from .help import help_overlay
from .markup import markup
from .packed import Packed
from .panel import foot, surface_select
from .shapes import Known
from .units import units_dialog

KNOWN_PATH = "/known.mjs"
QUOTED = str.maketrans({"\\": "\\\\", "'": "\\'"})


@counted(1, 200_000)
def dialogs() -> list[html.Dialog]:
    """Those of plain elements. They are for everybody: who changes one makes a copy."""
    return [help_overlay(), chooser(), units_dialog(), export_dialog()]


def known() -> Known:
    """The catalog, the texts by their places (components/markup.py), half of all elements, which as components of
    Dash would each listen to all that happens, and the chooser of surfaces."""
    plain = {dialog.id: markup(dialog.children) for dialog in dialogs()}
    feet = {f"foot-{index}": markup(foot(index)) for index in range(MAX_PANELS)}
    return {
        **catalog(),
        "rows": desk_rows() | plain | feet,
        "chooser": surface_select("", "").to_plotly_json(),
    }


@counted(1, 600_000)
def module() -> Packed:
    """What is served. A text is read much faster than the same as a script."""
    text = cast(str, to_json(known())).translate(QUOTED)
    return Packed.of(f"export const known = JSON.parse('{text}');".encode(), "text/javascript")


def known_path() -> str:
    """The address of this version on this server."""
    return dash.get_relative_path(f"{KNOWN_PATH}?v={module().version}")


def offer_known(flask: Flask) -> None:
    """Add the route."""

    @flask.get(KNOWN_PATH)
    def serve_known() -> Response:
        file = module()
        return file.answer(request.args.get("v") == file.version)
