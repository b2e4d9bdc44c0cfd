"""What every declared method has in common, whatever its form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from inspect import getdoc, getmodule
from typing import Any

from hyperparameters import Hyperparameter

#: The groups of the chooser: the lecture's own methods, what came after, and those that use curvature.
GROUPS = ("the lecture", "modern", "second order")


@dataclass(frozen=True)
class Optimizer:
    """A declared method: its rule, and all that its signature and decorator say about it.

    `states` maps each state, in the order of the rule, to its initial value: a number, or the name of a hyperparameter.
    `source` names paper and equation; `formula` is LaTeX; `watch` says in two sentences what to look for; `group` is
    one of GROUPS.

    What a method promises is declared, too, and the tests hold every method to it, both ways. `rotates`: in other axes
    it takes the same path. `rescales`: so it does where a coordinate, or the loss, is measured in another unit; the
    form of the method says which.
    """

    name: str
    label: str
    source: str
    formula: str
    watch: str
    group: str
    rule: Callable[..., Any]
    states: Mapping[str, float | str]
    hyperparameters: Mapping[str, Hyperparameter]
    rotates: bool = False
    rescales: bool = False

    def __post_init__(self) -> None:
        if self.group not in GROUPS:
            raise TypeError(f"{self.name}: {self.group!r} is not a group; allowed: {', '.join(GROUPS)}")
        unknown = [s for s in self.states.values() if isinstance(s, str) and s not in self.hyperparameters]
        if unknown:
            raise TypeError(f"{self.name}: a state begins at {', '.join(unknown)}, which is no hyperparameter")

    @property
    def description(self) -> str:
        """The docstring of the rule, or of its file: one method a file."""
        return getdoc(self.rule) or getdoc(getmodule(self.rule)) or ""

    def initial_states(self, hyperparameters: Mapping[str, Any]) -> tuple[Any, ...]:
        """The states before the first step; one that starts at a hyperparameter takes it from the argument."""
        return tuple(hyperparameters[start] if isinstance(start, str) else start for start in self.states.values())
