"""What arrives is read with care: JSON of a reasonable shape, and to Dash's route only what one of its pages may send.

Whatever else arrives is answered with 400 and what is wrong with it, before anything is computed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash.exceptions import DependencyException, UnsupportedRelativePath
from flask import Flask, Response, request
from flask.json.provider import DefaultJSONProvider

from hyperparameters import shown

CALLBACKS = "/_dash-update-component"
ADDRESS = "pathname", "search"  # of the page that asks: Dash reads them as text
DEEPEST = 40  # lists and objects inside each other; what the pages send has less than ten


class CarefulJSON(DefaultJSONProvider):
    """Flask's JSON, which says of what is nested too deeply, or is no text, that it is no JSON: a ValueError."""

    def loads(self, s: str | bytes, **options: Any) -> Any:
        """The value of a text. Raises ValueError."""
        try:
            value = super().loads(s, **options)
        except RecursionError:
            raise ValueError(f"lists and objects are nested too deeply; allowed: {DEEPEST}") from None
        if _is_deeper(value, DEEPEST):
            raise ValueError(f"lists and objects are nested too deeply; allowed: {DEEPEST}")
        if (b"\\ud" if isinstance(s, bytes) else "\\ud") in s.lower():  # type: ignore[operator]
            self.dumps(value, ensure_ascii=False).encode()  # halves of characters cannot be written anywhere
        return value


def _is_deeper(value: Any, most: int) -> bool:
    level = [value]
    for _ in range(most):
        level = [part for each in level if isinstance(each, list | dict) for part in _parts(each)]
        if not level:
            return False
    return True


def _parts(value: list | dict) -> Any:
    return value.values() if isinstance(value, dict) else value


def guard(flask: Flask, callbacks: Mapping[str, Mapping[str, Any]]) -> None:
    """Refuse what no page sends to Dash's routes. `callbacks` is Dash's table of them, filled by its first page."""

    @flask.errorhandler(DependencyException)
    def no_such_file(_: Exception) -> Response:
        return Response("There is no such file.\n", 404, mimetype="text/plain")

    @flask.errorhandler(UnsupportedRelativePath)
    def no_such_place(_: Exception) -> Response:
        return refused("pathname: it is no place on this server")

    @flask.before_request
    def refuse() -> Response | None:
        if not request.path.endswith(CALLBACKS) or request.method != "POST":
            return None
        body = request.get_json(silent=True)
        problem = problem_of(body, callbacks) if isinstance(body, dict) else "the body must be a JSON object"
        return refused(problem) if problem else None


def refused(problem: str) -> Response:
    """An answer that says why a request is not understood."""
    return Response(f"This request is not understood: {problem}.\n", 400, mimetype="text/plain")


def problem_of(body: dict[str, Any], callbacks: Mapping[str, Mapping[str, Any]]) -> str:
    """What keeps a request from being one for a callback; "" if it is one."""
    output = body.get("output")
    callback = callbacks.get(output) if isinstance(output, str) else None
    if callback is None or "callback" not in callback:
        return f"output: {shown(output)} is nothing that this server computes"
    expected = {"inputs": callback["inputs"], "state": callback["state"]}
    for part, places in expected.items():
        given = body.get(part, [])
        if _places(given) != [(place["id"], place["property"]) for place in places]:
            return f"{part}: {shown(given)}; allowed: {len(places)}, each with the id and property of its place"
        for each in given:
            if each["property"] in ADDRESS and not isinstance(each.get("value"), str):
                return f"{each['property']}: {shown(each.get('value'))}; allowed: a text"
    given = body.get("outputs", [])
    if _places(given if isinstance(given, list) else [given]) != _outputs(output, callback):
        return f"outputs: {shown(given)}; allowed: what output names"
    changed = body.get("changedPropIds", [])
    if not isinstance(changed, list) or not all(isinstance(each, str) for each in changed):
        return f"changedPropIds: {shown(changed)}; allowed: a list of names"
    return ""


def _places(given: Any) -> list[tuple[str, str]] | None:
    """The ids and properties of a list of places; None for anything else."""
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        return None
    return [(each.get("id"), each.get("property")) for each in given]


def _outputs(output: Any, callback: Mapping[str, Any]) -> list[tuple[str, str]]:
    if callback.get("no_output"):
        return []
    names = output[2:-2].split("...") if output.startswith("..") else [output]
    return [(name.rpartition(".")[0], name.rpartition(".")[2]) for name in names]
