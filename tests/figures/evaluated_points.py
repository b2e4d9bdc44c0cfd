"""What printed LaTeX says of the loss at points: values and derivatives there, of x and of y together."""

import re
from itertools import islice

import numpy as np

from tests.figures.evaluator import SIGNS, compared, equation_of, equations_of, skeleton, worth
from tests.figures.latex_parser import SAMPLES, Parser

#: What is taken of the loss at a point.
DERIVED = re.compile(r"\\nabla f\(|\\frac\{\\partial\^2 f\}\{\\partial [xy]\^2\}\(|(?<!\\nabla )f\(")


def check_points(x, y, loss, exact=()):
    """Computes what two rows, of x and of y, say of the loss at points: values and derivatives there. Those that are
    true are counted; raises NotEqual for the others."""
    rows = [_row(text, exact, 100 * i) for i, text in enumerate((x, y))]
    known, count = [{}, {}], 0
    with np.errstate(all="ignore"):
        for pair in zip(*rows, strict=True):
            equations = [equation for equation, _ in pair]
            if not DERIVED.search(equations[0]):
                for (equation, values), names in zip(pair, known, strict=True):
                    equation_of(equation, values, names, [x])
            elif not any(r"\arg" in equation for equation in equations):
                found = _derived(pair, known, loss)
                for (equation, values), names in zip(found, known, strict=True):
                    count += compared(equation, values, names, [x])
    return count


def _row(text, exact, first):
    """The equations of a row, each with the values of its numbers, (1, numbers, samples); `first` is whose signs."""
    form, numbers = skeleton(text)
    pairs = np.array([worth(each) for each in numbers]).reshape(-1, 2)
    widths = np.where([each in exact for each in numbers], 0.0, pairs[:, 1])
    values = (pairs[:, :1] + widths[:, None] * SIGNS[first : first + len(widths)])[None]
    found, place = [], 0
    for equation in equations_of(form):
        width = equation.count("#")
        found.append((equation, values[:, place : place + width]))
        place += width
    return found


def _derived(pair, known, loss):
    """The equations of x and y with names in the place of what is taken of the loss; the names are made known."""
    parts, found = [_calls(equation) for equation, _ in pair], []
    rows = [iter(np.moveaxis(values, 1, 0)) for _, values in pair]
    texts, kept = ["", ""], [[], []]
    for number, both in enumerate(zip(*(calls for calls, _ in parts), strict=True)):
        points = []
        for i, (before, _, argument) in enumerate(both):
            kept[i] += islice(rows[i], before.count("#"))
            points.append(Parser(argument, _stacked(list(islice(rows[i], argument.count("#")))), known[i]).all())
        is_vector = len(points[0]) == 2
        place = [points[0][0, 0], points[0][1, 0]] if is_vector else [point[0, 0] for point in points]
        for i, (before, taken, _) in enumerate(both):
            name = rf"\mathbf {'ABCDEFG'[number]}"
            known[i][name.replace(" ", "")] = _taken(loss, taken, place, None if is_vector else i)
            texts[i] += f"{before}{name} "
    for i, (_, rest) in enumerate(parts):
        found.append((texts[i] + rest, _stacked([*kept[i], *rows[i]])))
    return found


def _stacked(columns):
    return np.stack(columns, axis=1) if columns else np.zeros((1, 0, SAMPLES))


def _calls(equation):
    """What is taken of the loss: (text before, what, argument) of each, and what is left of the text."""
    calls, last = [], 0
    for found in DERIVED.finditer(equation):
        depth, end = 1, found.end()
        while depth:
            depth += {"(": 1, ")": -1}.get(equation[end], 0)
            end += 1
        calls.append((equation[last : found.start()], found.group(0), equation[found.end() : end - 1]))
        last = end
    return calls, equation[last:]


def _taken(loss, taken, place, i):
    """What is taken of the loss at a place, of coordinate i, or of both: a vector."""
    if taken == "f(":
        found = [loss.value(*place)]
    elif "partial" in taken:
        found = [loss.hessian(*place)[2 * i]]
    else:
        found = [each for j, each in enumerate(loss.gradient(*place)) if i in (None, j)]
    return np.array([np.broadcast_to(each, place[0].shape) for each in found])[:, None]
