"""Who computes in this process, and for how long: no request may hold the others.

What a request costs is estimated before it is done. Whoever asks for little, and had little lately, goes first: another
one stands still at its next look (`progress.look`) while that is at work. It stops where nobody waits for it any more,
and where it takes far longer than was estimated. Long ones are counted, so that threads remain for the others.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import ExitStack

from flask import Flask, Response, g, request

from progress import looked_after

from .headers import SAFE
from .refusal import refusal
from .visitors import Visitor, visitor

OWN, MOST_OWN = 0.2, 4  # s that a function of your own takes where it is hard, and how many one link has
PICTURE = 0.02  # s of a picture
LONGEST = 1.0  # s, as estimated, that a request may take
LONG = 0.1  # s: what takes longer is counted
ALL, OF_ADDRESS, OF_PAGE = 8, 5, 3  # long requests at once in one process
LIGHT = 3  # others that stand still there: with the long ones fewer than the server has threads
STRETCH = 5.0  # a request of a second goes before those that come so many seconds later
FORGOTTEN = 5.0  # s after which half of what somebody had of the processor is forgotten; who had more goes later
MOST_OWED = FORGOTTEN  # s: more would be forgotten faster than time passes, and the last would be first
OWING = 0.5  # s: whoever has had more stands still with short requests, too
KEPT = 1000  # visitors of whom that is known
STILL = 5.0  # s that a request stands still at the most
BEYOND = 4.0  # times as long as estimated, and as LONGEST, a request is stopped
GLANCE, ASK = 0.0005, 0.05  # s between two looks at the others, and at who waits
STANDS = 0.25  # s between two looks at who waits for one that stands still

Gone = Callable[[], bool]


class StoppedError(Exception):
    """Nobody waits for the answer."""


class TooLongError(Exception):
    """The request is refused: it takes too long. The message says what to reduce."""


class BusyError(Exception):
    """The request is refused for a moment: too many of the kind are at work."""


class Turns:
    """The requests at work in this process."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.at_work: list[Turn] = []
        self._spent: dict[str, tuple[float, float]] = {}  # by visitor, s of the processor, and when they were counted

    def enter(self, turn: Turn, instead: Turn | None = None) -> None:
        """`instead` of that one, which goes in the same moment. Raises BusyError."""
        with self.lock:
            for other in self.at_work:
                if turn.kind and turn.visitor.page and other.kind == turn.kind and other.visitor == turn.visitor:
                    other.is_newest = False
                    other.moved.notify()
            if turn.is_long:
                self._admit(turn)
            self._replace(instead, turn)

    def leave(self, turn: Turn, instead: Turn | None = None) -> None:
        """What `turn` was `instead` of comes back, unless its request has ended: an answer in parts outlives it."""
        with self.lock:
            self._replace(turn, None if instead and instead.is_over else instead)

    def end(self, light: Turn) -> None:
        """Its request has ended."""
        with self.lock:
            light.is_over = True
            self._replace(light, None)

    def _replace(self, gone: Turn | None, come: Turn | None) -> None:
        """Nobody is woken but who is first now: many may stand, and each that wakes takes time from who is at work."""
        if gone in self.at_work:
            self.at_work.remove(gone)
        if come:
            self.at_work.append(come)
        if self.at_work:
            min(self.at_work, key=lambda each: each.due).moved.notify()

    def owed(self, who: Visitor) -> float:
        """How much of this processor's time somebody has had lately, in s."""
        seconds, at = self._spent.get(who.name, (0.0, 0.0))
        return seconds * 0.5 ** ((time.monotonic() - at) / FORGOTTEN)

    def charge(self, who: Visitor, seconds: float) -> None:
        """Somebody has had so much more."""
        with self.lock:
            self._spent[who.name] = min(self.owed(who) + seconds, MOST_OWED), time.monotonic()
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

    def before(self, turn: Turn) -> list[Turn]:
        """Those that are to be done before it."""
        return [other for other in [*self.at_work] if other.due < turn.due]

    def _admit_light(self, turn: Turn) -> None:
        others = [each.visitor.name for each in self.at_work if each.stands and not each.kind]
        if others.count(turn.visitor.name) >= OF_PAGE or len(others) >= LIGHT:
            raise BusyError("You have had much of the server’s time, and others wait for theirs; this one waits, too.")

    def stand_back(self, turn: Turn) -> None:
        """Wait while another one is to be done first. Who waits for others loses patience in the end, and who waits for
        a long one of its own does not. Raises BusyError: who waits has a thread."""
        with self.lock:
            if not turn.kind:
                self._admit_light(turn)
            turn.stands = True
            while (others := self.before(turn)) and turn.patience > 0:
                began = time.monotonic()
                turn.moved.wait(min(STANDS, turn.patience))
                if not all(other.is_long and other.visitor == turn.visitor for other in others):
                    turn.patience -= time.monotonic() - began
                turn.check()
            turn.stands = False


