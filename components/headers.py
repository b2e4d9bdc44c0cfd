"""What every answer says to browsers: what a page may load and run, who may frame it; and whose pages may send.

A page loads nothing from elsewhere and runs no script but files of this server and the two that Dash inlines, by their
hashes. Styles may be inline: Plotly, Mantine and canvases write them. Framing is allowed unless it is narrowed, for
platforms of lectures embed pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from flask import Flask, Response, request

from caches import counted
from hyperparameters import shown

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin",  # a page's address can be long: it would be sent with all that it loads
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
POLICY = {
    "default-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "media-src": "'self' blob:",
    "font-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
SAFE = "GET", "HEAD", "OPTIONS"
#: Who may frame a page, as the policy writes it: 'self', 'none', or addresses of sites.
ANCESTOR = re.compile(r"'self'|'none'|(https?://)?(\*\.)?[A-Za-z0-9.\-]+(:(\d{1,5}|\*))?")


def checked_ancestors(given: str) -> str:
    """The sites that may frame pages, apart by blanks; "" for all. Raises ValueError."""
    for site in given.split():
        if not ANCESTOR.fullmatch(site):
            raise ValueError(f"{shown(site)} is no site that may frame pages; allowed: 'self', 'none' or https://host")
    return " ".join(given.split())


def add_headers(flask: Flask, hashes: Callable[[], Iterable[str]], ancestors: str = "") -> None:
    """Add the headers to every answer. `hashes` gives those of inline scripts, once the first page was made."""

    @counted(1, 2000)
    def policy() -> str:
        parts = POLICY | {"script-src": " ".join(["'self'", *hashes()])}
        parts |= {"frame-ancestors": ancestors} if ancestors else {}
        return "; ".join(f"{name} {value}" for name, value in parts.items())

    @flask.after_request
    def tell(answer: Response) -> Response:
        for name, value in ALWAYS.items():
            answer.headers.setdefault(name, value)
        answer.headers.setdefault("Content-Security-Policy", policy())
        return answer


def refuse_other_sites(flask: Flask) -> None:
    """Answer 403 to what another site's page sends in a visitor's name. Programs, which name no origin, may send."""

    @flask.before_request
    def refuse() -> Response | None:
        origin = request.headers.get("Origin")
        if request.method in SAFE or origin is None or _is_ours(origin):
            return None
        here = request.host
        return Response(
            f"This was sent by a page of {shown(origin)}, and this server is {here}. Behind a proxy, let it pass on "
            "the header Host.\n",
            403,
            mimetype="text/plain",
        )


def _is_ours(origin: str) -> bool:
    """A browser lets no other site's page set the second header, so it may be believed here."""
    ours = request.host, request.headers.get("X-Forwarded-Host", "")
    return urlsplit(origin).netloc.lower() in {host.lower() for host in ours if host}
