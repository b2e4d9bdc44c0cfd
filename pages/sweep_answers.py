"""What the sweep page asks for: a sweep with its figure, and the table of all its races.

The server holds no state: assets/sweep/asking.mjs sends the sweep on screen, through a gate, and assets/sweep/chart.mjs
draws the figure that comes back. A sweep that would keep the page waiting runs as a job (jobs/sweep.py).
"""

from __future__ import annotations

from typing import Any

import dash
from flask import Response, request

from components.catalog import facts_of, own_entry
from components.shapes import SweepAnswer, SweepContent
from components.turns import reading, turn
from exports.formats import media_type
from figures import background, best_rows, sweep_figure, sweep_numbers
from hyperparameters import shown
from pages.answers import as_json, beside_data, look_of
from races import SpecError
from races.query import spec_to_query
from races.sweeps import MEASURES, SweepScene, SweepSpec, sweep, sweep_from_query
from surfaces import OWN

SWEEPS_PATH, TABLE_PATH = "/sweeps", "/sweeps/table"
ROW_SECONDS = 10e-6  # of a table
LIVE = 0.4  # s that a sweep may take, as it is estimated, while somebody waits; to start a job takes longer


@dash.get_app().server.post(SWEEPS_PATH)
def run_sweep() -> Response:
    """POST /sweeps, JSON {"search": a link} or {"sweep": the fields of a SweepSpec, "measure"}, and "theme", "size",
    "ground": whether the picture of the surface is wanted.

    200 with what :func:`_content` says; 400 with JSON {"problems": [...]} for a sweep that cannot be run.
    """
    asked = request.get_json(silent=True)
    asked = asked if isinstance(asked, dict) else {}
    look = look_of(asked)
    try:
        with reading():
            scene, problems = _scene(asked)
    except SpecError as error:
        return as_json({"problems": error.problems}, 400)
    surface = scene.spec.race.bound_surface
    answer: SweepAnswer = {
        **_content(scene, look),
        "problems": problems,
        "size": look["size"],
        "facts": facts_of(surface),
        "moved": _moved(asked, scene),
    }
    if asked.get("ground"):
        answer["ground"] = background(surface, theme=look["theme"], size=0.85 * look["size"])
    if scene.spec.race.surface == OWN and ("search" in asked or asked.get("ground")):
        answer["own"] = own_entry(surface)
    return as_json(answer)


def _moved(asked: dict[str, Any], scene: SweepScene) -> bool:
    """Whether the race starts elsewhere than was asked for."""
    try:
        return bool(list(asked["sweep"]["race"]["start"]) != list(scene.spec.race.start or ()))
    except (KeyError, TypeError):
        return False


def _scene(asked: dict[str, Any]) -> tuple[SweepScene, list[str]]:
    if "search" in asked:
        return sweep_from_query(str(asked["search"] or ""))
    measure = asked.get("measure")
    given = asked.get("sweep")
    if isinstance(given, dict) and isinstance(given.get("race"), dict):
        race = given["race"] | ({"start": None} if asked.get("follows") else {})
        given = given | {"race": beside_data(race)}
    return SweepScene(SweepSpec.from_dict(given), measure if measure in MEASURES else "loss"), []


def _content(scene: SweepScene, look: dict[str, Any]) -> SweepContent:
    """The scene with its link; "base", the race's link without methods; rates and values; and, unless the sweep would
    take longer than LIVE, its figure, its rows and, of curves, their numbers."""
    spec = scene.spec
    answer: SweepContent = {
        "sweep": spec.to_dict(),
        "measure": scene.measure,
        "query": scene.to_query(),
        "base": spec_to_query(spec.race).partition(f"&{next(iter(spec.race.optimizers))}=")[0],
        "rates": spec.rates.tolist(),
        "runs": {name: spec.rates_of(name).tolist() for name in spec.race.optimizers},
        "values": spec.second.values.tolist() if spec.second else [],
        "seconds": spec.seconds,
        "lanes": int(spec.lanes),
    }
    if spec.seconds <= LIVE:
        with turn(spec.seconds):
            result = sweep(spec)
        answer["figure"], answer["rows"] = sweep_figure(result, scene.measure, **look), best_rows(result)
        if not spec.second:
            answer["numbers"] = sweep_numbers(result)
    return answer


@dash.get_app().server.post(TABLE_PATH)
def send_table() -> Response:
    """POST /sweeps/table, JSON {"sweep"}: every race of a sweep that does not take long, as CSV."""
    asked = request.get_json(silent=True)
    try:
        spec = SweepSpec.from_dict(asked.get("sweep") if isinstance(asked, dict) else None)
        if spec.seconds > LIVE:
            raise SpecError([f"{shown(spec.seconds)} s; sweeps of more than {LIVE} s are run as jobs"])
    except SpecError as error:
        return as_json({"problems": error.problems}, 400)
    with turn(spec.seconds + ROW_SECONDS * spec.lanes):
        return Response(sweep(spec).to_frame().to_csv(index=False), mimetype=media_type("csv"))
