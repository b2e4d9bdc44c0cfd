"""What every declared method has in common, whatever its form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from inspect import getdoc, getmodule
from math import inf
from typing import Any

from hyperparameters import Hyperparameter

from .drawn import Drawn
from .formula import Formula, written

#: The groups of the chooser: the lecture's own methods, what came after, what does without a part of Adam or adds one,
#: those that use curvature, and those that see values only.
GROUPS = ("the lecture", "modern", "beyond Adam", "second order", "without gradients")


@dataclass(frozen=True)
class Optimizer:
    """A declared method: its rule, and all that its signature and decorator say about it.

    `states` maps each state, in the order of the rule, to its initial value: a number, or the name of a hyperparameter.
    `source` names paper and equation; `declared` is the formula, and `symbols` the letters that it has for states and
    variables of the rule, where those are not their names: see formula.py. `watch` says in two sentences what to look
    for; `group` is one of GROUPS. `draws` is what it draws around its head.

    What a method promises is declared, too, and the tests hold every method to it, both ways. `rotates`: in other axes
    it takes the same path. `rescales`: so it does where a coordinate, or the loss, is measured in another unit; the
    form of the method says which. `hovers`: at a constant rate it comes to no rest, and ends in a cycle or in a cloud
    around a minimum, which is no failure.
    """

    name: str
    label: str
    source: str
    declared: Formula
    watch: str
    group: str
    rule: Callable[..., Any]
    states: Mapping[str, float | str]
    hyperparameters: Mapping[str, Hyperparameter]
    rotates: bool = False
    rescales: bool = False
    hovers: bool = False
    symbols: Mapping[str, str] = field(default_factory=dict)
    draws: Drawn | None = None

    def __post_init__(self) -> None:
        if self.group not in GROUPS:
            raise TypeError(f"{self.name}: {self.group!r} is not a group; allowed: {', '.join(GROUPS)}")
        unknown = [s for s in self.states.values() if isinstance(s, str) and s not in self.hyperparameters]
        if unknown:
            raise TypeError(f"{self.name}: a state begins at {', '.join(unknown)}, which is no hyperparameter")

    @property
    def formula(self) -> str:
        """The formula for the card, at the default settings."""
        return written(self.declared, {name: each.default for name, each in self.hyperparameters.items()} | {"t": inf})

    @property
    def description(self) -> str:
        """The docstring of the rule, or of its file: one method a file."""
        return getdoc(self.rule) or getdoc(getmodule(self.rule)) or ""

    def initial_states(self, hyperparameters: Mapping[str, Any]) -> tuple[Any, ...]:
        """The states before the first step; one that starts at a hyperparameter takes it from the argument."""
        return tuple(hyperparameters[start] if isinstance(start, str) else start for start in self.states.values())
