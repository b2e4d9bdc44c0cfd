"""GET /files/<token>/<name>: a finished file, for whoever knows its token."""

from __future__ import annotations

import dash
from flask import Flask, Response

from exports.formats import media_type
from jobs.ledger import Ledger, LedgerError
from jobs.limits import Limits


def address_of(token: str, name: str) -> str:
    """Where a page of this app gets the file."""
    return dash.get_relative_path(f"/files/{token}/{name}")


def offer_files(flask: Flask, ledger: Ledger, limits: Limits) -> None:
    """Add the route."""

    @flask.get("/files/<token>/<name>")
    def finished_file(token: str, name: str) -> Response:
        try:
            found = ledger.shelved(token) if ledger.get(f"name.{token}") == name else None
        except LedgerError as error:
            return Response(f"{error}\n", 503, mimetype="text/plain")
        if found is None:
            message = f"This file is not there. Finished files are kept for {limits.times()[1]}; make it again.\n"
            return Response(message, 404, mimetype="text/plain")
        size, content = found
        kind = media_type(name)
        headers = {
            "Content-Length": str(size),
            "Content-Disposition": f'attachment; filename="{name}"',
            "Content-Security-Policy": "sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        }
        return Response(content, mimetype=kind, headers=headers)
