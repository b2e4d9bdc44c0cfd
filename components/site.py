"""Where the app stands: below which path, who may frame it, and which proxy is in front of it. Each is an option of the
command line, and a variable of the environment for that and for other hosts of `app:server`."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from hyperparameters import shown

from .headers import checked_ancestors

PREFIX = re.compile(r"/?([A-Za-z0-9._~\-]+/?)*")
PROXY = re.compile(r"[0-9A-Fa-f.:]{2,45}|\*")


def checked_prefix(given: str) -> str:
    """A path that begins and ends with a slash. Raises ValueError."""
    if not PREFIX.fullmatch(given):
        raise ValueError(f"{shown(given)} is no path; allowed: letters, digits and -._~ between slashes, as in /ravine")
    return f"/{given.strip('/')}/" if given.strip("/") else "/"


def checked_proxy(given: str) -> str:
    """An address; "" for none. Raises ValueError."""
    if given and not PROXY.fullmatch(given):
        raise ValueError(f"{shown(given)} is no address of a proxy; allowed: an IP address such as 127.0.0.1, or *")
    return given


@dataclass(frozen=True)
class Site:
    """What is known of the place. `prefix` begins and ends with a slash. Raises ValueError."""

    prefix: str = "/"
    frame_ancestors: str = ""
    trusted_proxy: str = ""

    def __post_init__(self) -> None:
        for name, checked in CHECKS.items():
            try:
                object.__setattr__(self, name, checked(getattr(self, name)))
            except ValueError as error:
                raise ValueError(f"{name.replace('_', '-')}: {error}") from None

    @classmethod
    def given(cls, options: Mapping[str, str | None] | None = None) -> Site:
        """That of the command line's options; what they leave out, the environment's, RAVINE_PREFIX for `prefix`."""
        said = {each.name: (options or {}).get(each.name) for each in fields(cls)}
        there = {name: os.environ.get(f"RAVINE_{name.upper()}") for name in said}
        return cls(**{name: value for name in said if (value := said[name] or there[name])})


CHECKS: dict[str, Callable[[str], str]] = {
    "prefix": checked_prefix,
    "frame_ancestors": checked_ancestors,
    "trusted_proxy": checked_proxy,
}


def add_site_options(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("--prefix", help="path below which a proxy offers the app, such as /ravine; default: /")
    parser.add_argument("--frame-ancestors", help="sites that may frame pages, such as \"'self' https://lms.example\"")
    parser.add_argument("--trusted-proxy", help="address of the proxy whose X-Forwarded headers are believed")


class Below:
    """A WSGI application whose paths may come with the prefix or, from a proxy that strips it, without."""

    def __init__(self, application: Any, prefix: str) -> None:
        self._application, self._prefix = application, prefix

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == self._prefix[:-1] or path.startswith(self._prefix):
            environ["PATH_INFO"] = path[len(self._prefix) - 1 :] or "/"
        return self._application(environ, start)
