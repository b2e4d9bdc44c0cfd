"""What is known of a typed expression once it is a formula: looked up on a grid, not proved."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from ..surface import Point, Surface
from .errors import ExpressionError
from .formulas import Formulas
from .minima import minima

GRID = 41  # points a side
DEFINED = 0.4  # the least part of the domain on which f and its gradient are finite
#: Where to start, as fractions of the domain's width and height: the first that is not too high, then the grid.
STARTS = ((0.2, 0.75), (0.8, 0.75), (0.2, 0.25), (0.8, 0.25), (0.35, 0.6), (0.65, 0.6), (0.35, 0.35), (0.65, 0.35))
LEVEL = 1e-3  # of the median slope
LOWER = {"linear": 0.65, "log": 0.5}  # the share of the points that may be lower than the start
RATES = (1e-6, 10.0)  # the range of learning rates
STEPS = 20  # that a safe learning rate goes downhill
WATCH = (
    "Your own function: move the start and see whose way changes most. Minima are marked where they were found by "
    "looking, and not at all where the lowest point seen is no smooth minimum."
)


def studied(formulas: Formulas, domain: tuple[Point, Point], start: Point | None) -> Surface:
    """The Surface of formulas on a domain, with a start if none is given, a safe learning rate, and minima.

    Raises ExpressionError if f is defined on too little of the domain, or if nobody can start.
    """
    with np.errstate(all="ignore"):
        look = _Look(formulas, domain)
        look.check()
        start = start or look.start()
        look.check_start(start)
        return Surface(
            label="Your own function",
            formula=formulas.latex,
            source="typed in",
            watch=WATCH,
            value=formulas.value,
            gradient=formulas.gradient,
            hessian=formulas.hessian,
            domain=domain,
            start=start,
            learning_rate=look.learning_rate(start),
            minima=minima(formulas, domain, *look.grid, look.value),
            color_scale=look.color_scale(),
        )


@dataclass(frozen=True)
class _Look:
    """Formulas on a grid over a domain."""

    formulas: Formulas
    domain: tuple[Point, Point]

    @cached_property
    def grid(self) -> tuple[np.ndarray, np.ndarray]:
        x, y = np.meshgrid(*(np.linspace(low, high, GRID) for low, high in self.domain))
        return x, y

    @cached_property
    def value(self) -> np.ndarray:
        return self.formulas.value(*self.grid)

    @cached_property
    def slope(self) -> np.ndarray:
        return np.hypot(*self.formulas.gradient(*self.grid))

    @property
    def diagonal(self) -> float:
        (x_min, x_max), (y_min, y_max) = self.domain
        return math.hypot(x_max - x_min, y_max - y_min)

    def check(self) -> None:
        """Raises ExpressionError where there is too little to see."""
        (x_min, x_max), (y_min, y_max) = self.domain
        for array, problem in ((self.value, "f has no finite value"), (self.slope, "f cannot be differentiated")):
            share = np.isfinite(array).mean()
            if share < DEFINED:
                where = f"on {1 - share:.0%} of x {x_min:g} to {x_max:g}, y {y_min:g} to {y_max:g}"
                raise ExpressionError(f"{problem} {where}", f"allowed: up to {1 - DEFINED:.0%}; choose another domain")

    def check_start(self, start: Point) -> None:
        """Raises ExpressionError where no racer can take a step."""
        try:
            numbers = (self.formulas.value(*start), *self.formulas.gradient(*start))
        except (ArithmeticError, ValueError):
            numbers = (math.nan,)
        if not all(map(math.isfinite, numbers)):
            problem = f"start: f has no finite value or gradient at ({start[0]:g}, {start[1]:g})"
            raise ExpressionError(problem, "allowed: where it has both")

    def start(self) -> Point:
        """A point where all is finite and, if there is such a one, the way down is not level and f not too high."""
        low, high = np.array(self.domain).T[:, :, None]
        listed, grid = low + (high - low) * np.array(STARTS).T, np.stack(self.grid).reshape(2, -1)
        nearest = np.hypot(*(grid - listed[:, :1])).argsort(kind="stable")
        x, y = points = np.clip(np.concatenate([listed, grid[:, nearest]], axis=1).round(9), low, high)
        value, slope = self.formulas.value(x, y), np.hypot(*self.formulas.gradient(x, y))
        sound = np.isfinite(value) & np.isfinite(slope) & np.isfinite(_curvature(*self.formulas.hessian(x, y)))
        steep = sound & (slope > LEVEL * np.median(slope[np.isfinite(slope)]))
        good = steep & (value <= np.quantile(value[np.isfinite(value)], LOWER[self.color_scale()]))
        chosen = next((choice for choice in (good, steep) if choice.any()), sound).argmax()
        return float(points[0, chosen]), float(points[1, chosen])

    def learning_rate(self, start: Point) -> float:
        """One over the curvature at the start, to one digit; less if the first step is longer than a tenth of the
        picture, or if gradient descent does not go downhill."""
        slope = math.hypot(*self.formulas.gradient(*start))
        curvature = float(_curvature(*self.formulas.hessian(*map(np.array, start))))
        rate = _one_digit(1 / max(filter(math.isfinite, (1 / RATES[1], 10 * slope / self.diagonal, curvature))))
        while rate > RATES[0] and not self.goes_downhill(start, rate):
            rate = _one_digit(rate / 2)
        return max(rate, RATES[0])

    def goes_downhill(self, start: Point, rate: float) -> bool:
        """Whether gradient descent does, but for rounding, for STEPS steps or until it leaves the picture."""
        (x_min, x_max), (y_min, y_max) = self.domain
        (x, y), first = start, self.formulas.value(*start)
        lowest = first
        try:
            for _ in range(STEPS):
                gradient_x, gradient_y = self.formulas.gradient(x, y)
                x, y = x - rate * gradient_x, y - rate * gradient_y
                value = self.formulas.value(x, y)
                if not value <= lowest + 1e-9 * (first - lowest):
                    return False
                if not (x_min <= x <= x_max and y_min <= y <= y_max):
                    return True
                lowest = value
        except (ArithmeticError, ValueError):
            return False
        return True

    def color_scale(self) -> str:
        """Logarithmic where a tenth of the picture lies in the lowest thirtieth of the values."""
        value = self.value[np.isfinite(self.value)]
        lowest, tenth, highest = np.quantile(value, (0, 0.1, 1))
        return "log" if tenth - lowest < (highest - lowest) / 30 else "linear"


def _curvature(f_xx: Any, f_xy: Any, f_yy: Any) -> Any:
    """The largest absolute eigenvalue of the Hessian."""
    return np.abs((f_xx + f_yy) / 2) + np.hypot((f_xx - f_yy) / 2, f_xy)


def _one_digit(value: float) -> float:
    """`value`, rounded down to one digit."""
    power = math.floor(math.log10(value))
    return float(f"{math.floor(value / 10**power + 1e-9)}e{power}")
