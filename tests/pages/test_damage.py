"""Whatever arrives: it is refused in words or answered, never with an error of the server, and leaves no traceback."""

from __future__ import annotations

import logging

import dash
import pytest
from damage import FIELDS, damaged

from components.envelopes import DEEPEST
from components.story import told

NUMBER = 2000
CALLBACKS = "/_dash-update-component"
LEAKS = b"Traceback", b'File "', b"site-packages", b"/tmp"
PAGE = {
    "output": ".._pages_content.children..._pages_store.data..",
    "outputs": [{"id": "_pages_content", "property": "children"}, {"id": "_pages_store", "property": "data"}],
    "changedPropIds": ["_pages_location.pathname"],
}


def test_damaged_requests(client, caplog):
    callbacks = dash.get_app().callback_map
    asked = set()
    for method, path, body, headers in damaged(NUMBER, callbacks):
        answer = client.open(path, method=method, data=body, headers=headers)
        said = f"{method} {path} {headers} {body[:300]!r}: {answer.status_code} {answer.data[:300]!r}"
        assert answer.status_code < 500, said
        if answer.status_code >= 400:
            assert not any(leak in answer.data for leak in LEAKS), said
        asked.add((path.partition("?")[0], answer.status_code))
    assert not [record for record in caplog.records if record.exc_info or record.levelno >= logging.ERROR]
    assert {(CALLBACKS, 200), (CALLBACKS, 400), ("/races", 200), ("/races", 400), ("/lessons/adam", 200)} <= asked


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, '{"panels":' + "[" * DEEPEST + "]" * DEEPEST + "}"])
@pytest.mark.parametrize("path", ["/races", "/links", CALLBACKS])
def test_json_in_json_in_json(client, path, text):
    assert client.post(path, data=text, content_type="application/json").status_code == 400


def test_json_is_read_to_a_depth_that_is_told(client):
    read = client.application.json.loads
    assert read("[" * DEEPEST + "]" * DEEPEST) is not None
    with pytest.raises(ValueError, match=f"nested too deeply; allowed: {DEEPEST}"):
        read("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1))


@pytest.mark.parametrize("value", [None, 5, [], {"a": 1}])
def test_the_address_of_a_page_is_a_text(client, value):
    places = {"pathname": "/lessons/adam", "search": value}
    inputs = [{"id": "_pages_location", "property": name, "value": given} for name, given in places.items()]
    answer = client.post(CALLBACKS, json={**PAGE, "inputs": inputs})
    assert (answer.status_code, "search: " in answer.text, "a text" in answer.text) == (400, True, True)


def test_json_is_read_as_deep_as_pages_send_it(client):
    assert client.post("/races", json={"panels": [FIELDS]}).status_code == 200


def opened(client, path, search):
    """The answer and the step, from 0, of the lesson that Dash's router opens."""
    places = {"pathname": path, "search": search}
    inputs = [{"id": "_pages_location", "property": name, "value": value} for name, value in places.items()]
    answer = client.post(CALLBACKS, json={**PAGE, "inputs": inputs})
    assert answer.status_code == 200
    children = answer.json["response"]["_pages_content"]["children"]["props"]["children"]
    lesson = next(each["props"]["data"] for each in children if each["props"].get("id") == "lesson")
    return lesson["answer"], lesson["at"]


@pytest.mark.parametrize(
    ("search", "place"),
    [("", 0), ("?at=2", 1), ("?at=3&at=2", 2), ("?at=%D9%A3", 0), ("?at=99999", 0), ("?name=momentum&at=2", 1)],
)
def test_a_lesson_is_the_one_that_the_path_names(client, search, place):
    assert opened(client, "/lessons/adam", search) == (told("adam", place, "/")["answer"], place)


@pytest.mark.parametrize(
    ("method", "path", "body", "headers", "status", "words"),
    [
        ("DELETE", "/races", b"", {}, 405, "DELETE is not allowed here; allowed: GET, HEAD, OPTIONS, POST."),
        ("POST", "/races", b"x" * 1_000_001, {}, 413, "too large; allowed: 1000000 bytes."),
        ("GET", "/assets/logo.svg", b"", {"If-Match": '"other"'}, 412, "another one by now"),
        ("GET", "/assets/logo.svg?v=0", b"", {"If-Match": '"other"'}, 412, "another one by now"),
        ("GET", "/files/a/b", b"", {}, 404, "."),
    ],
)
def test_what_flask_refuses_it_refuses_in_a_sentence(client, method, path, body, headers, status, words):
    answer = client.open(path, method=method, data=body, headers={"Content-Type": "application/json"} | headers)
    assert (answer.status_code, answer.mimetype) == (status, "text/plain")
    assert words in answer.text
    assert "<" not in answer.text
    assert answer.text.endswith("\n")
    assert status != 405 or "POST" in answer.headers["Allow"]
