"""Who computes in this process, and for how long: no request may hold the others.

What a request costs is estimated before it is done. Whoever asks for little, and had little lately, goes first: another
one stands still at its next look (`progress.look`) while that is at work. It stops where nobody
waits for it any more, and where it takes far longer than was estimated. Long ones are counted, so that threads remain
for the others.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from flask import Flask, Response, g, jsonify, request

from progress import looked_after

from .visitors import Visitor, visitor

OWN, MOST_OWN = 0.2, 4  # s that a function of your own takes where it is hard, and how many one link has
PICTURE = 0.02  # s of a picture
LONGEST = 1.0  # s, as estimated, that a request may take
LONG = 0.1  # s: what takes longer is counted
ALL, OF_ADDRESS, OF_PAGE = 8, 5, 3  # long requests at once in one process
STRETCH = 5.0  # a request of a second goes before those that come so many seconds later
FORGOTTEN = 5.0  # s after which half of what somebody had of the processor is forgotten; who had more goes later
OWING = 0.5  # s: whoever has had more stands still with short requests, too
KEPT = 1000  # visitors of whom that is known
STILL = 5.0  # s that a request stands still at the most
BEYOND = 4.0  # times as long as estimated, and as LONGEST, a request is stopped
GLANCE, ASK = 0.002, 0.05  # s between two looks at the others, and at who waits


class StoppedError(Exception):
    """Nobody waits for the answer."""


class TooLongError(Exception):
    """The request is refused: it takes too long. The message says what to reduce."""


class BusyError(Exception):
    """The request is refused for a moment: too many of the kind are at work."""


class Turns:
    """The requests at work in this process."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.at_work: list[Turn] = []
        self._spent: dict[str, tuple[float, float]] = {}  # by visitor, s of the processor, and when they were counted

    def enter(self, turn: Turn) -> None:
        """Raises BusyError."""
        with self.changed:
            for other in self.at_work:
                if turn.kind and turn.visitor.page and other.kind == turn.kind and other.visitor == turn.visitor:
                    other.is_newest = False
            if turn.is_long:
                self._admit(turn)
            self.at_work.append(turn)
            self.changed.notify_all()

    def leave(self, turn: Turn) -> None:
        with self.changed:
            if turn in self.at_work:
                self.at_work.remove(turn)
            self.changed.notify_all()

    def owed(self, who: Visitor) -> float:
        """How much of this processor's time somebody has had lately, in s."""
        seconds, at = self._spent.get(who.name, (0.0, 0.0))
        return seconds * 0.5 ** ((time.monotonic() - at) / FORGOTTEN)

    def charge(self, who: Visitor, seconds: float) -> None:
        """Somebody has had so much more."""
        with self.changed:
            self._spent[who.name] = self.owed(who) + seconds, time.monotonic()
            for name in [*self._spent][:-KEPT]:
                del self._spent[name]

    def _admit(self, turn: Turn) -> None:
        others = [each.visitor for each in self.at_work if each.is_long and each.is_newest]
        if turn.visitor.page and sum(each == turn.visitor for each in others) >= OF_PAGE:
            raise BusyError(f"This page has {OF_PAGE} long requests at work; this one waits.")
        if sum(each.address == turn.visitor.address for each in others) >= OF_ADDRESS:
            raise BusyError(f"Your address has {OF_ADDRESS} long requests at work; this one waits.")
        if len(others) >= ALL:
            raise BusyError(f"The server is busy: {ALL} long requests are at work; this one waits.")

    def stand_back(self, turn: Turn) -> None:
        """Wait while another one is to be done first."""
        until = time.monotonic() + turn.patience
        with self.changed:
            while (now := time.monotonic()) < until and any(other.due < turn.due for other in self.at_work):
                self.changed.wait(min(ASK, until - now))
                turn.check()
        turn.patience = max(until - time.monotonic(), 0.0)


