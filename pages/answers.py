"""The page's own requests: JSON in, races and reports out.

They are not Dash callbacks: the way through base64, JSON and Dash's store took longer than the races.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

import dash
import numpy as np
from flask import Response, request

from components.catalog import facts_of, own_entry
from components.shapes import DrawsAnswer, PanelAnswer, Problem, RacesAnswer
from components.turns import LONGEST, reading, refuse_beyond, turn
from figures import THEMES, block, packed
from figures.draws import draws_block
from hyperparameters import shown
from races import RaceSpec, SpecError, race
from races.costs import racer_seconds, units_seconds
from races.draws import draws_count
from races.query import MAX_PANELS, spec_to_query
from races.spec import NETWORK, NO_PLANE, SAME_UNITS
from races.units import unit_reports
from surfaces import SURFACES, ExpressionError, own_surface
from surfaces.own import DOMAIN

RACES_PATH, DRAWS_PATH, FUNCTIONS_PATH, UNITS_PATH = "/races", "/draws", "/functions", "/units"
LESS = "take fewer steps or fewer methods"
DRAWING = 0.1  # s that the draws of a race take, at most
MOST_DRAWS = 2**17  # numbers in one answer to POST /draws: a megabyte, five times what the longest race asks for today


@dash.get_app().server.post(RACES_PATH)
def run_races() -> Response:
    """POST /races, JSON {"panels": [the fields of a RaceSpec, ...], "held": [[keys], ...], "draws": [keys], "after"}:
    the trajectories of these races.

    "held" says of each panel which racers the page has that were made over this very surface; "draws" which draws of
    noise it has, enough for these races. 200 with `figures.packed` bytes, without the numbers of those, and of each
    panel its "query", its "surface", the "start", the "facts" of its data (`components.catalog.facts_of`) and its
    "draws" (`figures.draws`), whose numbers are the last; 400 with JSON {"problems": [...]} that names all that keeps
    them from running.

    What takes longer than a request may is answered in parts: "next" is then the number of racers that were answered,
    for "after" of the next request; null in the last part.
    """
    asked: Any = request.get_json(silent=True)
    specs, problems = specs_of(asked)
    after = asked.get("after", 0) if isinstance(asked, dict) else 0
    if not problems and (not isinstance(after, int) or after < 0):
        problems = [f"after: {shown(after)}; allowed: a whole number from 0"]
    if problems:
        return as_json({"problems": problems}, 400)
    held = _held(asked.get("held"), len(specs))
    rescaled = [place for place, spec in enumerate(specs) if spec.units != SAME_UNITS]
    plain = [replace(specs[place], units=SAME_UNITS) for place in rescaled]  # to compare with
    parts, seconds, following = part_of([*specs, *plain], after)
    with turn(seconds):
        draws, drawn = draws_block(specs, _keys(asked.get("draws")))
        both, numbers = block([*map(race, parts)], [*held, *(held[place] for place in rescaled)])
    panels: list[PanelAnswer] = [
        {
            **described,
            "query": spec_to_query(spec),
            "surface": spec.surface,
            "start": spec.start,
            "facts": facts_of(spec.bound_surface),
            "draws": told,
        }
        for described, spec, told in zip(both[: len(specs)], specs, draws, strict=True)
    ]
    for place, reference in zip(rescaled, both[len(specs) :], strict=True):
        panels[place]["reference"] = reference
    answer: RacesAnswer = {"panels": panels, "next": following}
    return Response(packed(answer, np.concatenate([numbers, *drawn])), mimetype="application/octet-stream")


def part_of(specs: Sequence[RaceSpec], after: int) -> tuple[list[RaceSpec], float, int | None]:
    """The specs with those of their racers only that one request may run, beginning behind the first `after` of all;
    about how many seconds they take; and how many racers are done then, None if all are."""
    racers = [(place, name) for place, spec in enumerate(specs) for name in spec.optimizers]
    chosen: list[set[str]] = [set() for _ in specs]
    seconds, done = 0.0, min(after, len(racers))
    for place, name in racers[after:]:
        cost = racer_seconds(specs[place], name)
        if seconds and seconds + cost > LONGEST:
            break
        seconds, done = seconds + cost, done + 1
        chosen[place].add(name)
    parts = [
        spec
        if len(names) == len(spec.optimizers)
        else replace(spec, optimizers={name: told for name, told in spec.optimizers.items() if name in names})
        for spec, names in zip(specs, chosen, strict=True)
    ]
    return parts, seconds, done if done < len(racers) else None


def _held(given: Any, panels: int) -> list[set[str]]:
    """The keys that a page holds of each panel; none where it says anything else."""
    lists = given if isinstance(given, list) and len(given) == panels else [()] * panels
    return [_keys(keys) for keys in lists]


def _keys(given: Any) -> set[str]:
    return {key for key in given if isinstance(key, str)} if isinstance(given, list) else set()


@dash.get_app().server.post(DRAWS_PATH)
def send_draws() -> Response:
    """POST /draws, JSON {"panels": [the fields of a RaceSpec, ...]}: what their noise has drawn, for a page that runs
    such races itself.

    200 with `figures.packed` bytes, "draws" as `figures.draws` tells them, null where there are none, and their
    numbers; 400 with JSON {"problems": [...]}, of more than MOST_DRAWS numbers, too.
    """
    specs, problems = specs_of(request.get_json(silent=True))
    count = sum(draws_count(spec) for spec in specs)
    if count > MOST_DRAWS:
        problems = [
            f"these races draw {count} numbers; allowed: {MOST_DRAWS} in one request, of fewer or shorter races"
        ]
    if problems:
        return as_json({"problems": problems}, 400)
    with turn(DRAWING * len(specs)):
        told, numbers = draws_block(specs)
    answer: DrawsAnswer = {"draws": told}
    return Response(packed(answer, np.concatenate([np.empty(0), *numbers])), mimetype="application/octet-stream")


@dash.get_app().server.post(FUNCTIONS_PATH)
def understand_function() -> Response:
    """POST /functions, JSON {"expression", "domain"}: what the page must know of your own function, or {"problem"}."""
    asked = request.get_json(silent=True)
    asked = asked if isinstance(asked, dict) else {}
    try:
        with reading():
            return as_json(own_entry(own_surface(asked.get("expression", ""), asked.get("domain") or DOMAIN)))
    except ExpressionError as error:
        return as_json(Problem(problem=error.pointed))


@dash.get_app().server.post(UNITS_PATH)
def report_units() -> Response:
    """POST /units, JSON {"panels": [one spec]}: by racer the fields of `UnitReport`; 400 with {"problems"}."""
    specs, problems = specs_of(request.get_json(silent=True))
    if specs and specs[0].surface == NETWORK:
        problems = [NO_PLANE]
    if problems:
        return as_json({"problems": problems}, 400)
    spec, seconds = specs[0], units_seconds(specs[0])
    refuse_beyond(seconds, f"The units of {len(spec.optimizers)} methods over {spec.steps} steps", LESS)
    with turn(seconds):
        return as_json({name: asdict(report) for name, report in unit_reports(spec).items()})


def specs_of(asked: Any) -> tuple[list[RaceSpec], list[str]]:
    """The specs of a request, checked; an unknown form is a problem like any other."""
    given = asked.get("panels") if isinstance(asked, dict) else None
    if not isinstance(given, list) or not 1 <= len(given) <= MAX_PANELS:
        return [], [f"{shown(asked)} is not a request for 1 to {MAX_PANELS} panels"]
    with reading():
        return _checked(given)


def _checked(given: list[Any]) -> tuple[list[RaceSpec], list[str]]:
    specs, problems = [], []
    for place, fields in enumerate(given, start=1):
        try:
            specs.append(RaceSpec(**beside_data(fields)))
        except SpecError as error:
            problems += [f"panel {place}: {problem}" for problem in error.problems]
        except TypeError:
            problems.append(f"panel {place}: {shown(fields)} is not a race; allowed: {', '.join(FIELDS)}")
    return specs, problems


def beside_data(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of a spec; where the data, and with them the picture, have moved away from the start, without it."""
    try:
        surface, (x, y) = SURFACES[fields["surface"]], fields["start"]
        if surface.facts is None:
            return fields
        moved = RaceSpec(fields["surface"], surface_parameters=fields["surface_parameters"]).bound_surface
        (x_min, x_max), (y_min, y_max) = moved.domain
        away = not (x_min <= x <= x_max and y_min <= y <= y_max)
    except (TypeError, KeyError, ValueError):
        return fields  # what is wrong with it, the spec says
    return {name: value for name, value in fields.items() if name != "start"} if away else fields


def look_of(asked: dict[str, Any]) -> dict[str, Any]:
    """The theme and the factor on type that a request asks for; the usual ones in place of anything else."""
    theme, size = asked.get("theme"), asked.get("size")
    return {
        "theme": theme if isinstance(theme, str) and theme in THEMES else "light",
        "size": round(size, 2) if isinstance(size, int | float) and 0.5 <= size <= 3 else 1.0,
    }


def as_json(content: Any, status: int = 200) -> Response:
    """An answer in JSON."""
    return Response(json.dumps(content), status, mimetype="application/json")


FIELDS = tuple(RaceSpec.__dataclass_fields__)
