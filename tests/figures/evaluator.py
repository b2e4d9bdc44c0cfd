"""What printed LaTeX is worth: both sides of its equations, as far as the printed digits say.

Numbers are read as `figures.equation.number` prints them. Each stands for all that it may be rounded from, so that a
value is an array (rows, columns, texts, samples): the first sample is the printed number itself, the others are at the
ends of what it may be. Texts that differ in their numbers alone are parsed once and computed together.
"""

import re
from functools import lru_cache
from itertools import islice
from operator import ge, gt, le, lt

import numpy as np

SAMPLES = 24
NUMBER = re.compile(r"\((-?[\d.]+) \\cdot 10\^\{(-?\d+)\}\)|(?<!\^)\{(-?[\d.]+)\}|\((-[\d.]+)\)")
TOKEN = re.compile(r"#|\\[A-Za-z]+|\d+\.?\d*|[A-Za-z]|\S")
SPACES = {r"\bigl", r"\bigr", r"\Bigl", r"\Bigr", "&"}
#: A line with one of these says what comes from the surface, or in words what the method does besides.
WORDS = (r"\text{line search}", r"\text{backtracking}", r"\text{descent", r"\text{least squares}")
GIVEN = (r"\nabla", r"\partial", r"\arg", "f(", *WORDS)
#: What is taken of the loss at a point.
DERIVED = re.compile(r"\\nabla f\(|\\frac\{\\partial\^2 f\}\{\\partial [xy]\^2\}\(|(?<!\\nabla )f\(")
COMPARED = {">": gt, "<": lt, r"\ge": ge, r"\le": le}
SIGNS = np.where(np.random.default_rng(1).random((997, SAMPLES)) < 0.5, -1.0, 1.0)
SIGNS[:, 0] = 0.0


class NotEqual(AssertionError):
    """An equation whose sides are not alike."""


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
            count += _equation(equation, values[:, here], known, [text for text, _ in rows])
    return count


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
                    _equation(equation, values, names, [x])
            elif not any(r"\arg" in equation for equation in equations):
                found = _derived(pair, known, loss)
                for (equation, values), names in zip(found, known, strict=True):
                    count += _compared(equation, values, names, [x])
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


def _equation(equation, values, known, texts):
    return 0 if any(word in equation for word in GIVEN) else _compared(equation, values, known, texts)


def _compared(equation, values, known, texts):
    name, *printed, right = equation.replace("&=", "=").split(" = ")
    split = printed[0].count("#") if printed else 0
    found = Parser(right, values[:, split:], known).all()
    if not printed:
        known[_name(name)] = found
        return 0
    left = Parser(printed[0], values[:, :split], known).all()
    spread = np.abs(found - found[..., :1]).max(axis=-1)
    allowed = np.abs(left - left[..., :1]).max(axis=-1) + 2.5 * spread + 1e-12 * np.abs(found[..., 0])
    wrong = ~(np.abs(left[..., 0] - found[..., 0]) <= allowed).all(axis=(0, 1))
    if wrong.any():
        i = int(np.flatnonzero(wrong)[0])
        raise NotEqual(f"{equation}: {left[:, :, i, 0]} is not {found[:, :, i, 0]}, in {texts[i]}")
    return len(values)


def _name(text):
    return "".join(token for token in TOKEN.findall(text) if token not in SPACES)


