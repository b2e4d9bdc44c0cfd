"""The declarations that scripts are checked against are those of Python, and what is built has their form.

mypy checks who builds an answer. What it takes on trust (a cast, a file, a spec's fields) is looked at here.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

import pytest
from each import each

from components import shapes, types
from components.catalog import catalog, entry_of, facts_of
from figures import best_rows
from figures.block import PanelBlock, block
from figures.sweeps.values import BestRow
from networks.plane_spec import PlaneSpec
from races import RaceSpec, race
from races.query import VIEW, scene_from_query
from races.spec import plane_race
from races.sweeps import SweepSpec, sweep
from races.units import UnitReport, unit_reports
from surfaces import SURFACES


def test_the_declarations_are_those_of_python():
    assert types.FILE.read_text() == types.declarations(), "assets/types.d.ts is stale: `make types` makes it anew"


def amiss(value: Any, hint: Any, where: str = "it") -> list[str]:
    """Where a value, as JSON brings it, is not what a declaration says."""
    origin, parts = get_origin(hint), get_args(hint)
    if hint is Any:
        return []
    if hint in (int, float, str, bool, NoneType):
        kind = type(value)
        return [] if kind is hint or (kind, hint) == (int, float) else [f"{where}: {value!r} is no {hint.__name__}"]
    if origin in (NotRequired, Annotated):
        return amiss(value, parts[origin is Annotated], where)
    if origin is Literal:
        return [] if value in parts else [f"{where}: {value!r}; allowed: {parts}"]
    if origin in (Union, UnionType):
        return min((amiss(value, part, where) for part in parts), key=len)
    if is_typeddict(hint) or is_dataclass(hint):
        return fields_amiss(value, hint, where)
    if not isinstance(value, dict if origin in (dict, Mapping) else list):
        return [f"{where}: {value!r} is no {hint}"]
    if isinstance(value, dict):
        return [line for name, each in value.items() for line in amiss(each, parts[1], f"{where}.{name}")]
    kinds = parts if origin is tuple and parts[-1] is not Ellipsis else parts[:1] * len(value)
    if len(kinds) != len(value):
        return [f"{where}: {len(value)} in the place of {len(kinds)}"]
    return [line for k, each in enumerate(value) for line in amiss(each, kinds[k], f"{where}[{k}]")]


def fields_amiss(value: Any, shape: Any, where: str) -> list[str]:
    if not isinstance(value, dict):
        return [f"{where}: {value!r} is no {shape.__name__}"]
    hints = get_type_hints(shape, include_extras=True)
    if is_dataclass(shape):
        hints = {each.name: hints[each.name] for each in fields(shape) if each.init}
    missing = {name for name, hint in hints.items() if get_origin(hint) is not NotRequired} - set(value)
    lines = [f"{where}: without {name}" for name in sorted(missing)]
    lines += [f"{where}: {name} is not declared" for name in sorted(set(value) - set(hints))]
    return lines + [
        line for name in hints if name in value for line in amiss(value[name], hints[name], f"{where}.{name}")
    ]


MOVING = next(name for name, surface in SURFACES.items() if surface.facts is not None)
BUILT = {
    "catalog": (catalog, shapes.Catalog),
    "own function": (lambda: entry_of(RaceSpec("own", expression="x^2 + y^2")), shapes.SurfaceEntry),
    "plane": (lambda: entry_of(plane_race("logistic")), shapes.SurfaceEntry),
    "facts": (lambda: facts_of(RaceSpec(MOVING).bound_surface), shapes.Facts),
    "race": (RaceSpec().to_dict, RaceSpec),
    "sweep": (SweepSpec(RaceSpec()).to_dict, SweepSpec),
    "plane's spec": (PlaneSpec().to_dict, PlaneSpec),
    "block": (lambda: block([race(RaceSpec())])[0][0], PanelBlock),
    "best": (lambda: best_rows(sweep(SweepSpec(RaceSpec(), count=5)))[0], BestRow),
    "units": (lambda: asdict(unit_reports(RaceSpec())["sgd"]), UnitReport),
}


@each("name", BUILT)
def test_what_is_built_has_the_declared_form(name):
    make, shape = BUILT[name]
    assert amiss(json.loads(json.dumps(make())), shape) == []


def test_what_is_amiss_is_seen():
    good = json.loads(json.dumps(catalog()))
    for change in ({"max_steps": "200"}, {"camera": [1, None]}, {"unheard_of": 1}, {"view": {}}, {"own": None}):
        assert len(amiss(good | change, shapes.Catalog)) >= 1, change
    del good["surfaces"]["sphere"]["domain"]
    assert amiss(good, shapes.Catalog) == ["it.surfaces.sphere: without domain"]


@each("key", VIEW)
def test_the_view_has_the_choices_of_links(key):
    hint = get_type_hints(shapes.View)[key]
    choices = [each for part in (hint, *get_args(hint)) if get_origin(part) is Literal for each in get_args(part)]
    _, problems = scene_from_query(f"surface=sphere&{key}=?")
    said = problems[0].partition("allowed: ")[2]
    if choices:
        assert said == ", ".join(choices)
    else:
        assert not said.replace(",", "").replace(" ", "").isalpha(), f"{key} has the choices {said}"


def test_what_has_no_form_in_json_is_refused():
    with pytest.raises(TypeError, match=r"complex.* has no form in JSON; allowed: numbers"):
        types._written(complex, [])
    with pytest.raises(TypeError, match="neither a TypedDict nor a dataclass"):
        types._interface(str, [])
