"""What visitors of the server ask for, without browsers: `Client` asks, `people` are many at once, `MIX` is all kinds
of requests, another one every time, so that nothing is found in a cache but what a page would find there, too."""

from __future__ import annotations

import http.client
import json
import random
import re
import struct
import sys
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from lessons import FIRST_VIEW
from optimizers import CLASSICS, OPTIMIZERS
from races import RaceSpec
from races.query import spec_to_query
from races.tuning import TUNED, tuned_spec
from surfaces import SURFACES

TIMEOUT = 120.0  # s
REFUSED = 429, 503  # asked to come again: no failure, and no success
DEAR = "noisy_moons", "logistic_regression", "batch_norm_neuron", "ackley", "rastrigin"  # surfaces
SHIPPED = [name for name in SURFACES if name != "network"]


@dataclass(frozen=True)
class Answer:
    """What came, and after how many seconds. Status 0: nothing did."""

    status: int
    body: bytes
    seconds: float


class Client:
    """One visitor, with a connection that is kept."""

    def __init__(self, address: str) -> None:
        where = urlsplit(address)
        self._connection = http.client.HTTPConnection(where.hostname or "", where.port, timeout=TIMEOUT)
        self.named: dict[str, str] = {}

    def open(self) -> Client:
        """Opens a page, and is known by its token from now on."""
        text = self.ask("/", **{"Accept-Encoding": "identity"}).body.decode(errors="replace")
        found = re.search(r'"end_id":\s*"([^"]+)"', text)
        self.named = {"X-Ravine-Page": found[1]} if found else {}
        return self

    def ask(self, path: str, body: Any = None, method: str = "", **headers: str) -> Answer:
        """GET, or POST of JSON, or of bytes as they are."""
        sent = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        headers = {"Accept-Encoding": "br", "Content-Type": "application/json"} | self.named | headers
        began = time.perf_counter()
        try:
            self._connection.request(method or ("GET" if body is None else "POST"), path, sent, headers)
            answer = self._connection.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException):
            self._connection.close()
            return Answer(0, b"", time.perf_counter() - began)
        return Answer(answer.status, content, time.perf_counter() - began)


def percentile(seconds: Iterable[float], share: float) -> float:
    """Of the sorted numbers; nan of none."""
    found = sorted(seconds)
    return found[min(int(share * len(found)), len(found) - 1)] if found else float("nan")


