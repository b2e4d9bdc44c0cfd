"""What `make data ONLY=name` names: a surface or a method."""

from __future__ import annotations

import sys

from hyperparameters import shown
from optimizers import OPTIMIZERS
from surfaces import SURFACES


def named() -> tuple[str, ...]:
    """The surfaces and methods that the command line names, none for everything; exits on any other name."""
    for name in sys.argv[1:]:
        if name not in SURFACES and name not in OPTIMIZERS:
            allowed = f"surfaces: {', '.join(SURFACES)}\nmethods: {', '.join(OPTIMIZERS)}"
            sys.exit(f"{shown(name)} is neither a surface nor a method; allowed:\n{allowed}")
    return tuple(sys.argv[1:])
