"""The view: what a link says of the page beside its panels."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from optimizers import OPTIMIZERS

from ..averages import AVERAGES, DECAY, SINCE
from .pins import pins
from .values import numbers, one_number, one_of, some_of, whole_number

MAX_CLOCK = 1_000_000  # steps, or gradient evaluations
METHODS = "those of the methods in a link, such as adam"
SPEEDS = (0.25, 0.5, 0.8333, 1.0, 2.0, 4.0, 8.0)

#: What a chart can show, and how it is called there.
MEASURES = {"loss": "loss", "distance": "distance", "move": "step length", "accuracy": "accuracy"}

#: The view, one row a key: its default and its reader. A key at its default is left out of the link. `step` None
#: plays from the start; a number shows that step, paused. `shared`: all charts have one axis of values. `theme` None
#: follows the reader's system. `names` stand at the heads: auto, of up to four racers. `predict` hides what is to come,
#: and waits at the start. `average` is that of the path, drawn beside each racer (races/averages.py): the mean of what
#: comes after step `average_from`, or with `average_decay`; of the methods `average_of`, () for all. `pins` are the
#: sliders on the stage.
VIEW: Mapping[str, tuple[Any, Callable[[str], Any]]] = {
    "step": (None, whole_number(0, MAX_CLOCK)),
    "speed": (1.0, one_of(*SPEEDS)),
    "loop": ("on", one_of("on", "off")),
    "dimensions": ("2", one_of("2", "3")),
    "camera": (None, numbers(3, -10, 10)),
    "chart": ("loss", one_of(*MEASURES)),
    "shared": ("off", one_of("on", "off")),
    "axis": ("step", one_of("step", "evaluations")),
    "theme": (None, one_of("light", "dark")),
    "names": ("auto", one_of("auto", "on", "off")),
    "predict": ("off", one_of("on", "off")),
    "average": ("none", one_of(*AVERAGES)),
    "average_from": (0, whole_number(*SINCE)),
    "average_decay": (0.99, one_number(*DECAY)),
    "average_of": ((), some_of(OPTIMIZERS, METHODS)),
    "pins": ((), pins),
}
