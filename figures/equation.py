"""The update equation of a method with the numbers of one step put in."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

import numpy as np

from caches import counted
from optimizers import Optimizer
from optimizers.formula import written
from races.inside import Inside

#: What is printed where a racer rests: it has ended, or diverged.
REST = "x_t = x_{t-1}"
#: What follows a symbol that a formula defines; and one that it sets anew, in words.
DEFINES = re.compile(r"[ &]*(?:=|\\approx|:(?!=))")
SETS = re.compile(r"[ &]*:=")
#: A constant that is told to more digits than anything else here.
LONG = re.compile(r"(?<![\d.])\d+\.\d{5,}")
#: Superscripts in the symbols of hyperparameters.
RAISED = {"⁺": "+", "⁻": "-", "*": "*"}


def equations(found: Inside, optimizer: Optimizer, settings: Mapping[str, float], step: int) -> tuple[str, str]:
    """The formula of `optimizer` in LaTeX with the numbers of that step of its race, of x and of y.

    What the formula names and nothing has a number for stays a symbol; so does what it defines, with its number.
    """
    now, before = _row(found, step), _row(found, step - 1)
    given = {**now, **settings, "t": step}
    formula = written(optimizer.declared, given) if step <= found.taken and step not in found.rests else REST
    formula = LONG.sub(lambda constant: f"{float(constant[0]):.4g}", formula)
    words = {"^{t-1}": f"^{{{step - 1}}}"} | _settings(optimizer, settings, float(found.factors[step]))
    rows = [(_of_coordinate(formula, i), words | _states(optimizer, now, before, i)) for i in (0, 1)]
    x, y = (_numbered(text, step, texts) for text, texts in rows)
    return x, y


def latex(symbol: str) -> str:
    r"""A hyperparameter's symbol in LaTeX: β₁ is \beta_1, η⁺ is \eta^{+}, Δ_min is \Delta_{\min}."""
    letters, _, below = symbol.partition("_")
    text = "".join(map(_letter, letters))
    text = re.sub(r"_(\d)_(\d)", r"_{\1\2}", text)
    return text + (rf"_{{\{below}}}" if below in ("min", "max") else rf"_{{\mathrm{{{below}}}}}" if below else "")


def _letter(letter: str) -> str:
    """One letter of a symbol; as it is, if it is none of another alphabet and no index."""
    name = unicodedata.name(letter, "")
    if "GREEK" in name:
        word = name.rpartition(" ")[2].lower().replace("lamda", "lambda")
        return "\\" + (word.capitalize() if "CAPITAL" in name else word)
    if name.startswith("SUBSCRIPT"):
        return f"_{unicodedata.normalize('NFKC', letter)}"
    return f"^{{{RAISED[letter]}}}" if letter in RAISED else letter


def _row(found: Inside, step: int) -> dict[str, Any]:
    """What has a number at that step: by name, of both coordinates."""
    rows = {"x": found.positions, "g": found.gradients, **found.variables, **found.states}
    return {name: row[step] for name, row in rows.items()}


@counted(512, 2000)
def _of_coordinate(formula: str, i: int) -> str:
    """The row of y is called y."""
    return re.sub(r"(?<![A-Za-z\\])(?<!\\mathbf )x(?![A-Za-z])", "y", formula) if i else formula


def _settings(optimizer: Optimizer, settings: Mapping[str, float], factor: float) -> dict[str, str]:
    """The texts of the hyperparameters; the learning rate's with the factor of its schedule."""
    found = {}
    for name, parameter in optimizer.hyperparameters.items():
        text = number(settings[name], 6)
        if name == "learning_rate" and factor != 1:
            text = rf"({text} \cdot {number(factor)})"
        if parameter.scale != "switch":
            found[latex(parameter.symbol)] = text
    return found


