"""Links of the sweep page: the query of a race (races/query), and what is swept.

    ?surface=rotated_quadratic,angle:45&steps=200&sgd=&momentum=momentum:0.8&rates=0.001,10,60&measure=steps
    ?surface=beale&momentum=&rates=0.0001,0.1,60&second=momentum.momentum,0,0.99,30

`rates` is the lowest, the highest and how many; `second` a method's hyperparameter with the same of its own. So any
link of the race page opens here, too: its first panel is swept, and its view is passed over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from hyperparameters import number_from, plain, shown
from optimizers import CLASSICS

from ..query import MAX_LENGTH, VIEW, scene_from_query, spec_to_query
from ..spec import NETWORK, NO_PLANE, RaceSpec, SpecError
from .spec import MAX_METHODS, Second, SweepSpec

MEASURES = ("loss", "steps")
OWN_KEYS = ("rates", "second", "measure")
RATES = (1e-4, 10.0, 60)
STEPS = 200


@dataclass(frozen=True)
class SweepScene:
    """What a link of the sweep page holds."""

    spec: SweepSpec
    measure: str = "loss"

    def to_query(self) -> str:
        """The query, without the question mark; the inverse of :func:`sweep_from_query`."""
        spec = self.spec
        parts = [spec_to_query(spec.race), f"rates={plain(spec.low)},{plain(spec.high)},{spec.count}"]
        if spec.second:
            ends = f"{plain(spec.second.low)},{plain(spec.second.high)},{spec.second.count}"
            parts.append(f"second={spec.second.method}.{spec.second.name},{ends}")
        if self.measure != "loss":
            parts.append(f"measure={self.measure}")
        return "&".join(parts)


def default_race() -> RaceSpec:
    """What is swept where nothing is named: a quadratic, so that theory has a word."""
    return RaceSpec(surface="rotated_quadratic", optimizers={name: {} for name in CLASSICS}, steps=STEPS)


def sweep_from_query(query: str) -> tuple[SweepScene, list[str]]:
    """The sweep that a query describes, and a message for each bad part, whose default stands in."""
    problems: list[str] = []
    pairs = parse_qsl(query.removeprefix("?"), keep_blank_values=True) if len(query) <= MAX_LENGTH else []
    own = {key: text for key, text in reversed(pairs) if key in OWN_KEYS}
    others = urlencode([(key, text) for key, text in pairs if key not in (*OWN_KEYS, *VIEW)])
    race = _race(others if pairs else query, problems)
    given: dict[str, Any] = dict(zip(("low", "high", "count"), RATES, strict=True))
    if "rates" in own:
        given |= _numbers("rates", own["rates"], problems) or {}
    spec = _checked(given, race, problems)
    if "second" in own:
        spec = _with_second(spec, own["second"], problems)
    measure = own.get("measure", "loss")
    if measure not in MEASURES:
        problems.append(f"measure: {shown(measure)}; allowed: {', '.join(MEASURES)}")
        measure = "loss"
    return SweepScene(spec, measure), problems


def _race(query: str, problems: list[str]) -> RaceSpec:
    scene, bad = scene_from_query(query)
    problems += bad
    if not scene.panels:
        return default_race()
    race = scene.panels[0].spec
    if race.surface == NETWORK:
        problems.append(NO_PLANE)
        return default_race()
    if len(scene.panels) > 1:
        problems.append(f"{len(scene.panels)} panels; the first is swept")
    methods = dict(list(race.optimizers.items())[:MAX_METHODS])
    if len(methods) < len(race.optimizers):
        problems.append(f"{len(race.optimizers)} methods; the first {MAX_METHODS} are swept")
    if not methods:
        problems.append(f"no methods; allowed: 1 to {MAX_METHODS}; those of the first page stand in")
        return replace(race, optimizers={name: {} for name in CLASSICS})
    return replace(race, optimizers=methods)


def _checked(given: Mapping[str, Any], race: RaceSpec, problems: list[str]) -> SweepSpec:
    try:
        return SweepSpec(race, **given)
    except SpecError as error:
        problems += error.problems
        return SweepSpec(race, *RATES)


def _numbers(key: str, text: str, problems: list[str]) -> dict[str, Any] | None:
    found = [number_from(part) for part in text.split(",")]
    if len(found) == 3 and None not in found:
        return dict(zip(("low", "high", "count"), found, strict=True))
    problems.append(f"{key}: {shown(text)} is not understood; allowed: lowest,highest,how many")
    return None


def _with_second(spec: SweepSpec, text: str, problems: list[str]) -> SweepSpec:
    name, _, rest = text.partition(",")
    method, _, parameter = name.partition(".")
    numbers = _numbers("second", rest, problems)
    if numbers is None:
        return spec
    try:
        return replace(spec, second=Second(method, parameter, **numbers))
    except SpecError as error:
        problems += error.problems
        return spec
