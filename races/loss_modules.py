"""What a step sees as an ES module of its own, made when it is asked for: noise and units around a surface, or your own
function. races/programs.py has the surfaces as they are."""

from __future__ import annotations

from caches import MB, kept
from hyperparameters import shown
from surfaces import OWN, SURFACES, ExpressionError, Loss, Surface
from surfaces.own import own_formulas
from tracing import Program
from tracing.javascript import Form, made, prelude

from .noise import NEEDS, NOISES
from .programs import loss_forms, operations_of
from .seen import START, seen_program


class NoLossError(ValueError):
    """There is no such loss: what was given, and what is allowed."""


@kept(2 * MB)
def loss_module(surface: str, expression: str = "", noise: str = "none", units: bool = False) -> str:
    """The module. `export const loss` has `width`, how many numbers a step draws, and `make(settings, start)`, with the
    settings of surface, noise and units in one object and the start in the coordinates of the race: `draw(rows, at)`,
    if it draws any, takes those of a step; `value(x, y)`, `gradient(o, x, y)` and `hessian(o, x, y)` are the loss.

    Raises NoLossError for what there is not, TraceError for what has no program.
    """
    loss = _loss_named(surface, expression)
    if noise not in NOISES:
        raise NoLossError(f"noise: {shown(noise)}; allowed: {', '.join(NOISES)}")
    needs = NOISES[noise].needs
    if needs and not (isinstance(loss, Surface) and loss.offers(needs)):
        raise NoLossError(f"noise: {noise} needs a loss that is {NEEDS[needs]}, and the surface {surface} is none")
    return _written(seen_program(loss, noise, units))


def _loss_named(surface: str, expression: str) -> Loss | Surface:
    if surface == OWN:
        try:
            return own_formulas(expression)
        except ExpressionError as error:
            raise NoLossError(f"expression: {error}") from error
    if surface not in SURFACES:
        raise NoLossError(f"surface: {shown(surface)}; allowed: {', '.join([*SURFACES, OWN])}")
    if expression:
        raise NoLossError(f"expression: only the surface {OWN} has one")
    return SURFACES[surface]


def _written(program: Program) -> str:
    first, *middle, _ = program.stages
    draws = middle[0] if middle else ()
    places = {name: f"start[{place}]" for place, name in enumerate(START)}
    reads = {each: places.get(each.value, f"settings.{each.value}") for each in first}
    draw = Form("draw", ["rows", "at"], {each: f"rows[at+{place}]" for place, each in enumerate(draws)})
    make = made(program, Form("make", ["settings", "start"], reads), loss_forms(program), draw if draws else None)
    return f"{prelude(operations_of(program))}export const loss={{width:{len(draws)},\n{make}}};\n"
