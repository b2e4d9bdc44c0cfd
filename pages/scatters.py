"""GET /scatters: the samples of a surface of data, for the small picture beside it (assets/race/scatter.mjs)."""

from __future__ import annotations

import json
from typing import Any, cast

import dash
from flask import Response, request

from components.shapes import Problems, ScatterAnswer
from hyperparameters import shown
from pages.answers import as_json
from races import RaceSpec, SpecError
from surfaces import SURFACES
from surfaces.scatter import told_of

SCATTERS_PATH = "/scatters"


@dash.get_app().server.get(SCATTERS_PATH)
def scatter() -> Response:
    """GET /scatters?surface=NAME&parameters=JSON OF ITS HYPERPARAMETERS; 400 with {"problems"}."""
    name, given = request.args.get("surface", ""), request.args.get("parameters", "{}")
    if name not in SURFACES or SURFACES[name].scatter is None:
        have = ", ".join(key for key, surface in SURFACES.items() if surface.scatter)
        return as_json(Problems(problems=[f"surface: {shown(name)} has no samples to show; allowed: {have}"]), 400)
    try:
        surface = RaceSpec(name, surface_parameters=_fields(given)).bound_surface
    except SpecError as error:
        return as_json(Problems(problems=error.problems), 400)
    assert surface.scatter
    answer = as_json(cast(ScatterAnswer, told_of(surface.scatter())))
    answer.cache_control.max_age = 3600
    return answer


def _fields(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text
