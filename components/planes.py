"""POST /planes/keep: a finished job's plane, for whoever knows the address of its file, is kept on this server.

The job may have run on another machine; after this every process of this server finds the plane by its text.
"""

from __future__ import annotations

import json
from typing import Any

from flask import Flask, Response, request

from hyperparameters import shown
from jobs.ledger import Ledger, LedgerError
from networks.plane_files import LARGEST, keep, unpacked

KEEP_PATH = "/planes/keep"


def offer_planes(flask: Flask, ledger: Ledger) -> None:
    """Add the route."""

    @flask.post(KEEP_PATH)
    def keep_plane() -> Response:
        asked = request.get_json(silent=True)
        try:
            found = unpacked(_content(ledger, asked.get("address") if isinstance(asked, dict) else None))
        except (ValueError, LedgerError, OSError) as error:
            return _answer({"problems": [str(error)]}, 400)
        keep(found)
        return _answer({"plane": found.spec.text})


def _content(ledger: Ledger, address: Any) -> bytes:
    """The file at an address that `files.address_of` gave. Raises ValueError, LedgerError, OSError."""
    parts = address.rsplit("/", 2) if isinstance(address, str) else []
    found = ledger.shelved(parts[1]) if len(parts) == 3 and ledger.get(f"name.{parts[1]}") == parts[2] else None
    if found is None or found[0] > LARGEST:
        raise ValueError(f"{shown(address)} is no address of a plane that was made here")
    return b"".join(found[1])


def _answer(content: Any, status: int = 200) -> Response:
    return Response(json.dumps(content), status, mimetype="application/json")
