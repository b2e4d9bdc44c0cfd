"""Programs out of rules: a rule is called with symbols, and what it does to them is written in another language.

>>> from tracing import Graph, Program, outputs_of, written
>>> graph = Graph()
>>> x, rate = graph.input("x"), graph.input("rate")
>>> program = Program(((rate,), (x,)), {"step": outputs_of(graph, 1, lambda x, rate: x - (1 - rate) * x**2, x, rate)})
>>> print(written(program, {"step": (x,)}))
def make(rate):
    a = 1.0 - rate
    def step(x):
        return x - a*(x*x)
    return None, step
<BLANKLINE>

A rule is straight: it does not branch on what it is given. What cannot be traced raises TraceError, which names the
rule and its line. This room knows no rules.
"""

from .columns import Column, by_coordinate
from .errors import TraceError
from .exact import RAISED
from .programs import Program, outputs_of
from .python import Compiled, Made, written
from .symbols import Graph, Symbol

__all__ = [
    "RAISED",
    "Column",
    "Compiled",
    "Graph",
    "Made",
    "Program",
    "Symbol",
    "TraceError",
    "by_coordinate",
    "outputs_of",
    "written",
]
