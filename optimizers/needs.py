"""What a method needs, in the words by which people look for it. All of it follows from what the method declares and,
of a vector method, from what it asks its objective for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import islice

import numpy as np

from .block import Block
from .elementwise import Elementwise
from .optimizer import Optimizer
from .vector import Vector

#: The needs, each with other words for it, in the order in which the chooser offers them.
NEEDS: Mapping[str, tuple[str, ...]] = {
    "no learning rate": ("without learning rate", "without a learning rate", "learning-rate-free", "parameter-free"),
    "uses curvature": ("second order", "second-order", "hessian"),
    "uses the loss": ("function values", "line search"),
    "two gradients a step": ("two gradients", "2 gradients"),
    "without gradients": ("no gradients", "gradient-free", "derivative-free"),
    "sees all coordinates": ("not element-wise",),
    "same in turned axes": ("rotation invariant", "rotationally invariant"),
    "never rests": ("does not rest", "hovers"),
}
ITERATIONS = 4  # of a vector method, until all that it ever asks for has been asked for


def needs_of(method: Optimizer) -> tuple[str, ...]:
    """Those of NEEDS that hold for a method at its default settings."""
    asked = _asked(method)
    holds: Mapping[str, Callable[[], bool]] = {
        "no learning rate": lambda: "learning_rate" not in method.hyperparameters,
        "uses curvature": lambda: "curvature" in asked,
        "uses the loss": lambda: "value" in asked,
        "two gradients a step": lambda: "probe" in asked,
        "without gradients": lambda: not {"gradient", "curvature"} & asked,
        "sees all coordinates": lambda: isinstance(method, Vector | Block) or not isinstance(method, Elementwise),
        "same in turned axes": lambda: method.rotates,
        "never rests": lambda: method.hovers,
    }
    return tuple(need for need in NEEDS if holds[need]())


class _Bowl:
    """A bowl as an Objective, (x - 1)² + 4 (y + 2)² with its residuals, that remembers what it was asked for."""

    factor, reach, fixed, residual_count = 1.0, 100.0, True, 2
    scales, minimum = np.array([2.0, 8.0]), np.array([1.0, -2.0])

    def __init__(self) -> None:
        self.asked: set[str] = set()

    def value(self, x: np.ndarray) -> float:
        self.asked.add("value")
        return float(self.scales @ (x - self.minimum) ** 2) / 2

    def gradient(self, x: np.ndarray) -> np.ndarray:
        self.asked.add("gradient")
        return self.scales * (x - self.minimum)

    def hessian(self, x: np.ndarray) -> np.ndarray:
        self.asked.add("curvature")
        return np.diag(self.scales)

    def hessian_vector(self, x: np.ndarray, p: np.ndarray) -> np.ndarray:
        self.asked.add("curvature")
        return self.scales * p

    gauss_newton_vector = hessian_vector


def _asked_by_vector(method: Vector) -> set[str]:
    objective = _Bowl()
    settings = {name: each.default for name, each in method.hyperparameters.items()}
    for _ in islice(method.rule(objective, np.array([3.0, 1.0]), **settings), ITERATIONS):
        pass
    return objective.asked


def _asked(method: Optimizer) -> set[str]:
    """What of the loss a method looks at: "value", "gradient", "curvature", and the gradient at a "probe"."""
    if isinstance(method, Vector):
        return _asked_by_vector(method)
    supplied = set(getattr(method, "supplied", ()))
    names = {"g": "gradient", "f": "value", "h": "curvature", "p": "probe", "w": "probe"}
    return {names[each] for each in supplied & set(names)}
