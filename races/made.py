"""What `make data ONLY=name` makes: what belongs to that surface or method."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from optimizers import OPTIMIZERS
from surfaces import SURFACES


def wanted(names: Sequence[str], has: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    """By surface the methods for which to make what belongs to `names`, or everything if there are none.

    A surface is made for all methods; a method for the surfaces that the file `has`: the others are still to be made.
    """
    methods = tuple(name for name in OPTIMIZERS if name in names)
    found = {name: OPTIMIZERS if name in names or not names else methods for name in SURFACES}
    return {name: tuple(of) for name, of in found.items() if of and (name in has or len(of) == len(OPTIMIZERS))}
