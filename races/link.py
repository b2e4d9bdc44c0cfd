"""Links: a page's whole state as a URL query, and back.

The query is plain enough to be edited by hand. Each `surface` begins a panel, and what follows belongs to it::

    ?surface=beale&start=1,1.6&steps=198&sgd=learning_rate:0.001&surface=rotated_quadratic,angle:45&adam=&step=57
    ?surface=network&plane=mlp&surface=network&plane=mlp-random&adam=
    ?surface=own&f=(1-x)^2+10*(y-x^2)^2&domain=-2,2,-1,3&noise=additive,sigma:0.5&seed=3&momentum=

A panel is a RaceSpec (and the zoomed part of its picture); the other keys are the page's view, declared in `VIEW`. A
racer's learning rate is always written, its other hyperparameters where they differ from their defaults. Where a panel
names no racers, `CLASSICS` run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

from hyperparameters import shown
from networks.plane_files import find
from optimizers import CLASSICS, OPTIMIZERS
from surfaces import OWN, SURFACES

from .spec import DEFAULT_SURFACE, NETWORK, SAME_UNITS, RaceSpec, Settings, SpecError, plane_race
from .tuning import tuned_spec

MAX_PANELS = 4
MAX_LENGTH = 32_000
MAX_CLOCK = 1_000_000  # steps, or gradient evaluations
Range = tuple[float, float, float, float]  # x_min, x_max, y_min, y_max
SPEEDS = (0.25, 0.5, 0.8333, 1.0, 2.0, 4.0, 8.0)


def one_of(*choices: Any) -> Callable[[str], Any]:
    """A reader that accepts one of `choices`."""

    def read(text: str) -> Any:
        for choice in choices:
            if text == number(choice):
                return choice
        raise ValueError(f"allowed: {', '.join(number(choice) for choice in choices)}")

    return read


def numbers(count: int, low: float, high: float) -> Callable[[str], tuple[float, ...]]:
    """A reader of `count` numbers from `low` to `high`, separated by commas."""

    def read(text: str) -> tuple[float, ...]:
        try:
            values = tuple(float(part) for part in text.split(","))
        except ValueError:
            values = ()
        if len(values) == count and all(low <= value <= high for value in values):
            return values
        raise ValueError(f"allowed: {count} numbers from {low:g} to {high:g}, separated by commas")

    return read


def whole(low: int, high: int) -> Callable[[str], int]:
    """A reader of a whole number from `low` to `high`."""

    def read(text: str) -> int:
        if text.isdecimal() and len(text) < 10 and low <= int(text) <= high:
            return int(text)
        raise ValueError(f"allowed: a whole number from {low} to {high}")

    return read


#: The view, one row a key: its default and its reader. A key at its default is left out of the link. `step` None
#: plays from the start; a number shows that step, paused. `theme` None follows the reader's system.
VIEW: Mapping[str, tuple[Any, Callable[[str], Any]]] = {
    "step": (None, whole(0, MAX_CLOCK)),
    "speed": (1.0, one_of(*SPEEDS)),
    "loop": ("on", one_of("on", "off")),
    "dimensions": ("2", one_of("2", "3")),
    "camera": (None, numbers(3, -10, 10)),
    "chart": ("loss", one_of("loss", "distance", "accuracy")),
    "axis": ("step", one_of("step", "evaluations")),
    "theme": (None, one_of("light", "dark")),
}


@dataclass(frozen=True)
class Panel:
    """One panel of the page: its race, and the part of the picture that is zoomed into, or None for all of it."""

    spec: RaceSpec
    zoom: Range | None = None

    def to_query(self) -> str:
        """The panel's part of the query, beginning with `surface=`."""
        return spec_to_query(self.spec) + (f"&zoom={','.join(number(n) for n in self.zoom)}" if self.zoom else "")


