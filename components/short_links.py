"""Short links for a class: a QR code, and an address that fits on a blackboard.

POST /links, JSON {"origin": "http://host:port", "path": "/?surface=..."}: {"address", "qr", "hours"}; 400 with
{"problem"}. GET /s/<code> leads to the path. The codes are kept where the jobs are, in the ledger.
"""

from __future__ import annotations

import json
import re
from hashlib import blake2b
from typing import Any

import dash
import segno
from flask import Flask, Response, redirect, request

from hyperparameters import shown
from jobs.ledger import Ledger, LedgerError
from races.query import MAX_LENGTH

from .shapes import LinkAnswer, Problem

LINKS_PATH, SHORT_PATH = "/links", "/s/"
HOURS = 12  # that a short link works: a day of lectures
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is mistaken for another
LEAST, MOST = 4, 8  # letters of a code
#: An origin as browsers write it.
ORIGIN = re.compile(r"https?://[A-Za-z0-9.\-]{1,253}(:\d{1,5})?|https?://\[[0-9A-Fa-f:.]{2,45}\](:\d{1,5})?")
#: A place on this server: no other host, no control characters.
PATH = re.compile(r"/(?![/\\])[^\x00-\x20\x7f]*")


def offer_links(flask: Flask, ledger: Ledger) -> None:
    """Add the routes."""

    @flask.post(LINKS_PATH)
    def shorten() -> Response:
        asked = request.get_json(silent=True)
        try:
            origin, path = _checked(asked)
            address = origin + dash.get_relative_path(f"{SHORT_PATH}{code_of(path, ledger)}")
        except ValueError as error:
            return _answer(Problem(problem=str(error)), 400)
        except LedgerError as error:
            return _answer(Problem(problem=str(error)), 503)
        qr = segno.make(address, micro=False, error="m").svg_data_uri(scale=8, border=3, light="#fff")
        return _answer(LinkAnswer(address=address, qr=qr, hours=HOURS))

    @flask.get(f"{SHORT_PATH}<code>")
    def follow(code: str) -> Any:
        try:
            path = ledger.get(f"link.{code.lower()}")
        except LedgerError as error:
            return Response(f"{error}\n", 503, mimetype="text/plain")
        if path is None:
            message = f"There is no short link {shown(code)} here; short links work for {HOURS} hours.\n"
            return Response(message, 404, mimetype="text/plain")
        return redirect(path)


def code_of(path: str, ledger: Ledger) -> str:
    """The code of a path: the same one for the same path, as short as no other path has it. Raises LedgerError."""
    number = int.from_bytes(blake2b(path.encode(), digest_size=16).digest())
    letters = "".join(LETTERS[number // len(LETTERS) ** place % len(LETTERS)] for place in range(MOST))
    for length in range(LEAST, MOST + 1):
        key = f"link.{letters[:length]}"
        if ledger.add(key, path, HOURS * 3600) or ledger.get(key) == path:
            return letters[:length]
    raise LedgerError("All short links for this picture are taken; try again tomorrow.")


def _checked(asked: Any) -> tuple[str, str]:
    """Origin and path of a request. Raises ValueError."""
    origin, path = (asked.get("origin"), asked.get("path")) if isinstance(asked, dict) else (None, None)
    if not isinstance(origin, str) or not ORIGIN.fullmatch(origin):
        raise ValueError(f"{shown(origin)} is no address of a server; allowed: http://host:port")
    if not isinstance(path, str) or not PATH.fullmatch(path):
        raise ValueError(f"{shown(path)} is no place on this server; allowed: a path that begins with one slash")
    if len(path) > MAX_LENGTH:
        raise ValueError(f"the link has {len(path)} characters; allowed: {MAX_LENGTH}")
    return origin, path


def _answer(content: LinkAnswer | Problem, status: int = 200) -> Response:
    return Response(json.dumps(content), status, mimetype="application/json")
