"""The noise that a method adds itself: a number for each coordinate and step, of mean 0 and variance 1, from its seed.

A sum of twelve uniform numbers from 0 to 1, less 6, is close to normal. They are whole numbers over 2^32, so that the
sum is the same to the bit in assets/engine/own_noise.mjs; tests/shared/own_noise.json holds both.
"""

from __future__ import annotations

from typing import Any

import numpy as np

SUMMED = 12
WHOLE = 0xFFFFFFFF  # 32 bits


def own_noise(seed: float, t: int) -> tuple[float, float]:
    """The numbers of step t, for x and for y."""
    state = _mixed(int(seed) * 0x9E3779B1 + t * 0x85EBCA77 & WHOLE)
    found = []
    for _ in range(2):
        total = 0
        for _ in range(SUMMED):
            state = state + 0x6D2B79F5 & WHOLE
            total += _mixed(state)
        found.append(total / 2**32 - SUMMED / 2)
    return found[0], found[1]


def own_noise_of_lanes(seed: Any, t: int) -> np.ndarray:
    """The same for a seed, (2, 1), or for an array of them, (2, lanes)."""
    seeds = np.atleast_1d(seed).astype(np.uint64)
    state = _mixed(seeds * 0x9E3779B1 + t * 0x85EBCA77 & WHOLE)
    drawn = [_mixed(state + k * 0x6D2B79F5 & WHOLE) for k in range(1, 2 * SUMMED + 1)]
    return np.array([sum(drawn[:SUMMED]), sum(drawn[SUMMED:])]) / 2**32 - SUMMED / 2


def _mixed(a: Any) -> Any:
    """The finalizer of MurmurHash3: every bit of the result hangs on every bit."""
    a = (a ^ a >> 16) * 0x85EBCA6B & WHOLE
    a = (a ^ a >> 13) * 0xC2B2AE35 & WHOLE
    return a ^ a >> 16
