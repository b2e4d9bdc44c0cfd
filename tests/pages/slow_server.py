"""A small application on Ravine's server, for the checks of slow clients: `slow_server.py PORT SECONDS`, the seconds
after which a connection without a byte is closed."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from components import serve

LARGE = b"x" * 1_000_000  # more than a connection of the checks holds on its way: a client has to read it


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """/large, /slow (which takes its time), /end (which ends its process), /late (which is refused); anything else: the
    process and the body."""
    path = environ["PATH_INFO"]
    if path == "/slow":
        time.sleep(0.2)
    if path == "/end":
        os._exit(3)
    body = LARGE if path == "/large" else b"%d %b" % (os.getpid(), environ["wsgi.input"].read())
    start(
        "409 CONFLICT" if path == "/late" else "200 OK",
        [("Content-Type", "text/plain"), ("Content-Length", str(len(body)))],
    )
    return [body]


if __name__ == "__main__":
    serve.IDLE = float(sys.argv[2])
    serve.LOOK = serve.IDLE / 4
    serve.serve(application, "127.0.0.1", int(sys.argv[1]))
