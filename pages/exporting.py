"""What the export dialog asks: POST /export/estimate while its settings change, POST /export for what is made at once.

Both take JSON {"link", "format", "options"}, the request of an export job (jobs/export.py), and answer with JSON
{"problems": {setting, or "": message}} where it cannot be made; to the estimate that is an answer like any other.

A page, a picture or a table is made in the request when that takes a moment: the process of a job needs 2.4 s to start,
on two quiet cores, of which most are imports that the server has done. All else, and whatever comes while one is being
made here, is a job.
"""

from __future__ import annotations

import tempfile
import threading
from pathlib import Path
from typing import Any

import dash
from flask import Response, request

from components.shapes import EstimateAnswer, ExportProblems
from components.turns import reading, turn
from exports import FORMATS, SETTINGS, ExportError
from exports.estimate import Estimate, estimate
from exports.formats import media_type
from hyperparameters import shown
from jobs.export import export, read_request
from jobs.limits import Limits
from progress import look
from races.query import MAX_CLOCK

from .answers import as_json

EXPORT_PATH, ESTIMATE_PATH = "/export", "/export/estimate"
MOMENT = 1.5  # s
START = 2.4  # s until the process of a job begins its work

_hand = threading.Lock()  # matplotlib's settings are one process's: one file at a time is made here


@dash.get_app().server.post(ESTIMATE_PATH)
def estimate_export() -> Response:
    """Also {"last"}, the end of the clock. Answers {"words": [...], "warnings": [...], "quick": not a job}."""
    asked: Any = request.get_json(silent=True)
    try:
        with reading():
            scene, ending, options = read_request(asked)
        last = asked.get("last")
        if not isinstance(last, int | float) or not 0 < last <= MAX_CLOCK:
            raise ExportError(f"last: {shown(last)} is not a number up to {MAX_CLOCK}")
        found = estimate(scene, ending, options, last)
    except ExportError as error:
        return as_json(ExportProblems(problems=problems_of(error)))
    quick = is_quick(ending, found)
    return as_json(EstimateAnswer(words=words_of(found, quick), warnings=warnings_of(found, Limits()), quick=quick))


@dash.get_app().server.post(EXPORT_PATH)
def export_at_once() -> Response:
    """The file; 400 for what cannot be made, 503 where it must be a job."""
    asked: Any = request.get_json(silent=True)
    try:
        with reading():
            scene, ending, options = read_request(asked)
        quick = FORMATS[ending].kind != "video" and is_quick(ending, estimate(scene, ending, options, 1))
        if not quick or not _hand.acquire(blocking=False):
            return as_json(ExportProblems(problems={"": "This is more than a moment's work."}), 503)
        try:
            with tempfile.TemporaryDirectory() as folder, turn(MOMENT):
                path = export(asked, Path(folder), lambda done, total: look())
                content = path.read_bytes()
        finally:
            _hand.release()
    except ExportError as error:
        return as_json(ExportProblems(problems=problems_of(error)), 400)
    headers = {"Content-Disposition": f'attachment; filename="{path.name}"', "Cache-Control": "no-store"}
    return Response(content, mimetype=media_type(ending), headers=headers)


def problems_of(error: ExportError) -> dict[str, str]:
    """The lines of a message by the setting that each is about; "" for those about none."""
    problems: dict[str, str] = {}
    for line in str(error).splitlines():
        name, _, rest = line.partition(": ")
        name, text = (name, rest) if name in SETTINGS else ("", line)
        problems[name] = f"{problems[name]}\n{text}" if name in problems else text
    return problems


def is_quick(ending: str, found: Estimate) -> bool:
    """Whether a request is enough."""
    return FORMATS[ending].kind != "video" and found.seconds is not None and found.seconds <= MOMENT


def words_of(found: Estimate, quick: bool) -> list[str]:
    """What is known of a file before it is made."""
    words = []
    if found.reel:
        words += [f"{found.reel.seconds:.1f} s long", f"{found.reel.frames} frames"]
    if found.size is not None:
        words.append(f"about {_rounded(found.size / 1e6)} MB")
    if found.seconds is not None:
        seconds = found.seconds + START
        words.append("made at once" if quick else f"about {_duration(seconds)} to make")
    return words


def warnings_of(found: Estimate, limits: Limits) -> list[str]:
    """What may keep it from being finished."""
    warnings = []
    if found.size is not None and found.size > limits.largest:
        warnings.append(
            f"This may be larger than the {limits.largest / 1e6:g} MB that a file may have: make it smaller."
        )
    if found.seconds is not None and found.seconds + START > limits.duration:
        warnings.append(
            f"This may take longer than the {limits.times()[0]} that it may take: make it shorter or smaller."
        )
    return warnings


def _rounded(value: float) -> str:
    """To two digits."""
    return f"{float(f'{value:.2g}'):g}"


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} minutes"
