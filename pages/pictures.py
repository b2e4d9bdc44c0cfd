"""The pictures below the trails: GET /scenes for all that a link shows, POST /pictures for other surfaces or another
look. The page puts them up itself and keeps them (assets/race/backgrounds.mjs).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, cast

import dash
from flask import Response, request
from werkzeug.datastructures import MultiDict

from caches import MB, kept
from components.catalog import entry_of, facts_of
from components.packed import Packed
from components.panel import curve, picture
from components.scenes import SCENES_PATH, scenes_version
from components.shapes import Opened, OpenedPanel, Pictures, SceneAnswer, View
from components.turns import PICTURE, reading, turn
from figures import background
from lessons import FIRST_VIEW, captions_of
from pages.answers import as_json, look_of, specs_of
from races import RaceSpec
from races.query import Panel, Scene, scene_from_query
from races.spec import NETWORK

PICTURES_PATH = "/pictures"


@dash.get_app().server.route(SCENES_PATH, methods=["GET", "POST"])
def open_scene() -> Response:
    """GET /scenes?search=A LINK'S QUERY, with theme=, size=: the state that the link holds, with a message for each
    part that could not be read, and the pictures of its panels. Under this version's address a browser keeps it, if it
    is the same for ever: a plane of a network may be made yet, or be lost. POST with the same as JSON, for links that
    are too long for an address in an address."""
    given = request.get_json(silent=True) if request.method == "POST" else None
    asked = MultiDict(given) if isinstance(given, dict) else request.args
    search = str(asked.get("search") or "")
    with reading():
        file, lasts = _scene(search, str(asked.get("theme")), asked.get("size", 1.0, float))
    return file.answer(lasts and request.method == "GET" and asked.get("v") == scenes_version())


def _scene(search: str, theme: str, size: float) -> tuple[Packed, bool]:
    """The answer, and whether it stays the same."""
    scene, problems = scene_from_query(search)
    if any(panel.spec.surface == NETWORK for panel in scene.panels) or problems:
        return Packed.of(_made(scene, problems, theme, size), "application/json", for_one=True), False
    return _kept(search, theme, round(size, 2)), True


@kept(4 * MB)
def _kept(search: str, theme: str, size: float) -> Packed:
    is_first = (search, size) == ("", 1.0)  # what most readers begin with, and components/warm.py has made
    made = _made(scene_from_query(search)[0], [], theme, size)
    return Packed.of(made, "application/json", for_one=not is_first)


def _made(scene: Scene, problems: list[str], theme: str, size: float) -> bytes:
    if not scene.panels:
        scene = Scene([Panel(spec) for spec in FIRST_VIEW], scene.view)
    view = cast(View, dict(scene.view))
    opened: Opened = {
        "panels": [_opened(panel) for panel in scene.panels],
        "view": view,
        "captions": captions_of([panel.spec for panel in scene.panels]),
        "problems": problems,
    }
    look = {"theme": view["theme"] or theme, "size": size, "dimensions": view["dimensions"]}
    answer: SceneAnswer = {
        "opened": opened,
        **_pictures([panel.spec for panel in scene.panels], look, [panel.is_equal for panel in scene.panels]),
    }
    return json.dumps(answer).encode()


def _opened(panel: Panel) -> OpenedPanel:
    surface = panel.spec.bound_surface
    return {
        "spec": panel.spec.to_dict(),
        "zoom": panel.zoom,
        "equal": panel.equal,
        "own": entry_of(panel.spec),
        "facts": facts_of(surface),
    }


@dash.get_app().server.post(PICTURES_PATH)
def draw_pictures() -> Response:
    """POST /pictures, JSON {"panels": [the fields of a RaceSpec, ...], "dimensions", "theme", "size", "equal": [whether
    x and y have the same scale, ...]}: the pictures of these surfaces and the axes of a chart, as components of Dash;
    400 with {"problems"}."""
    asked: Any = request.get_json(silent=True)
    specs, problems = specs_of(asked)
    if problems:
        return as_json({"problems": problems}, 400)
    with turn(PICTURE * len(specs)):
        return as_json(_pictures(specs, asked, _equal(asked, len(specs))))


def _equal(asked: Any, count: int) -> list[bool]:
    """Of each panel; what is not said is no."""
    given = asked.get("equal")
    told = [each is True for each in given] if isinstance(given, list) else []
    return [*told, *[False] * count][:count]


def _pictures(specs: Sequence[RaceSpec], asked: dict[str, Any], equal: Sequence[bool]) -> Pictures:
    """The whole surfaces; the page shows the zoomed part, and the camera's view, that it knows of."""
    look, dimensions = look_of(asked), 3 if asked.get("dimensions") == "3" else 2
    return {
        "pictures": [
            picture(background(spec.bound_surface, dimensions, equal=is_equal, **look)).to_plotly_json()
            for spec, is_equal in zip(specs, equal, strict=True)
        ],
        "curve": curve(**look).to_plotly_json(),
        "facts": [facts_of(spec.bound_surface) for spec in specs],
    }
