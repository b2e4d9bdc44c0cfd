"""Performance profiles (Dolan & Moré 2002, Benchmarking optimization software with performance profiles).

A table of costs has a row for each problem and a column for each method, inf where the method did not solve the
problem. A method's ratio on a problem is its cost over the least of all methods' there, eq. (1), and its profile
rho(tau) is the share of problems on which its ratio is at most tau, eq. (2): at tau = 1 how often it was the first, at
the far right how much it solved at all. A problem that nobody solves counts against everybody.

With more than two methods, who leads a profile may depend on who else takes part (Gould & Scott 2016, A note on
performance profiles for benchmarking software).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np


def ratios(costs: np.ndarray) -> np.ndarray:
    """The performance ratios of a table of costs, both (problems, methods); inf where the method did not solve it."""
    least = costs.min(axis=1, keepdims=True, initial=np.inf)
    return np.divide(costs, least, out=np.full(costs.shape, np.inf), where=np.isfinite(costs))


def profile(ratio: np.ndarray, taus: np.ndarray) -> np.ndarray:
    """rho(tau) of one method's ratios (problems,) at each of `taus`: shares of all problems, with the shape of taus."""
    return np.searchsorted(np.sort(ratio), taus, side="right") / len(ratio)


def steps_of(ratio: np.ndarray, last: float) -> tuple[np.ndarray, np.ndarray]:
    """The corners of one method's profile as a staircase from tau = 1 to `last`: tau and rho, each (corners,). The
    staircase rises at a corner and is level to the next."""
    taus = np.unique(np.concatenate([[1.0], ratio[ratio <= last], [last]]))
    return taus, profile(ratio, taus)


@dataclass(frozen=True)
class Standing:
    """One method's row of the ranking.

    solved, wins: shares of all problems that it solved, and on which nobody was faster (equals all count). ratio: the
    median of its ratios, inf if it solved less than half of the problems that anybody solved; those that nobody solved
    have no ratio and do not count here.
    """

    solved: float
    wins: float
    ratio: float


def standings(costs: np.ndarray, methods: Sequence[str]) -> Mapping[str, Standing]:
    """The standings of all methods of a table of costs, in the order of its columns."""
    ratio = ratios(costs)
    anybody = np.isfinite(ratio).any(axis=1)
    found = {}
    for place, method in enumerate(methods):
        own = ratio[:, place]
        middle = float(np.quantile(own[anybody], 0.5, method="higher")) if anybody.any() else np.inf
        found[method] = Standing(float(np.isfinite(own).mean()), float((own == 1).mean()), middle)
    return found
