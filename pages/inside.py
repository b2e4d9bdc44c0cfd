"""Looking inside one racer: POST /inside for its arrows and charts, POST /equation for its update in numbers.

Both take JSON {"panels": [the fields of one RaceSpec], "optimizer": its racer, ...} and answer 400 with {"problems"} to
anything else.
"""

from __future__ import annotations

from typing import Any

import dash
import numpy as np
from flask import Response, request

from components.shapes import EquationAnswer, InsideAnswer
from components.turns import Turn, refuse_beyond, turn
from figures import state_charts
from figures.equation import equations
from hyperparameters import shown
from optimizers import OPTIMIZERS
from races import RaceSpec
from races.costs import inside_seconds
from races.course import path_of
from races.inside import inside
from races.spec import NETWORK, NO_PLANE

from .answers import as_json, look_of, specs_of

INSIDE_PATH, EQUATION_PATH = "/inside", "/equation"
#: The states that drive a racer, the first that it has: velocity, first moment or direction. Those that average
#: gradients point up the slope; the arrow points where they drive the racer.
DRIVES = {"m": -1.0, "v": 1.0, "a": -1.0, "bar": -1.0, "p": 1.0, "s": 1.0, "move": 1.0}


@dash.get_app().server.post(INSIDE_PATH)
def look_inside() -> Response:
    """Also {"theme", "size"}: a figure of the states, and the arrows of each step in the surface's coordinates."""
    asked, spec, problems = _asked()
    if problems:
        return as_json({"problems": problems}, 400)
    with _turn(spec, asked["optimizer"]):
        found = inside(spec, asked["optimizer"])
    arrows = {"gradient": -found.gradients, "step": found.moves}
    drive = next((name for name in DRIVES if name in found.states), None)
    if drive:
        arrows["velocity"] = DRIVES[drive] * found.states[drive]
    look, path = look_of(asked), path_of(spec.bound_surface, spec.units)
    answer: InsideAnswer = {
        "figure": state_charts(found, asked["optimizer"], look["theme"], look["size"]),
        "arrows": {kind: _finite(path.back(rows)) for kind, rows in arrows.items()},
    }
    return as_json(answer)


@dash.get_app().server.post(EQUATION_PATH)
def write_equation() -> Response:
    """Also {"step"}: the update of "x" and of "y" at that step, in LaTeX with its numbers."""
    asked, spec, problems = _asked()
    step = asked.get("step")
    if problems or not isinstance(step, int):
        return as_json({"problems": problems or [f"step: {shown(step)} is not a whole number"]}, 400)
    name, step = asked["optimizer"], min(max(step, 1), spec.steps)
    with _turn(spec, name):
        x, y = equations(inside(spec, name), OPTIMIZERS[name], spec.optimizers[name], step)
    return as_json(EquationAnswer(x=x, y=y))


def _asked() -> tuple[dict[str, Any], RaceSpec, list[str]]:
    """The request, its spec, and what is wrong with them."""
    asked: Any = request.get_json(silent=True)
    specs, problems = specs_of(asked)
    if problems:
        return {}, RaceSpec(), problems
    if specs[0].surface == NETWORK:
        return {}, RaceSpec(), [NO_PLANE]
    name, racers = asked.get("optimizer"), specs[0].optimizers
    if not isinstance(name, str) or name not in racers:
        problems = [f"optimizer: {shown(name)} does not race; allowed: {', '.join(racers)}"]
    return asked, specs[0], problems


def _turn(spec: RaceSpec, name: str) -> Turn:
    """Raises TooLongError."""
    seconds = inside_seconds(spec, name)
    refuse_beyond(seconds, f"A look inside {spec.steps} steps of {name}", "take fewer steps")
    return turn(seconds)


def _finite(rows: np.ndarray) -> list[list[float]]:
    """Rows as JSON has them; no arrow where there is no number."""
    return np.nan_to_num(rows, nan=0.0, posinf=0.0, neginf=0.0).tolist()
