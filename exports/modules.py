"""ES modules by their imports: which ones a module needs, and all of them as one script: a classic one for a page
without a server (`flattened`), or an ES module that knows what is there already (`bundled`)."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

IMPORT = re.compile(r"^import (?:\{([^}]*)\} from )?'(\.[^']*)';\n", re.MULTILINE)
DECLARED = re.compile(r"^export (?:async )?(?:const|function\*?|class) ([A-Za-z_$][\w$]*)", re.MULTILINE)
LISTED = re.compile(r"^export \{([^}]*)\};[^\n]*\n", re.MULTILINE)
COMMENT = re.compile(r"^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*\n", re.MULTILINE | re.DOTALL)  # on lines of its own
KEYWORD = re.compile(r"^export (?=(?:async )?(?:const|function|class) )", re.MULTILINE)
ADDRESS = re.compile(r"(\bimport\(|\bnew URL\()'(\.[^']*)'")  # of a module that comes later, or of a worker


def modules_of(entry: Path, written: Mapping[Path, str] = {}, there: Iterable[Path] = ()) -> list[Path]:
    """The module `entry` and all that it imports, each after what it imports itself where no circle forbids that, but
    for what is `there` already. `written` are texts of modules in place of what their files say."""
    order: list[Path] = []
    seen = set(there)

    def visit(path: Path) -> None:
        if path in seen:
            return
        seen.add(path)
        for _, target in IMPORT.findall(_text(path, written)):
            visit(_beside(path, target))
        order.append(path)

    visit(entry.resolve())
    return order


def _beside(path: Path, target: str) -> Path:
    """The module that `path` names so. `resolve` would ask the disk, thousands of times for all bundles."""
    return Path(os.path.normpath(path.parent / target))


def _text(path: Path, written: Mapping[Path, str]) -> str:
    return written[path] if path in written else path.read_text(encoding="utf-8")


def flattened(entry: Path, written: Mapping[Path, str] = {}) -> str:
    """`entry` and all that it imports as one classic script: each module a function that returns its exports.
    `written` are texts of modules in place of what their files say. Comments on lines of their own are left out: they
    are a third of it.

    Raises ValueError for what this form cannot have: modules in a circle, and imports or exports in another form than
    `import { a, b as c } from './d.mjs';`, `import './d.mjs';`, `export const`, `export function`, `export class`,
    `export { a as b };`.
    """
    order = modules_of(entry, written)
    names = {path: f"module{place}" for place, path in enumerate(order)}
    parts = (f"const {names[path]} = {_function(path, names, _text(path, written))};" for path in order)
    return "(() => {\n" + "\n".join(parts) + "\n})();\n"


def bundled(entry: Path, root: Path, first: Sequence[Path] = ()) -> str:
    """`entry` and all that it imports as one ES module with the exports of `entry` and `modules`, {path below `root`:
    its exports}. It lies where `entry` does: the modules that it imports later, and its workers, are bundles there.

    `first` are the modules of the bundle that is there already, its entry the last: they are taken from it, and what
    several bundles bring runs once. Raises ValueError as `flattened` does.
    """
    order = modules_of(entry, there=first)
    names = {path: f"modules['{path.relative_to(root).as_posix()}']" for path in [*first, *order]}
    begin = f"import {{ modules }} from '{_way(entry, first[-1])}';\n" if first else "const modules = {};\n"
    parts = (f"{names[path]} ??= {_function(path, names, _addressed(path, entry))};\n" for path in order)
    exports = f"export const {{ {', '.join(_exported(_text(entry, {})))} }} = {names[entry]};\n"
    return begin + "".join(parts) + exports + "export { modules };\n"


def _addressed(path: Path, entry: Path) -> str:
    """A module whose addresses of others are right in the bundle of `entry`."""

    def right(found: re.Match[str]) -> str:
        return f"{found[1]}'{_way(entry, _beside(path, found[2]))}'"

    return ADDRESS.sub(right, _text(path, {}))


def _way(entry: Path, target: Path) -> str:
    """How a bundle names another one."""
    way = Path(os.path.relpath(target, entry.parent)).as_posix()
    return way if way.startswith(".") else f"./{way}"


def _exported(text: str) -> list[str]:
    """The names of a module's exports."""
    listed = (part.split(" as ")[-1].strip() for group in LISTED.findall(text) for part in group.split(","))
    return [*DECLARED.findall(text), *filter(None, listed)]


def _function(path: Path, names: dict[Path, str], text: str) -> str:
    """A module as a function's result, {name: what it exports}; `names` are those of all modules by their order."""
    places = {name: place for place, name in enumerate(names.values())}

    def constants(found: re.Match[str]) -> str:
        source = names[_beside(path, found[2])]
        if places[source] >= places[names[path]]:
            raise ValueError(f"{path.name} and {found[2]} import each other: they cannot become one script")
        return f"const {{ {_pairs(found[1], ': ')} }} = {source};\n" if found[1] else ""

    exports = [*DECLARED.findall(text), *(_pairs(listed, ": ", flip=True) for listed in LISTED.findall(text))]
    body = COMMENT.sub("", KEYWORD.sub("", LISTED.sub("", IMPORT.sub(constants, text))))
    if left := re.search(r"^(?:import|export)\b(?!\().*", body, re.MULTILINE):
        raise ValueError(f"{path.name}: {left[0]!r} cannot be put into one script")
    return f"(() => {{\n{body}return {{ {', '.join(exports)} }};\n}})()"


def _pairs(listed: str, between: str, flip: bool = False) -> str:
    """`a, b as c` as the properties of a pattern, or of an object."""
    pairs = [name.split(" as ") for name in (part.strip() for part in listed.split(",")) if name]
    return ", ".join(pair[0] if len(pair) == 1 else between.join(reversed(pair) if flip else pair) for pair in pairs)
