"""The formula of a method: the LaTeX of its card, and of each step, with numbers, in the look inside.

It is declared beside the rule, as a text, or as a function where it depends on the settings: what a switch has turned
off is not printed. The function's arguments are what it asks for, by name: hyperparameters, `t`, the step (infinity
for the card, which is at the default settings), and states and variables of the rule after that step::

    def formula(t, samples, restarted=False): ...

Letters are the symbols of the declared hyperparameters, and of states and variables by the method's `symbols`, or by
their names. m_t is what the rule returned at step t, m_{t-1} what it was given; x_t and g_t are position and gradient,
g_t = ∇f(x_{t-1}), and q_t is by how much the gradient at a probe differs from it. A plain letter is one coordinate's
number, one with a ˘ the other coordinate's, a bold one a vector or a matrix of all coordinates, and ⊘ divides
coordinate by coordinate. 0/0 is 0, as in the rules. A test computes both sides of all that is printed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from inspect import Parameter, signature
from typing import Any

Formula = str | Callable[..., str]


def aligned(*lines: str) -> str:
    """The lines below each other, those that are not empty. In a line `&` stands before what is aligned."""
    return r"\begin{aligned} " + r" \\ ".join(line for line in lines if line) + r" \end{aligned}"


def written(formula: Formula, given: Mapping[str, Any]) -> str:
    """The formula as it is with what is `given`; what is not, is as the function's defaults have it."""
    if isinstance(formula, str):
        return formula
    asked = signature(formula).parameters.values()
    return formula(**{p.name: given[p.name] for p in asked if p.name in given or p.default is Parameter.empty})