class Turn:
    """One request, while it is computed: `with turn(seconds): ...`. Its methods may raise StoppedError or TooLongError.

    `seconds` is what it is estimated to take. A newer one of the same page and `kind` stops it.
    """

    def __init__(self, turns: Turns, seconds: float, who: Visitor, kind: str, is_gone: Callable[[], bool]) -> None:
        self.visitor, self.kind, self.is_newest = who, kind, True
        self.is_long, self.patience = seconds > LONG, STILL
        self.due = time.monotonic() + STRETCH * seconds + turns.owed(who)
        self._turns, self._is_gone = turns, is_gone
        self._most = BEYOND * max(seconds, LONGEST)
        self._glance = self._ask = 0.0
        self._spent = time.thread_time()
        self._inside = ExitStack()

    def __enter__(self) -> Turn:
        self._turns.enter(self)
        self._inside.callback(self._turns.leave, self)
        self._inside.enter_context(looked_after(self.look))
        self._spent = time.thread_time()
        try:
            self.look()
        except BaseException:
            self._inside.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._inside.close()

    def look(self) -> None:
        """Whether to go on: stands still while others go first."""
        now = time.monotonic()
        if now < self._glance:
            return
        if now >= self._ask:
            self.check()
            self._ask = now + ASK
        if any(other.due < self.due for other in [*self._turns.at_work]):
            self._turns.stand_back(self)
        self._glance = time.monotonic() + GLANCE

    def check(self) -> None:
        """Whether somebody waits, and there is time left."""
        if not self.is_newest or self._is_gone():
            raise StoppedError
        if time.thread_time() - self._spent > self._most:
            raise TooLongError(f"This took more than {self._most:g} s of the server’s time, and was stopped.")


_turns = Turns()


def turn(seconds: float) -> Turn:
    """The turn of the present request, which is estimated to take so many seconds."""
    if light := g.pop("light", None):
        _turns.leave(light)
    return Turn(_turns, seconds, g.visitor, request.path, _gone())


def reading() -> Turn:
    """The turn of understanding the present request, which takes a while for your own functions."""
    functions = request.query_string.count(b"own") + request.get_data().count(b"own")
    return turn(min(functions, MOST_OWN) * OWN)


def refuse_beyond(seconds: float, what: str, less: str) -> None:
    """Raises TooLongError where `what` takes too long; `less` says what can be reduced."""
    if seconds > LONGEST:
        raise TooLongError(f"{what} would take the server about {seconds:.2g} s; allowed: {LONGEST:g} s; {less}")


def _gone() -> Callable[[], bool]:
    """Whether the connection of the present request is gone, as far as the server can tell."""
    return request.environ.get("waitress.client_disconnected") or (lambda: False)


def offer_turns(flask: Flask) -> None:
    """Have every request take its turn, and say of those that are refused or stopped why."""

    @flask.before_request
    def begin() -> None:
        g.began, g.visitor = time.thread_time(), visitor()
        g.light = Turn(_turns, 0.0, g.visitor, "", _gone())
        _turns.enter(g.light)
        if _turns.owed(g.visitor) > OWING:
            g.light.look()

    @flask.teardown_request
    def end(_: BaseException | None) -> None:
        if light := g.pop("light", None):
            _turns.leave(light)
        if "visitor" in g:
            _turns.charge(g.visitor, time.thread_time() - g.began)

    @flask.errorhandler(StoppedError)
    def stopped(_: Exception) -> Response:
        return refusal("Nobody waits for this any more.", 409)

    @flask.errorhandler(TooLongError)
    def too_long(error: Exception) -> Response:
        return refusal(str(error), 400)

    @flask.errorhandler(BusyError)
    def busy(error: Exception) -> Response:
        return refusal(str(error), 429, 1)


def refusal(problem: str, status: int, retry_after: float | None = None) -> Response:
    """{"problem", "problems"}: pages read the one or the other. `retry_after`: s after which to ask again."""
    told: dict[str, Any] = {"problem": problem, "problems": [problem]}
    answer = jsonify(told)
    answer.status_code = status
    if retry_after is not None:
        answer.headers["Retry-After"] = str(max(1, round(retry_after)))
    return answer
