"""What the server compresses once: the scripts of Dash, Plotly and Mantine and the programs, the same for everybody.

A first visit takes 8 MB of them, for which brotli needs longer than the server for all else of the page.
"""

from __future__ import annotations

from flask import Request

MOST = 64  # files: Dash serves a script under any version number that is asked for
SHARED = ("/_dash-component-suites/", "/programs.mjs")  # what is the same as long as the server runs


def key(request: Request) -> str:
    """The file that a request asks for; "" where the next answer may differ."""
    return request.path if any(part in request.path for part in SHARED) else ""


class Packed:
    """The backend that Flask-Compress asks: {algorithm and key: compressed}."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def get(self, name: str) -> bytes | None:
        """What is kept under `name`, "algorithm;key"."""
        return self._kept.get(name)

    def set(self, name: str, compressed: bytes) -> None:
        """Keep it, if it is a file and there is room."""
        if not name.endswith(";") and len(self._kept) < MOST:
            self._kept[name] = compressed
