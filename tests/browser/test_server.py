"""Whatever is sent to the server: never a traceback in the answer, and the page goes on working."""

import http.client
import json

import patience
import pytest

from optimizers import OPTIMIZERS
from schedules import SCHEDULES
from surfaces import SURFACES

CALLBACKS = "/_dash-update-component"
ONE = "surface=beale&start=1,1.6&steps=60&sgd=&adam=learning_rate:0.1&step=50"


@pytest.fixture
def send(server):
    """(status, body) of what the server answers."""

    def ask(path, body, method="POST", kind="application/json"):
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=patience.seconds())
        try:
            data = body if isinstance(body, bytes) else json.dumps(body).encode()
            connection.request(method, path, data, {"Content-Type": kind})
            answer = connection.getresponse()
            return answer.status, answer.read().decode(errors="replace")
        finally:
            connection.close()

    return ask


def assert_polite(status, text):
    assert status in (200, 204, 400, 404, 405, 413, 415)
    for word in ("Traceback", 'File "', ".py", "Error:"):
        assert word not in text, text[:500]


def damaged(envelope):
    """What a broken or hostile page might send in place of a real callback's request."""
    yield from (
        b"",
        b"not json",
        b"\xff\xfe",
        b"null",
        b"[]",
        b"[1, 2]",
        b'"text"',
        b"{}",
        b"{" * 10_000,
        b"[" * 100_000,
    )
    for key in envelope:
        yield {name: value for name, value in envelope.items() if name != key}
        for junk in (None, 5, "junk", [], {}, [None], {"id": []}):
            yield envelope | {key: junk}
    yield envelope | {"output": "nobody.children"}
    yield envelope | {"output": "..a.b...c.d.."}
    for junk in (None, 5, "junk", [], {"search": 5}, {"search": {"a": [1]}}, {"panels": "x"}, {"panels": [[1, 2, 3]]},
                 {"panels": [["nope", {}]], "theme": []}, {"panels": [["beale", {"b": "x"}]] * 9, "dimensions": {}},
                 {"panels": [["beale", {}]], "theme": {}, "curves": "?"}, {"kind": [], "name": {}}, {"kind": "surface"},
                 {"kind": "surface", "name": "../../app.py"}, {"search": "?" + "surface=beale&" * 5000}):  # fmt: skip
        yield envelope | {"inputs": [given | {"value": junk} for given in envelope["inputs"]]}


def test_a_damaged_callback(race, send):
    race.show(ONE)
    race.js("dash_clientside.set_props('card-request', { data: { kind: 'surface', name: 'beale' } })")
    race.page.get_by_role("dialog").wait_for()
    race.press("Escape")
    envelopes = [json.loads(body) for path, body in race.posts() if path == CALLBACKS]
    sent = next(each for each in reversed(envelopes) if each["inputs"] and each["inputs"][0]["id"] == "card-request")
    assert send(CALLBACKS, sent)[0] == 200
    for body in damaged(sent):
        assert_polite(*send(CALLBACKS, body))
    assert_goes_on(race)


SCENES = ["", "?", "?search", "?search=%ff&search=2", "?search=%3F" + "surface%3Dbeale%26" * 400, "?size=x&theme=no",
          "?size=1e999", "?size=nan&v=0", "?search=surface%3Dbeale&theme=%00&nope=1"]  # fmt: skip
PICTURES = [b"", b"null", [], {}, {"panels": "x"}, {"panels": [[1]]}, {"panels": [{"surface": "beale"}] * 9},
            {"panels": [{"surface": "beale", "surface_parameters": {"b": "x"}}]}, {"panels": [{"surface": {}}]},
            {"panels": [{"surface": "own", "expression": "x +", "domain": 5}]}]  # fmt: skip


def test_a_damaged_request_for_pictures(race, send):
    for query in SCENES:
        answer = race.page.request.get(f"{race.address}/scenes{query}")
        assert_polite(answer.status, answer.text())
        assert answer.json()["opened"]["panels"], query
    for body in (b"", b"null", [], {}, {"search": 5}, {"search": {"a": [1]}}, {"theme": [], "size": {}}, {"size": [9]}):
        status, text = send("/scenes", body)
        assert_polite(status, text)
        assert json.loads(text)["opened"]["panels"], body
    for body in PICTURES:
        status, text = send("/pictures", body)
        assert_polite(status, text)
        assert status == 400, body
    for look in ({"theme": []}, {"dimensions": {}}, {"size": "x"}, {}):
        status, text = send("/pictures", {"panels": [{"surface": "beale"}], **look})
        assert status == 200
        assert len(json.loads(text)["pictures"]) == 1
    assert_goes_on(race)


