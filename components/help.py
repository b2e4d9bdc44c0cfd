"""The help overlay: keys, gestures and symbols."""

from __future__ import annotations

from dash import html

from .dialog import dialog

KEYS = [
    ("Space", "play or pause"),
    ("← →", "one step back or forward"),
    ("Home End", "to the start, to the end"),
    ("3", "two or three dimensions"),
    ("c", "controls beside the panels, or not"),
    ("d", "pen: draw over the pictures; 1 and 2 are its colours, Escape wipes"),
    ("t", "dark or light"),
    ("e", "export: video, page, picture or data"),
    ("l", "loop"),
    ("f", "the stage: pictures, legend and pinned sliders on the full screen; f or Escape leaves it"),
    ("s", "spotlight at the pointer"),
    ("q", "the link for the class, as a QR code"),
    ("p", "predict, then run: what is to come is hidden"),
    ("r", "reveal it"),
    ("Ctrl+Z", "undo; the browser’s Back does, too"),
    ("Ctrl+Shift+Z Ctrl+Y", "redo"),
    ("?", "this help"),
]

GESTURES = [
    ("Click or drag on a surface", "everybody starts there"),
    ("Click a racer’s name", "switch it on or off in the panels that are being changed"),
    ("Double-click a racer’s name", "see it alone; again: everybody"),
    ("Point at a racer’s name", "highlight it, and see how it does in every panel"),
    ("The number before a name", "its rank now, by what the charts show, in the panel that was touched last"),
    ("“+3” beside a panel’s rates", "all rates of the panel"),
    ("Drag a slider", "the trails follow; with “All panels” every panel moves by the same factor"),
    ("Type a number", "the same value in every panel that is being changed"),
    ("Unfold a method, “Inside”", "arrows at its head, its state, its update in numbers"),
    ("Share, “Copy the link”", "it opens exactly this picture, at this step"),
]

SYMBOLS = [
    ("Star, small ring", "the lowest minima of the surface, and its other ones"),
    ("Circle with ticks", "the start: drag it, or move it with the arrow keys, with Shift by less"),
    ("Arrow at the edge", "a racer that is outside the picture, in this direction"),
    ("Crossed circle, a name struck through", "a racer that diverged; point at it for the step"),
    ("Pale trails and curves", "what is still to come"),
    ("Dashed trails", "the same race in the surface’s own units, to compare with"),
    ("Small hollow marker, thin trail", "where a racer has been on average (desk, “Average of the path”)"),
    ("“+” and a dashed frame", "a method that is switched off"),
]


def help_overlay() -> html.Dialog:
    """Opened by `?` and by the button in the head of the page."""
    return dialog(
        "help",
        "Keys, gestures and symbols",
        [
            html.Dl([part for keys, what in KEYS for part in (html.Dt(_keys(keys)), html.Dd(what))], className="keys"),
            _list(GESTURES),
            html.H3("Symbols"),
            _list(SYMBOLS),
        ],
    )


def _list(rows: list[tuple[str, str]]) -> html.Dl:
    return html.Dl([part for what, then in rows for part in (html.Dt(what), html.Dd(then))], className="gestures")


def _keys(keys: str) -> list:
    return [html.Kbd(key) for key in keys.split()]
