"""Elementary functions for floats and arrays alike.

A float goes to `math` (several times faster than NumPy for one number), an array to NumPy. Where `math` raises
(overflow, sine of infinity) NumPy gives inf or nan: the runner treats both as divergence.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

pi, e = math.pi, math.e


def sin(x: Any) -> Any:
    return math.sin(x) if type(x) is float else np.sin(x)


def cos(x: Any) -> Any:
    return math.cos(x) if type(x) is float else np.cos(x)


def exp(x: Any) -> Any:
    return math.exp(x) if type(x) is float else np.exp(x)


def sqrt(x: Any) -> Any:
    return math.sqrt(x) if type(x) is float or type(x) is int else np.sqrt(x)
