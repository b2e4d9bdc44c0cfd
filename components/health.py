"""GET /healthz: whether this server can work, for whoever watches over it."""

from __future__ import annotations

from flask import Flask, Response, jsonify

from caches import sizes
from jobs.ledger import Ledger, LedgerError
from jobs.limits import Limits
from jobs.line import line_of

from .bundles import version

HEALTH_PATH = "/healthz"


def offer_health(flask: Flask, ledger: Ledger, limits: Limits) -> None:
    """Add the route: 200 {"ready": true, "version": of what pages load, "jobs": how many run or wait, "waiting": how
    many of them wait, "places": how many may, "caches": {"bytes", "most"} of the process that answers}; 503 with
    {"ready": false, "problem"} where the ledger cannot be read. It is half a second old at the most."""

    @flask.get(HEALTH_PATH)
    def health() -> Response:
        try:
            jobs = line_of(ledger, limits).seen()
        except LedgerError as error:
            answer = jsonify(ready=False, version=version(), problem=str(error))
            answer.status_code = 503
        else:
            queue = {"jobs": len(jobs), "waiting": sum(not job["runs"] for job in jobs), "places": limits.places}
            answer = jsonify(ready=True, version=version(), **queue, caches=_caches())
        answer.headers["Cache-Control"] = "no-store"
        return answer


def _caches() -> dict[str, int]:
    now, most = zip(*sizes().values(), strict=True)
    return {"bytes": sum(now), "most": sum(most)}
