"""The production server: waitress, which reads requests and writes answers for all its connections at once and gives a
thread only what has arrived whole, in one process a core on one socket.

So whoever sends slowly, sends half of a request, or does not read the answer, holds a connection and nothing else.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import socket
import sys
from typing import Any

from waitress.adjustments import Adjustments
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher

from .connections import Channel, Pauses, SharedChannel
from .memory import give_back, share_heaps
from .site import Site
from .workers import keep_workers

THREADS = 12  # most of them wait: one computes at a time (components/turns.py)
SWITCH = 0.0001  # s after which a thread that computes lets another one go on
LONGEST_HEAD = 16_384  # bytes of a request's line and headers together: a link of races/query fits, with its cookies
LONGEST_BODY = 10_000_000  # bytes: above the application's own limit, which says more
IDLE = 30.0  # s without a byte after which a connection is closed
WAIT = 1.0  # s at most until it looks whether anything is to be done
LOOK = 10.0  # s between two looks for such connections
GRACE = 3  # s for what runs when the server is stopped
CONNECTIONS = 4000  # at once, of a process; fewer where the system allows fewer files
SPARE = 200  # files for all but connections

#: What a trusted proxy may say of a request; from anybody else it is dropped.
FORWARDED = {"x-forwarded-for", "x-forwarded-host", "x-forwarded-proto"}
SETTINGS: dict[str, Any] = {
    "threads": THREADS,
    "connection_limit": CONNECTIONS,
    "max_request_header_size": LONGEST_HEAD,
    "max_request_body_size": LONGEST_BODY,
    "channel_request_lookahead": 1,  # a connection that is gone is noticed while its request runs
    "backlog": 1024,
    "asyncore_use_poll": True,
    "ident": None,
    "clear_untrusted_proxy_headers": True,
    "log_socket_errors": False,
}


def serve(application: Any, host: str, port: int, site: Site | None = None) -> None:
    """Serve a WSGI application until interrupted: one process a core, where processes can share a socket."""
    site = site or Site()
    listener = _listener(host, port)
    place = f"http://{f'[{host}]' if ':' in host else host}:{port}{site.prefix.rstrip('/')}"
    print(f"Ravine is at {place} (stop with Ctrl-C)", flush=True)
    gc.freeze()  # what is loaded stays: collections skip it, and forked processes share its memory
    if hasattr(os, "fork"):
        keep_workers(lambda: _work(application, listener, site), os.cpu_count() or 1, GRACE)
    else:
        _work(application, listener, site)


def _listener(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    if os.name != "nt":  # where it would let another program take the port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    listener.listen(1024)
    listener.setblocking(False)
    return listener


def _work(application: Any, listener: socket.socket, site: Site) -> None:
    """Serve what arrives at `listener` until SystemExit or KeyboardInterrupt."""
    sys.setswitchinterval(SWITCH)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # that requests wait for a thread is no news
    settings = SETTINGS | {"connection_limit": min(CONNECTIONS, _files() - SPARE)}
    if site.trusted_proxy:
        settings |= {"trusted_proxy": site.trusted_proxy, "trusted_proxy_headers": FORWARDED}
    share_heaps()
    dispatcher = ThreadedTaskDispatcher()
    dispatcher.set_thread_count(THREADS)
    place = (listener.family, listener.type, listener.proto, listener.getsockname())
    server = Server(
        application,
        _sock=listener,
        dispatcher=dispatcher,
        adj=Adjustments(sockets=[listener], **settings),
        sockinfo=place,
        bind_socket=False,
    )
    server.channel_class = SharedChannel if site.trusted_proxy else Channel
    server.run()


def _files() -> int:
    """How many files and connections this process may have open, after asking for more."""
    try:
        import resource
    except ImportError:  # Windows
        return CONNECTIONS + SPARE
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = CONNECTIONS + SPARE
    if soft < wanted:
        with contextlib.suppress(ValueError, OSError):
            most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]


class Server(TcpWSGIServer):
    """Waitress's server, which also lets go of those who do not read what they have asked for."""

    def __init__(self, *given: Any, **named: Any) -> None:
        self.pauses = Pauses()
        super().__init__(*given, **named)

    def maintenance(self, now: float) -> None:
        """Close connections without a byte for IDLE seconds. Waitress itself waits until it can write to them. And
        what was freed since goes back to the system."""
        give_back()
        self.next_channel_cleanup = now + LOOK
        for channel in [*self.active_channels.values()]:
            if not channel.requests and channel.last_activity < now - IDLE:
                channel.handle_close()

    def run(self) -> None:
        """Serve until SystemExit or KeyboardInterrupt; what runs then has GRACE seconds."""
        with contextlib.suppress(SystemExit, KeyboardInterrupt):
            while self._map:
                self.asyncore.loop(timeout=self.pauses.rest(WAIT), map=self._map, use_poll=True, count=1)
        self.task_dispatcher.shutdown(timeout=GRACE)
