"""How a request is refused: in words that the page shows, and with when to ask again."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import HTTPException


def refusal(problem: str, status: int, retry_after: float | None = None) -> Response:
    """{"problem", "problems"}: pages read the one or the other. `retry_after`: s after which to ask again."""
    told: dict[str, Any] = {"problem": problem, "problems": [problem]}
    answer = jsonify(told)
    answer.status_code = status
    if retry_after is not None:
        answer.headers["Retry-After"] = str(max(1, round(retry_after)))
    return answer


def explain_refusals(flask: Flask) -> None:
    """Have what Flask itself refuses answered with a plain sentence, too."""

    @flask.errorhandler(HTTPException)
    def explain(error: HTTPException) -> Response:
        answer = Response(f"{_sentence(error, flask)}\n", error.code, mimetype="text/plain")
        for name, value in error.get_headers(request.environ):
            if name.lower() != "content-type":
                answer.headers[name] = value
        return answer

    @flask.after_request
    def empty(answer: Response) -> Response:
        if answer.status_code == 412:  # which has the file that was not asked for
            answer.close()
            answer.headers.pop("Content-Encoding", None)
            answer.direct_passthrough = False
            answer.set_data("The file is another one by now than the one that this request is about.\n")
            answer.mimetype = "text/plain"
        return answer


def _sentence(error: HTTPException, flask: Flask) -> str:
    if error.code == 405:
        allowed = ", ".join(sorted(getattr(error, "valid_methods", None) or ()))
        return f"{request.method} is not allowed here; allowed: {allowed}."
    if error.code == 413:
        return f"This request is too large; allowed: {flask.config['MAX_CONTENT_LENGTH']} bytes."
    return str(error.description)