RACES = [
    b"", b"not json", b"null", b"[]", [], {}, {"panels": []}, {"panels": "x"}, {"panels": [{}] * 5}, {"panels": [None]},
    {"panels": [[]]}, {"panels": [{"surface": "nope"}]}, {"panels": [{"surface": {"a": 1}}]}, {"panels": [{"nope": 1}]},
    {"panels": [{"surface": []}]}, {"panels": [{"schedule": 5}]}, {"panels": [{"surface_parameters": [1]}]},
    {"panels": [{"steps": 10**7}]}, {"panels": [{"steps": "1e400"}]}, {"panels": [{"steps": True}]},
    {"panels": [{"steps": 0}]}, {"panels": [{"steps": 1.5}]}, {"panels": [{"steps": None}]},
    {"panels": [{"start": "abc"}]}, {"panels": [{"start": [9, 9]}]}, {"panels": [{"start": [float("nan"), 0]}]},
    {"panels": [{"start": [10**400, 0]}]}, {"panels": [{"start": {"x": 1}}]}, {"panels": [{"start": [1]}]},
    {"panels": [{"optimizers": {"sgd": {"learning_rate": 1e308}}}]},
    {"panels": [{"optimizers": {"sgd": {"learning_rate": 10**400}}}]},
    {"panels": [{"optimizers": {"sgd": {"learning_rate": float("nan")}}}]},
    {"panels": [{"optimizers": {"sgd": {"learning_rate": [1]}}}]},
    {"panels": [{"optimizers": {"sgd": {"learning_rate": -1}}}]},
    {"panels": [{"optimizers": {"sgd": [1]}}]}, {"panels": [{"optimizers": ["sgd"]}]},
    {"panels": [{"optimizers": {"adann": {}}}]},
]  # fmt: skip


def test_a_damaged_request_for_races(race, send):
    race.show(ONE)
    sent = next(body for path, body in reversed(race.posts()) if path == "/races")
    assert send("/races", sent.encode())[0] == 200
    for body in RACES:
        status, text = send("/races", body)
        assert_polite(status, text)
        assert status == 400, body
        problems = json.loads(text)["problems"]
        assert problems, body
        assert max(map(len, problems)) < 600, body
    assert_polite(*send("/races", b"", method="GET"))
    assert_polite(*send("/races", b"x", kind="text/plain"))
    assert_polite(*send("/races", b'{"panels": "' + b"x" * 2_000_000 + b'"}'))
    assert_goes_on(race)


def test_other_paths(send):
    for path in ("/nope", "/assets/../app.py", "/assets/%2e%2e/app.py", "/_dash-component-suites/../app.py"):
        _, text = send(path, b"", method="GET")
        assert "create_app" not in text
        assert "Traceback" not in text


def assert_goes_on(race):
    race.show(ONE)
    before = race.paths()
    race.type("Adam learning rate", "0.2")
    race.settle()
    assert race.paths() != before


# ---- what the page knows of the declarations ----

DECLARED = [
    (group, name, parameter)
    for table in (OPTIMIZERS, SURFACES, SCHEDULES)
    for group, entry in table.items()
    for name, parameter in entry.hyperparameters.items()
]
PLACES = (0, 0.1, 0.25, 0.5, 0.75, 0.9, 1)


def test_slider_positions_and_values_are_those_of_the_declarations(race):
    found = race.js(
        """([declared, places]) => declared.map(([group, name]) => {
            const parameter = Ravine.declaredOf(group, name), value = place => Ravine.valueAt(parameter, place);
            return [Ravine.positionOf(parameter, parameter.default), places.map(value)];
        })""",
        [[(group, name) for group, name, _ in DECLARED], PLACES],
    )
    assert len(found) == len(DECLARED) > 20
    for (group, name, parameter), (position, values) in zip(DECLARED, found, strict=True):
        assert position == pytest.approx(parameter.position(parameter.default), abs=1e-12), (group, name)
        assert (values[0], values[-1]) == (parameter.minimum, parameter.maximum), (group, name)
        assert values == sorted(values), (group, name)
        for place, value in zip(PLACES, values, strict=True):  # the page rounds to what can be read and shared
            exact = parameter.value_at(place)
            if parameter.scale in ("switch", "whole"):
                assert value in (exact - 1, exact, exact + 1), (group, name, place)
                continue
            if parameter.scale == "memory":
                assert 1 - value == pytest.approx(1 - exact, rel=0.06), (group, name, place)
            else:
                assert value == pytest.approx(exact, rel=5e-3, abs=5e-3 * (parameter.maximum > 0.5)), (
                    group,
                    name,
                    place,
                )


def test_only_what_the_page_cannot_run_is_sent(race):
    race.show(f"{ONE}&newton=")
    sizes = []
    for label in ("Adam learning rate", "Newton learning rate"):
        with race.page.expect_response("**/races") as answer:
            race.type(label, "0.2")
        sizes.append(len(answer.value.body()))
        race.settle()
    assert sizes[0] < 2000
    assert 61 * 8 * 4 < sizes[1] < 61 * 8 * 5 + 2000
