"""A web page that plays a take offline: one file, drawn by the app's own clock, tracks and scales.

Nothing is loaded from anywhere, which the page's own policy states to the browser.
"""

from __future__ import annotations

import base64
import hashlib
import json
from html import escape
from pathlib import Path
from string import Template

from figures import THEMES
from progress import Progress
from races.query import SPEEDS

from .live import modules_of
from .modules import flattened
from .options import Options
from .played import film_of
from .take import Take, title_of

PLAYER = Path(__file__).resolve().with_name("player")
ASSETS = Path(__file__).resolve().parents[1] / "assets"
#: The page's typeface, and the part of it that only symbols need.
FONTS = {"inter-latin-wght-normal": "", "inter-greek-wght-normal": "unicode-range: U+0370-03FF; "}
BUTTONS = {
    "restart": "Back to the start",
    "back": "One step back",
    "play": "Play",
    "forward": "One step forward",
    "loop": "Loop",
}
RESET = "Back to how it was"
TOOLS = {"reset": RESET, "settings": "Settings", "full": "Full screen"}
ICONS = {"play": ("play", "pause"), "settings": ("desk",), "full": ("present",)}
HINT = "Drag the ring on a surface, or pick the point where everybody is to start."


def page(take: Take, options: Options, path: Path, progress: Progress) -> None:
    """Write the page."""
    path.write_text(page_of(take, options), encoding="utf-8")
    progress(1, 1)


def page_of(take: Take, options: Options) -> str:
    """The page as text."""
    script = flattened(PLAYER / "player.mjs", modules_of(take, PLAYER))
    theme, view = THEMES[take.theme], take.scene.view
    words = {
        "hash": "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        "link": escape(take.link),
        "title": escape(title_of(take)),
        "theme": take.theme,
        "paper": theme.paper,
        "text": theme.text,
        "grid": theme.grid,
        "fonts": "\n".join(_font(name, more) for name, more in FONTS.items()),
        "style": (PLAYER / "player.css").read_text(encoding="utf-8"),
        "buttons": "\n".join(_button(action, label) for action, label in BUTTONS.items()),
        "tools": "\n".join(_button(action, label) for action, label in TOOLS.items()),
        "speeds": "".join(
            f'<option value="{speed:g}"{" selected" if speed == view["speed"] else ""}>{speed:g} ×</option>'
            for speed in SPEEDS
        ),
        "source": _source(take.link),
        "reset": f'<button type="button" data-action="reset" disabled>{RESET}</button>',
        "hint": HINT,
        "film": json.dumps(film_of(take, options)).replace("<", "\\u003c"),
        "script": script,
    }
    return Template((PLAYER / "page.html").read_text(encoding="utf-8")).substitute(words)


def _font(name: str, more: str) -> str:
    data = base64.b64encode((ASSETS / "fonts" / f"{name}.woff2").read_bytes()).decode()
    source = f'src: url("data:font/woff2;base64,{data}") format("woff2")'
    return f"@font-face {{ font-family: Inter; font-weight: 100 900; {more}{source}; }}"


def _button(action: str, label: str) -> str:
    icons = ICONS.get(action, (action,))
    drawn = "".join((ASSETS / "icons" / f"{icon}.svg").read_text().replace("#000", "currentColor") for icon in icons)
    pressed = ' aria-pressed="true"' if action == "loop" else ""
    named = f'data-action="{action}" aria-label="{label}" title="{label}"'
    return f'<button type="button" {named}{pressed}>{drawn}</button>'


def _source(link: str) -> str:
    """The way to the app, where the link has an address."""
    if not link.startswith(("http://", "https://")):
        return ""
    return f'<a href="{escape(link)}" target="_blank" rel="noopener" title="Change this race">Ravine</a>'
