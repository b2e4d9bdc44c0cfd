"""GET /programs.mjs: what methods, losses and schedules do, as the ES module that the engine in the browser runs.

It is made once. Its address says which version it is, so that browsers keep it for good.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b

import dash
from flask import Flask, Response, request

from races.programs import script

PROGRAMS_PATH = "/programs.mjs"
FOR_GOOD = "public, max-age=31536000, immutable"


@lru_cache(maxsize=1)
def programs() -> tuple[str, str]:
    """The module, and its version."""
    text = script()
    return text, blake2b(text.encode(), digest_size=6).hexdigest()


def programs_path() -> str:
    """The address of this version on this server."""
    return dash.get_relative_path(f"{PROGRAMS_PATH}?v={programs()[1]}")


def offer_programs(flask: Flask) -> None:
    """Add the route."""

    @flask.get(PROGRAMS_PATH)
    def serve_programs() -> Response:
        text, version = programs()
        answer = Response(text, mimetype="text/javascript")
        answer.headers["Cache-Control"] = FOR_GOOD if request.args.get("v") == version else "no-cache"
        return answer
