"""The server with clients that are slow, that end, and that never do; its processes."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from types import SimpleNamespace

import patience
import psutil
import pytest

from components.connections import Channel, Pauses, SharedChannel
from components.serve import LONGEST_BODY, LONGEST_HEAD
from races.query import MAX_LENGTH

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has one process, and no signals to ask it to end")

HELD = 200  # connections of each kind
IDLE = 4  # s: longer than 800 connections take to be made
BOUND = 20 * patience.FACTOR  # s that anything takes at most once the server runs; what has not come then never will
GET = b"GET %s HTTP/1.1\r\nHost: a\r\n"
SLOW = {
    "nothing sent": b"",
    "half a head": GET % b"/" + b"Accept: text",
    "half a body": b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n" + b"x" * 500,
    "an answer that is not read": GET % b"/large" + b"\r\n",
}


class Served:
    """The server of slow_server.py."""

    def __init__(self, idle: float, stderr: int | None = None) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        command = [sys.executable, Path(__file__).with_name("slow_server.py"), str(self.port), str(idle)]
        self.process = subprocess.Popen(command, stderr=stderr, start_new_session=True)
        until(lambda: self.answers("/"), patience.seconds())

    def end(self) -> None:
        """Of all its processes, also of those that have outlived the first one."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def answers(self, path: str, body: bytes | None = None) -> bytes:
        """What is answered; nothing as long as nobody listens."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=BOUND)
        try:
            connection.request("POST" if body else "GET", path, body)
            return connection.getresponse().read()
        except (ConnectionError, http.client.HTTPException):
            return b""
        finally:
            connection.close()

    def connected(self, sent: bytes) -> socket.socket:
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)  # little of an answer is on its way
        connection.settimeout(BOUND)
        connection.connect(("127.0.0.1", self.port))
        connection.sendall(sent)
        return connection

    def workers(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children()


def until(happens, seconds=BOUND):
    """Wait until something is true."""
    end = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.fixture
def served():
    served = Served(IDLE)
    yield served
    served.end()


def is_closed(connection):
    """Whether the server has closed it, after what it had sent."""
    try:
        while connection.recv(1 << 20, socket.MSG_DONTWAIT):
            pass
    except BlockingIOError:
        return False
    except ConnectionError:
        return True
    return True


def seconds_of_another(served):
    began = time.monotonic()
    assert served.answers("/", b"quick").endswith(b"quick")
    return time.monotonic() - began


def test_slow_clients_hold_nobody_and_are_let_go(served):
    with ExitStack() as stack:
        held = {}
        for kind, sent in SLOW.items():
            held[kind] = [stack.enter_context(served.connected(sent)) for _ in range(HELD)]
            assert seconds_of_another(served) < 0.75 * IDLE, kind  # before they are let go
        unread = held["an answer that is not read"]
        until(lambda: all(connection.recv(1, socket.MSG_PEEK) for connection in unread))  # it is on its way to them
        assert seconds_of_another(served) < 0.75 * IDLE
        for kind, connections in held.items():
            until(lambda connections=connections: all(map(is_closed, connections))), kind
    assert served.answers("/", b"quick").endswith(b"quick")


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET /" + b"x" * 100_000, b"431"),
        (GET % b"/" + b"Cookie: " + b"x" * 100_000, b"431"),
        (GET % b"/" + b"a: b\r\n" * 20_000, b"431"),
        (b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n" % (LONGEST_BODY + 1), b"413"),
        (b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", b"400"),  # https to a server that has none
    ],
)
def test_what_never_ends_is_cut(shared, sent, status):
    with shared.connected(b"") as connection:
        try:
            connection.sendall(sent)
            answer = connection.recv(1000)
        except ConnectionError:  # closed before all of it was sent, and with it what was answered
            return
        assert status in answer.split(b"\r\n")[0]


def test_the_longest_link_fits(shared):
    with shared.connected(GET % (b"/?" + b"x" * MAX_LENGTH) + b"Accept: " + b"y" * 1000 + b"\r\n\r\n") as connection:
        assert b"200 OK" in connection.recv(1000)
    assert MAX_LENGTH < LONGEST_HEAD


@pytest.fixture(scope="module")
def shared():
    served = Served(60)
    yield served
    served.end()


def test_those_who_wait_are_no_news():
    served = Served(60, subprocess.PIPE)
    with ExitStack() as stack:
        asked = [stack.enter_context(served.connected(GET % b"/slow" + b"\r\n")) for _ in range(40)]
        assert all(b"200 OK" in connection.recv(1000) for connection in asked)
    served.process.terminate()
    assert served.process.communicate()[1] == b""


def test_a_worker_that_dies_is_replaced(shared):
    first = {worker.pid for worker in shared.workers()}
    assert len(first) == os.cpu_count()
    victim = shared.workers()[0]
    victim.kill()
    until(lambda: len(shared.workers()) == len(first) and not victim.is_running())
    assert shared.answers("/end") == b""  # one that ends by itself, in its first second
    until(lambda: len(shared.workers()) == len(first))
    assert {int(shared.answers("/")) for _ in range(20)}.isdisjoint({victim.pid})


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_when_it_is_asked_to_and_finishes_what_runs(served, asked):
    workers = served.workers()
    with served.connected(GET % b"/slow" + b"\r\n") as connection:
        until(lambda: any(len(worker.net_connections()) > 1 for worker in workers))
        time.sleep(0.1)  # until it runs
        served.process.send_signal(asked)
        assert b"200 OK" in connection.recv(1000)
    assert served.process.wait(BOUND) == 0
    assert not any(worker.is_running() for worker in workers)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", served.port))


def test_workers_end_with_a_keeper_that_is_killed(served):
    workers = served.workers()
    served.process.kill()
    served.process.wait()
    until(lambda: not any(worker.is_running() for worker in workers))


# ---- who asks again and again, and what ends in two places ----


def test_who_is_refused_again_and_again_is_read_later(shared):
    """And nobody else is: each connection has its own pauses."""
    connection = http.client.HTTPConnection("127.0.0.1", shared.port, timeout=BOUND)
    began = time.monotonic()
    for _ in range(6):
        connection.request("GET", "/late")
        answer = connection.getresponse()
        assert (answer.status, answer.read()[-1:]) == (409, b" ")
    assert 0.05 + 0.1 + 0.2 + 0.4 + 0.8 <= time.monotonic() - began < 4  # and no later than that
    assert shared.answers("/")
    connection.close()


def test_pauses_grow_and_end():
    channel = Channel.__new__(Channel)
    channel.server, found = SimpleNamespace(pauses=Pauses()), []
    for status in ("200 OK", *["409 CONFLICT"] * 7, "429 TOO MANY REQUESTS", "400 BAD REQUEST"):
        channel.answered(status)
        found.append(channel.pause)
    assert found == [0, 0.05, 0.1, 0.2, 0.4, 0.8, 1, 1, 1, 0]
    assert 0 < channel.server.pauses.rest(60) <= 0.05  # the first of them ends first
    assert Pauses().rest(60) == 60
    shared = SharedChannel.__new__(SharedChannel)
    shared.answered("409 CONFLICT")
    assert shared.pause == 0


@pytest.mark.parametrize(
    "head",
    [
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST / HTTP/1.0\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
    ],
)
def test_a_request_that_ends_in_two_places_ends_its_connection(shared, head):
    """What follows it is not read as another one."""
    with shared.connected(head + GET % b"/" + b"\r\n") as connection:
        received = b""
        while part := connection.recv(4096):
            received += part
    assert received.startswith(b"HTTP/1.1 400 ") or received.startswith(b"HTTP/1.0 400 ")
    assert received.count(b"HTTP/1.") == 1
