"""POST /left, the token of a page: it is closed, and its jobs stop in a few seconds. What is no token is of no page."""

from __future__ import annotations

from contextlib import suppress

from flask import Flask, Response, request

from jobs.ledger import LedgerError

from ..visitors import LONGEST, page_of
from .manager import JobManager

LEFT_PATH = "/left"


def offer_leaving(flask: Flask, manager: JobManager) -> None:
    """Add the route."""

    @flask.post(LEFT_PATH)
    def leave() -> Response:
        token = request.get_data()[: LONGEST + 1].decode(errors="replace")
        with suppress(LedgerError):  # then they stop once they have not been asked for long enough
            manager.let_go(page_of(token))
        return Response(status=204)
