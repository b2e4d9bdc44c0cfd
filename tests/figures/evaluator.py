"""What printed LaTeX is worth: both sides of its equations, as far as the printed digits say.

Numbers are read as `figures.equation.number` prints them. Each stands for all that it may be rounded from, so that a
value is an array (rows, columns, texts, samples): the first sample is the printed number itself, the others are at the
ends of what it may be. Texts that differ in their numbers alone are parsed once and computed together.
"""

import re
from functools import lru_cache

import numpy as np

from tests.figures.latex_parser import SAMPLES, NotEqual, Parser, name_of

NUMBER = re.compile(r"\((-?[\d.]+) \\cdot 10\^\{(-?\d+)\}\)|(?<!\^)\{(-?[\d.]+)\}|\((-[\d.]+)\)")
#: A line with one of these says what comes from the surface, or in words what the method does besides.
WORDS = (r"\text{line search}", r"\text{backtracking}", r"\text{descent", r"\text{least squares}")
GIVEN = (r"\nabla", r"\partial", r"\arg", "f(", *WORDS)
SIGNS = np.where(np.random.default_rng(1).random((997, SAMPLES)) < 0.5, -1.0, 1.0)
SIGNS[:, 0] = 0.0


def skeleton(text):
    """The text with # in the place of numbers, and the numbers, as they are printed."""
    return NUMBER.sub("#", text), tuple(found.group(0) for found in NUMBER.finditer(text))


@lru_cache(maxsize=100_000)
def worth(text):
    """A number and how far it may be rounded: half of the fourth digit."""
    value = float(text.strip("(){}").replace(r" \cdot 10^", "e").replace("{", "").replace("}", ""))
    return value, 0.5 * 10.0 ** (np.floor(np.log10(abs(value))) - 3) if value else 0.0


def check(texts, exact=()):
    """Computes the equations in `texts`; those that are as true as their digits can be are counted. `exact` numbers are
    not rounded. Raises NotEqual for the others, and for one that names what nothing has a value for."""
    by_skeleton = {}
    for text in texts:
        form, numbers = skeleton(text)
        by_skeleton.setdefault(form, []).append((text, numbers))
    return sum(_checked(form, rows, exact) for form, rows in by_skeleton.items())


def _checked(form, rows, exact):
    pairs = np.array([[worth(text) for text in numbers] for _, numbers in rows]).reshape(len(rows), -1, 2)
    is_exact = np.array([[text in exact for text in numbers] for _, numbers in rows]).reshape(len(rows), -1)
    widths = np.where(is_exact, 0.0, pairs[:, :, 1])
    signs = SIGNS[np.arange(widths.shape[1]) % len(SIGNS)]
    values = pairs[:, :, :1] + widths[:, :, None] * signs
    known, place, count = {}, 0, 0
    with np.errstate(all="ignore"):
        for equation in equations_of(form):
            width = equation.count("#")
            here = slice(place, place + width)
            place += width
            count += equation_of(equation, values[:, here], known, [text for text, _ in rows])
    return count


def equations_of(form):
    """The single equations, in their order."""
    inner = re.sub(r"\\(begin|end)\{aligned\}", "", form)
    depth, parts, last = 0, [], 0
    for found in re.finditer(r"\\begin\{|\\end\{|\\\\|,\s*\\qquad", inner):
        if found.group(0)[1:4] in ("beg", "end"):
            depth += 1 if found.group(0)[1] == "b" else -1
        elif not depth:
            parts.append(inner[last : found.start()])
            last = found.end()
    return [part.strip() for part in [*parts, inner[last:]]]


def equation_of(equation, values, known, texts):
    return 0 if any(word in equation for word in GIVEN) else compared(equation, values, known, texts)


def compared(equation, values, known, texts):
    name, *printed, right = equation.replace("&=", "=").split(" = ")
    split = printed[0].count("#") if printed else 0
    found = Parser(right, values[:, split:], known).all()
    if not printed:
        known[name_of(name)] = found
        return 0
    left = Parser(printed[0], values[:, :split], known).all()
    spread = np.abs(found - found[..., :1]).max(axis=-1)
    allowed = np.abs(left - left[..., :1]).max(axis=-1) + 2.5 * spread + 1e-12 * np.abs(found[..., 0])
    wrong = ~(np.abs(left[..., 0] - found[..., 0]) <= allowed).all(axis=(0, 1))
    if wrong.any():
        i = int(np.flatnonzero(wrong)[0])
        raise NotEqual(f"{equation}: {left[:, :, i, 0]} is not {found[:, :, i, 0]}, in {texts[i]}")
    return len(values)
