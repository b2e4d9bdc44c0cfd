"""The declarations that scripts are checked against: `python -m components.types` writes `assets/types.d.ts`.

What the page is told is declared in Python (`components.shapes`, and the TypedDicts and dataclasses that those name).
Here each becomes an interface of TypeScript, which only tsc reads: the page loads nothing of it.
"""

from __future__ import annotations

import inspect
import json
import typing
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NotRequired, Union, get_args, get_origin, is_typeddict

from components import shapes

FILE = Path(__file__).parents[1] / "assets" / "types.d.ts"
HEAD = "// Made from the Python declarations by `make types`: what the server tells the page.\n"
PLAIN: Mapping[Any, str] = {
    int: "number",
    float: "number",
    str: "string",
    bool: "boolean",
    NoneType: "null",
    Any: "any",
}


def declarations() -> str:
    """The text of the file: an interface for every shape and whatever it names, in the order of their names."""
    found: dict[str, str] = {}
    waiting = [getattr(shapes, name) for name in shapes.__all__]
    while waiting:
        shape = waiting.pop()
        if shape.__name__ not in found:
            found[shape.__name__] = _interface(shape, waiting)
    return "\n".join([HEAD, *(found[name] for name in sorted(found))])


def _interface(shape: Any, waiting: list[Any]) -> str:
    """A TypedDict, or the fields of a dataclass that its maker takes; what it names is added to `waiting`."""
    hints = typing.get_type_hints(shape, include_extras=True)
    if is_dataclass(shape):
        hints = {each.name: hints[each.name] for each in fields(shape) if each.init}
    elif not is_typeddict(shape):
        raise TypeError(f"{shape!r} is neither a TypedDict nor a dataclass")
    said = (inspect.getdoc(shape) or "").split("\n\n")[0]
    lines = ["/**", *(f" * {line}" for line in said.splitlines()), " */", f"export interface {shape.__name__} {{"]
    for name, hint in hints.items():
        optional = "?" if get_origin(hint) is NotRequired else ""
        lines.append(f"  {name}{optional}: {_written(hint, waiting)};")
    return "\n".join([*lines, "}", ""])


def _written(hint: Any, waiting: list[Any]) -> str:
    """A type in the words of TypeScript. Raises TypeError for one that JSON does not have."""
    origin, parts = get_origin(hint), get_args(hint)
    if hint in PLAIN:
        return PLAIN[hint]
    if is_typeddict(hint) or is_dataclass(hint):
        waiting.append(hint)
        return hint.__name__
    if origin is NotRequired:
        return _written(parts[0], waiting)
    if origin is Annotated:  # a dictionary of the fields of what it is annotated with
        return _written(parts[1], waiting)
    if origin is Literal:
        return " | ".join(f"'{each}'" if isinstance(each, str) else json.dumps(each) for each in parts)
    if origin in (Union, UnionType):
        return " | ".join(_written(part, waiting) for part in parts)
    if origin is tuple and parts[-1] is not Ellipsis:
        return f"[{', '.join(_written(part, waiting) for part in parts)}]"
    if origin in (tuple, list, Sequence):
        inner = _written(parts[0], waiting)
        return f"({inner})[]" if " | " in inner else f"{inner}[]"
    if origin in (dict, Mapping):
        return f"Record<string, {_written(parts[1], waiting)}>"
    raise TypeError(
        f"{hint!r} has no form in JSON; allowed: numbers, text, lists, dictionaries, TypedDicts, dataclasses"
    )


if __name__ == "__main__":
    FILE.write_text(declarations())
