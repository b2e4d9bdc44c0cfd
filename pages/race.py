"""The race page: its layout and its callbacks.

The server holds no state. The page asks for what a link holds (pages/pictures.py), sends the specs on screen, one
request at a time (assets/race/server.mjs), and gets their trajectories back; assets/race/state.mjs keeps the state and
assets/player/panel.mjs draws.
"""

from __future__ import annotations

import time
from typing import Any

import dash
from dash import ALL, ClientsideFunction, Input, Output, State, callback, clientside_callback, dcc, html, no_update

from caches import counted
from components.cards import optimizer_card, surface_card
from components.turns import reading, refuse_beyond, turn
from hyperparameters import shown
from networks.plane_files import find
from networks.plane_spec import PlaneError
from optimizers import OPTIMIZERS
from pages.answers import LESS, specs_of
from pages.stage import stage
from races import RaceSpec, SpecError, race
from races.costs import race_seconds
from races.scoreboard import scoreboard
from races.spec import NETWORK
from surfaces import OWN, SURFACES, ExpressionError, own_surface

dash.register_page(__name__, path="/", title="Ravine: optimizers race down loss surfaces", name="Race", order=0)


def layout(**_: str) -> html.Div:
    """The page without its state; the script asks for that. It is the same for everybody."""
    return _layout()


@counted(1, 300_000)
def _layout() -> html.Div:
    hint = "Click on a surface: everybody starts there."
    return stage("Race", hint, dcc.Location(id="race-location", refresh=False))


# ---- callbacks ----


@callback(
    Output("card-title", "children"),
    Output("card-body", "children"),
    Output("card-shown", "data"),
    Input("card-request", "data"),
    prevent_initial_call=True,
)
def show_card(asked: Any) -> tuple[Any, Any, float]:
    """The reference card of a method or a surface, and when it was made: then the page opens it."""
    try:
        with reading():
            title, content = _card(asked)
    except (TypeError, LookupError, ExpressionError, PlaneError, SpecError):
        title, content = "Not found", [f"There is no card for {shown(asked)}."]
    return title, content, time.time()


def _card(asked: Any) -> tuple[str, list]:
    kind, name = asked["kind"], asked["name"]
    if kind == "optimizer":
        return optimizer_card(OPTIMIZERS[name])
    if name == OWN:
        return surface_card(own_surface(asked["expression"], asked["domain"]))
    if name == NETWORK:
        return surface_card(find(asked["expression"]).surface)
    spec = RaceSpec(name, surface_parameters=asked.get("parameters") or {})
    return surface_card(SURFACES[name], **spec.surface_parameters)


@callback(Output("scoreboard-file", "data"), Input("scoreboard-request", "data"), prevent_initial_call=True)
def download_scoreboard(asked: Any) -> Any:
    """The scoreboard of all panels at the clock's step, as a CSV file."""
    specs, problems = specs_of(asked)
    now = {unit: asked[unit] for unit in ("step", "evaluations") if unit in asked} if isinstance(asked, dict) else {}
    if problems or not now or not all(isinstance(count, int) and count >= 0 for count in now.values()):
        return no_update
    seconds = sum(map(race_seconds, specs))
    refuse_beyond(seconds, "This scoreboard", LESS)
    with turn(seconds):
        results = [race(spec) for spec in specs]
    return dcc.send_data_frame(scoreboard(results, **now).to_csv, "scoreboard.csv", index=False)


SURFACES_CHOSEN = ({"type": "surface", "panel": ALL}, "value")


def _clientside(function: str, *arguments: Input | Output | State, **options: Any) -> None:
    """A callback that is a function of assets/main.mjs."""
    clientside_callback(ClientsideFunction("ravine", function), *arguments, **options)


_clientside("race", Input("race-location", "search"), State("catalog", "data"))
_clientside("card", Input("card-shown", "data"), prevent_initial_call=True)
_clientside("surfaces", Input(*SURFACES_CHOSEN), prevent_initial_call=True)
