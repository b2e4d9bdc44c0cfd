"""Connections: requests whose end two readers could see in two places are refused, and who is refused again and again
is read later."""

from __future__ import annotations

import time
from heapq import heappop, heappush

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.task import WSGITask

REFUSED = "409", "429"  # a newer request of the same page came, or too many did
FIRST, LONGEST = 0.05, 1.0  # s that a connection is not read after the first such answer, twice as long after each more


class Parser(HTTPRequestParser):
    """Of a request that says twice where it ends, a proxy may take for its end what Waitress does not."""

    def parse_header(self, header_plus: bytes) -> None:
        """Raises ParsingError."""
        super().parse_header(header_plus)
        if self.version != "1.1" and "TRANSFER_ENCODING" in self.headers:
            raise ParsingError("Transfer-Encoding is not allowed in this version of HTTP")
        if self.chunked and "CONTENT_LENGTH" in self.headers:
            raise ParsingError("Transfer-Encoding and Content-Length are given; allowed: one of them")


class Pauses:
    """When the connections of a server are read again; its threads add to them, the one that reads waits."""

    def __init__(self) -> None:
        self._ends: list[float] = []

    def add(self, end: float) -> None:
        """A connection is not read until then, by time.monotonic()."""
        heappush(self._ends, end)

    def rest(self, most: float) -> float:
        """s until the next one is read again, and `most` at the most."""
        now = time.monotonic()
        while self._ends and self._ends[0] <= now:
            heappop(self._ends)
        return min(most, self._ends[0] - now) if self._ends else most


class Task(WSGITask):
    """A request, which tells its connection what was answered."""

    def build_response_header(self) -> bytes:
        """Before the first byte goes: the next request may come with the last one."""
        self.channel.answered(self.status)
        head: bytes = super().build_response_header()
        return head


class Channel(HTTPChannel):
    """A connection. While it is not read it holds no thread, and others notice nothing of who asks without pause."""

    parser_class = Parser
    task_class = Task
    pause = unread_until = 0.0  # s

    def answered(self, status: str) -> None:
        """What was answered last."""
        is_refused = status.startswith(REFUSED)
        self.pause = min(max(2 * self.pause, FIRST), LONGEST) if is_refused else 0.0
        self.unread_until = time.monotonic() + self.pause
        if self.pause:
            self.server.pauses.add(self.unread_until)

    def readable(self) -> bool:
        """Whether to read more."""
        return self._is_read() and super().readable()

    def handle_read(self) -> None:
        """Read, unless the pause began while the server waited for what has come."""
        if self._is_read():
            super().handle_read()

    def _is_read(self) -> bool:
        return time.monotonic() >= self.unread_until


class SharedChannel(Channel):
    """One of a proxy, on which many visitors' requests come."""

    def answered(self, status: str) -> None:
        """Nobody waits for another one."""
