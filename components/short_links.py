"""Short links for a class: a QR code, and an address that fits on a blackboard.

POST /links, JSON {"origin": "http://host:port", "path": "/?surface=..."}: {"address", "qr", "until", "lasting"}; 400
with {"problem"}. GET /s/<code> leads to the path; kept_links.py keeps them.

The state itself, compressed, would need a code of 65 modules for the first view; a short address needs 25 to 29, which
a phone reads from twice as far. There is as little correction as fits: a screen has no stains, and few modules count.
"""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from typing import Any

import dash
import segno
from flask import Flask, Response, redirect, request

from hyperparameters import shown
from jobs.ledger import LedgerError
from races.query import MAX_LENGTH

from .kept_links import DAYS, Links, LinksFullError
from .shapes import LinkAnswer, Problem

LINKS_PATH, SHORT_PATH = "/links", "/s/"
#: An origin as browsers write it.
ORIGIN = re.compile(r"https?://[A-Za-z0-9.\-]{1,253}(:\d{1,5})?|https?://\[[0-9A-Fa-f:.]{2,45}\](:\d{1,5})?")
#: A place on this server: no other host, no control characters.
PATH = re.compile(r"/(?![/\\])[^\x00-\x20\x7f]*")


def offer_links(flask: Flask, links: Links) -> None:
    """Add the routes."""

    @flask.post(LINKS_PATH)
    def shorten() -> Response:
        asked = request.get_json(silent=True)
        try:
            origin, path = _checked(asked)
            address = origin + dash.get_relative_path(f"{SHORT_PATH}{links.code_of(path)}")
        except ValueError as error:
            return _answer(Problem(problem=str(error)), 400)
        except LedgerError as error:
            return _answer(Problem(problem=str(error)), 507 if isinstance(error, LinksFullError) else 503)
        until = date.today() + timedelta(days=DAYS - 1)  # the last whole day, wherever in the world it is read
        return _answer(LinkAnswer(address=address, qr=code(address), until=until.isoformat(), lasting=links.last))

    @flask.get(f"{SHORT_PATH}<code>")
    def follow(code: str) -> Any:
        try:
            path = links.path_of(code.lower())
        except LedgerError as error:
            return Response(f"{error}\n", 503, mimetype="text/plain")
        if path is None:
            message = f"There is no short link {shown(code)} here; short links work for {DAYS} days.\n"
            return Response(message, 404, mimetype="text/plain")
        return redirect(path)


def code(address: str) -> str:
    """The QR code of an address, as the address of a picture. Its quiet zone is what the standard asks for."""
    return segno.make(address, micro=False, error="l").svg_data_uri(scale=8, border=4, light="#fff")


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
