"""The server with a class in front of it, on this machine alone: each figure with its limit.

`python benchmarks/serving.py`, or some of its parts: `slow`, `opening`, `drag`, `neighbour`, `damaged`, `soak`.
`--soak 1800` soaks for half an hour instead of two minutes. What asks shares the processors with what answers, so a
class has it better than these figures.
"""

from __future__ import annotations

import argparse
import logging
import os
import random
import socket
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from load import MIX, REFUSED, Answer, Client, Dearest, Hand, people, percentile, small_race
from served import FLAGS, Server, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "pages"))

PROCESSORS = os.cpu_count() or 1
HELD = 200  # connections of each kind
DRAGGING, DRAG_SECONDS = (10, 30, 100), 10.0
OPENINGS, DAMAGED, VISITORS = 3, 10_000, 4
NEIGHBOURS = (1, "page"), (6, "page"), (6, "program")  # a browser has six connections
GET = b"GET %s HTTP/1.1\r\nHost: a\r\n"
SLOW = (
    b"",
    GET % b"/" + b"Accept: text",
    b"POST /races HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n" + b"x" * 500,
    GET % b"/scenes?search=" + b"\r\n",
)


def told(what: str, value: float, limit: float, unit: str = "s") -> str:
    """A line: the figure, and its limit."""
    return f"{what}: {value:.3g} {unit} (at most {limit:g} {unit}){'' if value <= limit else '  TOO MUCH'}"


def slow(server: Server) -> Iterator[str]:
    """200 connections each that send nothing, half a head, half a body, and do not read what they have asked for."""
    where, chance = urlsplit(server.address), random.Random(0)
    with ExitStack() as stack:
        for sent in SLOW * HELD:
            connection = stack.enter_context(socket.socket())
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)  # little of an answer is on its way
            connection.connect((where.hostname, where.port))
            connection.sendall(sent)
        began, client = time.monotonic(), Client(server.address)
        yield told(f"{len(SLOW) * HELD} slow connections, another's small request", client.ask("/healthz").seconds, 1)
        yield told("another's race", small_race(client, chance)[0].seconds, 2)
        while _held(server, where.port) > 1 and time.monotonic() - began < 90:  # one is the client's
            time.sleep(1)
        yield told("until they are closed", time.monotonic() - began, 60)


def _held(server: Server, port: int | None) -> int:
    """How many connections the server has open."""
    family = [server.process, *server.process.children(recursive=True)]
    connections = {(each.raddr.port, each.status) for one in family for each in one.net_connections() if each.raddr}
    return sum(status == "ESTABLISHED" for _, status in connections)


def opening(server: Server) -> Iterator[str]:
    """The first view in a browser, that has nothing, and once more; and the first one after the server was started."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, served("app.py", "--port") as fresh:
        browser = playwright.chromium.launch(executable_path=os.environ.get("RAVINE_BROWSER") or None, args=FLAGS)
        started = fresh.seconds
        (cold, *_), *warm = (_opened(browser, each) for each in (fresh, *[server] * OPENINGS))
        browser.close()
    spent, first, again = ([*each] for each in zip(*warm, strict=True))
    yield f"to start costs the server {started:.1f} s of a processor"
    yield told("the first opening after that: the server's processor", cold, 0.15)
    yield told("an opening: the server's processor", _middle(spent), 0.15)
    yield told("an opening", _middle(map(sum, first)) / 1e6, 2.0, "MB")
    yield told("an opening", _middle(map(len, first)), 40, "requests")
    yield told("a second visit", _middle(map(sum, again)) / 1e3, 60, "kB")
    yield f"by what one costs, {60 * PROCESSORS / _middle(spent):.0f} a minute on {PROCESSORS} processors"


def _opened(browser: Browser, server: Server) -> tuple[float, list[float], list[float]]:
    """The processor's time that an opening took the server, and the bytes of each answer then and the second time."""
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    before, found, spent = server.seconds, list[list[float]](), 0.0
    for _ in range(2):
        page, sizes = context.new_page(), list[float]()
        wire = context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.on("Network.loadingFinished", lambda event, to=sizes: to.append(event["encodedDataLength"]))
        page.goto(server.address, wait_until="networkidle")
        page.close()
        found.append([*filter(None, sizes)])
        spent = spent or server.seconds - before
    context.close()
    return spent, *found


