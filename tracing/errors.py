"""What cannot be traced, and who is to blame, in a sentence."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from inspect import unwrap
from pathlib import Path
from typing import Any

import numpy as np

OWN = (Path(__file__).parent, Path(np.__file__).parent)  # whose lines are nobody's fault


class TraceError(Exception):
    """A rule that makes no program: it names the rule, its file and line, and says what it did there."""


class Untraceable(Exception):
    """Raised by a symbol: what was done to it that is no operation, as the end of a sentence."""


def called(rule: Callable[..., Any], *arguments: Any, **keywords: Any) -> Any:
    """What `rule` makes of symbols. Raises TraceError."""
    try:
        return rule(*arguments, **keywords)
    except TraceError:
        raise
    except Exception as error:
        raise TraceError(blamed(rule, error)) from error


def blamed(rule: Callable[..., Any], error: Exception) -> str:
    """The sentence: the rule with its own line at which it happened, and the helper that did it, if it was one."""
    said = str(error) if isinstance(error, Untraceable) else f"raises {type(error).__name__}: {error}"
    frames = [
        (frame.name, Path(frame.filename), frame.lineno)
        for frame in traceback.extract_tb(error.__traceback__)
        if not any(Path(frame.filename).is_relative_to(folder) for folder in OWN)
    ]
    code, name = getattr(unwrap(rule), "__code__", None), getattr(rule, "__name__", repr(rule))
    if not code:
        return f"{name} {said}"
    file = Path(code.co_filename)
    where = next((number for number, frame in enumerate(frames) if frame[:2] == (code.co_name, file)), None)
    own = _place(name, file, code.co_firstlineno if where is None else frames[where][2])
    if where is None or frames[where + 1 :]:
        helper = _place(*frames[-1]) if frames else ""
        return f"{own} cannot be traced: {helper} {said}" if helper else f"{own} {said}"
    return f"{own} {said}"


def _place(name: str, file: Path, line: int | None) -> str:
    return f"{name} ({'/'.join(file.parts[-2:])}, line {line})"
