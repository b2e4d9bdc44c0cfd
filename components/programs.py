"""GET /programs.mjs, /methods.mjs and /loss.mjs: the ES modules that the engine in the browser runs. The first has the
methods of the first view, surfaces and schedules, so that a race begins soon; the second has all methods, and
takes from the first what is there; the third is what a step sees with noise, in other units or of your own function.

They are made once. Their addresses say which version they are, so that browsers keep them for good.
"""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

import dash
from flask import Flask, Response, jsonify, request
from rjsmin import jsmin

from caches import counted
from components.packed import FOR_GOOD, Packed
from components.shapes import Problem
from components.turns import reading
from hyperparameters import shown
from optimizers import CLASSICS, OPTIMIZERS, Elementwise
from races.loss_modules import NoLossError, loss_module
from races.programs import beside, script, untraced
from tracing import TraceError

PROGRAMS_PATH, METHODS_PATH, LOSS_PATH = "/programs.mjs", "/methods.mjs", "/loss.mjs"
ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("tracing", "optimizers", "surfaces", "races")  # of which programs are made
PARTS = ("surface", "expression", "noise", "units", "v")


@counted(1, 100_000)
def programs() -> Packed:
    """The module that the first view needs."""
    return Packed.of(jsmin(script(CLASSICS)).encode(), "text/javascript")


@counted(1, 100_000)
def methods() -> Packed:
    """The module of all methods; it finds the first one beside it, wherever the app stands."""
    others = [name for name, each in OPTIMIZERS.items() if isinstance(each, Elementwise) and name not in CLASSICS]
    text = beside(f".{PROGRAMS_PATH}?v={programs().version}", [name for name in others if name not in untraced()])
    return Packed.of(jsmin(text).encode(), "text/javascript")


@counted(1, 100)
def losses_version() -> str:
    """The version of modules that are not made yet: it changes with the rules of which they are made."""
    sources = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
    return blake2b(b"".join(path.read_bytes() for path in sources), digest_size=6).hexdigest()


def programs_path() -> str:
    """The address of this version on this server."""
    return dash.get_relative_path(f"{PROGRAMS_PATH}?v={programs().version}")


def methods_path() -> str:
    """The same of the module of all methods."""
    return dash.get_relative_path(f"{METHODS_PATH}?v={methods().version}")


def loss_path() -> str:
    """The same of losses; which one follows behind an &."""
    return dash.get_relative_path(f"{LOSS_PATH}?v={losses_version()}")


def offer_programs(flask: Flask) -> None:
    """Add the routes."""

    @flask.get(PROGRAMS_PATH)
    def serve_programs() -> Response:
        file = programs()
        return file.answer(request.args.get("v") == file.version)

    @flask.get(METHODS_PATH)
    def serve_methods() -> Response:
        file = methods()
        return file.answer(request.args.get("v") == file.version)

    @flask.get(LOSS_PATH)
    def serve_loss() -> Response:
        """?surface=NAME, with expression=... for your own function, noise=KIND and units=1. 400 with {"problem"} for
        what there is not, 404 for what has no program."""
        asked = request.args
        unknown = [name for name in asked if name not in PARTS]
        if unknown:
            return _refused(f"unknown part {shown(unknown[0])}; allowed: {', '.join(PARTS)}", 400)
        if asked.get("units", "1") != "1":
            return _refused(f"units: {shown(asked['units'])}; allowed: 1, or none", 400)
        given = (asked.get(part, "") for part in ("surface", "expression"))
        try:
            with reading():
                return _module(loss_module(*given, asked.get("noise", "none"), "units" in asked), losses_version())
        except NoLossError as error:
            return _refused(str(error), 400)
        except TraceError as error:
            return _refused(f"no program: {error}", 404)


def _module(text: str, version: str) -> Response:
    answer = Response(text, mimetype="text/javascript")
    answer.headers["Cache-Control"] = FOR_GOOD if request.args.get("v") == version else "no-cache"
    return answer


def _refused(problem: str, status: int) -> Response:
    answer = jsonify(Problem(problem=problem))
    answer.status_code = status
    return answer
