"""How long a vector is, in operations that every language rounds alike."""

from __future__ import annotations

from typing import Any

import numpy as np

SMALL, LARGE, SCALE = 1e-140, 1e140, 2.0**600


def length(x: Any, y: Any) -> Any:
    """√(x² + y²), where the squares would be 0 or infinite, too.

    np.hypot and Math.hypot round as each library likes; the page finds this very number (core/length.mjs).
    tests/shared/length.json holds both to it.
    """
    largest = np.maximum(np.abs(x), np.abs(y))
    scale = np.where(largest < SMALL, SCALE, np.where(largest > LARGE, 1 / SCALE, 1.0))
    x, y = x * scale, y * scale
    return np.sqrt(x * x + y * y) / scale
