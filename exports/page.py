"""A web page that plays a take offline: one file, the app's own clock and tracks above a picture of what stands still.

The picture is the sheet that videos are drawn on; positions are stored to 1/40 of its pixels. Nothing is loaded from
anywhere, which the page's own policy states to the browser.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from html import escape
from pathlib import Path
from string import Template
from typing import Any

import numpy as np
from PIL import Image

from figures import LOOKS, MARKERS, THEMES
from figures.strokes import STROKES
from optimizers import OPTIMIZERS
from races import Trajectory
from races.query import SPEEDS

from .drawn_legend import INDENT, item_width
from .lettering import BOLD, width_of
from .modules import flattened
from .options import Options, Progress
from .pen import Box
from .sheet import Part, Sheet
from .take import Take, title_of

PLAYER = Path(__file__).with_name("player")
ASSETS = Path(__file__).resolve().parents[1] / "assets"
WIDTH, HEIGHT, BAR = 1280, 720, 48  # pixels of the sheet with the bar below it
SHARP = 2  # pixels of the picture for each of the sheet: for a projector and for high-density screens
QUANTUM = 20  # numbers for a pixel: the error is at most 1/40
NOWHERE = -32768
BUTTONS = {
    "restart": "Back to the start",
    "back": "One step back",
    "play": "Play",
    "forward": "One step forward",
    "loop": "Loop",
}


def page(take: Take, options: Options, path: Path, progress: Progress) -> None:
    """Write the page."""
    path.write_text(page_of(take, options), encoding="utf-8")
    progress(1, 1)


def page_of(take: Take, options: Options) -> str:
    """The page as text."""
    sheet = Sheet(take, replace(options, width=WIDTH, height=HEIGHT - BAR))
    script = flattened(PLAYER / "player.mjs")
    theme, view = THEMES[take.theme], take.scene.view
    words = {
        "hash": "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        "link": escape(take.link),
        "title": escape(title_of(take)),
        "theme": take.theme,
        "paper": theme.paper,
        "text": theme.text,
        "grid": theme.grid,
        "style": (PLAYER / "player.css").read_text(encoding="utf-8"),
        "picture": _picture(sheet),
        "buttons": "\n".join(_button(action, label) for action, label in BUTTONS.items()),
        "speeds": "".join(
            f'<option value="{speed:g}"{" selected" if speed == view["speed"] else ""}>{speed:g} ×</option>'
            for speed in SPEEDS
        ),
        "source": _source(take.link),
        "film": json.dumps(_film(take, options, sheet)).replace("<", "\\u003c"),
        "script": script,
    }
    return Template((PLAYER / "page.html").read_text(encoding="utf-8")).substitute(words)


def _picture(sheet: Sheet) -> str:
    """Everything that stands still, as a data address."""
    drawn, packed = io.BytesIO(), io.BytesIO()
    sheet.figure.savefig(drawn, format="raw", dpi=72 * SHARP, facecolor=sheet.figure.get_facecolor())
    size = (WIDTH * SHARP, (HEIGHT - BAR) * SHARP)
    Image.frombuffer("RGBA", size, drawn.getvalue()).convert("RGB").save(packed, "WEBP", quality=88, method=4)
    return f"data:image/webp;base64,{base64.b64encode(packed.getvalue()).decode()}"


def _button(action: str, label: str) -> str:
    icons = ("play", "pause") if action == "play" else (action,)
    drawn = "".join((ASSETS / "icons" / f"{icon}.svg").read_text().replace("#000", "currentColor") for icon in icons)
    pressed = ' aria-pressed="true"' if action == "loop" else ""
    named = f'data-action="{action}" aria-label="{label}" title="{label}"'
    return f'<button type="button" {named}{pressed}>{drawn}</button>'


def _source(link: str) -> str:
    """The way to the app, where the link has an address."""
    if not link.startswith(("http://", "https://")):
        return ""
    return f'<a href="{escape(link)}" target="_blank" rel="noopener" title="Change this race">Ravine</a>'


def _film(take: Take, options: Options, sheet: Sheet) -> dict[str, Any]:
    """What the player reads; all positions together in base64, little-endian int16."""
    theme, numbers = THEMES[take.theme], list[np.ndarray]()
    panels = [_panel(take, index, part, numbers) for index, part in enumerate(sheet.parts)]
    data = np.concatenate(numbers) if numbers else np.empty(0)
    return {
        "width": WIDTH,
        "height": HEIGHT - BAR,
        "bar": BAR,
        "quantum": QUANTUM,
        "nowhere": NOWHERE,
        "pace": options.pace,
        "loop": take.scene.view["loop"] == "on",
        "evaluations": take.by_evaluations,
        "last": take.last,
        "now": None if take.scene.view["step"] is None else take.now,
        "casing": theme.casing,
        "rim": theme.text,
        "strokes": STROKES,
        "panels": panels,
        "numbers": base64.b64encode(data.astype("<i2").tobytes()).decode(),
    }


def _panel(take: Take, index: int, part: Part, numbers: list[np.ndarray]) -> dict[str, Any]:
    """One panel; its racers' numbers are added to `numbers`, in the order in which the player reads them."""
    result, cell = take.results[index], part.cell

    def described(racers: Mapping[str, Trajectory]) -> list[dict[str, Any]]:
        return [_racer(take, part, name, trajectory, numbers) for name, trajectory in racers.items()]

    racers, references = described(result), described(take.references[index])
    for place, (racer, (name, _)) in enumerate(zip(racers, result.items(), strict=True)):
        if place < len(cell.legend):
            size, (left, middle) = cell.letters, cell.legend[place]
            racer["legend"] = [left, middle, item_width(result, name) * size - 0.4 * size]
            racer["strike"] = [(INDENT - 0.1) * size, width_of(racer["label"], BOLD, size) + 0.2 * size]
    return {
        "steps": result.spec.steps,
        "last": part.last,
        "clip": part.ground.clip,
        "chart": part.chart and part.chart.clip,
        "letters": cell.letters,
        "racers": racers,
        "references": references,
    }


def _racer(take: Take, part: Part, name: str, trajectory: Trajectory, numbers: list[np.ndarray]) -> dict[str, Any]:
    look = LOOKS[name]
    numbers.append(_rounded(part.ground.pixels(trajectory), part.ground.clip).ravel())
    if part.chart:
        numbers.append(_rounded(part.chart.pixels(trajectory), part.chart.clip)[:, 1])
    if take.by_evaluations:
        numbers.append(np.diff(trajectory.evaluations, prepend=0))
    return {
        "name": name,
        "label": OPTIMIZERS[name].label,
        "color": getattr(look, take.theme),
        "marker": MARKERS[look.marker],
        "divergedAt": trajectory.diverged_at,
    }


def _rounded(points: np.ndarray, clip: Box) -> np.ndarray:
    """Points (n, 2) relative to the corner of a plot area, in QUANTUM to a pixel; far ones are drawn at the edge."""
    relative = np.rint((points - np.array(clip[:2])) * QUANTUM)
    return np.where(np.isnan(relative), NOWHERE, np.clip(relative, NOWHERE + 1, -NOWHERE - 1))
