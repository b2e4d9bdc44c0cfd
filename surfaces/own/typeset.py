"""A typed expression in LaTeX, its parts in the order in which they were typed.

SymPy's printer would sort the terms; kept from that, it loses its way in some inputs, such as 1/(1/x).
"""

from __future__ import annotations

from collections.abc import Sequence

from .parsing import Node

#: How tightly a part holds together: a looser one than its place wants gets parentheses.
SUM, PRODUCT, POWER, ATOM = range(4)
_NAMES = {"asin": "arcsin", "acos": "arccos", "atan": "arctan", "log10": "log_{10}", "log2": "log_{2}"}


def typeset(tree: Node) -> str:
    """The LaTeX of an expression, with `f(x, y) =` in front."""
    return "f(x, y) = " + _written(tree)[0]


def _written(node: Node) -> tuple[str, int]:  # noqa: C901  a case for each kind of part
    """The LaTeX of a part, and how tightly it holds together."""
    match node.kind, node.operands:
        case "number", _:
            return _number(node.number)
        case (("x" | "y" | "e" as name), _):
            return name, ATOM
        case "pi", _:
            return r"\pi", ATOM
        case "+", terms:
            return _sum(terms), SUM
        case "-", (term,):
            return f"-{_in(term, PRODUCT)}", SUM
        case "*", factors:
            return _product(factors)
        case "/", (below,):
            return rf"\frac{{1}}{{{_in(below)}}}", PRODUCT
        case "^", (base, exponent):
            return f"{_in(base, ATOM)}^{{{_in(exponent)}}}", POWER
        case "exp", (argument,):
            return f"e^{{{_in(argument)}}}", POWER
        case "sqrt", (argument,):
            return rf"\sqrt{{{_in(argument)}}}", ATOM
        case "abs", (argument,):
            return rf"\left|{_in(argument)}\right|", ATOM
        case name, arguments:
            return rf"\{_NAMES.get(name, name)}\left({', '.join(map(_in, arguments))}\right)", ATOM
    raise AssertionError(node.kind)


def _in(node: Node, place: int = SUM) -> str:
    """The LaTeX of a part in a place that wants it to hold together so tightly."""
    text, tightness = _written(node)
    return text if tightness >= place else rf"\left({text}\right)"


def _number(value: float) -> tuple[str, int]:
    digits, _, exponent = f"{value:.12g}".partition("e")
    if not exponent:
        return digits, ATOM
    return (rf"{digits} \cdot " if digits != "1" else "") + f"10^{{{int(exponent)}}}", PRODUCT


def _sum(terms: Sequence[Node]) -> str:
    text = _in(terms[0])
    for term in terms[1:]:
        negative = term.kind == "-"
        text += f" - {_in(term.operands[0], PRODUCT)}" if negative else f" + {_in(term, PRODUCT)}"
    return text


def _product(factors: Sequence[Node]) -> tuple[str, int]:
    if factors[0].kind == "-":
        return "-" + _product((factors[0].operands[0], *factors[1:]))[0], SUM
    above = [factor for factor in factors if factor.kind != "/"]
    below = [factor.operands[0] for factor in factors if factor.kind == "/"]
    return rf"\frac{{{_row(above)}}}{{{_row(below)}}}" if below else _row(above), PRODUCT


def _row(factors: Sequence[Node]) -> str:
    """Factors side by side, with a dot where two numbers would read as one."""
    if len(factors) == 1:
        return _in(factors[0])
    text = ""
    for part in (_in(factor, PRODUCT) for factor in factors):
        dotted = part[0].isdigit() or part.startswith(r"\frac")
        text += (r" \cdot " if dotted else " ") * bool(text) + part
    return text
