"""The page's own scripts and styles as they are served: few files, without comments and superfluous blanks.

`main.mjs` has all that it imports with it; each page's own room, and each worker, is another bundle, which comes when
it is needed (exports/modules.py). All of them lie below one version, that of all of them together.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

from flask import Flask, Response, abort
from rjsmin import jsmin

from caches import counted
from exports.modules import bundled, modules_of

from .packed import ASSETS, Packed, version_of

SCRIPTS_PATH = "/scripts"
FIRST, STYLE = "main.mjs", "style.css"
COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
ADDRESS = re.compile(r'url\("([^":]+)"\)')


def entries() -> list[Path]:
    """The modules that bundles begin with: the first one, a room's own, which has its name, and workers."""
    rooms = [path for path in sorted(ASSETS.glob("*/*.mjs")) if path.stem in (path.parent.name, "worker")]
    return [ASSETS / FIRST, *rooms]


@counted(1, 1_200_000)
def bundles() -> dict[str, Packed]:
    """All that is served, by its path below the version."""
    found = {STYLE: Packed.of(_style().encode(), "text/css")}
    first = modules_of(ASSETS / FIRST)
    for entry in entries():
        stands_alone = entry.name in (FIRST, "worker.mjs")
        text = jsmin(bundled(entry, ASSETS, () if stands_alone else first))
        found[entry.relative_to(ASSETS).as_posix()] = Packed.of(text.encode(), "text/javascript")
    return found


@counted(1, 100)
def version() -> str:
    """Of all bundles together: who has one fits to the others."""
    return version_of("".join(file.version for file in bundles().values()).encode())


def _style() -> str:
    """All styles, in the order of their names, in which Dash serves them."""
    texts = (COMMENT.sub("", path.read_text(encoding="utf-8")) for path in sorted(ASSETS.glob("*.css")))
    return ADDRESS.sub(_address, "".join(texts))


def _address(found: re.Match[str]) -> str:
    """Small pictures come with the styles; other files by their version."""
    body = (ASSETS / found[1]).read_bytes()
    if found[1].endswith(".svg"):
        return f'url("data:image/svg+xml,{quote(body.decode().strip(), safe=SAFE)}")'
    return f'url("../../assets/{found[1]}?v={version_of(body)}")'


SAFE = " !$&'()*+,-./:;=?@_~"  # what a data address in quotation marks may hold as it is


def offer_bundles(flask: Flask) -> None:
    """Add the route."""
    bundles()

    @flask.get(f"{SCRIPTS_PATH}/<asked>/<path:name>")
    def serve_bundle(asked: str, name: str) -> Response:
        file = bundles().get(name)
        return file.answer(asked == version()) if file else abort(404)
