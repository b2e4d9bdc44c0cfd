"""A small application on Ravine's server, for the checks of slow clients: `slow_server.py PORT SECONDS`, the seconds
after which a connection without a byte is closed."""

from __future__ import annotations

import os
import socket
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from components import serve

LARGE = b"x" * 100_000  # more than a connection holds on its way, so a client has to read it


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """/large, /slow (which takes its time), /end (which ends its process), /late (which is refused); anything else: the
    process and the body."""
    path = environ["PATH_INFO"]
    if path == "/slow":
        time.sleep(0.2)
    if path == "/end":
        os._exit(3)
    parts = [LARGE, LARGE] if path == "/large" else [b"%d %b" % (os.getpid(), environ["wsgi.input"].read())]
    start(
        "409 CONFLICT" if path == "/late" else "200 OK",
        [("Content-Type", "text/plain"), ("Content-Length", str(sum(map(len, parts))))],
    )
    return parts


def small(listener: socket.socket) -> socket.socket:
    """Whose connections hold little on its way: the system would take megabytes of an answer that nobody reads."""
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    return listener


if __name__ == "__main__":
    listening = serve._listener
    serve._listener = lambda host, port: small(listening(host, port))
    serve.IDLE = float(sys.argv[2])
    serve.LOOK = serve.IDLE / 4
    serve.serve(application, "127.0.0.1", int(sys.argv[1]))
