"""Sweeps as Plotly figures: curves against the learning rate, or a heat map over two hyperparameters."""

from races.sweeps import SweepResult

from ..layout import Figure
from .curves import sweep_curves
from .heat import heat_map
from .numbers import sweep_numbers
from .values import MEASURES, best_rows, shown_values

__all__ = ["MEASURES", "best_rows", "sweep_figure", "sweep_numbers"]


def sweep_figure(result: SweepResult, measure: str = "loss", theme: str = "light", size: float = 1.0) -> Figure:
    """The figure of a sweep: a heat map if it has a second hyperparameter, else curves. `size` is a factor on type."""
    if result.spec.second:
        return heat_map(result, shown_values(result, result.spec.second.method, measure), measure, theme, size)
    return sweep_curves(result, measure, theme, size)
