"""Where a way leaves what is seen of a surface: assets/core/edge.mjs for files; tests/shared/edge.json holds both."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def until_the_edge(way: np.ndarray, domain: Sequence[tuple[float, float]]) -> np.ndarray:
    """The points of a way, (n, 2), each first one outside of the domain brought back to where its line crosses the
    edge; the same array where none is outside."""
    low, high = np.array(domain, float).T
    inside = ((way >= low) & (way <= high)).all(axis=1)
    first = np.flatnonzero(inside[:-1] & ~inside[1:] & np.isfinite(way[1:]).all(axis=1)) + 1
    if not first.size:
        return way
    here, there = way[first - 1], way[first]
    within = np.clip(there, low, high)
    shares = np.divide(within - here, there - here, out=np.ones_like(here), where=within != there)
    ended = way.copy()
    ended[first] = np.clip(here + shares.min(axis=1, keepdims=True) * (there - here), low, high)
    return ended
