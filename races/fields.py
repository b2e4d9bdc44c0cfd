"""The fields of a RaceSpec, checked one by one: what is wrong with them, and what stands in for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from caches import MB, kept
from hyperparameters import allowed_names, number_from, parse_all, shown, whole_or
from networks.plane import Plane
from networks.plane_files import PlaneMissingError, find, name_of
from networks.plane_spec import PlaneError
from optimizers import OPTIMIZERS
from schedules import NO_WARM_UP, SCHEDULES, WARM_UP
from surfaces import OWN, SURFACES, ExpressionError, Surface, own_surface

from .course import SAME_UNITS
from .noise import NEEDS, NOISES

MAX_STEPS = 2000
MAX_SEED = 999_999
LARGEST = 1e6  # factor of units
LISTS = "all in the page’s lists of surfaces and of methods; a link says theirs"
DEFAULT_SURFACE = "beale"
NETWORK = "network"  # the name of a surface that is a plane through a network's weights: `expression` says which
Settings = Mapping[str, float]
Domain = tuple[tuple[float, float], tuple[float, float]]


@kept(2 * MB)
def bound_surface(
    surface: str, parameters: tuple[tuple[str, float], ...] = (), expression: str = "", domain: Domain | None = None
) -> Surface:
    """A surface of the contents page with its hyperparameters fixed, or the one that `expression` says.

    Raises ExpressionError; for a network's plane PlaneError and PlaneMissingError.
    """
    if surface == NETWORK:
        return find(expression).surface
    if surface == OWN:
        return own_surface(expression, domain) if domain else own_surface(expression)
    return SURFACES[surface].bind(**dict(parameters))


def resolve(given: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Complete and check the fields of a spec: (fields that are valid for certain, problems)."""
    problems: list[str] = []
    given = _with_warm_up(given)
    clean = _surface(given, problems)
    surface = bound_surface(
        clean["surface"], tuple(clean["surface_parameters"].items()), clean["expression"], clean["domain"]
    )
    same_surface = given.get("surface", DEFAULT_SURFACE) == clean["surface"]
    if clean["surface"] == NETWORK:
        return clean | recorded(given, find(clean["expression"]), problems), problems
    clean["optimizers"] = _optimizers(given.get("optimizers", {"sgd": {}}), problems)
    clean["start"] = _start(given.get("start") if same_surface else None, clean["surface"], surface, problems)
    clean["steps"] = whole_or(200, given.get("steps", 200), 1, MAX_STEPS, "steps", problems)
    clean |= _choice(given, "schedule", SCHEDULES, "constant", problems)
    warm, bad = parse_all({"warmup": given.get("warmup", NO_WARM_UP)}, WARM_UP.hyperparameters, "schedule")
    clean |= warm
    problems += bad
    clean |= _choice(given, "noise", NOISES, "none", problems)
    if not surface.offers(needs := NOISES[clean["noise"]].needs):
        allowed = ", ".join(name for name, surface in SURFACES.items() if surface.offers(needs))
        problems.append(f"noise {clean['noise']}: needs a loss that is {NEEDS[needs]}; allowed on: {allowed}")
        clean |= {"noise": "none", "noise_parameters": {}}
    clean["seed"] = whole_or(0, given.get("seed", 0), 0, MAX_SEED, "seed", problems)
    clean["units"] = _units(given.get("units", SAME_UNITS), problems)
    return clean, problems


def _with_warm_up(given: Mapping[str, Any]) -> Mapping[str, Any]:
    """Warm-up was a schedule once, of `length` 30 if nothing is said: links and specs of then mean what they meant."""
    parameters = given.get("schedule_parameters") or {}
    if given.get("schedule") != "warmup" or not isinstance(parameters, Mapping):
        return given
    others = {name: value for name, value in parameters.items() if name != "length"}
    now = {"schedule": "constant", "schedule_parameters": others, "warmup": parameters.get("length", 30.0)}
    return {**given, **now}


def _surface(given: Mapping[str, Any], problems: list[str]) -> dict[str, Any]:
    """The fields that say which surface it is."""
    plain = {"expression": "", "domain": None}
    if given.get("surface") == NETWORK:
        try:
            find(given.get("expression", ""))
            named: dict[str, Any] = {"surface": NETWORK, "surface_parameters": {}, "domain": None}
            return named | {"expression": name_of(given["expression"])}
        except PlaneError as error:
            problems += [f"plane: {problem}" for problem in error.problems]
        except PlaneMissingError as error:
            problems.append(str(error))
        return plain | _choice({}, "surface", SURFACES, DEFAULT_SURFACE, problems)
    if given.get("surface", DEFAULT_SURFACE) != OWN:
        problems += [f"{part}: only the surface {OWN} has one" for part in plain if given.get(part)]
        return plain | _choice(given, "surface", SURFACES, DEFAULT_SURFACE, problems, OWN, NETWORK)
    expression, domain = given.get("expression", ""), given.get("domain")
    try:
        surface = own_surface(expression, domain) if domain else own_surface(expression)
    except ExpressionError as error:
        problems.append(f"your function: {error}")
        return plain | _choice({}, "surface", SURFACES, DEFAULT_SURFACE, problems)
    return {"surface": OWN, "surface_parameters": {}, "expression": expression, "domain": surface.domain}