def _states(optimizer: Optimizer, now: Mapping[str, Any], before: Mapping[str, Any], i: int) -> dict[str, Any]:
    """The values of position, gradient, variables and states of coordinate i, after the step and before it."""
    found: dict[str, Any] = {}
    symbols = {name: _of_coordinate(optimizer.symbols.get(name, name), i) for name in now}
    for name in (*list(symbols)[2:], "g", "x"):  # the later one wins: g_t is the gradient, whatever remembers it
        symbol = symbols[name]
        found |= _values(symbol if "_" in symbol else symbol + "_t", now[name], i)
    for name in (*list(symbols)[1:], "x"):  # but g_{t-1} is what the rule remembers of it
        found |= _values(symbols[name] + "_{t-1}", before[name], i)
    return found | {rf"\mathbf x_{when}": row["x"] for when, row in (("t", now), ("{t-1}", before))}  # of both rows


def _values(symbol: str, value: Any, i: int) -> dict[str, Any]:
    """What a symbol is, plain, bold and of the other coordinate, for coordinate i of a number, a vector or a matrix."""
    dimensions = np.ndim(value)
    plain = {} if dimensions == 2 else {symbol: value[i] if dimensions else value}
    others = {rf"\breve {symbol}": value[1 - i]} if dimensions == 1 else {}
    return plain | others | ({rf"\mathbf {symbol}": value} if dimensions else {})


def _numbered(formula: str, step: int, values: Mapping[str, Any]) -> str:
    """The formula with these values, or texts, in the place of its symbols."""

    def put(found: re.Match[str]) -> str:
        token = found.group(0)
        if SETS.match(formula, found.end()):
            return token
        text = _text(values.get(token, f"{{{step}}}"))
        return f"{token} = {text}" if DEFINES.match(formula, found.end()) else text

    return _FACTORS.sub(r"\1 \\cdot ", _symbols(formula, tuple(values)).sub(put, formula))


@counted(256, 2000)
def _symbols(formula: str, known: tuple[str, ...]) -> re.Pattern[str]:
    """Where a formula has one of these symbols, the longest first, or the number of the step."""
    tokens = [re.escape(token) for token in sorted(known, key=len, reverse=True) if token in formula]
    step = r"(?<!_)(?<!_\{)(?<!,)t"  # where it is no index
    return re.compile(
        rf"(?<![A-Za-z\\])(?<!\\hat )(?<!\\Delta )(?<!\\mathbf )(?:{'|'.join([*tokens, step])})(?![A-Za-z_'])"
    )


def _text(value: Any) -> str:
    """A value in LaTeX; a text is one."""
    if isinstance(value, str):
        return value
    if np.ndim(value) == 0:
        return number(float(value))
    if np.ndim(value) == 1:
        return r"\tbinom" + "".join(f"{{{_entry(each)}}}" for each in value.tolist())
    rows = r" \\ ".join(" & ".join(map(_entry, row)) for row in value.tolist())
    return rf"\begin{{pmatrix}} {rows} \end{{pmatrix}}"


#: A number, and after a space another: a product.
_FACTORS = re.compile(r"((?<=\d)\}|(?<=\d)\)|\}\)|(?<=[ {(])\d+(?:\.\d+)?)(?:\\,\s*|\s+)(?=\{\d|\()")


def _entry(value: float) -> str:
    """A number in a vector or a matrix: a sign needs no parentheses there."""
    return re.sub(r"^\((-[\d.]+)\)$", r"{\1}", number(value))


def number(value: float, digits: int = 4) -> str:
    """A number for a formula, to so many digits: in parentheses if it is negative."""
    if math.isnan(value):
        return r"\text{–}"
    if math.isinf(value):
        return r"\infty" if value > 0 else r"(-\infty)"
    text = f"{value:.{digits}g}"
    if "e" in text:
        mantissa, power = text.split("e")
        text = rf"{mantissa} \cdot 10^{{{int(power)}}}"
        return f"({text})"
    return f"({text})" if value < 0 else f"{{{text}}}"
