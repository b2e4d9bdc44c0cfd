"""From the tree of a typed expression to SymPy and to its derivatives, with bounds on the work."""

from __future__ import annotations

import math
from collections.abc import Sequence

from sympy import Add, Expr, Float, Mul, S, Symbol

from progress import look

from .errors import ExpressionError
from .functions import SYMBOLIC, number, power
from .parsing import Node

X, Y = Symbol("x"), Symbol("y")
MAX_WORK = 2000  # operands handled by sums and products while differentiating twice
_LEAVES = {"x": X, "y": Y, "pi": Float(math.pi), "e": Float(math.e)}


def symbolic(tree: Node, text: str) -> Expr:
    """The SymPy expression of a tree; an ExpressionError of a part points into `text`."""
    operands = [symbolic(operand, text) for operand in tree.operands]
    try:
        return _joined(tree, operands)
    except ExpressionError as error:
        raise ExpressionError(error.problem, error.remedy, text, tree.position) from None


def _joined(node: Node, operands: Sequence[Expr]) -> Expr:
    match node.kind:
        case "number":
            return number(node.number)
        case "+":
            return Add(*operands)
        case "-":
            return -operands[0]
        case "*":
            return Mul(*operands)
        case "/":
            return power(operands[0], S.NegativeOne)
        case "^" if node.operands[0].kind == "e":
            return SYMBOLIC["exp"](operands[1])
        case "^":
            return power(*operands)
        case "ln":
            return SYMBOLIC["log"](*operands)
        case kind if kind in _LEAVES:
            return _LEAVES[kind]
        case kind:
            return SYMBOLIC[kind](*operands)


def derivatives(expression: Expr) -> tuple[tuple[Expr, Expr], tuple[Expr, Expr, Expr]]:
    """The gradient (f_x, f_y) and the Hessian (f_xx, f_xy, f_yy)."""
    calculus = _Calculus()
    f_x, f_y = (calculus.derivative(expression, by) for by in (X, Y))
    f_xx, f_xy, f_yy = (calculus.derivative(f, by) for f, by in ((f_x, X), (f_x, Y), (f_y, Y)))
    return (f_x, f_y), (f_xx, f_xy, f_yy)


class _Calculus:
    """The rules of differentiation, each part of an expression treated once, and the work counted.

    `Expr.diff` gives the same; it asks SymPy's assumptions about every part, which takes five times as long, and it
    cannot be stopped: the second derivatives of a product of 60 factors have hundreds of thousands of operands.
    """

    def __init__(self) -> None:
        self.work = 0
        self.known: dict[tuple[Expr, Symbol], Expr] = {}

    def derivative(self, part: Expr, by: Symbol) -> Expr:
        if not part.args:
            return S.One if part == by else S.Zero
        if (part, by) not in self.known:
            look()
            self.known[part, by] = self._derived(part, by)
        return self.known[part, by]

    def _derived(self, part: Expr, by: Symbol) -> Expr:
        inner = [self.derivative(argument, by) for argument in part.args]
        varying = [(i, derivative) for i, derivative in enumerate(inner) if derivative != 0]
        self._charge(len(inner) * len(varying) if part.is_Mul else len(inner))
        if part.is_Add:
            terms = [derivative for _, derivative in varying]
        elif part.is_Mul:
            terms = [Mul(*part.args[:i], derivative, *part.args[i + 1 :]) for i, derivative in varying]
        elif part.is_Pow:
            base, exponent = part.args
            terms = [exponent * base ** (exponent - 1) * derivative for _, derivative in varying]
        else:
            partials = [(part.fdiff(i + 1), derivative) for i, derivative in varying]
            terms = [partial * derivative for partial, derivative in partials if partial != 0]
        self._charge(sum(len(term.args) for term in terms))
        return Add(*terms)

    def _charge(self, operands: int) -> None:
        self.work += operands
        if self.work > MAX_WORK:
            raise ExpressionError("the second derivatives of the expression are too large", "shorten it")
