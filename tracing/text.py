"""Expressions as text, in a language, with no more brackets than they need."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count, product
from string import ascii_letters

from .operations import ATOM, COMPARISON, CONDITION, OPERATIONS, SIGN, SUM
from .symbols import Symbol


@dataclass(frozen=True)
class Language:
    """How a language writes `operators`, a `condition` of three texts, and numbers; `reserved` are names that nothing
    else may have; `space` stands around operators that bind less than products, and after commas."""

    operators: Mapping[str, str]
    condition: str
    number: Callable[[float], str]
    reserved: frozenset[str]
    space: str = " "


class Names:
    """Names that clash with nothing: those of inputs stay as they are where they can."""

    def __init__(self, reserved: Iterable[str]) -> None:
        self._taken = set(reserved)
        self._free = self._letters()

    def of(self, name: str) -> str:
        """`name`, with underscores where it is taken."""
        while name in self._taken:
            name += "_"
        self._taken.add(name)
        return name

    def new(self) -> str:
        """A short name."""
        return self.of(next(name for name in self._free if name not in self._taken))

    def inside(self) -> Names:
        """Names for a function inside: what it takes is free again outside."""
        return Names(self._taken)

    @staticmethod
    def _letters() -> Iterator[str]:
        for length in count(1):
            yield from map("".join, product(ascii_letters, repeat=length))


class Writer:
    """Writes symbols in a language; those that are in `names` by their names."""

    def __init__(self, language: Language, names: Mapping[Symbol, str]) -> None:
        self.language, self.names = language, dict(names)

    def named(self, symbol: Symbol, name: str) -> str:
        """The text of a symbol that from now on has this name."""
        text = self.text(symbol)
        self.names[symbol] = name
        return text

    def text(self, symbol: Symbol) -> str:
        """The text of a symbol."""
        return self._written(symbol)[0]

    def _written(self, symbol: Symbol) -> tuple[str, int]:
        """The text, and how tightly it holds together."""
        if symbol in self.names:
            return self.names[symbol], ATOM
        if symbol.is_constant:
            text = self.language.number(symbol.value)
            return text, SIGN if text.startswith("-") else ATOM
        binding = OPERATIONS[symbol.operation].binding
        if binding == ATOM:
            arguments = f",{self.language.space}".join(map(self.text, symbol.arguments))
            return f"{symbol.operation}({arguments})", ATOM
        sign = self.language.operators.get(symbol.operation, "")
        if binding == SIGN:
            return sign + self._inside(symbol.arguments[0], SIGN + 1), SIGN
        if binding == CONDITION:
            *parts, no = symbol.arguments
            texts = [*(self._inside(part, CONDITION + 1) for part in parts), self._inside(no, CONDITION)]
            return self.language.condition.format(*texts), CONDITION
        left, right = symbol.arguments
        least = binding + (binding == COMPARISON)
        space = self.language.space if binding <= SUM else ""
        before, after = self._inside(left, least), self._inside(right, binding + 1)
        if sign == "-" and after.startswith("-"):
            space = " "  # -- is another operator
        return f"{before}{space}{sign}{space}{after}", binding

    def _inside(self, symbol: Symbol, least: int) -> str:
        text, binding = self._written(symbol)
        return text if binding >= least else f"({text})"
