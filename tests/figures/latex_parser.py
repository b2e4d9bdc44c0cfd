"""The value of one side of an equation in LaTeX: an array (rows, columns, texts, samples), as evaluator.py has them."""

import re
from operator import ge, gt, le, lt

import numpy as np

SAMPLES = 24
TOKEN = re.compile(r"#|\\[A-Za-z]+|\d+\.?\d*|[A-Za-z]|\S")
SPACES = {r"\bigl", r"\bigr", r"\Bigl", r"\Bigr", "&"}
COMPARED = {">": gt, "<": lt, r"\ge": ge, r"\le": le}


class NotEqual(AssertionError):
    """An equation whose sides are not alike."""


def name_of(text):
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
