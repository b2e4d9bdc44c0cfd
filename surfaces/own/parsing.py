"""A typed expression in x and y, as a tree: the usual notation, read by a small parser of its own.

The text comes from links and HTTP bodies. It is never evaluated as Python; it is cut into tokens of a fixed alphabet
and read by recursive descent, one method a level of precedence::

    sum      = product { (+ | -) product }
    product  = signed { (* | /) signed | power }        2x, 3(x + 1) and x y are products without a sign
    signed   = (+ | -) signed | power
    power    = atom [ (^ | **) signed ]                 -x^2 is -(x^2), x^y^2 is x^(y^2), 2x^2y is 2(x^2)y
    atom     = number | name | function "(" sum { , sum } ")" | "(" sum ")"

A product without a sign never begins with a number (x2 might mean x^2) and never follows a division (1/2x might mean
1/(2x)): both are refused. `f(x, y) =` or `z =` may stand in front.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, NoReturn, TypeVar

from hyperparameters import shown

from .errors import ExpressionError, check_alphabet

MAX_LENGTH = 300  # characters
MAX_DEPTH = 15  # parentheses, calls, signs and exponents within each other
MAX_NUMBER = 1e100  # and of what constants make

#: The functions that may be called, each with the number of its arguments.
FUNCTIONS = {
    **dict.fromkeys(("sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh"), 1),
    **dict.fromkeys(("exp", "log", "ln", "log10", "log2", "sqrt", "abs"), 1),
    **dict.fromkeys(("min", "max"), 2),
}
Part = TypeVar("Part")
NAMES = ("x", "y", "pi", "e")
EXAMPLE = "type an expression in x and y, such as x^2 + 2y^2"
ALLOWED = f"allowed: {', '.join(NAMES)}, {', '.join(FUNCTIONS)}"

_HEAD = re.compile(r" *(?:f *(?:\( *x *, *y *\))?|z) *=")
_TOKEN = re.compile(
    r"(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?P<name>[A-Za-z][A-Za-z0-9]*)|(?P<operator>\*\*|[-+*/^(),=.])"
)


@dataclass(frozen=True)
class Node:
    """A part of an expression: `kind` is "number", a name, "+", "*", "/" (one over), "-" (minus), "^" or a function;
    sums and products have two operands or more."""

    kind: str
    operands: tuple[Node, ...] = ()
    position: int = 0
    number: float = 0.0


class Token(NamedTuple):
    """A piece of the text: `kind` is "number", "name", "operator" or "end"."""

    kind: str
    text: str
    position: int


def parse(text: object) -> Node:
    """The tree of a typed expression. Raises ExpressionError, which says what is wrong and where."""
    if not isinstance(text, str):
        raise ExpressionError(f"{shown(text)} is not a text", EXAMPLE)
    if len(text) > MAX_LENGTH:
        problem = f"the expression is too long ({len(text)} characters)"
        raise ExpressionError(problem, f"allowed: {MAX_LENGTH} characters", text[:MAX_LENGTH], MAX_LENGTH)
    check_alphabet(text)
    return _Parser(text).whole()


def _tokens(text: str) -> list[Token]:
    """The tokens of a text whose alphabet has been checked, and an end."""
    head = _HEAD.match(text)
    found = [Token(m.lastgroup or "", m[0], m.start()) for m in _TOKEN.finditer(text, head.end() if head else 0)]
    return [*found, Token("end", "", len(text))]


class _Parser:
    """Reads tokens from left to right; every method of the grammar reads one part and returns its tree."""

    def __init__(self, text: str) -> None:
        self.text, self.tokens = text, _tokens(text)
        self.at = self.depth = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.at]

    def fail(self, problem: str, remedy: str = "", position: int | None = None) -> NoReturn:
        raise ExpressionError(problem, remedy, self.text, self.token.position if position is None else position)

    def take(self, *operators: str) -> Token | None:
        """The next token, which is then read, if it is one of these operators."""
        token = self.token
        if token.kind != "operator" or token.text not in operators:
            return None
        self.at += 1
        return token

    def within(self, part: Callable[..., Part], *arguments: Token) -> Part:
        """A part one level deeper."""
        if self.depth == MAX_DEPTH:
            self.fail("the expression is nested too deeply", f"allowed: {MAX_DEPTH} levels")
        self.depth += 1
        found = part(*arguments)
        self.depth -= 1
        return found

    def whole(self) -> Node:
        if self.token.kind == "end":
            raise ExpressionError("the expression is empty", EXAMPLE, self.text)
        tree = self.sum()
        if self.token.text == ")":
            self.fail("this ')' closes nothing")
        if self.token.kind != "end":
            self.unexpected()
        return tree

    def unexpected(self) -> NoReturn:
        """What to say of a token that follows a complete part."""
        text = self.token.text
        if text == ",":
            self.fail("a ',' stands only between the arguments of min and max", "decimals take a point")
        if text == "=":
            self.fail("this '=' says nothing", "only 'f(x, y) =' or 'z =' may stand in front")
        self.fail(f"an operator is missing before {shown(text)}", "allowed: + - * / ^")

    def sum(self) -> Node:
        position = self.token.position
        terms = [self.product()]
        while sign := self.take("+", "-"):
            term = self.product()
            terms.append(term if sign.text == "+" else Node("-", (term,), sign.position))
        return terms[0] if len(terms) == 1 else Node("+", tuple(terms), position)

    def product(self) -> Node:
        position = self.token.position
        factors, divided = [self.signed()], False
        while True:
            if sign := self.take("*", "/"):
                divided = sign.text == "/"
                factor = self.signed()
                factors.append(Node("/", (factor,), sign.position) if divided else factor)
            elif self.token.kind == "name" or self.token.text == "(":
                if divided:
                    self.fail("a product without a sign is ambiguous after '/'", "write a/(b*c) or a/b*c")
                factors.append(self.power())
            else:
                return factors[0] if len(factors) == 1 else Node("*", tuple(factors), position)

    def signed(self) -> Node:
        if sign := self.take("+", "-"):
            part = self.within(self.signed)
            return part if sign.text == "+" else Node("-", (part,), sign.position)
        return self.power()

    def power(self) -> Node:
        base = self.atom()
        if sign := self.take("^", "**"):
            return Node("^", (base, self.within(self.signed)), sign.position)
        return base

    def atom(self) -> Node:
        kind, text, position = self.token
        if kind == "number":
            self.at += 1
            return self.number(text, position)
        if kind == "name":
            self.at += 1
            return self.named(text, position)
        if opening := self.take("("):
            parts = self.within(self.enclosed, opening)
            if len(parts) > 1:
                self.fail("a ',' stands only between the arguments of min and max", "decimals take a point", position)
            return parts[0]
        self.fail("a number, x, y, a function or '(' is missing" + (f" before {shown(text)}" if text else ""))

    def enclosed(self, opening: Token) -> tuple[Node, ...]:
        """What stands between parentheses, the opening one being read."""
        parts = [self.sum()]
        while self.take(","):
            parts.append(self.sum())
        if not self.take(")"):
            if self.token.kind == "end":
                self.fail("this '(' is never closed", position=opening.position)
            self.unexpected()
        return tuple(parts)

    def number(self, text: str, position: int) -> Node:
        if (value := float(text)) > MAX_NUMBER:
            self.fail(f"the number {shown(text)} is too large", f"allowed: up to {MAX_NUMBER:g}", position)
        return Node("number", (), position, value)

    def named(self, name: str, position: int) -> Node:
        if name in NAMES:
            return Node(name, (), position)
        if name not in FUNCTIONS:
            self.fail(f"unknown name {shown(name)}", _advice(name) + ALLOWED, position)
        if not (opening := self.take("(")):
            self.fail(f"{name} takes parentheses", f"write {name}(x)", position)
        arguments = self.within(self.enclosed, opening)
        if len(arguments) != FUNCTIONS[name]:
            given = f"{name} was given {len(arguments)} argument{'s' * (len(arguments) > 1)}"
            self.fail(given, f"allowed: {FUNCTIONS[name]}", position)
        return Node(name, arguments, position)


def _advice(name: str) -> str:
    """What an unknown name might stand for."""
    if name.lower() in (*NAMES, *FUNCTIONS):
        return f"write {name.lower()}; "
    pieces = re.findall(rf"{'|'.join(NAMES)}|\d+", name)
    return f"write {'*'.join(pieces)}; " if "".join(pieces) == name else ""
