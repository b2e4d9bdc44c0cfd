"""The key of a racer: a checksum over its path, which the page computes of its own racers as well.

Two racers of one method over one surface with the same key have the same numbers: who holds one need not be sent it.
Integers wrap at 2**32, so that assets/engine/checksum.mjs gives the same to the bit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from optimizers import OPTIMIZERS, Vector

if TYPE_CHECKING:
    from .trajectory import Trajectory


def racer_key(name: str, trajectory: Trajectory) -> str:
    """The method's name and 16 hex digits. What a vector method has spent and draws does not follow from its path: it
    counts."""
    found = trajectory.checksum
    if isinstance(OPTIMIZERS[name], Vector):
        outlines = np.empty(0) if trajectory.outlines is None else trajectory.outlines
        parts = trajectory.positions.ravel(), trajectory.evaluations, outlines.ravel()
        found = checksum(np.concatenate(parts, dtype=float))
    return f"{name}-{found}"


def checksum(numbers: np.ndarray) -> str:
    """16 hex digits of float64 numbers, (n,): two sums over their halves as uint32, each mixed with its place.

    The mixing is the end of MurmurHash3: sums of less mixed words are the same for mirrored paths, where two signs
    cancel.
    """
    words = (numbers + 0.0).astype("<f8").view("<u4")  # -0.0 is 0.0
    place = np.arange(len(words), dtype=np.uint32)
    mixed = words ^ (place * np.uint32(0x9E3779B1))
    mixed = (mixed ^ (mixed >> 16)) * np.uint32(0x85EBCA6B)
    mixed = (mixed ^ (mixed >> 13)) * np.uint32(0xC2B2AE35)
    mixed ^= mixed >> 16
    return f"{mixed.sum(dtype=np.uint32):08x}{(mixed * (2 * place + 1)).sum(dtype=np.uint32):08x}"
