"""Fair shares: how often, and how many at once, somebody may ask for what costs much. It is counted by page and, with
room for a class behind one, by address; what is too much is answered with 429, when to ask again, and a sentence."""

from __future__ import annotations

import re
import time

from flask import Flask, Response, request

from jobs.ledger import Ledger, LedgerError
from jobs.limits import Limits
from jobs.line import line_of
from races.query import MAX_LENGTH

from .envelopes import CALLBACKS
from .refusal import refusal
from .short_links import LINKS_PATH
from .visitors import Visitor, visitor

STARTS = re.compile(r"job-end-\d+\.data")  # what a callback that starts a job, or asks for it, gives
WORDS = {"starts": "starts of jobs", "cancels": "cancelled jobs", "links": "short links", "bytes": "bytes of links"}


class ShareError(Exception):
    """Somebody has had their share. `after`: s until there is more."""

    def __init__(self, message: str, after: float) -> None:
        super().__init__(message)
        self.after = after


def offer_shares(flask: Flask, ledger: Ledger, limits: Limits) -> None:
    """Refuse what is more than somebody's share."""

    @flask.before_request
    def refuse() -> Response | None:
        if request.method != "POST":
            return None
        try:
            if request.path == LINKS_PATH:
                count(ledger, "links", visitor(), limits.links, limits.minute)
                spent = min(len(request.get_data()), MAX_LENGTH)  # what is longer is not kept
                count(ledger, "bytes", visitor(), (limits.links_size,) * 2, limits.minute, spent)
            elif request.path == CALLBACKS:
                _count_jobs(ledger, limits)
        except ShareError as error:
            return refusal(str(error), 429, error.after)
        except LedgerError:
            return None  # whoever needs it says so
        return None


def _count_jobs(ledger: Ledger, limits: Limits) -> None:
    """Raises ShareError."""
    if request.args.get("cancelJob"):
        return count(ledger, "cancels", visitor(), limits.cancels, limits.minute)
    body = request.get_json(silent=True)
    output = body.get("output") if isinstance(body, dict) else None
    if request.args.get("job") or not isinstance(output, str) or not STARTS.fullmatch(output):
        return None
    who = visitor()
    count(ledger, "starts", who, limits.starts, limits.minute)
    taken = line_of(ledger, limits).taken()
    if who.page and sum(place["page"] == who.page for place in taken) >= limits.of_page:
        raise ShareError(f"A page may have {limits.of_page} jobs at once: wait for one, or cancel one.", limits.pulse)
    if sum(place["address"] == who.address for place in taken) >= limits.of_address:
        raise ShareError(f"Your address has {limits.of_address} jobs at once; try again in a minute.", limits.minute)
    return None


def count(ledger: Ledger, what: str, who: Visitor, most: tuple[int, int], minute: float, more: int = 1) -> None:
    """Count something that somebody does within the present minute; `most` is for a page and for an address.

    Raises ShareError for more than that.
    """
    number, passed = divmod(time.time(), minute)
    for name, whose, bound in zip(("page", "address"), (who.page, who.address), most, strict=True):
        key = f"share.{what}.{name}.{whose}.{number:.0f}"
        if whose and ledger.count(key, more, 2 * minute) > bound:
            said = "This page" if name == "page" else "Your address"
            message = f"{said} has had its {bound} {WORDS[what]} of this minute; try again in {minute - passed:.0f} s."
            raise ShareError(message, minute - passed)
