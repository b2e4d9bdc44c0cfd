"""What the offline page runs itself: the programs of its methods, schedules and losses, and what noise has drawn.

Where a program is made of arithmetic and roots only, every browser comes to the same bits as Python. Sines and powers
differ in the last place from browser to browser, which shows where a race is chaotic: of such a racer the recording
travels, too, and is what is seen until something is changed.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from caches import MB, kept
from optimizers import OPTIMIZERS, Elementwise
from races import RaceSpec, race
from races.draws import draws_of
from races.loss_modules import loss_module
from races.programs import PROGRAMS, operations_of, script
from races.seen import live_noises
from races.spec import NETWORK, SAME_UNITS
from schedules import NO_WARM_UP
from surfaces import OWN, SURFACES, Surface
from surfaces.program import program_of

from .take import Take

#: What is rounded the same everywhere; `power` is by whole numbers, a product.
ARITHMETIC = {"input", "constant", "add", "subtract", "multiply", "divide", "negative", "sqrt", "abs", "sign", "power"}
CHOICES = {"less", "less_equal", "greater", "greater_equal", "equal", "not_equal", "where", "and", "or"}
SURE = ARITHMETIC | CHOICES | {"maximum", "minimum"}
#: The fields of a spec that the engine reads.
READ = ("surface", "surface_parameters", "expression", "noise", "noise_parameters", "units", "steps")
SCHEDULED = ("schedule", "schedule_parameters", "warmup")

NUDGE = 1e-13  # of the diagonal
SEEN = 1e-4  # of the diagonal: a twentieth of a pixel

Address = tuple[str, str, str, bool]  # of a loss that is not among the programs: the arguments of loss_module


def is_live(spec: RaceSpec, name: str) -> bool:
    """Whether the page can run a racer."""
    if spec.surface == NETWORK or not isinstance(OPTIMIZERS[name], Elementwise):
        return False
    return spec.noise in live_noises(SURFACES.get(spec.surface) or spec.bound_surface)


def is_sure(spec: RaceSpec, name: str) -> bool:
    """Whether a racer that is live is the same in every browser, as far as one can see."""
    return _is_exact(spec, name) or _is_steady(spec, name)


def _is_exact(spec: RaceSpec, name: str) -> bool:
    """Whether every browser comes to the same bits."""
    method = OPTIMIZERS[name]
    if not isinstance(method, Elementwise) or spec.surface == OWN or not _is_plain(spec):
        return False
    used = operations_of(method.program) | operations_of(program_of(spec.bound_surface))
    for name in _schedules(spec):
        used |= operations_of(PROGRAMS[name].program)
    return used <= SURE


def _schedules(spec: RaceSpec) -> list[str]:
    """The programs that change its rates."""
    warm = ["warmup"] if spec.warmup > NO_WARM_UP else []
    return warm if spec.schedule == "constant" else [spec.schedule, *warm]


@kept(MB)
def _is_steady(spec: RaceSpec, name: str) -> bool:
    """Whether a start that is a few hundred last places away gives the same picture and the same chart."""
    surface = spec.bound_surface
    start = spec.start or surface.start
    away = NUDGE * surface.diagonal
    x, y = (at + away if at < sum(ends) / 2 else at - away for at, ends in zip(start, surface.domain, strict=True))
    alone = replace(spec, optimizers={name: spec.optimizers[name]})
    here, there = (race(replace(alone, start=point))[name] for point in (start, (x, y)))
    moved = np.abs(here.positions - there.positions).max() / surface.diagonal
    known = np.isfinite(here.losses)
    low, high = here.losses[known], there.losses[known]
    alike = np.allclose(low, high, rtol=1e-2, atol=1e-11 * np.ptp(low)) if known.any() else True
    return bool(here.diverged_at == there.diverged_at and moved < SEEN and alike)


def _is_plain(spec: RaceSpec) -> bool:
    return spec.noise == "none" and spec.units == SAME_UNITS


def _seen(spec: RaceSpec) -> Address | None:
    """The loss of a step, where it is not that which is drawn."""
    return None if _is_plain(spec) else (spec.surface, spec.expression, spec.noise, spec.units != SAME_UNITS)


def _shown(spec: RaceSpec) -> Address | None:
    """The loss that is drawn, where it is not a surface of the contents page."""
    return (spec.surface, spec.expression, "none", False) if spec.surface == OWN else None


def _live_specs(take: Take) -> list[RaceSpec]:
    specs = [result.spec for result in take.results]
    return [spec for spec in specs if any(is_live(spec, name) for name in spec.optimizers)]


def _addresses(take: Take) -> list[Address]:
    """Of all losses that travel beside the programs."""
    specs = _live_specs(take)
    specs += [replace(spec, units=SAME_UNITS) for spec in specs]
    return [one for one in _once(part(spec) for spec in specs for part in (_seen, _shown)) if one]


def _once(names: Iterable[Any]) -> list[Any]:
    return list(dict.fromkeys(names))


def modules_of(take: Take, folder: Path) -> dict[Path, str]:
    """The modules that stand in the page in place of those in the player's folder: programs and losses."""
    specs = _live_specs(take)
    programs = script(
        methods=_once(name for spec in specs for name in spec.optimizers if is_live(spec, name)),
        losses=_once(spec.surface for spec in specs if spec.surface != OWN),
        schedules=_once(name for spec in specs for name in _schedules(spec)),
    )
    texts = {folder / f"loss{place}.mjs": loss_module(*each) for place, each in enumerate(_addresses(take))}
    imports = [f"import {{ loss as loss{place} }} from './{path.name}';\n" for place, path in enumerate(texts)]
    listed = ", ".join(f"loss{place}" for place in range(len(texts)))
    others = f"{''.join(imports)}export const others = [{listed}];\n"
    return {folder / "programs.mjs": programs, folder / "others.mjs": others, **texts}


def has_loss(take: Take, spec: RaceSpec) -> bool:
    """Whether the loss that is drawn travels as a formula."""
    if spec.surface == OWN:
        return _shown(spec) in _addresses(take)
    return spec.surface in {live.surface for live in _live_specs(take)}


def live_of(take: Take, index: int) -> dict[str, Any]:
    """What the engine must know of a panel: its spec, its surface, and its losses by their places among the others."""
    spec, addresses = take.results[index].spec, _addresses(take)
    fields = spec.to_dict()
    draws = draws_of(spec) if spec in _live_specs(take) else None

    def losses(of: RaceSpec) -> dict[str, int | None]:
        parts = {"seen": _seen(of), "shown": _shown(of)}
        return {name: addresses.index(each) if each in addresses else None for name, each in parts.items()}

    return {
        "spec": {name: fields[name] for name in (*READ, *SCHEDULED)},
        "known": _known(spec.bound_surface),
        "losses": losses(spec),
        "reference": losses(replace(spec, units=SAME_UNITS)),
        "draws": draws and draws.key,
    }


def draws_in(take: Take) -> Mapping[str, str]:
    """What noise has drawn, by key: as many rows as the longest race needs."""
    found = [draws for draws in map(draws_of, _live_specs(take)) if draws]
    longest = {draws.key: draws.rows for draws in sorted(found, key=lambda draws: len(draws.rows))}
    return {key: base64.b64encode(rows.astype("<f8").tobytes()).decode() for key, rows in longest.items()}


def _known(surface: Surface) -> dict[str, Any]:
    course = surface.course
    return {
        "domain": surface.domain,
        "start": surface.start,
        "minima": surface.minima,
        "course": None if course is None else {"domain": course.surface.domain, "matrix": course.matrix},
    }
