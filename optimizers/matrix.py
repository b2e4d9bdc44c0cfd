"""The matrix form of an optimizer: a function of a weight as a matrix, for what looks at its rows and columns.

A network has such weights, a row for each neuron or filter: `weights(W, G, t, *states, **hyperparameters)` is called
for each of them, and returns the weight and its states after step t. W and the gradient G have the same shape; a state
begins as its default says, often as 0, which fits any shape. All that is no matrix, such as biases, is moved by
another, element-wise rule, `others`, which has the same settings as far as it knows them::

    def of_a_matrix(W, G, t, M=0.0, *, learning_rate, momentum): ...

    @matrix(weights=of_a_matrix, others=adamw, label="Muon", ...)
    def muon(x, g, m=0.0, *, learning_rate=..., momentum=...):

On a surface there are two weights, which are a matrix of two rows and one column. What the rule does to that is written
as a block rule is (block.py), so that it runs on lanes, and as a program; a test holds it to `weights`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from inspect import Parameter, signature
from typing import Any

import numpy as np

from .block import Block, block
from .elementwise import Elementwise, Function


@dataclass(frozen=True)
class Matrix(Block):
    """A method with a rule for matrices, `weights`, and one for all else, `others`; see above."""

    weights: Function | None = None
    others: Elementwise | None = None

    def first_states(self) -> tuple[Any, ...]:
        """What the states of a matrix begin as."""
        assert self.weights
        places = (p for p in signature(self.weights).parameters.values() if p.kind is Parameter.POSITIONAL_OR_KEYWORD)
        return tuple(p.default for p in places if p.default is not Parameter.empty)

    def settings_of_others(self, settings: Mapping[str, Any]) -> dict[str, Any]:
        """The hyperparameters of the rule for all else: those that it shares, and its defaults."""
        assert self.others
        return {key: settings.get(key, each.default) for key, each in self.others.hyperparameters.items()}


def matrix(*, weights: Function, others: Elementwise, **declared: Any) -> Callable[[Function], Matrix]:
    """Declare a rule as a :class:`Matrix` method; the other arguments are those of :func:`block`."""

    def declare(rule: Function) -> Matrix:
        method = block(**declared)(rule)
        return Matrix(
            **{each.name: getattr(method, each.name) for each in fields(method)}, weights=weights, others=others
        )

    return declare


def eigen(S: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The eigenvalues of a symmetric matrix, the largest first and none below 0, and its eigenvectors as columns."""
    values, vectors = np.linalg.eigh(S)
    return np.maximum(values[::-1], 0), vectors[:, ::-1]
