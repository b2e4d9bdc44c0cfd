"""The race page: its layout and its callbacks.

The server holds no state. The page sends the specs on screen, one request at a time (assets/race/server.mjs), and gets
their trajectories back; assets/race/state.mjs keeps the state and assets/player/panel.mjs draws.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import Any, cast

import dash
from dash import ALL, ClientsideFunction, Input, Output, State, callback, clientside_callback, dcc, html, no_update

from components.cards import optimizer_card, surface_card
from components.catalog import entry_of, facts_of
from components.panel import curve, picture
from components.shapes import Opened, OpenedPanel, View
from figures import background
from hyperparameters import shown
from lessons import FIRST_VIEW
from networks.plane_files import find
from networks.plane_spec import PlaneError
from optimizers import OPTIMIZERS
from pages.answers import look_of, specs_of
from pages.stage import stage
from races import RaceSpec, SpecError, race
from races.query import MAX_PANELS, Panel, Scene, scene_from_query
from races.scoreboard import scoreboard
from races.spec import NETWORK
from surfaces import OWN, SURFACES, ExpressionError, own_surface

dash.register_page(__name__, path="/", title="Ravine: optimizers race down loss surfaces", name="Race", order=0)


def layout(**_: str) -> html.Div:
    """The page without its state; the callback `open_link` brings that."""
    hint = "Click on a surface: everybody starts there."
    return stage("Race", hint, dcc.Location(id="race-location", refresh=False))


# ---- callbacks ----


SLOTS = range(MAX_PANELS)
PICTURES = [Output(f"picture-{index}", "children", allow_duplicate=True) for index in SLOTS]
CURVES = [Output(f"curve-{index}", "children", allow_duplicate=True) for index in SLOTS]


@callback(
    Output("opened", "data"),
    *PICTURES,
    *CURVES,
    Input("open-request", "data"),
    prevent_initial_call="initial_duplicate",
)
def open_link(asked: Any) -> list[Any]:
    """The state that a link holds, a message for each part that could not be read, and the panels' pictures."""
    if asked is None:  # nothing has been asked for yet: a lesson begins by itself
        return [no_update] * (1 + 2 * MAX_PANELS)
    asked = asked if isinstance(asked, dict) else {}
    scene, problems = scene_from_query(str(asked.get("search") or ""))
    if not scene.panels:
        scene = Scene([Panel(spec) for spec in FIRST_VIEW], scene.view)
    panels = [_opened(panel) for panel in scene.panels]
    opened: Opened = {"panels": panels, "view": cast(View, dict(scene.view)), "problems": problems}
    look = _look(asked | dict(scene.view) | {"theme": scene.view["theme"] or asked.get("theme")})
    return [opened, *_graphs(scene.panels, look)]


def _opened(panel: Panel) -> OpenedPanel:
    surface = panel.spec.bound_surface
    return {"spec": panel.spec.to_dict(), "zoom": panel.zoom, "own": entry_of(panel.spec), "facts": facts_of(surface)}


@callback(
    *PICTURES,
    *CURVES,
    Input("background-request", "data"),
    running=[(Output("background-busy", "data"), True, False)],
    prevent_initial_call=True,
)
def draw_backgrounds(asked: Any) -> list[Any]:
    """The pictures and the charts' axes of the requested panels; other slots stay as they are."""
    try:
        panels = [Panel(RaceSpec(**fields), _zoom(zoom)) for fields, zoom in asked["panels"][:MAX_PANELS]]
        look = _look(asked)
    except (TypeError, KeyError, ValueError):
        return [no_update] * 2 * MAX_PANELS  # run_races says what is wrong with the same specs
    return _graphs(panels, look, bool(asked.get("curves")))


def _look(asked: dict[str, Any]) -> dict[str, Any]:
    """How backgrounds are to look, for `figures.background`. Raises TypeError or ValueError for a bad camera."""
    camera = asked.get("camera")
    dimensions = 3 if asked.get("dimensions") == "3" else 2
    return {"dimensions": dimensions, "camera": camera and _numbers(camera, 3), **look_of(asked)}


def _zoom(given: Any) -> tuple[float, float, float, float] | None:
    """The zoomed part of a picture, of which there may be none. Raises TypeError or ValueError."""
    if not given:
        return None
    left, right, bottom, top = _numbers(given, 4)
    return left, right, bottom, top


def _numbers(given: Any, count: int) -> tuple[float, ...]:
    """`given` as `count` finite numbers. Raises TypeError or ValueError."""
    values = tuple(float(value) for value in given)
    if len(values) != count or not all(map(isfinite, values)):
        raise ValueError(f"{shown(given)} is not a list of {count} numbers")
    return values


def _graphs(panels: Sequence[Panel], look: dict[str, Any], curves: bool = True) -> list[Any]:
    """The contents of all slots for pictures, then, if `curves`, of all slots for charts."""
    pictures = [picture(background(panel.spec.bound_surface, zoom=panel.zoom, **look)) for panel in panels]
    axes = [curve(look["theme"], look["size"]) if curves else no_update for _ in panels]
    empty = [no_update] * (MAX_PANELS - len(panels))
    return [*pictures, *empty, *axes, *empty]


@callback(
    Output("card", "title"),
    Output("card", "children"),
    Output("card", "opened"),
    Input("card-request", "data"),
    prevent_initial_call=True,
)
def show_card(asked: Any) -> tuple[Any, Any, Any]:
    """The reference card of a method or a surface."""
    try:
        kind, name = asked["kind"], asked["name"]
        if kind == "optimizer":
            return *optimizer_card(OPTIMIZERS[name]), True
        if name == OWN:
            return *surface_card(own_surface(asked["expression"], asked["domain"])), True
        if name == NETWORK:
            return *surface_card(find(asked["expression"]).surface), True
        spec = RaceSpec(name, surface_parameters=asked.get("parameters") or {})
        return *surface_card(SURFACES[name], **spec.surface_parameters), True
    except (TypeError, LookupError, ExpressionError, PlaneError, SpecError):
        return "Not found", f"There is no card for {shown(asked)}.", True


@callback(Output("scoreboard-file", "data"), Input("scoreboard-request", "data"), prevent_initial_call=True)
def download_scoreboard(asked: Any) -> Any:
    """The scoreboard of all panels at the clock's step, as a CSV file."""
    specs, problems = specs_of(asked)
    now = {unit: asked[unit] for unit in ("step", "evaluations") if unit in asked} if isinstance(asked, dict) else {}
    if problems or not now or not all(isinstance(count, int) and count >= 0 for count in now.values()):
        return no_update
    return dcc.send_data_frame(scoreboard([race(spec) for spec in specs], **now).to_csv, "scoreboard.csv", index=False)


CHOICES = [
    ({"type": "surface", "panel": ALL}, "value"),
    *((name, "value") for name in ("scope", "rates", "schedule", "noise", "dimensions", "chart", "axis", "speed")),
]


def _clientside(function: str, *arguments: Input | Output | State, **options: Any) -> None:
    """A callback that is a function of assets/main.mjs."""
    clientside_callback(ClientsideFunction("ravine", function), *arguments, **options)


_clientside("ask", Output("open-request", "data"), Input("race-location", "search"))
_clientside("open", Input("opened", "data"), State("catalog", "data"), prevent_initial_call=True)
_clientside("backgroundGate", Input("background-busy", "data"), prevent_initial_call=True)
_clientside(
    "choices",
    *(Output(*choice) for choice in CHOICES),
    Input("show", "data"),
    *(Input(*choice) for choice in CHOICES),
    prevent_initial_call=True,
)
