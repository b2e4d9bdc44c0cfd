"""How a request is refused: in words that the page shows, and with when to ask again."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify


def refusal(problem: str, status: int, retry_after: float | None = None) -> Response:
    """{"problem", "problems"}: pages read the one or the other. `retry_after`: s after which to ask again."""
    told: dict[str, Any] = {"problem": problem, "problems": [problem]}
    answer = jsonify(told)
    answer.status_code = status
    if retry_after is not None:
        answer.headers["Retry-After"] = str(max(1, round(retry_after)))
    return answer
