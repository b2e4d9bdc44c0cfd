"""Programs in Python: functions that run on plain floats, and the same that are right where plain floats raise."""

from __future__ import annotations

import keyword
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

import numpy as np

from .exact import FUNCTIONS, RAISED
from .programs import Program
from .symbols import Symbol
from .text import Language, Names, Writer

Function = Callable[..., Any]

_OPERATORS = {
    **{"add": "+", "subtract": "-", "multiply": "*", "divide": "/", "negative": "-"},
    **{"less": "<", "less_equal": "<=", "greater": ">", "greater_equal": ">=", "equal": "==", "not_equal": "!="},
    **{"or": "or", "and": "and"},
}
PYTHON = Language(
    operators=_OPERATORS,
    condition="{1} if {0} else {2}",
    number=repr,
    reserved=frozenset({*keyword.kwlist, *FUNCTIONS, "nan", "inf", "exactly", "make", "begin"}),
)
#: Where nothing may be a float of Python's, as those raise.
EXACT = replace(PYTHON, number="exactly({!r})".format)


@dataclass(frozen=True)
class Made:
    """A program with the inputs of its first stage given. `begin` takes those of the second, None where there is
    nothing to compute; `entries` are its functions. `exactly` is the same in the IEEE way, which never raises, many
    times slower."""

    begin: Function | None
    entries: Mapping[str, Function]
    remake: Callable[[], Made] | None = None

    @cached_property
    def exactly(self) -> Made:
        """For the step at which plain floats raise."""
        return self.remake() if self.remake else self


class Compiled:
    """A program as Python. `takes` says in which order each entry takes inputs of the last stage. An entry returns a
    number, or a tuple of several; those among `rows` return one be it of a single number."""

    def __init__(self, program: Program, takes: Mapping[str, Sequence[Symbol]], rows: Sequence[str] = ()) -> None:
        self.text, self.entries = written(program, takes, rows), tuple(takes)
        self._write_exactly = partial(written, program, takes, rows, EXACT)
        self._plain = _made(self.text, {name: plain for name, (plain, _) in FUNCTIONS.items()})

    @cached_property
    def _exact(self) -> Function:
        functions = {name: _on_numpy(exact) for name, (_, exact) in FUNCTIONS.items()}
        return _made(self._write_exactly(), functions | {"exactly": np.float64})

    def made(self, *given: float) -> Made:
        """The program with these inputs of its first stage."""
        try:
            begin, *entries = self._plain(*given)
        except RAISED:
            return self._made_exactly(given)
        return Made(begin, dict(zip(self.entries, entries, strict=True)), lambda: self._made_exactly(given))

    def _made_exactly(self, given: Sequence[float]) -> Made:
        with np.errstate(all="ignore"):
            begin, *entries = self._exact(*map(np.float64, given))
        functions = (_exactly(entry) for entry in entries)
        return Made(begin and _exactly(begin), dict(zip(self.entries, functions, strict=True)))


def _made(text: str, functions: Mapping[str, Any]) -> Function:
    space: dict[str, Any] = {**functions, "nan": math.nan, "inf": math.inf}
    exec(text, space)
    return space["make"]


def _on_numpy(function: Function) -> Function:
    """A function of Python's floats on NumPy's."""
    return lambda *given: np.float64(function(*map(float, given)))


def _exactly(function: Function) -> Function:
    """On NumPy's floats, which have inf and nan for what raises; it takes and returns Python's."""

    def exact(*given: float) -> Any:
        with np.errstate(all="ignore"):
            found = function(*map(np.float64, given))
        return tuple(map(float, found)) if isinstance(found, tuple) else found if found is None else float(found)

    return exact


def written(
    program: Program, takes: Mapping[str, Sequence[Symbol]], rows: Sequence[str] = (), language: Language = PYTHON
) -> str:
    """The text of a function `make`, which takes the inputs of the first stage and returns `begin` and the entries."""
    plan, names = program.plan, Names(language.reserved)
    first, *middle, _ = program.stages if len(program.stages) > 1 else ((), *program.stages)
    shared = plan.shared or ((),)
    writer = Writer(language, {symbol: names.of(symbol.value) for inputs in program.stages for symbol in inputs})
    lines = [f"def make({', '.join(map(writer.text, first))}):"]
    lines += _assigned(writer, names, shared[0], 1)
    begins = bool(middle) and bool(shared[1] or plan.kept[1])
    if begins:
        lines += _begin(program, writer, names)
    functions = ["begin" if begins else "None"]
    for entry, inputs in takes.items():
        functions.append(names.of(entry))
        lines.append(f"    def {functions[-1]}({', '.join(map(writer.text, inputs))}):")
        local = Writer(language, writer.names)
        lines += _assigned(local, names.inside(), plan.named[entry], 2)
        outputs = program.entries[entry]
        several = len(outputs) > 1 or entry in rows
        together = ", ".join(map(local.text, outputs)) + ("," if several else "")
        lines.append(f"        return {together}")
    return "\n".join([*lines, f"    return {', '.join(functions)}", ""])


def _assigned(writer: Writer, names: Names, symbols: Sequence[Symbol], depth: int) -> list[str]:
    """A line for each symbol, which has a name from then on."""
    return [f"{'    ' * depth}{name} = {writer.named(symbol, name)}" for symbol in symbols for name in [names.new()]]


def _begin(program: Program, writer: Writer, names: Names) -> list[str]:
    """The function `begin`, which sets what the entries need of the second stage."""
    kept = dict.fromkeys(program.plan.kept[1])
    parameters = {symbol: names.new() if symbol in kept else writer.text(symbol) for symbol in program.stages[1]}
    lines = [f"        {writer.text(symbol)} = {parameters[symbol]}" for symbol in kept]
    lines += _assigned(writer, names, program.plan.shared[1], 2)
    set_here = ", ".join(line.split(" = ")[0].strip() for line in lines)
    head = [f"    {set_here.replace(', ', ' = ')} = None", f"    def begin({', '.join(parameters.values())}):"]
    return [*head, f"        nonlocal {set_here}", *lines]
