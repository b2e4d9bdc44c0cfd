"""Looking inside one racer: POST /inside for its arrows and charts, POST /equation for its update in numbers."""

from __future__ import annotations

import json
from typing import Any

import dash
from flask import Response, request

from figures import state_charts
from figures.equation import numbered
from optimizers import OPTIMIZERS
from races import RaceSpec, SpecError
from races.inside import Inside, inside

INSIDE_PATH, EQUATION_PATH = "/inside", "/equation"
#: The states that are a velocity or a first moment, in the order in which one is looked for.
DIRECTIONS = ("v", "m", "p", "s", "move", "bar")


@dash.get_app().server.post(INSIDE_PATH)
def look_inside() -> Response:
    """JSON {"spec", "optimizer", "theme", "size"}: a figure of the states, and the arrows of each step."""
    asked, _, name, found = _asked()
    if isinstance(found, str):
        return _json({"problems": [found]}, 400)
    theme, size = asked.get("theme"), asked.get("size")
    look = ("dark" if theme == "dark" else "light", size if isinstance(size, int | float) and 0.5 <= size <= 3 else 1.0)
    direction = next((key for key in DIRECTIONS if key in found.states and name not in NO_DIRECTION.get(key, ())), None)
    return _json(
        {
            "figure": state_charts(found, name, *look),
            "direction": direction,
            "arrows": {
                "gradient": _rows(-found.gradients),
                "velocity": _rows(VELOCITY_SIGN.get(direction, 1) * found.states[direction]) if direction else None,
                "step": _rows(found.moves),
            },
        }
    )


#: A first moment points up the slope, a velocity down: the arrow shows where it drives the racer.
VELOCITY_SIGN = {"m": -1.0, "bar": -1.0}
NO_DIRECTION = {"v": tuple(name for name, method in OPTIMIZERS.items() if "m" in method.states)}  # a second moment


@dash.get_app().server.post(EQUATION_PATH)
def write_equation() -> Response:
    """JSON {"spec", "optimizer", "step"}: the update of x and of y at that step, in LaTeX with its numbers."""
    asked, spec, name, found = _asked()
    step = asked.get("step")
    if isinstance(found, str) or not isinstance(step, int):
        return _json({"problems": [found if isinstance(found, str) else "a step is missing"]}, 400)
    step = min(max(step, 1), spec.steps)
    rows = [_row(found, step, i) for i in (0, 1)]
    before = [_row(found, step - 1, i) for i in (0, 1)]
    method, settings = OPTIMIZERS[name], spec.optimizers[name]
    return _json({axis: numbered(method, settings, step, rows[i], before[i]) for i, axis in enumerate("xy")})


def _row(found: Inside, step: int, i: int) -> dict[str, float]:
    states = {name: float(state[step, i]) for name, state in found.states.items()}
    return {"x": float(found.positions[step, i]), "g": float(found.gradients[step, i])} | states


def _asked() -> tuple[dict[str, Any], Any, str, Inside | str]:
    """The request, its spec and racer, and what is inside, or what is wrong with the request."""
    given = request.get_json(silent=True)
    asked = given if isinstance(given, dict) else {}
    try:
        spec, name = RaceSpec(**asked["spec"]), asked["optimizer"]
        return asked, spec, name, inside(spec, name)
    except SpecError as error:
        return asked, None, "", str(error)
    except (KeyError, TypeError):
        return asked, None, "", "allowed: a spec and the name of one of its optimizers"


def _rows(values: Any) -> list[list[float | None]]:
    return [[float(x), float(y)] if x == x and y == y else [0.0, 0.0] for x, y in values]


def _json(content: Any, status: int = 200) -> Response:
    return Response(json.dumps(content), status, mimetype="application/json")
