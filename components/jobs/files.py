"""GET /files/<token>/<name>: a finished file, for whoever knows its token."""

from __future__ import annotations

import mimetypes

import dash
from flask import Flask, Response

from jobs.ledger import Ledger, LedgerError
from jobs.limits import Limits

#: Those that the operating system's own table may not have.
MEDIA_TYPES = {"webm": "video/webm", "mp4": "video/mp4", "svg": "image/svg+xml", "csv": "text/csv", "gif": "image/gif"}


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
        kind = MEDIA_TYPES.get(name.rpartition(".")[2]) or mimetypes.guess_type(name)[0] or "application/octet-stream"
        headers = {
            "Content-Length": str(size),
            "Content-Disposition": f'attachment; filename="{name}"',
            "Content-Security-Policy": "sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        }
        return Response(content, mimetype=kind, headers=headers)
