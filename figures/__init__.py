"""Results as pictures: backgrounds as Plotly figures, trails as blocks for the player."""

from .background import background
from .block import block, packed
from .contours import contours
from .curves import curve_axes
from .layout import empty_figure
from .looks import LOOKS
from .markers import MARKERS
from .profiles import profile_chart
from .spectrum import spectrum_chart
from .states import state_charts
from .sweeps import best_rows, sweep_figure, sweep_numbers
from .themes import ARROWS, THEMES
from .training import bias_chart, training_chart

__all__ = [
    "ARROWS",
    "LOOKS",
    "MARKERS",
    "THEMES",
    "background",
    "best_rows",
    "bias_chart",
    "block",
    "contours",
    "curve_axes",
    "empty_figure",
    "packed",
    "profile_chart",
    "spectrum_chart",
    "state_charts",
    "sweep_figure",
    "sweep_numbers",
    "training_chart",
]
