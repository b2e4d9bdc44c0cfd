"""Hyperparameters: declared once in a signature; range check, slider, URL value and help text follow from there.

A function declares its hyperparameters as keyword-only arguments::

    def rosenbrock(x, y, *, b: Annotated[float, Hyperparameter("b", 1, 1000, scale="log", help="steepness")] = 100.0):

and :func:`hyperparameters_of` reads them back, each with its name and default filled in.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from inspect import Parameter, signature
from types import FunctionType
from typing import Any, get_type_hints

#: How a slider's position (0 to 1) maps to a value. Each entry is (value -> coordinate, coordinate -> value), where
#: the coordinate runs linearly along the slider. "memory" is for decay factors: 0.9, 0.99, 0.999 are equally spaced,
#: because what is felt is the length of the memory, 1/(1 - beta). "zero_log" is logarithmic above a
#: thousandth and reaches 0. `assets/scales.js` mirrors this table.
SCALES: Mapping[str, tuple[Callable[[float], float], Callable[[float], float]]] = {
    "linear": (lambda value: value, lambda coordinate: coordinate),
    "log": (math.log10, lambda coordinate: 10.0**coordinate),
    "memory": (lambda value: -math.log10(1 - value), lambda coordinate: 1 - 10.0**-coordinate),
    "zero_log": (lambda value: math.log10(1 + 1000 * value), lambda coordinate: (10.0**coordinate - 1) / 1000),
    "whole": (lambda value: value, lambda coordinate: float(round(coordinate))),
    "switch": (lambda value: value, lambda coordinate: float(round(coordinate))),
}


@dataclass(frozen=True)
class Hyperparameter:
    """One hyperparameter: symbol, allowed range, slider scale and help text.

    `name` and `default` come from the signature. `paper` is the value that the method's source recommends, where it
    recommends one and `default` differs from it.
    """

    symbol: str
    minimum: float
    maximum: float
    scale: str = "linear"
    help: str = ""
    paper: float | None = None
    name: str = ""
    default: float = 0.0

    @property
    def label(self) -> str:
        """The name as people write it: `learning_rate` -> "learning rate"."""
        return self.name.replace("_", " ")

    @property
    def allowed(self) -> str:
        """The allowed range in words, for messages."""
        if self.scale == "switch":
            return "on or off"
        return f"{'whole numbers from ' if self.scale == 'whole' else ''}{self.minimum:g} to {self.maximum:g}"

    def parse(self, given: Any) -> float:
        """The value that `given` (a number or text) stands for.

        Raises ValueError, naming what was given and what is allowed, for anything that is not a number in the range.
        """
        words = {"on": 1.0, "true": 1.0, "off": 0.0, "false": 0.0} if self.scale == "switch" else {}
        try:
            value = words[given.lower()] if isinstance(given, str) and given.lower() in words else float(given) + 0.0
        except (TypeError, ValueError, OverflowError):
            raise ValueError(f"{self.name}: {shown(given)} is not a number; allowed: {self.allowed}") from None
        whole = self.scale not in ("switch", "whole") or (math.isfinite(value) and value.is_integer())
        if not (self.minimum <= value <= self.maximum and whole):
            raise ValueError(f"{self.name}: {shown(given)} is out of range; allowed: {self.allowed}")
        return value

    def clip(self, value: float) -> float:
        """The nearest allowed value."""
        return min(max(value, self.minimum), self.maximum)

    def position(self, value: float) -> float:
        """Where `value` sits on the slider, from 0 (minimum) to 1 (maximum)."""
        to_coordinate, _ = SCALES[self.scale]
        low, high = to_coordinate(self.minimum), to_coordinate(self.maximum)
        return (to_coordinate(self.clip(value)) - low) / (high - low)

    def value_at(self, position: float) -> float:
        """The value at a slider position from 0 to 1; the inverse of :meth:`position`."""
        to_coordinate, to_value = SCALES[self.scale]
        low, high = to_coordinate(self.minimum), to_coordinate(self.maximum)
        return self.clip(to_value(low + min(max(position, 0.0), 1.0) * (high - low)))


def hyperparameters_of(function: Callable[..., Any]) -> dict[str, Hyperparameter]:
    """The keyword-only arguments of `function` that are annotated with a :class:`Hyperparameter`, in order."""
    hints = get_type_hints(function, include_extras=True)
    found = {}
    for name, parameter in signature(function).parameters.items():
        if parameter.kind is not Parameter.KEYWORD_ONLY:
            continue
        for note in getattr(hints.get(name), "__metadata__", ()):
            if isinstance(note, Hyperparameter):
                found[name] = replace(note, name=name, default=float(parameter.default))
    return found


def bind(function: Callable[..., Any], values: dict[str, Any]) -> Callable[..., Any]:
    """A copy of `function` with `values` as the defaults of its keyword-only arguments.

    It is called without keywords, which is much faster in a loop than functools.partial; changing `values` afterwards
    changes what the copy sees. Raises TypeError for a name that is not a keyword-only argument.
    """
    declared = function.__kwdefaults__ or {}
    for name in values:
        if name not in declared:
            raise TypeError(f"{function.__name__}() has no hyperparameter {name!r}")
    copy = FunctionType(function.__code__, function.__globals__, function.__name__, None, function.__closure__)
    copy.__doc__, copy.__annotations__ = function.__doc__, function.__annotations__
    for name, default in declared.items():
        values.setdefault(name, default)
    copy.__kwdefaults__ = values
    return copy


def parse_all(
    given: Mapping[str, Any], declared: Mapping[str, Hyperparameter], where: str
) -> tuple[dict[str, float], list[str]]:
    """Check the values in `given` against their declarations.

    Returns every declared value (its default where none, or a bad one, was given) and the list of problems, each
    beginning with `where`.
    """
    values = {name: parameter.default for name, parameter in declared.items()}
    problems = []
    for name, value in given.items():
        if name not in declared:
            allowed = ", ".join(declared) or "none"
            problems.append(f"{where}: unknown hyperparameter {shown(name)}; allowed: {allowed}")
            continue
        try:
            values[name] = declared[name].parse(value)
        except ValueError as error:
            problems.append(f"{where}: {error}")
    return values, problems


def shown(given: Any, limit: int = 40) -> str:
    """`given` as it may stand in a message: quoted, and cut when it is long."""
    try:
        text = repr(given)
    except ValueError:  # an integer of too many digits to print
        text = "a very large integer"
    except RecursionError:
        text = "a very deeply nested value"
    return text if len(text) <= limit else text[: limit - 1] + "…"


def whole(given: Any, low: int, high: int, default: int, what: str, problems: list[str]) -> int:
    """`given` as a whole number from low to high; anything else is added to the problems, and the default stands in."""
    try:
        value = int(given)
        if value == float(given) and low <= value <= high and not isinstance(given, bool):
            return value
    except (TypeError, ValueError, OverflowError):
        pass
    problems.append(f"{what}: {shown(given)}; allowed: a whole number from {low} to {high}")
    return default
