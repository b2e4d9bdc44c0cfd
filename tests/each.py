"""Many cases in one check. To pytest and pytest-xdist a check is milliseconds of bookkeeping in each process; where the
cases themselves take less, they are one check: all of them are looked at, and those that fail are told by name."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

import pytest

Param = type(pytest.param())
SHOWN = 3  # cases that fail whose traces are shown; of the others, which they are


def each(names: str, cases: Iterable[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """As `pytest.mark.parametrize(names, cases)`, in one check; may stand above another or above pytest's own.

    What lasts as long as a check (`tmp_path`, `monkeypatch`) is shared by the cases, and a skip would skip them all.
    A case that is a `pytest.param(..., id=)` is told by its id.

    Raises:
        ValueError: if there is no case: such a check could not fail.
    """
    wanted, rows = [name.strip() for name in names.split(",")], list(cases)
    if not rows:
        raise ValueError(f"There is no case of {names}.")

    def fold(check: Callable[..., None]) -> Callable[..., None]:
        signature = inspect.signature(check)

        @wraps(check)
        def looked_at(*this: Any, **fixtures: Any) -> None:
            names_of_faults, faults = [], []
            for row in rows:
                values = row.values if isinstance(row, Param) else row if len(wanted) > 1 else [row]
                case = dict(zip(wanted, values, strict=True))
                try:
                    check(*this, **fixtures, **case)
                except (Exception, pytest.fail.Exception, BaseExceptionGroup) as fault:
                    names_of_faults.append(told(row, case))
                    fault.add_note(f"with {names_of_faults[-1]}")
                    faults.append(fault)
            if faults:
                title = f"{len(faults)} of {len(rows)} cases: {'; '.join(names_of_faults)}"
                raise BaseExceptionGroup(title, faults[:SHOWN])

        kept = [value for name, value in signature.parameters.items() if name not in wanted]
        looked_at.__signature__ = signature.replace(parameters=kept)  # type: ignore[attr-defined]
        return looked_at

    return fold


def told(row: Any, case: dict[str, Any]) -> str:
    """A case in words: its id, if it has one, or its values; functions and classes are called by their names."""
    if isinstance(row, Param) and row.id:
        return f"{', '.join(case)} = {row.id}"
    return ", ".join(f"{name} = {shown(value):.100}" for name, value in case.items())


def shown(value: Any) -> str:
    """A value in words, whatever it is."""
    try:
        return getattr(value, "__name__", None) or repr(value)
    except ValueError:  # of a number with more digits than Python prints
        return f"a very large {type(value).__name__}"
