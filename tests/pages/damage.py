"""Damaged requests to every route and callback, as a broken page, a bad network or somebody curious sends them."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator, Mapping
from typing import Any

from races.query import Panel, Scene
from races.spec import RaceSpec

RACE = RaceSpec("beale", {"sgd": {}, "adam": {"learning_rate": 0.1}}, steps=5)
FIELDS = json.loads(json.dumps(RACE.to_dict()))
QUERIES = [
    "",
    "?at=1&at=2",
    "?name=a&name=b",
    "?name=x",
    "?%ff=%00",
    "?=",
    "?&&&",
    "?a=b&a=c",
    "?surface=%ud800",
    "?at=%D9%A3",
]
JUNK = [
    *QUERIES,
    None, True, -1, 0, 5, 1e308, -1e-320, 10**30, float("nan"), float("inf"), "", "junk", "\x00", "\ud800", "٣",
    "../../app.py", "<script>", "%s%n", "x" * 5000, [], {}, [None], [[[]]], {"id": []}, {"": {}}, [1, [2, {"a": "b"}]],
]  # fmt: skip

#: What each route is sent when all is well.
POSTS: dict[str, Any] = {
    "/races": {"panels": [FIELDS, FIELDS], "held": [["a"], []], "draws": []},
    "/draws": {"panels": [FIELDS]},
    "/functions": {"expression": "x^2 + y^2", "domain": [[-2, 2], [-2, 2]]},
    "/units": {"panels": [FIELDS]},
    "/scenes": {"search": f"?{Scene([Panel(RACE)]).to_query()}", "theme": "dark", "size": 1.0},
    "/pictures": {"panels": [FIELDS], "dimensions": "3", "theme": "light", "size": 1},
    "/inside": {"panels": [FIELDS], "optimizer": "adam", "theme": "light", "size": 1},
    "/equation": {"panels": [FIELDS], "optimizer": "adam", "step": 2},
    "/links": {"origin": "http://localhost:8050", "path": "/?surface=beale"},
    "/left": {"page": "token"},
    "/planes/keep": {"address": "/files/token/name"},
}
PLACES = [
    "/", "/lessons", "/lessons/adam", "/lessons/nope", "/sweep", "/basins", "/ranking", "/networks", "/landscape",
    "/nope", "/methods.mjs",
    "/s/abcd", "/s/%ff", "/s/%00", "/files/a/b", "/files/..%2f..%2fapp.py/x", "/assets/..%2fapp.py", "/assets/%00",
    "/programs.mjs", "/loss.mjs", "/loss.mjs?surface=own&expression=(((", "/loss.mjs?noise=nope", "/_dash-layout",
    "/_dash-dependencies", "/_reload-hash", "/_dash-component-suites/nope/x.js", "/_dash-component-suites/dash/nope.js",
    "/_dash-component-suites/..%2f/x", "/_favicon.ico", "/static/..%2fapp.py",
]  # fmt: skip
BODIES = [
    b"", b"null", b"[]", b'"text"', b"{}", b"not json", b"\xff\xfe", b"{" * 10_000, b"[" * 100_000, b'{"a":' * 50_000,
    b"[" * 500 + b"]" * 500, b"9" * 5000, b'{"panels": [' + b"1" * 400_000 + b"]}", b'"\\ud800"', b"NaN",
]  # fmt: skip
HEADERS: list[dict[str, str]] = [
    {}, {"Script-Name": "/x"}, {"SCRIPT_NAME": "/x"}, {"X-Forwarded-For": "\x80"}, {"X-Forwarded-Prefix": "//x"},
    {"Content-Type": "text/plain"}, {"Content-Encoding": "gzip"}, {"Accept-Encoding": "x" * 500}, {"Cookie": "=;=;"},
    {"If-None-Match": '"'}, {"Range": "bytes=9-1"}, {"Host": "a b"}, {"Expect": "x"},
]  # fmt: skip

Request = tuple[str, str, bytes, dict[str, str]]  # method, path, body, headers


def damaged(number: int, callbacks: Mapping[str, Mapping[str, Any]], seed: int = 0) -> Iterator[Request]:
    """`number` requests, each route and callback in turn."""
    chance = random.Random(seed)
    envelopes = [_envelope(output, callback) for output, callback in callbacks.items() if "callback" in callback]
    sound = [*POSTS.items(), *(("/_dash-update-component", envelope) for envelope in envelopes)]
    for count in range(number):
        if count % 4 == 3:
            path = chance.choice(PLACES) + chance.choice(QUERIES)
            yield chance.choice(["GET", "GET", "HEAD", "POST", "PUT", "OPTIONS"]), path, b"", chance.choice(HEADERS)
            continue
        path, body = sound[count % len(sound)]
        query = chance.choice(["", "", "?job=x", "?cacheKey=x&job=y", "?cancelJob=1&cancelJob=x", "?cacheKey=%00"])
        sent = chance.choice(BODIES) if chance.random() < 0.1 else json.dumps(_hurt(body, chance)).encode()
        if chance.random() < 0.05:
            sent = sent[: chance.randrange(len(sent) + 1)]
        yield "POST", path + query, sent, {"Content-Type": "application/json"} | chance.choice(HEADERS)


def _envelope(output: str, callback: Mapping[str, Any]) -> dict[str, Any]:
    """What a page sends for a callback."""
    names = output[2:-2].split("...") if output.startswith("..") else [output]
    outputs = [dict(zip(("id", "property"), name.rsplit(".", 1), strict=True)) for name in names if "." in name]
    inputs = [{"id": each["id"], "property": each["property"], "value": None} for each in callback["inputs"]]
    state = [{"id": each["id"], "property": each["property"], "value": None} for each in callback["state"]]
    for each in inputs:
        if each["property"] == "pathname":
            each["value"] = "/lessons/adam"
        elif each["property"] == "search":
            each["value"] = "?at=2"
        elif each["id"] == "card-request":
            each["value"] = {"kind": "surface", "name": "beale"}
    changed = [f"{each['id']}.{each['property']}" for each in inputs]
    return {
        "output": output,
        "outputs": outputs if output.startswith("..") else (outputs or [None])[0],
        "inputs": inputs,
        "changedPropIds": changed,
        "state": state,
    }


def _hurt(body: Any, chance: random.Random) -> Any:
    """A copy with one to three places that are something else, or gone."""
    body = copy.deepcopy(body)
    for _ in range(chance.randint(1, 3)):
        places = [*_places_in(body)]
        if not places:
            return copy.deepcopy(chance.choice(JUNK))
        holder, key = chance.choice(places)
        what = chance.random()
        if what < 0.2:
            del holder[key]
        elif what < 0.3 and isinstance(holder, list):
            holder.append(copy.deepcopy(holder[key]))
        else:
            holder[key] = copy.deepcopy(chance.choice(JUNK))
    return body


def _places_in(value: Any) -> Iterator[tuple[Any, Any]]:
    for key in [*value] if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield value, key
        yield from _places_in(value[key])