@dataclass(frozen=True)
class Scene:
    """What a link holds: one to MAX_PANELS panels and the view, complete with defaults."""

    panels: Sequence[Panel]
    view: Mapping[str, Any] = field(default_factory=lambda: {key: default for key, (default, _) in VIEW.items()})

    def to_query(self) -> str:
        """The query, without the question mark; the inverse of :func:`scene_from_query`."""
        parts = [panel.to_query() for panel in self.panels]
        for key, (default, _) in VIEW.items():
            value = self.view[key]
            if value != default:
                text = ",".join(map(number, value)) if isinstance(value, tuple) else number(value)
                parts.append(f"{key}={text}")
        return "&".join(parts)


def number(value: Any) -> str:
    """The shortest text that reads back as the same number; other values as they are."""
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)


def spec_to_query(spec: RaceSpec) -> str:
    """The query of one spec; `spec_from_query` reads it back exactly."""
    if spec.surface == NETWORK:
        return _plane_query(spec)
    pairs = [("surface", _with_settings(spec.surface, spec.surface_parameters))]
    if spec.domain:
        pairs += [("f", spec.expression), ("domain", _listed(sum(spec.domain, ())))]
    pairs += [("start", _listed(spec.start or ())), ("steps", number(spec.steps))]
    if spec.schedule != "constant":
        pairs.append(("schedule", _with_settings(spec.schedule, spec.schedule_parameters)))
    if spec.noise != "none":
        pairs.append(("noise", _with_settings(spec.noise, spec.noise_parameters)))
    if spec.seed:
        pairs.append(("seed", number(spec.seed)))
    if spec.units != SAME_UNITS:
        pairs.append(("units", _listed(spec.units)))
    for name, settings in spec.optimizers.items():
        declared = OPTIMIZERS[name].hyperparameters
        told = {k: v for k, v in settings.items() if k == "learning_rate" or v != declared[k].default}
        pairs.append((name, _with_settings("", told)))
    if not spec.optimizers:
        pairs.append(("optimizers", "none"))
    return _joined(pairs)


def _plane_query(spec: RaceSpec) -> str:
    """Of a recorded race: the plane, and what differs from everybody's race to its end."""
    plane = find(spec.expression)
    pairs = [("surface", NETWORK), ("plane", spec.expression)]
    if spec.steps != plane.steps:
        pairs.append(("steps", number(spec.steps)))
    if list(spec.optimizers) != list(plane.tracks):
        pairs += [(name, "") for name in spec.optimizers] or [("optimizers", "none")]
    return _joined(pairs)


def _joined(pairs: Sequence[tuple[str, str]]) -> str:
    return "&".join(f"{key}={quote(text, safe=',:.-()^*/')}" for key, text in pairs)


def _listed(values: Iterable[float]) -> str:
    return ",".join(map(number, values))


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
            problems.append(f"unknown key {shown(key)}; allowed: {allowed}, and the methods' names, such as adam")
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


LISTS = ("start", "units")  # of numbers
PANEL_PARTS = (
    "surface",
    "f",
    "domain",
    "plane",
    "start",
    "steps",
    "schedule",
    "noise",
    "seed",
    "units",
    "zoom",
    "optimizers",
)
PANEL_KEYS = (*PANEL_PARTS, *OPTIMIZERS)


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
    fields |= {key: given[key] for key in ("steps", "seed") if key in given}
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
    return Panel(spec, _zoom(given, problems)), problems + bad


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


def query_of(link: str) -> str:
    """The query of an address, or of what is a query already."""
    return urlsplit(link).query if "?" in link else link


def planes_in(query: str) -> list[str]:
    """The planes of a query's panels, as they are written there; not more than there can be panels."""
    return [text for key, text in _pairs(query, []) if key == "plane"][:MAX_PANELS]


def _with_settings(name: str, settings: Settings) -> str:
    return ",".join(([name] if name else []) + [f"{key}:{number(value)}" for key, value in settings.items()])


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
