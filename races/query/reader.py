"""The reader: a query as panels and a view, with a message for each part that is not understood."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from hyperparameters import did_you_mean, shown
from optimizers import CLASSICS, OPTIMIZERS
from surfaces import OWN, SURFACES

from ..spec import DEFAULT_SURFACE, NETWORK, RaceSpec, SpecError, plane_race
from ..tuning import tuned_spec
from .values import numbers
from .view import VIEW
from .writer import Panel, Range, Scene

MAX_PANELS = 4
MAX_LENGTH = 15_000
LISTS = ("start", "units")  # of numbers
PANEL_PARTS = (
    "surface",
    "f",
    "domain",
    "plane",
    "start",
    "steps",
    "schedule",
    "warmup",
    "noise",
    "seed",
    "units",
    "zoom",
    "equal",
    "optimizers",
)
PANEL_KEYS = (*PANEL_PARTS, *OPTIMIZERS)


def spec_from_query(query: str) -> tuple[RaceSpec, list[str]]:
    """The spec of a query of one panel, and a message for each bad part (its default stands in)."""
    scene, problems = scene_from_query(query)
    return (scene.panels[0].spec if scene.panels else RaceSpec()), problems


def scene_from_query(query: str) -> tuple[Scene, list[str]]:
    """The scene of a query and a message for each bad part, whose default stands in. Without panels: an empty scene."""
    view = {key: default for key, (default, _) in VIEW.items()}
    problems: list[str] = []
    panels: list[dict[str, str]] = []
    seen = set()
    for key, text in _pairs(query, problems):
        if key == "surface" or (not panels and key in PANEL_KEYS):
            panels.append({})
        if key in VIEW and key in seen:
            problems.append(f"{key} is given twice; the first is used")
        elif key in VIEW:
            seen.add(key)
            try:
                view[key] = VIEW[key][1](text)
            except ValueError as error:
                problems.append(f"{key}: {shown(text)} is not understood; {error}")
        elif key not in PANEL_KEYS:
            allowed = ", ".join((*PANEL_PARTS, *VIEW))
            meant = did_you_mean(key, (*PANEL_PARTS, *VIEW, *OPTIMIZERS))
            known = f"{meant}allowed: {allowed}, and the methods' names, such as adam"
            problems.append(f"unknown key {shown(key)}; {known}")
        elif key in panels[-1]:
            problems.append(f"panel {len(panels)}: {key} is given twice; the first is used")
        else:
            panels[-1][key] = text
    if len(panels) > MAX_PANELS:
        problems.append(f"{len(panels)} panels; allowed: 1 to {MAX_PANELS}; the first {MAX_PANELS} are shown")
    read = []
    for place, given in enumerate(panels[:MAX_PANELS], start=1):
        panel, bad = _panel(given)
        read.append(panel)
        problems += [f"panel {place}: {problem}" for problem in bad]
    return Scene(read, view), problems


def _pairs(query: str, problems: list[str]) -> list[tuple[str, str]]:
    query = query.removeprefix("?")
    if len(query) > MAX_LENGTH:
        problems.append(f"the link has {len(query)} characters; allowed: {MAX_LENGTH}")
        return []
    return parse_qsl(query, keep_blank_values=True)


def _panel(given: Mapping[str, str]) -> tuple[Panel, list[str]]:
    problems: list[str] = []
    fields: dict[str, Any] = {}
    for part, default in (("surface", DEFAULT_SURFACE), ("schedule", "constant"), ("noise", "none")):
        fields[part], fields[f"{part}_parameters"] = _without_settings(given.get(part, default), problems)
    surface = fields["surface"]
    fields |= {key: given[key].split(",") for key in LISTS if key in given}
    fields |= {key: given[key] for key in ("steps", "warmup", "seed") if key in given}
    fields |= {"expression": given.get("plane", "")} if surface == NETWORK else {}
    if surface == OWN:
        fields["expression"] = given.get("f", "")
        corners = given["domain"].split(",") if "domain" in given else []
        fields["domain"] = [corners[:2], corners[2:]] if corners else None
    for key, only in (("f", OWN), ("domain", OWN), ("plane", NETWORK)):
        problems += [f"{key}: only the surface {only} has it"] if key in given and surface != only else []
    named = {name: _settings(given[name], name, problems) for name in OPTIMIZERS if name in given}
    if given.get("optimizers") not in (None, "none"):
        problems.append(f"optimizers: {shown(given['optimizers'])}; allowed: none, or one key for each method")
    usual = _usual(surface, fields.get("expression", ""))
    everybody = not named and given.get("optimizers") != "none"
    chosen = usual.optimizers if everybody else {name: usual.optimizers.get(name, {}) for name in named}
    if everybody and usual.surface != NETWORK:
        chosen = {name: chosen[name] for name in CLASSICS}
    # a method whose learning rate is not told takes the usual one
    fields["optimizers"] = {name: dict(settings) | named.get(name, {}) for name, settings in chosen.items()}
    fields.setdefault("steps", usual.steps)
    spec, bad = RaceSpec.lenient(fields)
    if any(problem.startswith("steps:") for problem in bad):
        spec = replace(spec, steps=usual.steps)
    return Panel(spec, _zoom(given, problems), _equal(given, problems)), problems + bad


def _usual(surface: str, plane: str) -> RaceSpec:
    """Everybody's race on a surface as a link means it that says nothing else: tuned, or as recorded."""
    if surface == NETWORK:
        with suppress(SpecError):
            return plane_race(plane)
    return tuned_spec(surface if surface in SURFACES else DEFAULT_SURFACE)


def _zoom(given: Mapping[str, str], problems: list[str]) -> Range | None:
    zoom = None
    if "zoom" in given:
        try:
            x_min, x_max, y_min, y_max = numbers(4, -1e6, 1e6)(given["zoom"])
            if not (x_min < x_max and y_min < y_max):
                raise ValueError("allowed: x_min,x_max,y_min,y_max with each minimum below its maximum")
            zoom = (x_min, x_max, y_min, y_max)
        except ValueError as error:
            problems.append(f"zoom: {shown(given['zoom'])} is not understood; {error}")
    return zoom


def _equal(given: Mapping[str, str], problems: list[str]) -> bool | None:
    if given.get("equal") in (None, "on", "off"):
        return {None: None, "on": True, "off": False}[given.get("equal")]
    problems.append(f"equal: {shown(given['equal'])}; allowed: on, off")
    return None


def query_of(link: str) -> str:
    """The query of an address, or of what is a query already."""
    return urlsplit(link).query if "?" in link else link


def planes_in(query: str) -> list[str]:
    """The planes of a query's panels, as they are written there; not more than there can be panels."""
    return [text for key, text in _pairs(query, []) if key == "plane"][:MAX_PANELS]


def _without_settings(text: str, problems: list[str]) -> tuple[str, dict[str, str]]:
    name, _, rest = text.partition(",")
    return name, _settings(rest, name, problems)


def _settings(text: str, name: str, problems: list[str]) -> dict[str, str]:
    settings = {}
    for part in filter(None, text.split(",")):
        key, colon, value = part.partition(":")
        if key in settings:
            problems.append(f"{name}: {key} is given twice; the first is used")
        elif colon:
            settings[key] = value
        else:
            problems.append(f"{name}: {shown(part)} is not understood; allowed: name:value")
    return settings
