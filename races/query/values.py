"""Readers of one value of a link: each takes its text, or raises ValueError that says what is allowed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from hyperparameters import allowed_names, allowed_numbers, number_from, plain, problem_of, shown


def text_of(value: Any) -> str:
    """A value as a link has it: a number as short as it can be typed, a list of numbers with commas, text as it is."""
    if isinstance(value, tuple | list):
        return ",".join(map(text_of, value))
    return plain(value) if isinstance(value, int | float) else str(value)


def one_of(*choices: Any) -> Callable[[str], Any]:
    """A reader that accepts one of `choices`."""

    def read(text: str) -> Any:
        for choice in choices:
            if text == text_of(choice):
                return choice
        raise ValueError(f"allowed: {', '.join(text_of(choice) for choice in choices)}")

    return read


def some_of(names: Iterable[str], where: str) -> Callable[[str], tuple[str, ...]]:
    """A reader of some of `names`, separated by commas, each once; in the order of `names`, which `where` lists."""
    known = [*names]

    def read(text: str) -> tuple[str, ...]:
        given = text.split(",") if text else []
        for name in given:
            if name not in known:
                raise ValueError(f"{shown(name)} is none; {allowed_names(name, known, where)}")
        if len(set(given)) < len(given):
            raise ValueError("allowed: each once")
        return tuple(name for name in known if name in given)

    return read


def numbers(count: int, low: float, high: float) -> Callable[[str], tuple[float, ...]]:
    """A reader of `count` numbers from `low` to `high`, separated by commas."""

    def read(text: str) -> tuple[float, ...]:
        values = [number_from(part) for part in text.split(",")]
        found = tuple(value for value in values if value is not None and low <= value <= high)
        if len(found) == len(values) == count:
            return found
        allowed = allowed_numbers(low, high)
        raise ValueError(f"allowed: {count} numbers from {allowed}, separated by commas")

    return read


def one_number(low: float, high: float) -> Callable[[str], float]:
    """A reader of a number from `low` to `high`, also with a decimal comma."""

    def read(text: str) -> float:
        value = number_from(text)
        if value is None or problem_of(value, low, high):
            raise ValueError(f"allowed: a number from {allowed_numbers(low, high)}")
        return value

    return read


def whole_number(low: int, high: int) -> Callable[[str], int]:
    """A reader of a whole number from `low` to `high`."""

    def read(text: str) -> int:
        value = number_from(text)
        if value is None or problem_of(value, low, high, whole=True):
            raise ValueError(f"allowed: {allowed_numbers(low, high, whole=True)}")
        return int(value)

    return read
