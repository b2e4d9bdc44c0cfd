"""The program of a rule, traced, for engines in both languages: what an element-wise rule does to one coordinate, and a
block rule to both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hyperparameters import Hyperparameter
from tracing import Column, Compiled, Graph, Program, Symbol, by_coordinate, outputs_of

if TYPE_CHECKING:
    from .elementwise import Elementwise

STAGE = ("t", "learning_rate")  # what is given anew at each step, for both coordinates
WHOLE = ("whole", "switch")  # scales of hyperparameters that are whole numbers
SHARED = ("t", "f")  # what both coordinates are given
AXES = ("x", "y")
Points = tuple[tuple[str, Any], ...]


def program_of(method: Elementwise) -> Program:
    """Its hyperparameters are the first stage, but for the learning rate, which schedules change: t and that are the
    second, wanted or not. The last are x, what the rule asks for and its states, in this order. The entries are
    `step`, which gives the new position and the new states, and `look_ahead` and `probe`, where there are such.

    Raises TraceError for a rule that branches on a value, or does what cannot be traced.
    """
    graph = Graph()
    settings = {name: declared(graph, parameter) for name, parameter in method.hyperparameters.items()}
    supplied = {name: graph.input(name, whole=name == "t") for name in method.supplied}
    states = {name: graph.input(name) for name in method.states}
    found = outputs_of(graph, 1 + len(states), method.rule, *supplied.values(), *states.values(), **settings)
    entries = {"step": found}
    for name, point in _points(method):
        entries[name] = outputs_of(graph, 1, point, supplied["x"], *states.values(), **_wanted(point, settings))
    last = tuple(symbol for name, symbol in (supplied | states).items() if name not in STAGE)
    return Program((*_early(graph, settings), last), entries)


def program_of_pair(method: Elementwise) -> Program:
    """The same of a rule that sees both coordinates. The last stage are what it asks for, then the row of x, position
    and states, and the row of y; g_x and g_y are the gradient, and so on, and the loss is one number. `step` gives both
    rows, `look_ahead` and `probe` a point."""
    graph = Graph()
    settings = {name: declared(graph, parameter) for name, parameter in method.hyperparameters.items()}
    pairs = {
        name: Column(graph.input(f"{name}_{axis}") for axis in AXES)
        for name in (*method.supplied, *method.states)
        if name not in SHARED
    }
    one = {name: graph.input(name, whole=name == "t") for name in SHARED if name in method.supplied}
    supplied = [one[name] if name in one else pairs[name] for name in method.supplied]
    states = [pairs[name] for name in method.states]
    found = outputs_of(graph, 2 + 2 * len(states), by_coordinate(method.rule, 2), *supplied, *states, **settings)
    entries = {"step": found}
    for name, point in _points(method):
        seen = [pairs["x"], pairs["g"]] if name == "probe" else [pairs["x"]]
        entries[name] = outputs_of(graph, 2, by_coordinate(point, 2), *seen, *states, **_wanted(point, settings))
    asked = [each for name, each in zip(method.supplied, supplied, strict=True) if name not in ("x", *STAGE)]
    last = [symbol for each in asked for symbol in (each.entries if isinstance(each, Column) else (each,))]
    rows = [column.entries[place] for place in (0, 1) for column in (pairs["x"], *states)]
    return Program((*_early(graph, settings), (*last, *rows)), entries)


def _points(method: Elementwise) -> Points:
    return tuple((name, point) for name in ("look_ahead", "probe") if (point := getattr(method, name)))


def _wanted(point: Any, settings: dict[str, Any]) -> dict[str, Any]:
    return {each: settings[each] for each in point.__kwdefaults__ or {}}


def _early(graph: Graph, settings: dict[str, Any]) -> tuple[tuple[Symbol, ...], tuple[Symbol, ...]]:
    """The first stage and the second."""
    first = tuple(symbol for name, symbol in settings.items() if name not in STAGE)
    return first, (graph.input("t", whole=True), graph.input("learning_rate"))


def declared(graph: Graph, parameter: Hyperparameter) -> Any:
    """A hyperparameter as an input."""
    return graph.input(parameter.name, whole=parameter.scale in WHOLE)


def compiled(method: Elementwise) -> Compiled:
    """The program in Python: `step(g, ..., x, *states)`, with what the rule asks for after g, and `look_ahead` and
    `probe` of (x, *states)."""
    program = method.program
    x, *others = program.stages[-1]
    asked, states = others[: len(others) - len(method.states)], others[len(others) - len(method.states) :]
    takes = {name: (x, *states) for name in program.entries if name != "step"}
    return Compiled(program, {"step": (*asked, x, *states), **takes}, rows=("step",))


def compiled_of_pair(method: Elementwise) -> Compiled:
    """The same of a rule that sees both coordinates: `step(g_x, g_y, ..., *row_x, *row_y)`, `look_ahead(*row_x,
    *row_y)` and `probe(g_x, g_y, *row_x, *row_y)`."""
    program = method.program
    asked, rows = parts_of_pair(method)
    takes = {"step": (*asked, *rows), "look_ahead": rows, "probe": (*asked[:2], *rows)}
    return Compiled(program, {name: takes[name] for name in program.entries})


def parts_of_pair(method: Elementwise) -> tuple[tuple[Symbol, ...], tuple[Symbol, ...]]:
    """Of the last stage what the rule asks for, and both rows."""
    last = method.program.stages[-1]
    place = len(last) - 2 - 2 * len(method.states)
    return last[:place], last[place:]
