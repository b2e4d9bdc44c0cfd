"""One value in a link: its text, and what reads the text back or says what is allowed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def number(value: Any) -> str:
    """The shortest text that reads back as the same number; other values as they are."""
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)


def one_of(*choices: Any) -> Callable[[str], Any]:
    """A reader that accepts one of `choices`."""

    def read(text: str) -> Any:
        for choice in choices:
            if text == number(choice):
                return choice
        raise ValueError(f"allowed: {', '.join(number(choice) for choice in choices)}")

    return read


def numbers(count: int, low: float, high: float) -> Callable[[str], tuple[float, ...]]:
    """A reader of `count` numbers from `low` to `high`, separated by commas."""

    def read(text: str) -> tuple[float, ...]:
        try:
            values = tuple(float(part) for part in text.split(","))
        except ValueError:
            values = ()
        if len(values) == count and all(low <= value <= high for value in values):
            return values
        raise ValueError(f"allowed: {count} numbers from {low:g} to {high:g}, separated by commas")

    return read


def whole(low: int, high: int) -> Callable[[str], int]:
    """A reader of a whole number from `low` to `high`."""

    def read(text: str) -> int:
        if text.isdecimal() and len(text) < 10 and low <= int(text) <= high:
            return int(text)
        raise ValueError(f"allowed: a whole number from {low} to {high}")

    return read
