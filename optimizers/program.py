"""The program of a rule: what it does to one coordinate, traced, for engines in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hyperparameters import Hyperparameter
from tracing import Compiled, Graph, Program, outputs_of

if TYPE_CHECKING:
    from .elementwise import Elementwise

STAGE = ("t", "learning_rate")  # what is given anew at each step, for both coordinates
WHOLE = ("whole", "switch")  # scales of hyperparameters that are whole numbers


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
    for name, point in (("look_ahead", method.look_ahead), ("probe", method.probe)):
        if point:
            wanted = {each: settings[each] for each in point.__kwdefaults__ or {}}
            entries[name] = outputs_of(graph, 1, point, supplied["x"], *states.values(), **wanted)
    first = tuple(symbol for name, symbol in settings.items() if name not in STAGE)
    second = graph.input("t", whole=True), graph.input("learning_rate")
    last = tuple(symbol for name, symbol in (supplied | states).items() if name not in STAGE)
    return Program((first, second, last), entries)


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
