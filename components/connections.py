"""Connections: requests whose end two readers could see in two places are refused, and who is refused again and again
is read later."""

from __future__ import annotations

import time

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


class Task(WSGITask):
    """A request, which tells its connection what was answered."""

    def finish(self) -> None:
        """Once it is answered."""
        super().finish()
        self.channel.answered(self.status)


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

    def readable(self) -> bool:
        """Whether to read more."""
        return time.monotonic() >= self.unread_until and super().readable()


class SharedChannel(Channel):
    """One of a proxy, on which many visitors' requests come."""

    def answered(self, status: str) -> None:
        """Nobody waits for another one."""
