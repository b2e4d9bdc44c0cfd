"""The chart below a surface: loss, distance, step length or accuracy against steps or gradient evaluations, on the
page's axes."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator

from figures import THEMES
from races import RaceResult, Trajectory
from races.query import MEASURES
from surfaces import Surface

from .chart_range import axis_range, is_logarithmic, seen_range, shared_range
from .ground import FAR, axes_on, style_axes
from .lettering import MEDIUM, font
from .places import Box

SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


@dataclass(frozen=True, eq=False)
class Chart:
    """The chart of one result. `measure` is one of MEASURES; `last` is the end of its time axis; `shared` are results
    whose values its axis has, too; `averages` are those of paths, which it shows or
    shares, with their surfaces."""

    result: RaceResult
    surface: Surface
    measure: str
    by_evaluations: bool
    last: float
    theme: str
    clip: Box
    size: float
    shared: Sequence[RaceResult] = ()
    averages: Sequence[tuple[Mapping[str, Trajectory], Surface]] = ()

    @cached_property
    def logarithmic(self) -> bool:
        """Whether the values' axis is logarithmic: where all are positive and span decades."""
        return self.measure != "accuracy" and is_logarithmic(*self._seen)

    @cached_property
    def range(self) -> tuple[float, float]:
        """What is seen of the values, or of their decimal logarithms."""
        return axis_range(*self._seen, self.logarithmic)

    def _values(self, trajectory: Trajectory) -> np.ndarray:
        if self.measure == "accuracy":
            nothing = np.full(trajectory.losses.shape, np.nan)
            return nothing if trajectory.accuracies is None else trajectory.accuracies
        columns = {"loss": trajectory.losses, "distance": trajectory.distances, "move": trajectory.moves}
        return columns[self.measure]

    @cached_property
    def _seen(self) -> tuple[float, float]:
        others = [(result, result.spec.bound_surface) for result in self.shared]
        return shared_range(
            seen_range([(t.positions, self._values(t)) for t in result.values()], surface.domain)
            for result, surface in [(self.result, self.surface), *others, *self.averages]
        )

    def paint(self, figure: Figure) -> None:
        """Axes and grid."""
        colors = THEMES[self.theme]
        axes = axes_on(figure, self.clip)
        axes.set_xlim(0, self.last)
        axes.set_ylim(*self.range)
        axes.xaxis.set_major_locator(MaxNLocator(5, integer=True, steps=[1, 2, 5, 10]))
        if self.logarithmic:
            apart = max(math.ceil((self.range[1] - self.range[0]) / 4), 1)
            marks = np.arange(math.ceil(self.range[0]), self.range[1] + 1e-9, apart)
            axes.yaxis.set_major_locator(FixedLocator(marks.tolist()))
            axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _power(round(value))))
        else:
            axes.yaxis.set_major_locator(MaxNLocator(4))
        axes.grid(color=colors.grid, linewidth=0.08 * self.size)
        axes.set_axisbelow(True)
        style_axes(axes, self.theme, self.size)
        words = font(MEDIUM, self.size)
        axes.set_ylabel(MEASURES[self.measure], fontproperties=words, color=colors.text, labelpad=0.3 * self.size)
        under = "gradient evaluations" if self.by_evaluations else "step"
        axes.set_xlabel(under, fontproperties=words, color=colors.text, labelpad=0.1 * self.size)

    def pixels(self, trajectory: Trajectory) -> np.ndarray:
        """Where each step lies, (steps + 1, 2)."""
        left, top, width, height = self.clip
        low, high = self.range
        x = trajectory.evaluations if self.by_evaluations else np.arange(len(trajectory.losses))
        with np.errstate(all="ignore"):
            y = np.log10(self._values(trajectory)) if self.logarithmic else self._values(trajectory)
            points = np.column_stack([left + width * (x / self.last), top + height * ((high - y) / (high - low))])
        points[np.isnan(y)] = np.nan
        return np.clip(points, -FAR, FAR)


def _power(exponent: int) -> str:
    return {0: "1", 1: "10"}.get(exponent, f"10{str(exponent).translate(SUPERSCRIPTS)}")
