"""The form of a surface: plain formulas in x and y, and what is known about them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from hyperparameters import Hyperparameter, bind, hyperparameters_of

from .elementary import sqrt
from .scatter import Scatter

Point = tuple[float, float]
Formula = Callable[..., Any]

#: The groups of the chooser, in the order of teaching, and what their surfaces teach.
GROUPS = {
    "bowls": "How far, how fast: one minimum, and every way down leads to it.",
    "valleys": "Steep across, nearly level along: the way down is not the way to the minimum.",
    "saddles": "The gradient vanishes, and yet there is a way down.",
    "many minima": "Where you end depends on where you start, and on how you step.",
    "plateaus": "Nearly level: how large a gradient is says nothing about how far there is to go.",
    "data": "The loss of a small model: the coordinates are its weights.",
}


@dataclass(frozen=True)
class Loss:
    """What a method, or noise, sees of a loss: its formulas, as :class:`Surface` describes them.

    `seen_from(x, y)`, where there is one, is the loss that a step from there sees along its line: `gradient` need not
    be one of a loss, but at (x, y) both agree.
    """

    value: Formula
    gradient: Formula
    hessian: Formula
    residuals: Formula | None = None
    residual_count: int = 0
    batch_loss: Callable[[Sequence[Any]], Loss] | None = None
    seen_from: Callable[[float, float], Loss] | None = None


@dataclass(frozen=True, eq=False)
class Course:
    """Where a race really runs: on `surface`, in coordinates φ of which `matrix` times φ is the point that is drawn."""

    surface: Surface
    matrix: tuple[Point, Point]


@dataclass(frozen=True, eq=False)
class Surface:
    """A two-dimensional loss surface f(x, y).

    `value(x, y)`, `gradient(x, y) -> (fx, fy)` and `hessian(x, y) -> (fxx, fxy, fyy)` take floats or arrays of one
    shape; keyword-only arguments of `value` that carry a Hyperparameter are the surface's own hyperparameters, and
    `gradient` and `hessian` take the same keywords. Where f is a sum of squares, `residuals(x, y)`, with the same
    keywords, gives (r, (rx, ry), (rxx, rxy, ryy)) of each of its `residual_count` residuals r. Where f is a mean over
    its `sample_count` samples of data, `batches(chosen)`, with the same keywords, takes the samples of each step,
    (steps, b), as numbers from 0, and gives what the loss over them follows from, (steps, width); `batch_loss(row)` is
    the loss of a step with this row. `accuracy(x, y)` is the share of samples that a classifier with these weights has
    right. `scatter()`, with the same keywords, is the samples as a picture of their own.

    `domain` is ((x_min, x_max), (y_min, y_max)), the picture, and `minima` are all minima in it; where they fill a
    curve, `curve` is its equation and `minima` are points along it, so close together that the distance to the nearest
    one is the distance to the curve, within a hundredth of the picture's diagonal. `learning_rate` is one that is safe
    for gradient descent from `start`. `color_scale` is "linear" or "log". `group` is one of GROUPS. `equal`: unless
    somebody chooses, both axes of pictures have the same scale, so that the way down is seen to be perpendicular to the
    level lines. `eye`: unless somebody turns it, a picture in space is seen from there; x, y, z in units in which the
    surface is 1.15 wide, 1.15 deep and 0.7 high, with the middle of all at 0.

    `facts(**hyperparameters)` says which of the fields follow from the hyperparameters, and how: minima move with the
    data, and a race may run elsewhere than where it is drawn (`course`).
    """

    label: str
    formula: str  # LaTeX
    source: str
    watch: str  # two or three sentences: what to look for
    value: Formula
    gradient: Formula
    hessian: Formula
    domain: tuple[Point, Point]
    start: Point
    learning_rate: float
    minima: tuple[Point, ...] = ()
    curve: str = ""
    saddles: tuple[Point, ...] = ()
    color_scale: str = "linear"
    group: str = "bowls"
    equal: bool = False
    eye: tuple[float, float, float] = (1.45, -1.56, 1.2)
    residuals: Formula | None = None
    residual_count: int = 0
    batches: Formula | None = None
    batch_loss: Callable[[Sequence[Any]], Loss] | None = None
    sample_count: int = 0
    accuracy: Formula | None = None
    scatter: Callable[..., Scatter] | None = None
    facts: Callable[..., Mapping[str, Any]] | None = None
    course: Course | None = None

    @cached_property
    def hyperparameters(self) -> Mapping[str, Hyperparameter]:
        """The surface's own hyperparameters by name."""
        return hyperparameters_of(self.value)

    @cached_property
    def diagonal(self) -> float:
        """Length of the diagonal of the domain: the unit in which steps look long or short."""
        (x_min, x_max), (y_min, y_max) = self.domain
        return math.hypot(x_max - x_min, y_max - y_min)

    @cached_property
    def lowest(self) -> np.ndarray:
        """Which of the minima are the lowest: booleans of shape (minima,)."""
        values = np.array([float(self.value(*minimum)) for minimum in self.minima])
        return values <= values.min(initial=np.inf) + 1e-9 * (1 + np.abs(values))

    @cached_property
    def condition_number(self) -> float | None:
        """Largest over smallest curvature at the first of the lowest minima, where the race runs; None where there is
        none, or a curve of them."""
        seen = self.course.surface if self.course else self
        if seen.curve or not seen.minima:
            return None
        f_xx, f_xy, f_yy = seen.hessian(*seen.minima[int(seen.lowest.argmax())])
        least, largest = np.linalg.eigvalsh([[f_xx, f_xy], [f_xy, f_yy]])
        return float(largest / least) if least > 1e-12 * largest else None

    def offers(self, what: str) -> bool:
        """Whether noise that needs `what` can be had: "squares", "samples" or "" for nothing."""
        return not what or bool(self.residual_count if what == "squares" else self.batches)

    def bind(self, **parameters: float) -> Surface:
        """This surface with its hyperparameters fixed at `parameters`."""
        if not parameters:
            return self
        names = ("value", "gradient", "hessian", "residuals", "batches", "accuracy", "scatter")
        formulas = {name: formula for name in names if (formula := getattr(self, name))}
        bound: dict[str, Any] = {name: bind(formula, dict(parameters)) for name, formula in formulas.items()}
        if self.batches and "samples" in parameters:
            bound["sample_count"] = round(parameters["samples"])
        return replace(self, **bound, **(self.facts(**parameters) if self.facts else {}))

    def rescaled(self, k_x: float, k_y: float, c: float) -> Surface:
        """This surface in other units: c f(k_x x, k_y y), with domain, start and minima to match."""
        (x_min, x_max), (y_min, y_max) = self.domain
        other = in_units(self, k_x, k_y, c)
        return replace(
            self,
            value=other.value,
            gradient=other.gradient,
            hessian=other.hessian,
            residuals=other.residuals,
            batch_loss=other.batch_loss,
            accuracy=None,
            scatter=None,
            course=None,
            domain=((x_min / k_x, x_max / k_x), (y_min / k_y, y_max / k_y)),
            start=(self.start[0] / k_x, self.start[1] / k_y),
            minima=tuple((x / k_x, y / k_y) for x, y in self.minima),
            saddles=tuple((x / k_x, y / k_y) for x, y in self.saddles),
        )

    def grid(self, points: int = 121) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """x of shape (points,), y of shape (points,) and f of shape (points, points), rows along y."""
        (x_min, x_max), (y_min, y_max) = self.domain
        x, y = np.linspace(x_min, x_max, points), np.linspace(y_min, y_max, points)
        z = self.value(*np.meshgrid(x, y))
        return x, y, np.broadcast_to(z, (points, points))


