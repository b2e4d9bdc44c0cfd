"""Who sends a request: the page, by the token that it was given, and the address.

A page's token is the one that Dash signs for it; nobody can guess another page's. It says it with what it asks of us in
the header PAGE_HEADER, and Dash's renderer says it in the query. Whoever has none is known by the address alone.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

import dash
from dash import _callback_signing
from flask import request

from jobs.ledger import LedgerError

PAGE_HEADER = "X-Ravine-Page"
LONGEST = 200  # characters of a token
NETWORK = 64  # bits of an IPv6 address that one household or device has to itself


@dataclass(frozen=True)
class Visitor:
    """`page` is "" for whoever names none; `address` is that of a machine, or of a whole class behind one."""

    page: str
    address: str

    @property
    def name(self) -> str:
        """The narrower of both."""
        return self.page or self.address


def visitor() -> Visitor:
    """Who sends the present request."""
    return Visitor(page_of(request.headers.get(PAGE_HEADER) or request.args.get("endId", "")), _address())


def page_of(token: str) -> str:
    """The page that was given a token; "" for what was given to none."""
    if not token or len(token) > LONGEST or not token.isascii():
        return ""
    try:
        secret = dash.get_app()._get_signing_secret()  # noqa: SLF001 - it keeps the secret; Dash is pinned
    except LedgerError:
        return ""
    return _callback_signing.unsign(secret, _callback_signing.END_SCOPE, token) or ""


def _address() -> str:
    """As the server knows it: behind a trusted proxy it is what that says. Of IPv6 the network."""
    given = request.remote_addr or ""
    try:
        found = ipaddress.ip_address(given.partition("%")[0])
    except ValueError:
        return given
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, NETWORK), strict=False).network_address)
    return str(found)
