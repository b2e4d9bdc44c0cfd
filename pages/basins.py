"""The basin page: where every start of a grid ends, method by method, side by side.

The server holds no state. The page asks for one map at a time (assets/basins/asking.mjs), coarse at first, and draws it
(assets/basins/map.mjs); grids that take longer than a moment are a long job (jobs/basins.py).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl

import dash
from dash import ClientsideFunction, Input, Output, clientside_callback, dcc, html
from flask import Response, request

import jobs.basins  # noqa: F401  declares the kind of job that this page starts
from components.catalog import catalog, facts_of, own_entry
from components.chooser import chooser
from components.head import head
from components.icon import icon_button
from components.panel import surface_select
from components.programs import loss_path, methods_path
from components.scripts import opens
from components.shapes import BasinAnswer, BasinCatalog, OpenedBasins
from components.turns import reading, turn
from components.undo import undo_buttons
from figures import packed
from figures.basins import TONES, basin_block, basin_colors
from hyperparameters import shown, whole_or
from optimizers import OPTIMIZERS, Vector
from pages.answers import FUNCTIONS_PATH, as_json
from progress import look
from races import RaceSpec, SpecError
from races.basins import MAX_METHODS, MAX_SIZE, MAX_VECTOR_SIZE, MIN_SIZE, SIZE, BasinSpec, basins
from races.query import Panel, scene_from_query, spec_to_query
from races.spec import NETWORK, NO_PLANE, SAME_UNITS
from races.tuning import tuned_spec
from surfaces import OWN

OPEN_PATH, MAPS_PATH = "/basins/open", "/basins/maps"
FIRST_METHODS = ("sgd", "momentum", "rprop", "adam")
FIRST_SURFACE = "himmelblau"
SIZES = (50, 100, 200, 400)
PREVIEW = 600_000  # steps of lanes that are computed in well under 100 ms
LIVE = 8_000_000  # and in about half a second: what takes more is a job
LANE_STEP = 0.5 / LIVE  # s
LEAST = 10  # starts a side of the coarsest map

dash.register_page(__name__, path="/basins", title="Ravine: where every start ends", name="Basins", order=3)


def layout(**_: str) -> html.Div:
    """The page without its state; assets/basins/basins.mjs brings that."""
    return html.Div(
        [
            dcc.Location(id="basins-location", refresh=False),
            dcc.Store(id="basins-catalog", data=_catalog()),
            _head(),
            html.Div(id="notices", **{"aria-live": "polite"}),
            html.Main(
                [
                    html.Section(
                        [
                            html.Div(id="basins-legend", role="list", **{"aria-label": "Colours"}),
                            html.Div(id="basins-maps"),
                            html.P(id="basins-said", role="status"),
                        ],
                        className="basins-board",
                    ),
                    _desk(),
                ],
                id="stage",
            ),
            chooser(),
        ],
        id="basins-page",
    )


def _catalog() -> BasinCatalog:
    known = catalog()
    for name, entry in known["optimizers"].items():
        entry["vector"] = isinstance(OPTIMIZERS[name], Vector)
    return {
        **known,
        **opens("/basins", "basins/basins.mjs"),
        "tones": TONES,
        "colors": basin_colors(),
        "limits": {
            "methods": MAX_METHODS, "sizes": [MIN_SIZE, MAX_SIZE], "vector_size": MAX_VECTOR_SIZE, "preview": PREVIEW,
            "live": LIVE, "least": LEAST,
        },
        "methods_path": methods_path(),
        "loss_path": loss_path(),
        "paths": {
            "open": dash.get_relative_path(OPEN_PATH),
            "maps": dash.get_relative_path(MAPS_PATH),
            "functions": dash.get_relative_path(FUNCTIONS_PATH),
            "race": dash.get_relative_path("/"),
            "here": dash.get_relative_path("/basins"),
        },
    }  # fmt: skip


def _head() -> html.Header:
    return head(
        "Basins",
        html.Span("Each start has the colour of the minimum in which its race ends.", className="hint"),
        undo_buttons(),
        html.Button("Open in race", type="button", className="basins-race", **{"data-action": "basins-race"}),
        icon_button("share", "Copy the link to these maps", "basins-share", word="Copy the link"),
        icon_button("desk", "Show or hide the controls", "basins-desk", word="Controls"),
        skips={"basins-maps": "maps", "desk": "controls"},
    )


def _desk() -> html.Aside:
    """What the maps are of; assets/basins/controls.mjs fills the rows."""
    return html.Aside(
        [
            surface_select("basins-surface", "Surface", "bottom-end"),
            html.Div(id="basins-own"),
            html.Div(id="basins-surface-rows"),
            html.Div(
                [html.Span("Learning rates", className="heading"), html.Div(id="basins-methods")],
                className="basins-part",
            ),
            html.Div(
                [
                    icon_button(
                        "reset",
                        "Learning rates as they are tuned for this surface",
                        "basins-tuned",
                        "wordy tuned-button",
                    ),
                    icon_button("more", "Choose methods", "basins-methods", "wordy methods"),
                ],
                className="racer-actions",
            ),
            html.Div(id="basins-race-rows", className="race-rows", **{"data-sizes": ",".join(map(str, SIZES))}),
            html.Button(id="basins-finer", type="button", className="primary", **{"data-action": "basins-finer"}),
            html.P(id="basins-note"),
        ],
        id="desk",
        **{"aria-label": "Controls"},
    )


# ---- answers ----


@dash.get_app().server.post(OPEN_PATH)
def open_basins() -> Response:
    """POST /basins/open, JSON {"search": a query}: the state that it holds, {"spec": the fields of a BasinSpec,
    "own", "problems": a message for each part that could not be read or that plays no part here}."""
    asked = request.get_json(silent=True)
    with reading():
        spec, problems = spec_of_query(str(asked.get("search") or "") if isinstance(asked, dict) else "")
    surface = spec.race.bound_surface
    own, facts = own_entry(surface) if spec.surface == OWN else None, facts_of(surface)
    return as_json(OpenedBasins(spec=_fields(spec), own=own, facts=facts, problems=problems))


def spec_of_query(query: str) -> tuple[BasinSpec, list[str]]:
    """The maps that a query asks for, in the words of races/query, with `grid` as the number of starts along a side;
    and a message for each part that cannot be had."""
    parts = [(part.partition("=")[0], part) for part in query.removeprefix("?").split("&") if part]
    scene, problems = scene_from_query("&".join(part for key, part in parts if key != "grid"))
    first = Panel(tuned_spec(FIRST_SURFACE, FIRST_METHODS))
    race = (scene.panels[0] if scene.panels else first).spec
    if race.surface == NETWORK:
        problems.append(NO_PLANE)
        race = first.spec
    if len(scene.panels) > 1:
        problems.append(f"{len(scene.panels)} panels; the maps are those of the first")
    if race.noise != "none" or race.units != SAME_UNITS:
        problems.append("noise and units: they play no part in the maps")
    methods = dict(list(race.optimizers.items())[:MAX_METHODS])
    if len(race.optimizers) > MAX_METHODS:
        problems.append(f"{len(race.optimizers)} methods; allowed: {MAX_METHODS}; the first {MAX_METHODS} are shown")
    race = replace(race, optimizers=methods or first.spec.optimizers)
    grids = [text for key, text in parse_qsl("&".join(part for _, part in parts)) if key == "grid"]
    size = whole_or(SIZE, grids[0], MIN_SIZE, MAX_SIZE, "grid", problems) if grids else SIZE
    return BasinSpec.of_race(race, size), problems


def _fields(spec: BasinSpec) -> dict[str, Any]:
    fields = RaceSpec.to_dict(spec.race)
    return {name: fields[name] for name in fields if name in BasinSpec.__dataclass_fields__} | {"size": spec.size}


@dash.get_app().server.post(MAPS_PATH)
def map_basins() -> Response:
    """POST /basins/maps, JSON {"spec": the fields of a BasinSpec, "method", "size", "lines": whether the contours are
    wanted}: the map of one method of the spec, from a grid of `size`; of none, if "method" is null.

    200 with `figures.packed` bytes of `figures.basins.basin_block`, whose description also has "query", that of the
    race; 400 with JSON {"problems": [...]}.
    """
    asked: Any = request.get_json(silent=True)
    try:
        with reading():
            spec = BasinSpec(**asked["spec"])
            wanted = _alone(spec, asked["method"], asked["size"])
    except SpecError as error:
        return as_json({"problems": error.problems}, 400)
    except (TypeError, KeyError):
        return as_json({"problems": [f"{shown(asked)} is no request for a basin map"]}, 400)
    cost = sum(map(wanted.cost, wanted.optimizers)) if wanted else 0
    if wanted and wanted.size > LEAST and cost > LIVE:
        return as_json({"problems": ["this map takes too long for an answer at once; it can be had as a job"]}, 400)
    surface = spec.race.bound_surface
    with turn(LANE_STEP * cost):
        found = basins(wanted, lambda done, total: look()) if wanted else {}
    description, content = basin_block(found, surface, spec.steps, bool(asked.get("lines")))
    answer: BasinAnswer = {**description, "query": spec_to_query(spec.race), "facts": facts_of(surface)}
    return Response(packed(answer, content), mimetype="application/octet-stream")


def _alone(spec: BasinSpec, method: Any, size: Any) -> BasinSpec | None:
    """One method of `spec` on another grid. Raises SpecError, or KeyError or TypeError for what is no method of it."""
    if method is None:
        return None
    return BasinSpec.of_race(replace(spec.race, optimizers={method: spec.optimizers[method]}), size)


clientside_callback(
    ClientsideFunction("ravine", "openPage"),
    Input("basins-location", "search"),
    Input("basins-catalog", "data"),
)
clientside_callback(
    ClientsideFunction("ravine", "chooseSurface"),
    Output("basins-surface", "value"),
    Input("basins-surface", "value"),
    prevent_initial_call=True,
)
