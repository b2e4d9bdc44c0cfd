"""Hyperparameters: declared once in a signature; range check, slider, URL value and help text follow from there.

A function declares its hyperparameters as keyword-only arguments::

    def rosenbrock(x, y, *, b: Annotated[float, Hyperparameter("b", 1, 1000, scale="log", help="steepness")] = 100.0):

and :func:`hyperparameters_of` reads them back, each with its name and default filled in.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from difflib import get_close_matches
from inspect import Parameter, signature
from types import FunctionType
from typing import Any, get_type_hints

#: How a slider's position (0 to 1) maps to a value. Each entry is (value -> coordinate, coordinate -> value), where
#: the coordinate runs linearly along the slider. "memory" is for decay factors: 0.9, 0.99, 0.999 are equally spaced,
#: because what is felt is the length of the memory, 1/(1 - beta). "zero_log" is logarithmic above a
#: thousandth and reaches 0. `assets/core/scales.mjs` mirrors this table.
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
    recommends one and `default` differs from it. `unit` is what values are counted in, where they are.
    """

    symbol: str
    minimum: float
    maximum: float
    scale: str = "linear"
    help: str = ""
    paper: float | None = None
    unit: str = ""
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
        return allowed_numbers(self.minimum, self.maximum, self.scale == "whole")

    def parse(self, given: Any) -> float:
        """The value that `given` (a number or text) stands for.

        Raises ValueError, naming what was given and what is allowed, for anything that is not a number in the range.
        """
        words = {"on": 1.0, "true": 1.0, "off": 0.0, "false": 0.0} if self.scale == "switch" else {}
        if isinstance(given, str) and given.lower() in words:
            return words[given.lower()]
        value = number_from(float(given) if isinstance(given, bool) else given)
        problem = problem_of(value, self.minimum, self.maximum, self.scale == "whole")
        if value is None or problem:
            raise ValueError(f"{self.name}: {shown(given)} {problem}; allowed: {self.allowed}")
        if self.scale == "switch" and not value.is_integer():
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
    copy.__dict__["unbound"] = unbound(function)
    return copy


def unbound(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function that :func:`bind` made a copy of; any other is itself."""
    return getattr(function, "unbound", function)


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


FEW = 15  # names that a message lists
NEAR = 0.6  # of 1, as difflib compares names


def did_you_mean(given: Any, names: Iterable[str]) -> str:
    """The nearest of the names, as a question before what is allowed; "" if none is near."""
    near = get_close_matches(given[:100], [*names], cutoff=NEAR) if isinstance(given, str) else []
    return f"did you mean {' or '.join(near)}? " if near else ""


def allowed_names(given: Any, names: Iterable[str], where: str) -> str:
    """What a message says is allowed instead of a name: all, if they are few, else the nearest and `where` all are."""
    known = [*names]
    if len(known) <= FEW:
        return f"allowed: {', '.join(known)}"
    return f"{did_you_mean(given, known)}allowed: {len(known)} names, {where}"


# Numbers as they are typed and written. The scripts have the same in assets/core; tests/shared holds both to it.

#: No hexadecimal digits, no underscores, no words such as "inf", and digits that everybody can read.
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)


def number_from(given: Any) -> float | None:
    """The number that a number or a text stands for, None for anything else. In a text a decimal comma and a true minus
    are understood; 0 has no sign."""
    if isinstance(given, str):
        text = given.strip().replace(",", ".").replace("−", "-")
        return float(text) + 0.0 if NUMBER.fullmatch(text) else None
    if isinstance(given, bool | bytes | bytearray):
        return None
    try:
        return float(given) + 0.0
    except (TypeError, ValueError, OverflowError):
        return None


def problem_of(value: float | None, low: float, high: float, whole: bool = False) -> str:
    """What is wrong with a number that should lie from low to high, "" if nothing is; None is none."""
    if value is None:
        return "is not a number"
    if whole and math.isfinite(value) and not value.is_integer():
        return "is not a whole number"
    return "" if low <= value <= high else "is out of range"


def allowed_numbers(low: float, high: float, whole: bool = False) -> str:
    """The range in words, for messages."""
    return f"{'a whole number from ' if whole else ''}{plain(low)} to {plain(high)}"


def read_number(given: Any, low: float, high: float, whole: bool = False) -> float:
    """The number that `given` stands for. Raises ValueError, naming what was given and what is allowed."""
    value = number_from(given)
    problem = problem_of(value, low, high, whole)
    if value is None or problem:
        raise ValueError(f"{shown(given)} {problem}; allowed: {allowed_numbers(low, high, whole)}")
    return value


def read_whole(given: Any, low: int, high: int) -> int:
    """The whole number that `given` stands for. Raises ValueError, naming what was given and what is allowed."""
    return int(read_number(given, low, high, whole=True))


def whole_or(default: int, given: Any, low: int, high: int, what: str, problems: list[str]) -> int:
    """`given` as a whole number from low to high; anything else is added to the problems, and the default stands in."""
    try:
        return read_whole(given, low, high)
    except ValueError as error:
        problems.append(f"{what}: {error}")
        return default


def plain(value: float) -> str:
    """A number as short as it can be typed; it reads back as the same number: 200, 0.001, 5e-4."""
    if float(value).is_integer() and abs(value) < 1e15:
        return str(int(value))
    if 1e-3 <= abs(value) < 1e15 or not math.isfinite(value):
        return repr(float(value))
    return f"{Decimal(repr(float(value))).normalize():e}".replace("e+", "e")
