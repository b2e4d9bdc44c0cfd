"""The pictures below the trails: POST /scenes for all that a link shows, POST /pictures for other surfaces or another
look. The page puts them up itself and keeps them (assets/race/backgrounds.mjs).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import dash
from flask import Response, request

from components.catalog import entry_of, facts_of
from components.panel import curve, picture
from components.shapes import Opened, OpenedPanel, Pictures, SceneAnswer, View
from figures import background
from lessons import FIRST_VIEW
from pages.answers import as_json, look_of, specs_of
from races import RaceSpec
from races.query import Panel, Scene, scene_from_query

SCENES_PATH, PICTURES_PATH = "/scenes", "/pictures"


@dash.get_app().server.post(SCENES_PATH)
def open_scene() -> Response:
    """POST /scenes, JSON {"search", "theme", "size"}: the state that a link holds, with a message for each part that
    could not be read, and the pictures of its panels."""
    asked = request.get_json(silent=True)
    asked = asked if isinstance(asked, dict) else {}
    scene, problems = scene_from_query(str(asked.get("search") or ""))
    if not scene.panels:
        scene = Scene([Panel(spec) for spec in FIRST_VIEW], scene.view)
    view = cast(View, dict(scene.view))
    opened: Opened = {"panels": [_opened(panel) for panel in scene.panels], "view": view, "problems": problems}
    look = asked | {"theme": view["theme"] or asked.get("theme"), "dimensions": view["dimensions"]}
    answer: SceneAnswer = {"opened": opened, **_pictures([panel.spec for panel in scene.panels], look)}
    return as_json(answer)


def _opened(panel: Panel) -> OpenedPanel:
    surface = panel.spec.bound_surface
    return {"spec": panel.spec.to_dict(), "zoom": panel.zoom, "own": entry_of(panel.spec), "facts": facts_of(surface)}


@dash.get_app().server.post(PICTURES_PATH)
def draw_pictures() -> Response:
    """POST /pictures, JSON {"panels": [the fields of a RaceSpec, ...], "dimensions", "theme", "size"}: the pictures of
    these surfaces and the axes of a chart, as components of Dash; 400 with {"problems"}."""
    asked: Any = request.get_json(silent=True)
    specs, problems = specs_of(asked)
    return as_json({"problems": problems}, 400) if problems else as_json(_pictures(specs, asked))


def _pictures(specs: Sequence[RaceSpec], asked: dict[str, Any]) -> Pictures:
    """The whole surfaces; the page shows the zoomed part, and the camera's view, that it knows of."""
    look, dimensions = look_of(asked), 3 if asked.get("dimensions") == "3" else 2
    return {
        "pictures": [picture(background(spec.bound_surface, dimensions, **look)).to_plotly_json() for spec in specs],
        "curve": curve(**look).to_plotly_json(),
        "facts": [facts_of(spec.bound_surface) for spec in specs],
    }
