"""Units of the update: who takes the same path when x, y or f are measured in other units.

If x has the unit u and f has none, a gradient has 1/u and a step should have u. A method whose step carries another
unit needs a learning rate that makes up for it: in other units the same learning rate is another one.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from .fields import SAME_UNITS
from .race import race
from .spec import RaceSpec

SAME = 1e-3  # of the picture's diagonal: nearer, and the eye cannot tell
BRIEF = 40  # steps that are enough for the first one that moves
FACTOR = 1.01  # the change of units at which the exponent is measured


@dataclass(frozen=True)
class UnitReport:
    """How one racer takes a change of units.

    exponent: p, where the first step in x, with x in units k times as large, is k^p times as long; 0 is right, 1 asks
    for a learning rate in the unit of x, 2 for one in its square. None where the first step is 0. exponent_f: the same
    for f. deviation: how far the path in the spec's units strays from the one in the surface's own, in shares of the
    picture's diagonal; same: whether that cannot be seen.
    """

    exponent: float | None
    exponent_f: float | None
    deviation: float
    same: bool


def unit_reports(spec: RaceSpec) -> Mapping[str, UnitReport]:
    """A report on each racer of `spec`, whose units may be the surface's own."""
    plain = race(replace(spec, units=SAME_UNITS))
    changed = race(spec)
    wide = race(replace(spec, units=(FACTOR, FACTOR, 1.0), steps=min(spec.steps, BRIEF)))
    steep = race(replace(spec, units=(1.0, 1.0, FACTOR), steps=min(spec.steps, BRIEF)))
    diagonal = spec.bound_surface.diagonal
    reports = {}
    for name, t in plain.items():
        apart = np.hypot(*(changed[name].positions - t.positions).T) / diagonal
        deviation = float(np.nanmax(np.minimum(apart, 1e6)))
        reports[name] = UnitReport(
            exponent=_exponent(t.positions, wide[name].positions),
            exponent_f=_exponent(t.positions, steep[name].positions),
            deviation=deviation,
            same=deviation < SAME,
        )
    return reports


def _exponent(plain: np.ndarray, changed: np.ndarray) -> float | None:
    """log_k of how much longer the first step is in the changed units; both paths are in the surface's own."""
    moved = np.flatnonzero((plain[1 : len(changed)] != plain[0]).any(axis=1))
    if not len(moved):
        return None
    first = int(moved[0]) + 1
    before, after = (float(np.hypot(*(path[first] - path[0]))) for path in (plain, changed))
    return math.log(after / before) / math.log(FACTOR) if before > 0 and after > 0 else None