def recorded(given: Mapping[str, Any], plane: Plane, problems: list[str]) -> dict[str, Any]:
    """The fields of a race on a network's plane, which is a recording: who races, and how much of it is shown."""
    racers = plane.spec.racers
    chosen = set()
    for name, settings in _mapping(given.get("optimizers", racers), "optimizers", problems).items():
        if name not in racers:
            problems.append(f"{shown(name)} was not trained on this plane; allowed: {', '.join(racers)}")
            continue
        chosen.add(name)
        values, bad = parse_all(_mapping(settings, name, problems), OPTIMIZERS[name].hyperparameters, name)
        problems += bad
        for key in _mapping(settings, name, []):
            if key in values and values[key] != racers[name][key]:
                trained = f"it was trained with {racers[name][key]:g}; another value is another plane"
                problems.append(f"{name}: {key}: {values[key]:g}; {trained}")
    start = plane.surface.start
    fixed = {"start": start, "schedule": "constant", "noise": "none", "seed": 0, "units": SAME_UNITS}
    fixed["warmup"] = NO_WARM_UP
    for part, only in fixed.items():
        told = given.get(part)
        if told is not None and told != only and (not isinstance(told, list) or tuple(told) != only):
            problems.append(f"{part}: {shown(told)}; a network's plane shows recorded trainings, so this cannot be set")
    steps = whole_or(plane.steps, given.get("steps", plane.steps), 1, MAX_STEPS, "steps", problems)
    optimizers = {name: dict(racers[name]) for name in racers if name in chosen}
    quiet: dict[str, Any] = {"schedule_parameters": {}, "noise_parameters": {}}
    return {"optimizers": optimizers, "steps": steps, **fixed, **quiet}


def _choice(
    given: Mapping[str, Any], part: str, table: Mapping[str, Any], default: str, problems: list[str], *more: str
) -> dict[str, Any]:
    """A name from a table of declarations, and its hyperparameters."""
    name = given.get(part, default)
    if not (isinstance(name, str) and name in table):
        problems.append(f"unknown {part} {shown(name)}; {allowed_names(name, [*table, *more], LISTS)}")
        return {part: default, f"{part}_parameters": parse_all({}, table[default].hyperparameters, default)[0]}
    values = _mapping(given.get(f"{part}_parameters"), f"{part}_parameters", problems)
    parameters, bad = parse_all(values, table[name].hyperparameters, name)
    problems += bad
    return {part: name, f"{part}_parameters": parameters}


def _mapping(given: Any, what: str, problems: list[str]) -> Mapping[str, Any]:
    if given is None or isinstance(given, Mapping):
        return given or {}
    problems.append(f"{what}: {shown(given)} is not a mapping of names to values")
    return {}


def _optimizers(given: Any, problems: list[str]) -> dict[str, dict[str, float]]:
    clean = {}
    for name, settings in _mapping(given, "optimizers", problems).items():
        if name not in OPTIMIZERS:
            problems.append(f"unknown optimizer {shown(name)}; {allowed_names(name, OPTIMIZERS, LISTS)}")
            continue
        told = _mapping(settings, name, problems)
        clean[name], bad = parse_all(told, OPTIMIZERS[name].hyperparameters, name)
        problems += bad
    return {name: clean[name] for name in OPTIMIZERS if name in clean}


def _start(given: Any, name: str, surface: Surface, problems: list[str]) -> tuple[float, float]:
    if given is None:
        return surface.start
    (x_min, x_max), (y_min, y_max) = surface.domain
    allowed = f"allowed on {name}: x {x_min:g} to {x_max:g}, y {y_min:g} to {y_max:g}"
    point = _numbers(given, 2)
    if point is None:
        problems.append(f"start: {shown(given)} is not a pair of numbers; {allowed}")
        return surface.start
    x, y = point
    if x_min <= x <= x_max and y_min <= y <= y_max:
        return x, y
    problems.append(f"start: ({x:g}, {y:g}) is outside the domain; {allowed}")
    return surface.start


def _units(given: Any, problems: list[str]) -> tuple[float, float, float]:
    factors = _numbers(given, 3)
    if factors and all(1 / LARGEST <= factor <= LARGEST for factor in factors):
        return factors[0], factors[1], factors[2]
    problems.append(f"units: {shown(given)}; allowed: three factors (x, y, f) from {1 / LARGEST:g} to {LARGEST:g}")
    return SAME_UNITS


def _numbers(given: Any, count: int) -> tuple[float, ...] | None:
    """`given` as so many numbers; None if it is anything else. -0.0 is the same number as 0.0."""
    if not isinstance(given, Sequence) or isinstance(given, str | bytes):
        return None
    values = tuple(value for value in map(number_from, given) if value is not None)
    return values if len(values) == len(given) == count else None