def people(
    address: str, count: int, seconds: float, act: Callable[[Client, random.Random], list[Answer]], who: str = "pages"
) -> list[Answer]:
    """What `count` visitors are answered who each do `act` again and again, for a while: they are pages, connections
    of one "page", or those of a "program", which names none."""
    found: list[Answer] = []
    clients = [Client(address) for _ in range(count)]
    for client in clients:
        if who == "pages":
            client.open()
        elif who == "page":
            client.named = clients[0].named or client.open().named
    until = time.monotonic() + seconds

    def visit(number: int) -> None:
        client, chance = clients[number], random.Random(number)
        while time.monotonic() < until:
            found.extend(act(client, chance))

    threads = [threading.Thread(target=visit, args=(number,), daemon=True) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


# ---- what is asked ----


def fields(spec: RaceSpec) -> dict[str, Any]:
    """A spec as the page sends it."""
    return json.loads(json.dumps(spec.to_dict()))


@dataclass
class Hand:
    """Who drags a learning rate of the first view: its browser computes, and asks once the hand rests."""

    pause: tuple[float, float] = (3.0, 5.0)  # s from one rest to the next
    panels: list[dict[str, Any]] = field(default_factory=lambda: [fields(spec) for spec in FIRST_VIEW])
    held: list[list[str]] = field(default_factory=list)

    def __call__(self, client: Client, chance: random.Random) -> list[Answer]:
        time.sleep(chance.uniform(*self.pause))
        rate = 10 ** chance.uniform(-3, 0)
        for panel in self.panels:
            panel["optimizers"]["adam"]["learning_rate"] = rate
        answer = client.ask("/races", {"panels": self.panels, "held": self.held, "draws": []})
        if answer.status == 200:
            (length,) = struct.unpack_from("<I", answer.body)
            told = json.loads(answer.body[4 : 4 + length])["panels"]
            self.held = [[racer["key"] for racer in panel["racers"]] for panel in told]
        return [answer]


def small_race(client: Client, chance: random.Random) -> list[Answer]:
    """A race of two methods on another learning rate every time."""
    time.sleep(0.05)
    racers = {
        "sgd": {"learning_rate": chance.uniform(1e-4, 1e-3)},
        "adam": {"learning_rate": chance.uniform(0.01, 0.1)},
    }
    return [client.ask("/races", {"panels": [fields(RaceSpec("beale", racers, steps=100))]})]


@dataclass
class Dearest:
    """Who asks for as much as is answered: four panels of all methods, on data, with as many steps as are run."""

    steps: int = 2000

    def __call__(self, client: Client, chance: random.Random) -> list[Answer]:
        methods: dict[str, dict] = {method: {} for method in OPTIMIZERS}
        methods["adam"] = {"learning_rate": chance.uniform(0.01, 0.1)}
        seed = chance.randrange(10**6)
        specs = [RaceSpec(name, methods, steps=self.steps, seed=seed) for name in chance.sample(DEAR, 4)]
        answer = client.ask("/races", {"panels": [fields(spec) for spec in specs]})
        if answer.status == 400:  # more than may be asked for
            self.steps = int(0.8 * self.steps)
        return [answer]


def opening(client: Client, chance: random.Random) -> list[Answer]:
    """A page with all that it loads, as a browser asks for it that has nothing."""
    path = chance.choice(
        ["/", "/", "/sweep", "/basins", "/networks", "/ranking", "/lessons", "/lessons/adam", "/landscape"]
    )
    page = client.ask(path)
    loaded = re.findall(r'(?:href|src)="(/[^"]*\.(?:m?js|css|svg)[^"]*)"', page.body.decode(errors="replace"))
    return [page, *(client.ask(each.replace("&amp;", "&")) for each in loaded)]


def _spec(chance: random.Random) -> RaceSpec:
    """A tuned race with another rate, or another noise."""
    name = chance.choice(SHIPPED)
    spec = fields(tuned_spec(name, tuple(chance.sample(CLASSICS, 4))))
    method = chance.choice([each for each in spec["optimizers"] if each in TUNED])
    spec["optimizers"][method]["learning_rate"] *= chance.uniform(0.5, 1.5)
    if chance.random() < 0.3:
        spec |= {"noise": "additive", "seed": chance.randrange(10**6)}
    return RaceSpec(**spec)


def _race(client: Client, chance: random.Random) -> list[Answer]:
    return [client.ask("/races", {"panels": [fields(_spec(chance)) for _ in range(chance.randint(1, 4))]})]


def _scene(client: Client, chance: random.Random) -> list[Answer]:
    query = quote("?" + spec_to_query(_spec(chance)))
    return [
        client.ask(f"/scenes?search={query}&theme={chance.choice(['light', 'dark'])}&size={chance.choice([1, 1.25])}")
    ]


def _sweep(client: Client, chance: random.Random) -> list[Answer]:
    asked = {"race": fields(_spec(chance)), "low": 1e-4, "high": 1.0, "count": 40, "second": None}
    return [client.ask("/sweeps", {"sweep": asked, "measure": "loss", "theme": "light", "size": 1})]


def _basins(client: Client, chance: random.Random) -> list[Answer]:
    spec = fields(_spec(chance))
    spec = {
        name: spec[name] for name in ("surface", "optimizers", "surface_parameters", "schedule", "schedule_parameters")
    }
    asked = {
        "spec": spec | {"steps": 100, "size": 40},
        "method": next(iter(spec["optimizers"])),
        "size": 40,
        "lines": True,
    }
    return [client.ask("/basins/maps", asked)]


def _function(client: Client, chance: random.Random) -> list[Answer]:
    a, b, c = (round(chance.uniform(0.1, 3), 3) for _ in range(3))
    text = chance.choice(
        ["{}*x^2 + {}*y^2 + sin({}*x)", "({}-x)^2 + {}*(y-{}*x^2)^2", "log(1+{}*x^2) + {}*y^4 - cos({}*x*y)"]
    )
    return [client.ask("/functions", {"expression": text.format(a, b, c), "domain": [[-2, 2], [-2, 2]]})]


def _export(client: Client, chance: random.Random) -> list[Answer]:
    link = "?" + spec_to_query(RaceSpec("beale", {"adam": {"learning_rate": chance.uniform(0.01, 0.1)}}, steps=50))
    kind = chance.choice(["png", "svg", "csv", "html"])
    return [
        client.ask(
            "/export", {"link": link, "format": kind, "options": {"width": 640, "height": 480} if kind == "png" else {}}
        )
    ]


def _units(client: Client, chance: random.Random) -> list[Answer]:
    return [client.ask("/units", {"panels": [fields(_spec(chance))]})]


MIX: dict[str, Callable[[Client, random.Random], list[Answer]]] = {
    "races": _race, "scenes": _scene, "sweeps": _sweep, "basins": _basins, "functions": _function, "exports": _export,
    "openings": opening, "units": _units,
}  # fmt: skip