def in_units(loss: Loss | Surface, k_x: Any, k_y: Any, c: Any) -> Loss:
    """A loss in other units: c f(k_x x, k_y y)."""

    def value(x: Any, y: Any) -> Any:
        return c * loss.value(k_x * x, k_y * y)

    def gradient(x: Any, y: Any) -> tuple[Any, Any]:
        f_x, f_y = loss.gradient(k_x * x, k_y * y)
        return c * k_x * f_x, c * k_y * f_y

    def hessian(x: Any, y: Any) -> tuple[Any, Any, Any]:
        f_xx, f_xy, f_yy = loss.hessian(k_x * x, k_y * y)
        return c * k_x * k_x * f_xx, c * k_x * k_y * f_xy, c * k_y * k_y * f_yy

    def residuals(x: Any, y: Any) -> list[tuple]:
        assert loss.residuals
        root = sqrt(c)
        return [
            (
                root * r,
                (root * k_x * g[0], root * k_y * g[1]),
                (root * k_x * k_x * h[0], root * k_x * k_y * h[1], root * k_y * k_y * h[2]),
            )
            for r, g, h in loss.residuals(k_x * x, k_y * y)
        ]

    def batch_loss(row: Sequence[Any]) -> Loss:
        assert loss.batch_loss
        return in_units(loss.batch_loss(row), k_x, k_y, c)

    more = loss.residuals and residuals, loss.residual_count, loss.batch_loss and batch_loss
    return Loss(value, gradient, hessian, *more)
