"""How something can be exported: the settings of an export, each declared once.

The page's dialog, the command line and the checks of both are derived from `SETTINGS`, and from formats.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from hyperparameters import number_from, problem_of, shown
from races.query import one_number, one_of, whole_number

MAX_FRAMES = 3600  # two minutes at thirty frames a second
MAX_SIDE = 1920  # pixels


class ExportError(ValueError):
    """An export that cannot be made; the message names what was given and what is allowed."""


#: Width and height in pixels.
SIZES: Mapping[str, tuple[int, int]] = {
    "720p": (1280, 720),
    "1080p": (1920, 1080),
    "square": (1080, 1080),
    "half-slide": (960, 900),
}


def _side(text: str) -> int:
    """Videos in yuv420p have even sides."""
    value = number_from(text)
    if problem_of(value, 240, MAX_SIDE, whole=True) or value is None or value % 2:
        raise ValueError(f"allowed: even numbers from 240 to {MAX_SIDE}")
    return int(value)


@dataclass(frozen=True)
class Setting:
    """One setting of an export: its name on the page, how its text is read, the kinds of format that have it, and what
    it means; `choices` are all that it can be, where they are few, each with its name on the page."""

    label: str
    read: Callable[[str], Any]
    kinds: tuple[str, ...]
    help: str
    choices: Mapping[str, str] = field(default_factory=dict)

    @property
    def allowed(self) -> str:
        """What may be given, in words."""
        try:
            self.read("")
        except ValueError as error:
            return str(error)
        return ""


def _choice(label: str, choices: Mapping[str, str], help: str) -> Setting:
    return Setting(label, one_of(*choices), ("video", "page", "still"), help, choices)


SWITCH = {"on": "on", "off": "off"}
AUTO = {"auto": "auto", **SWITCH}

#: In the order of the dialog. The names are those of :class:`Options`.
SETTINGS: Mapping[str, Setting] = {
    "width": Setting("Width", _side, ("video", "still"), "pixels"),
    "height": Setting("Height", _side, ("video", "still"), "pixels"),
    "fps": Setting("Frames a second", whole_number(5, 60), ("video",), "frames a second"),
    "pace": Setting("Steps a second", one_number(1, 1000), ("video", "page"), "steps a second"),
    "hold": Setting("Seconds at the end", one_number(0, 10), ("video",), "seconds that the last frame stays"),
    "theme": _choice("Theme", {"light": "light", "dark": "dark"}, "as in the link if not given"),
    "dimensions": _choice("Dimensions", {"2": "2-D", "3": "3-D"}, "as in the link if not given"),
    "names": _choice("Names at the heads", AUTO, "auto: of up to four racers; as in the link if not given"),
    "equal": _choice(
        "Equal scale", AUTO, "of x and y in all panels; auto: where it matters; as in the link if not given"
    ),
    "chart": _choice("Loss curves", SWITCH, "the loss curves below the surfaces"),
    "legend": _choice("Legend", SWITCH, "names and learning rates"),
    "data": _choice("Samples", SWITCH, "of a surface of data: its samples, and each racer's line among them"),
    "text": Setting("Lesson’s text", one_of(*SWITCH), ("video", "still"), "what the lesson’s step says", SWITCH),
}


@dataclass(frozen=True)
class Options:
    """How an export looks. `theme`, `dimensions`, `names` and `equal` None: as the
    link says. Built from text by :func:`read_options`."""

    width: int = 1280
    height: int = 720
    fps: int = 30
    pace: float = 30.0
    hold: float = 1.0
    theme: str | None = None
    dimensions: str | None = None
    names: str | None = None
    equal: str | None = None
    chart: str = "on"
    legend: str = "on"
    data: str = "on"
    text: str = "off"

    def __post_init__(self) -> None:
        problems = []
        for each in fields(self):
            value = getattr(self, each.name)
            if value is None and each.default is None:
                continue
            try:
                object.__setattr__(self, each.name, SETTINGS[each.name].read(str(value)))
            except ValueError as error:
                problems.append(f"{each.name}: {shown(value)} is not understood; {error}")
        if problems:
            raise ExportError("\n".join(problems))


def read_options(given: Mapping[str, Any]) -> Options:
    """The options in `given` (names to numbers or text). Raises ExportError for what is not allowed."""
    unknown = [name for name in given if name not in SETTINGS]
    if unknown:
        raise ExportError(f"unknown setting {shown(unknown[0])}; allowed: {', '.join(SETTINGS)}")
    return Options(**{name: value for name, value in given.items() if value not in (None, "")})
