"""Files that are the same for everybody as long as the server runs: Dash's, Plotly's and Mantine's scripts, our own,
and assets that are asked for by their version. Each is read and compressed once; under an address that says what is in
it a browser keeps it for good, and under another it asks whether it has changed, which costs nothing.
"""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

import brotli
import dash
from flask import Flask, Response, request

from caches import MB, Kept, counted

from .packed_forms import form_of

ASSETS = Path(__file__).resolve().parents[1] / "assets"
SUITES, NAMED = "/_dash-component-suites/", "/assets/"
FOR_GOOD = "public, max-age=31536000, immutable"
LARGEST = 18 * MB  # of files and what they are compressed to: what all our pages load has 11 MB
MOST = 256  # addresses: Dash serves a script under any version number that is asked for
SMALL = 500  # bytes: less is not worth compressing
OURS = 450_000  # bytes: our own files have less
WAYS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=level("br", body), lgwin=24),
    "gzip": lambda body: gzip.compress(body, level("gzip", body), mtime=0),
}
#: Of what one reader asks for, who waits: a link's scene takes 0.01 s in place of 0.4 s, and is 8 % longer.
QUICKLY: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=5, lgwin=24),
    "gzip": lambda body: gzip.compress(body, 6, mtime=0),
}
TEXTS = ("text/", "application/javascript", "application/json", "image/svg+xml")


def level(way: str, body: bytes) -> int:
    """The best level of brotli takes 9 s of Plotly's scripts and saves a tenth; 9 takes 0.4 s. Of our own it takes half
    a second and saves 7 %."""
    return 11 if way == "br" and len(body) < OURS else 9


def version_of(body: bytes) -> str:
    """What an address says of what is in a file."""
    return blake2b(body, digest_size=6).hexdigest()


@dataclass(frozen=True)
class Packed:
    """A file, and what it has been compressed to so far: as well as can be, once for all (packed_forms.py), but for
    what is made `for_one` reader."""

    body: bytes
    mimetype: str
    version: str
    for_one: bool = False
    forms: dict[str, bytes] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock, compare=False)

    @classmethod
    def of(cls, body: bytes, mimetype: str, for_one: bool = False) -> Packed:
        return cls(body, mimetype, version_of(body), for_one)

    def answer(self, for_good: bool) -> Response:
        """To the request at hand; 304 without a body for who has this version."""
        way = request.accept_encodings.best_match(WAYS) if self._shrinks else None
        answer = Response(self._form(way), mimetype=self.mimetype)
        if way:
            answer.headers["Content-Encoding"] = way
        answer.headers["Vary"] = "Accept-Encoding"
        answer.headers["Cache-Control"] = FOR_GOOD if for_good else "no-cache"
        answer.set_etag(self.version, weak=True)
        answer.make_conditional(request)
        return answer

    @property
    def _shrinks(self) -> bool:
        return self.mimetype.startswith(TEXTS) and len(self.body) >= SMALL

    def _form(self, way: str | None) -> bytes:
        if not way:
            return self.body
        with self._lock:  # a class opens the page together: one of them has it compressed
            if way not in self.forms:
                self.forms[way] = self._made(way)
            return self.forms[way]

    def _made(self, way: str) -> bytes:
        if self.for_one:
            return QUICKLY[way](self.body)
        return form_of(self.body, f"{level(way, self.body)}.{way}", WAYS[way])


@counted(256, 400)
def asset(path: str) -> str:
    """The address of a file in assets, with its version."""
    return f"{dash.get_asset_url(path)}?v={version_of((ASSETS / path).read_bytes())}"


def pack_files(flask: Flask) -> None:
    """Keep what Dash serves of its component suites, and assets that are asked for by a version."""
    known: dict[str, tuple[str, bool]] = {}  # path -> (version, whether the path itself says it)
    files = Kept("components.packed", LARGEST)  # by version: the same file has many addresses

    @flask.before_request
    def serve_packed() -> Response | None:
        path, asked = request.path, request.args.get("v")
        is_ours = SUITES in path or (NAMED in path and asked)
        if request.method != "GET" or not is_ours or request.endpoint is None or not request.view_args:
            return None
        version, says = known.get(path, ("", False))
        file: Packed | None = files.get(version)
        if file is None:
            view: Callable[..., Any] = flask.view_functions[request.endpoint]
            answer: Response = flask.make_response(view(**request.view_args))
            if answer.status_code != 200:
                return answer
            answer.direct_passthrough = False
            file = Packed.of(answer.get_data(), answer.mimetype or "application/octet-stream")
            file = files.setdefault(file.version, file)
            says = bool(answer.cache_control.max_age)
            answer.close()
            if len(known) < MOST:
                known[path] = (file.version, says)
        forms = len(file.forms)
        packed = file.answer(says or asked == file.version)
        if file.version not in files or len(file.forms) > forms:
            files[file.version] = file  # it weighs more than before
        return packed
