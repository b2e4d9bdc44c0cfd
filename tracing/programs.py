"""Programs: inputs in stages, outputs by entry; and the order in which to compute them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .errors import TraceError, Untraceable, blamed, called
from .symbols import Graph, Symbol

DEEPEST = 24  # operations in one expression; what is deeper gets a name


@dataclass(frozen=True, eq=False)
class Program:
    """What a rule does, without the rule: `stages` are its inputs, from what is known first to what is known last, and
    `entries` are its outputs, by the name of the function that shall give them.

    What depends on the inputs of early stages alone is computed there, once; each entry computes the rest.
    """

    stages: tuple[tuple[Symbol, ...], ...]
    entries: Mapping[str, tuple[Symbol, ...]]

    @cached_property
    def plan(self) -> Plan:
        """The order in which to compute it."""
        return _planned(self)

    @cached_property
    def used(self) -> Mapping[Symbol, None]:
        """All symbols that it needs."""
        return dict.fromkeys(_reached(output for outputs in self.entries.values() for output in outputs))

    def uses_in(self, entry: str) -> Mapping[Symbol, int]:
        """How often an entry uses each input of the last stage that it needs."""
        inputs, reached = dict.fromkeys(self.stages[-1], 0), _reached(self.entries[entry])
        for symbol in [argument for each in reached for argument in each.arguments] + list(self.entries[entry]):
            if symbol in inputs:
                inputs[symbol] += 1
        return {symbol: uses for symbol, uses in inputs.items() if uses}


@dataclass(frozen=True)
class Plan:
    """`shared` are for each early stage the symbols that get a name there; `kept` are its inputs that are used later.
    `named` are those of each entry that it uses more than once. All others stand where they are used."""

    shared: tuple[tuple[Symbol, ...], ...]
    kept: tuple[tuple[Symbol, ...], ...]
    named: Mapping[str, tuple[Symbol, ...]]


def outputs_of(
    graph: Graph, count: int, rule: Callable[..., Any], *arguments: Any, **keywords: Any
) -> tuple[Symbol, ...]:
    """The `count` numbers that `rule` returns, as symbols of `graph`; one need not be in a tuple. Raises TraceError."""
    found = called(rule, *arguments, **keywords)
    several = tuple(found) if isinstance(found, tuple | list) else (found,)
    try:
        if len(several) != count:
            raise Untraceable(f"returns {len(several)} values, where {count} are wanted")
        symbols = map(graph.constant, several)
        return tuple(graph.node("add", each, 0.0) if each.is_logical else each for each in symbols)
    except Exception as error:
        raise TraceError(blamed(rule, error)) from error


def _planned(program: Program) -> Plan:
    last = len(program.stages) - 1
    stage_of = {symbol: stage for stage, inputs in enumerate(program.stages) for symbol in inputs}
    reached = {entry: _reached(outputs) for entry, outputs in program.entries.items()}
    for symbol in _reached(output for outputs in program.entries.values() for output in outputs):
        if symbol.operation == "input":
            continue
        stage_of[symbol] = max((stage_of[a] for a in symbol.arguments), default=0)
    uses: dict[Symbol, list[int]] = {}  # by early symbol, the stages that use it
    for symbol, stage in stage_of.items():
        for argument in symbol.arguments:
            uses.setdefault(argument, []).append(stage)
    for outputs in program.entries.values():
        for output in outputs:
            uses.setdefault(output, []).append(last)
    early = [s for s in sorted(stage_of, key=_number) if stage_of[s] < last and not s.is_constant]
    later = {s for s in early if any(stage > stage_of[s] for stage in uses.get(s, ()))}
    computed = [s for s in early if s.operation != "input"]
    shared = _named(computed, later, {s: len(uses.get(s, ())) for s in computed})
    return Plan(
        tuple(tuple(s for s in shared if stage_of[s] == stage) for stage in range(last)),
        tuple(tuple(s for s in inputs if s in later) for inputs in program.stages[:last]),
        {entry: _of_entry(symbols, program.entries[entry], stage_of, last) for entry, symbols in reached.items()},
    )


def _of_entry(
    reached: Sequence[Symbol], outputs: Sequence[Symbol], stage_of: Mapping[Symbol, int], last: int
) -> tuple[Symbol, ...]:
    late = [s for s in reached if stage_of[s] == last and not s.is_constant]
    uses = dict.fromkeys(late, 0)
    for symbol in [argument for s in late for argument in s.arguments] + list(outputs):
        if symbol in uses:
            uses[symbol] += 1
    return _named([s for s in late if s.operation != "input"], set(), uses)


def _named(symbols: Sequence[Symbol], always: set[Symbol], uses: Mapping[Symbol, int]) -> tuple[Symbol, ...]:
    """Those that get a name: what must have one, what is used more than once, and what would make too long a line."""
    depth: dict[Symbol, int] = {}
    named = []
    for symbol in symbols:
        depth[symbol] = 1 + max((depth.get(argument, 0) for argument in symbol.arguments), default=0)
        if symbol in always or uses[symbol] > 1 or depth[symbol] > DEEPEST:
            depth[symbol] = 0
            named.append(symbol)
    return tuple(named)


def _reached(outputs: Iterable[Symbol]) -> list[Symbol]:
    """All symbols that the outputs need, each after those that it needs itself."""
    found: set[Symbol] = set()
    waiting = list(outputs)
    while waiting:
        symbol = waiting.pop()
        if symbol not in found:
            found.add(symbol)
            waiting += symbol.arguments
    return sorted(found, key=_number)


def _number(symbol: Symbol) -> int:
    return symbol.number
