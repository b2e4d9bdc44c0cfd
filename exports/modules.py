"""ES modules by their imports: which ones a module needs, and all of them as one script for a page without a server."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

IMPORT = re.compile(r"^import \{([^}]*)\} from '(\.[^']*)';\n", re.MULTILINE)
DECLARED = re.compile(r"^export (?:async )?(?:const|function\*?|class) ([A-Za-z_$][\w$]*)", re.MULTILINE)
LISTED = re.compile(r"^export \{([^}]*)\};[^\n]*\n", re.MULTILINE)
COMMENT = re.compile(r"^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*\n", re.MULTILINE | re.DOTALL)  # on lines of its own
KEYWORD = re.compile(r"^export (?=(?:async )?(?:const|function|class) )", re.MULTILINE)


def modules_of(entry: Path, written: Mapping[Path, str] = {}) -> list[Path]:
    """The module `entry` and all that it imports, each after what it imports itself where no circle forbids that.
    `written` are texts of modules in place of what their files say."""
    order: list[Path] = []
    seen: set[Path] = set()

    def visit(path: Path) -> None:
        if path in seen:
            return
        seen.add(path)
        for _, target in IMPORT.findall(_text(path, written)):
            visit((path.parent / target).resolve())
        order.append(path)

    visit(entry.resolve())
    return order


def _text(path: Path, written: Mapping[Path, str]) -> str:
    return written[path] if path in written else path.read_text(encoding="utf-8")


def flattened(entry: Path, written: Mapping[Path, str] = {}) -> str:
    """`entry` and all that it imports as one classic script: each module a function that returns its exports.
    `written` are texts of modules in place of what their files say. Comments on lines of their own are left out: they
    are a third of it.

    Raises ValueError for what this form cannot have: modules in a circle, and imports or exports in another form than
    `import { a, b as c } from './d.mjs';`, `export const`, `export function`, `export class`, `export { a as b };`.
    """
    order = modules_of(entry, written)
    names = {path: f"module{place}" for place, path in enumerate(order)}
    return "(() => {\n" + "\n".join(_function(path, names, _text(path, written)) for path in order) + "\n})();\n"


def _function(path: Path, names: dict[Path, str], text: str) -> str:
    places = {name: place for place, name in enumerate(names.values())}

    def constants(found: re.Match[str]) -> str:
        source = names[(path.parent / found[2]).resolve()]
        if places[source] >= places[names[path]]:
            raise ValueError(f"{path.name} and {found[2]} import each other: they cannot become one script")
        return f"const {{ {_pairs(found[1], ': ')} }} = {source};\n"

    exports = [*DECLARED.findall(text), *(_pairs(listed, ": ", flip=True) for listed in LISTED.findall(text))]
    body = COMMENT.sub("", KEYWORD.sub("", LISTED.sub("", IMPORT.sub(constants, text))))
    if left := re.search(r"^(?:import|export)\b.*", body, re.MULTILINE):
        raise ValueError(f"{path.name}: {left[0]!r} cannot be put into one script")
    return f"const {names[path]} = (() => {{\n{body}return {{ {', '.join(exports)} }};\n}})();"


def _pairs(listed: str, between: str, flip: bool = False) -> str:
    """`a, b as c` as the properties of a pattern, or of an object."""
    pairs = [name.split(" as ") for name in (part.strip() for part in listed.split(",")) if name]
    return ", ".join(pair[0] if len(pair) == 1 else between.join(reversed(pair) if flip else pair) for pair in pairs)
