"""From network to surface: the loss on a plane through a network's weights, and trainings projected on it.

The panels are those of the race page, with the story in the place of the desk (components/landscape.py). A plane that
is not on this server is offered to be made, by a job (jobs/plane.py). assets/landscape/landscape.mjs asks for it all.
"""

from __future__ import annotations

from typing import Any

import dash
from dash import ClientsideFunction, Input, Output, State, clientside_callback, dcc, html
from flask import Response, request

import jobs.plane  # noqa: F401  declares the kind of job that this page starts
from components.landscape import CHOICES, landscape_story, options, words
from components.planes import KEEP_PATH
from components.shapes import PlaneAnswer, PlanesAnswer
from hyperparameters import shown
from networks.plane_files import PlaneMissingError, find, name_of
from networks.plane_spec import PlaneError, PlaneSpec
from pages.answers import as_json
from pages.stage import stage
from races.query import MAX_PANELS

OPEN_PATH, SPEC_PATH = "/planes/open", "/planes/spec"

dash.register_page(
    __name__, path="/landscape", title="Ravine: a network’s loss as a surface", name="Landscape", order=6
)


def layout(**_: str) -> html.Div:
    """The page without its state; assets/landscape/landscape.mjs asks for what its address says."""
    paths = {name: dash.get_relative_path(path) for name, path in PATHS.items()}
    page = {"path": dash.get_relative_path("/landscape"), "paths": paths, "standard": CHOICES[0][1]}
    return stage(
        "Landscape",
        "The paths of trainings, on a plane through the weights of the network.",
        dcc.Location(id="landscape-location", refresh=False),
        dcc.Store(id="landscape", data=options() | page),
        beside=landscape_story(),
        class_name="lesson landscape",
    )


PATHS = {"open": OPEN_PATH, "spec": SPEC_PATH, "keep": KEEP_PATH}


@dash.get_app().server.post(OPEN_PATH)
def open_planes() -> Response:
    """POST /planes/open, JSON {"planes": [texts]}: {"words": {text: what is said of a plane that is here}, "missing":
    {text: a title of one that can be made}, "problems": [...]}; each text as links have it."""
    asked = request.get_json(silent=True)
    texts = asked.get("planes") if isinstance(asked, dict) else None
    if not isinstance(texts, list):
        return as_json({"problems": [f"{shown(asked)} names no planes"]}, 400)
    answer: PlanesAnswer = {"words": {}, "missing": {}, "problems": []}
    for text in texts[:MAX_PANELS]:
        try:
            answer["words"][name_of(text)] = words(find(text))
        except PlaneMissingError as absent:
            answer["missing"][absent.spec.text] = words(absent.spec)
        except PlaneError as error:
            answer["problems"] += error.problems
    return as_json(answer)


@dash.get_app().server.post(SPEC_PATH)
def check_spec() -> Response:
    """POST /planes/spec, JSON {the fields of a PlaneSpec}: {"plane": its text, "here": whether it is, "seconds": about
    how long it takes to make}, or {"problems"}."""
    asked: Any = request.get_json(silent=True)
    try:
        fields = dict(asked)
        spec = PlaneSpec(**fields)
    except PlaneError as error:
        return as_json({"problems": error.problems})
    except (TypeError, ValueError):
        return as_json({"problems": [f"{shown(asked)} is not the description of a plane"]})
    try:
        find(spec.text)
        here = True
    except PlaneMissingError:
        here = False
    return as_json(PlaneAnswer(plane=name_of(spec.text), here=here, seconds=spec.seconds))


clientside_callback(
    ClientsideFunction("ravine", "landscape"),
    Output("landscape-opened", "data"),
    Input("landscape-location", "search"),
    State("landscape", "data"),
    State("catalog", "data"),
)