def _middle(values: Iterable[float]) -> float:
    found = sorted(values)
    return found[len(found) // 2]


def drag(server: Server) -> Iterator[str]:
    """People who drag at once: their browsers compute, and each asks when its hand rests, every four seconds."""
    for count in DRAGGING:
        hands = {}
        before = server.seconds

        def act(client: Client, chance: random.Random, hands: dict[int, Hand] = hands) -> list[Answer]:
            return hands.setdefault(threading.get_ident(), Hand())(client, chance)

        answers = people(server.address, count, DRAG_SECONDS, act)
        good = [answer.seconds for answer in answers if answer.status == 200]
        cost = (server.seconds - before) / max(len(answers), 1)
        yield told(f"{count} people drag, 95 % of {len(answers)} confirmations", percentile(good, 0.95), 1)
        yield told(f"{count} people drag, not confirmed", len(answers) - len(good), 0, "requests")
    yield f"a confirmation costs {1000 * cost:.0f} ms of a processor: {4 * PROCESSORS / cost:.0f} people at most"


def neighbour(server: Server) -> Iterator[str]:
    """One page, or a program that names none, sends the most expensive legal races without pause; another one's small
    ones, which are alone before and after that. The others ask from a process of their own, or who measures would wait
    for them."""
    people(server.address, PROCESSORS, 2, small_race)  # all processes have run one
    for connections, who in NEIGHBOURS:
        quiet = people(server.address, 1, 4, small_race)
        with ProcessPoolExecutor(1, get_context("spawn")) as apart:
            dear = apart.submit(people, server.address, connections, 15, Dearest(), who)
            time.sleep(3)
            busy = people(server.address, 1, 10, small_race)
            others = dear.result()
        quiet += people(server.address, 1, 4, small_race)
        before, beside = (percentile([answer.seconds for answer in each], 0.95) for each in (quiet, busy))
        statuses = dict(Counter(answer.status for answer in others))
        yield f"a {who} with {connections} connections for the dearest races ({statuses}): {1000 * beside:.0f} ms"
        yield told(f"95 % of small races, against {1000 * before:.0f} ms alone", beside / before, 3, "times")


def damaged(server: Server) -> Iterator[str]:
    """Damaged requests to every route and callback."""
    import dash
    from damage import damaged as requests

    import app  # noqa: F401 - its callbacks are asked for

    logging.disable()
    todo = [*requests(DAMAGED, dash.get_app().callback_map)]
    answers: list[Answer] = []

    def work(part: list) -> None:
        client = Client(server.address)
        for method, path, body, headers in part:
            answers.append(client.ask(path, body, method, **headers))

    threads = [threading.Thread(target=work, args=(todo[place::VISITORS],)) for place in range(VISITORS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    statuses = Counter(answer.status for answer in answers)
    yield f"{len(answers)} damaged requests: {dict(sorted(statuses.items()))}"
    yield told(
        "errors of the server", sum(number for status, number in statuses.items() if status >= 500), 0, "requests"
    )
    yield told("the longest", max(answer.seconds for answer in answers), 2)


def soak(server: Server, seconds: float) -> Iterator[str]:
    """Everything that visitors do, at once, for a while; the memory of all processes after the first third."""
    memory: list[tuple[float, float]] = []
    found: Counter[tuple[str, int]] = Counter()
    began = time.monotonic()

    def act(client: Client, chance: random.Random) -> list[Answer]:
        kind = chance.choice([*MIX])
        answers = MIX[kind](client, chance)
        found.update((kind, answer.status) for answer in answers)
        return answers

    done = threading.Event()

    def watch() -> None:
        while not done.wait(1):
            family = server.process.children(recursive=True) or [server.process]
            memory.append((time.monotonic() - began, sum(each.memory_info().rss for each in family)))

    watching = threading.Thread(target=watch)
    watching.start()
    answers = people(server.address, VISITORS, seconds, act)
    done.set()
    watching.join()
    failed = {what: number for what, number in found.items() if what[1] not in (200, *REFUSED)}
    spent = sorted(sum(each.cpu_times()[:2]) for each in server.process.children()) or [1.0]
    third, last = (_mean(memory, seconds * share, seconds * (share + 0.15)) for share in (1 / 3, 0.85))
    later = sum(number for (_, status), number in found.items() if status in REFUSED)
    yield f"{len(answers)} answers in {seconds:.0f} s, of which {later} were to come again later"
    yield told(f"failures {failed or ''}", sum(failed.values()), 0, "requests")
    yield told("the busiest worker worked, against the idlest", spent[-1] / spent[0], 2, "times")
    yield f"all processes have {last / 1e6:.0f} MB, {Client(server.address).ask('/healthz').body.decode().strip()}"
    yield "MB by minute: " + " ".join(f"{_mean(memory, at, at + 60) / 1e6:.0f}" for at in range(0, int(seconds), 60))
    yield told("memory that came after the first third", 100 * (last / third - 1), 5, "%")


def _mean(memory: list[tuple[float, float]], begin: float, end: float) -> float:
    within = [size for at, size in memory if begin <= at <= end]
    return sum(within) / max(len(within), 1)


PARTS = {"slow": slow, "opening": opening, "drag": drag, "neighbour": neighbour, "damaged": damaged}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", choices=[*PARTS, "soak", []], help="default: all")
    parser.add_argument("--soak", type=float, default=120.0, metavar="SECONDS", help="default: 120")
    given = parser.parse_args()
    with served("app.py", "--port") as server:
        for name in given.parts or [*PARTS, "soak"]:
            lines = soak(server, given.soak) if name == "soak" else PARTS[name](server)
            for line in lines:
                print(line, flush=True)


if __name__ == "__main__":
    main()