class Parser:
    """A side of an equation."""

    def __init__(self, text, values, known):
        text = text.replace(r"\\", " ; ").replace(r"\text{otherwise}", "!").replace(r"\text{–}", r"\nan")
        text = re.sub(r"\\ ?[,;!]|\\ ", " ", re.sub(r",\\ \\text\{[^}]*\} g_t := 0|\\text\{[^}]*\}", " ", text))
        self.tokens = [token for token in TOKEN.findall(text) if token not in SPACES - {"&"}]
        self.values, self.known = iter(np.moveaxis(values, 1, 0)), known
        self.shape, self.place, self.bars = (values.shape[0], SAMPLES), 0, 0

    @property
    def next(self):
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def take(self, *wanted):
        token = self.next
        if wanted and token not in wanted:
            raise NotEqual(f"{token!r} instead of {wanted} in {' '.join(self.tokens)}")
        self.place += 1
        return token

    def all(self):
        found = self.sum()
        if self.next:
            raise NotEqual(f"{self.next!r} is left of {' '.join(self.tokens)}")
        return found

    def constant(self, value):
        return np.broadcast_to(float(value), (1, 1, *self.shape))

    def sum(self):
        negative = self.next == "-" and self.take()
        found = -self.product() if negative else self.product()
        while self.next in ("+", "-"):
            found = found + self.product() if self.take() == "+" else found - self.product()
        return found

    def product(self):
        found = self.power()
        while True:
            if self.next == r"\cdot":
                self.take()
                found = times(found, self.power())
            elif self.next in ("/", r"\oslash"):
                self.take()
                found = over(found, self.power())
            elif self.begins():
                found = times(found, self.power())
            else:
                return found

    def begins(self):
        token = self.next
        if token == "|":
            return not self.bars
        ends = ("", ")", "}", "]", ",", ";", "!", "&", "+", "-", "=", r"\end", *COMPARED)
        return token not in ends

    def power(self):
        found = self.base()
        while self.next == "^":
            self.take()
            if self.next == r"\top":
                self.take()
                found = np.swapaxes(found, 0, 1)
            else:
                found = found ** self.base()
        return found

    def group(self, begin="{", end="}"):
        self.take(begin)
        bars, self.bars = self.bars, 0
        found = self.sum()
        self.bars = bars
        self.take(end)
        return found

    def base(self):
        token = self.next
        if token == "{":
            return self.group()
        if token == "(":
            return self.group("(", ")")
        if token == "#":
            self.take()
            return next(self.values)[None, None]
        if token[0].isdigit():
            return self.constant(self.take())
        if token == "|":
            self.take()
            self.bars = 1
            found = self.sum()
            self.bars = 0
            self.take("|")
            return np.abs(found)
        word = getattr(self, {"\\": "_" + token[1:]}.get(token[0], ""), None)
        if word:
            self.take()
            return word()
        return self.symbol()

    def symbol(self):
        name = self.take()
        while name.endswith((r"\hat", r"\bar", r"\breve", r"\Delta", r"\mathbf")) and self.next[-1:].isalnum():
            name += self.take()
        while self.next in ("'", "_"):
            name += self.take()
            if name[-1] == "_":
                depth = 0
                while True:
                    name += self.take()
                    depth += {"{": 1, "}": -1}.get(name[-1], 0)
                    if not depth:
                        break
        if name == r"\mathbf1":
            return np.broadcast_to(1.0, (2, 1, *self.shape))
        if name not in self.known:
            raise NotEqual(f"nothing has a value for {name} of {' '.join(self.tokens)}")
        return self.known[name]

    def _nan(self):
        return self.constant(np.nan)

    def _infty(self):
        return self.constant(np.inf)

    def _frac(self):
        return over(self.power(), self.power())

    def _sqrt(self):
        return np.sqrt(self.group())

    def _operatorname(self):
        self.take("{"), [self.take() for _ in "sign"], self.take("}")
        return np.sign(self.group("(", ")"))

    def _tbinom(self):
        return np.concatenate([self.base() for _ in "xy"])

    def arguments(self):
        self.take("(")
        first = self.sum()
        self.take(",")
        second = self.sum()
        self.take(")")
        return first, second

    def _min(self):
        return np.minimum(*self.arguments())

    def _max(self):
        return np.maximum(*self.arguments())

    def _begin(self):
        self.take("{")
        word = ""
        while self.next != "}":
            word += self.take()
        self.take("}")
        found = self.cases() if word == "cases" else self.matrix()
        self.take(r"\end"), self.take("{"), [self.take() for _ in word], self.take("}")
        return found

    def matrix(self):
        rows = [[self.base()]]
        while self.next in ("&", ";"):
            if self.take() == "&":
                rows[-1].append(self.base())
            else:
                rows.append([self.base()])
        return np.concatenate([np.concatenate(row, axis=1) for row in rows])

    def cases(self):
        branches = []
        while True:
            found = self.sum()
            self.take("&")
            branches.append((self.condition(), found))
            if self.next != ";":
                break
            self.take()
        result = self.constant(np.nan)
        for condition, found in reversed(branches):
            result = np.where(condition, found, result)
        return result

    def condition(self):
        if self.next == "!":
            self.take()
            return True
        found = True
        while True:
            left = self.sum()
            compare = COMPARED[self.take(*COMPARED)]
            found = found & compare(left, self.sum())
            if self.next != ",":
                return found
            self.take()


def times(a, b):
    """The product of matrices, or of one and a number."""
    if a.shape[:2] == (1, 1) or b.shape[:2] == (1, 1):
        return a * b
    if a.shape[1] != b.shape[0]:
        raise NotEqual(f"a product of {a.shape[:2]} and {b.shape[:2]}")
    return np.einsum("ij...,jk...->ik...", a, b)


def over(a, b):
    """The quotient, with 0/0 = 0 as in the rules."""
    return np.where((a == 0) & (b == 0), 0.0, a / b)