class Turn:
    """One request, while it is computed: `with turn(seconds): ...`. Its methods may raise StoppedError or TooLongError.

    `seconds` is what it is estimated to take. A newer one of the same page and `kind` stops it.
    """

    def __init__(
        self, turns: Turns, seconds: float, who: Visitor, kind: str, is_gone: Gone, light: Turn | None = None
    ) -> None:
        """`light`: what the request is among the turns while it is not in this one."""
        self.visitor, self.kind, self.is_newest, self.is_over = who, kind, True, False
        self.moved = threading.Condition(turns.lock)  # it may be the first now, or be the newest no more
        self.is_long, self.stands, self.patience = seconds > LONG, False, STILL
        self.due = time.monotonic() + STRETCH * seconds + turns.owed(who)
        self._turns, self._is_gone, self._light = turns, is_gone, light
        self._most = BEYOND * max(seconds, LONGEST)
        self._glance = self._ask = 0.0
        self._spent = time.thread_time()
        self._inside = ExitStack()

    def __enter__(self) -> Turn:
        self._turns.enter(self, self._light)
        self._inside.callback(self._turns.leave, self, self._light)
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
        if self._light and self._light.is_over:  # and has been counted
            self._turns.charge(self.visitor, time.thread_time() - self._spent)

    def look(self) -> None:
        """Whether to go on: stands still while others go first."""
        now = time.monotonic()
        if now < self._glance:
            return
        if now >= self._ask:
            self.check()
            self._ask = now + ASK
        if self._turns.before(self):
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
    return Turn(_turns, seconds, g.visitor, request.path, _gone(), g.light)


def reading() -> Turn:
    """The turn of understanding the present request, which takes a while for your own functions."""
    functions = request.query_string.count(b"own") + request.get_data().count(b"own")
    return turn(min(functions, MOST_OWN) * OWN)


def refuse_beyond(seconds: float, what: str, less: str) -> None:
    """Raises TooLongError where `what` takes too long; `less` says what can be reduced."""
    if seconds > LONGEST:
        raise TooLongError(f"{what} would take the server about {seconds:.2g} s; allowed: {LONGEST:g} s; {less}")


def _gone() -> Gone:
    """Whether the connection of the present request is gone, as far as the server can tell."""
    return request.environ.get("waitress.client_disconnected") or (lambda: False)


def offer_turns(flask: Flask) -> None:
    """Have every request take its turn, and say of those that are refused or stopped why."""

    @flask.before_request
    def begin() -> None:
        g.began, g.visitor = time.thread_time(), visitor()
        g.light = Turn(_turns, 0.0, g.visitor, "", _gone())
        _turns.enter(g.light)
        opens = not g.visitor.page and request.method in SAFE  # and may be one of a class behind one address
        if _turns.owed(g.visitor) > OWING and not opens:
            g.light.look()

    @flask.teardown_request
    def end(_: BaseException | None) -> None:
        if light := g.pop("light", None):
            _turns.end(light)
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
