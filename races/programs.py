"""The programs of methods, losses and schedules as one ES module, for the engine in the browser.

`python -m races.programs` prints it, and says on the other stream what has no program.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from caches import counted
from optimizers import OPTIMIZERS, Block, Elementwise
from optimizers.drawn import Drawn
from optimizers.program import parts_of_pair
from schedules import SCHEDULES, WARM_UP, Schedule
from surfaces import SURFACES, Surface
from surfaces.program import program_of, switches_of
from tracing import Program, Symbol, TraceError
from tracing.javascript import JAVASCRIPT, Form, made, prelude

HEAD = "// Made from the Python rules: what methods, losses and schedules do, for the engine.\n"
PROGRAMS = {**SCHEDULES, "warmup": WARM_UP}  # of what changes the rate
Written = tuple[str, set[str]]  # the text, and the operations in it


def script(
    methods: Iterable[str] | None = None, losses: Iterable[str] | None = None, schedules: Iterable[str] | None = None
) -> str:
    """The module, of the methods, losses and schedules of these names; None: of all that have a program.

    Raises TraceError for one that was named and has none, KeyError for one that there is not.
    """
    parts = {
        "methods": _table(OPTIMIZERS, methods, _method),
        "losses": _table(SURFACES, losses, loss_of),
        "schedules": _table(PROGRAMS, schedules, _schedule),
    }
    operations = {operation for written in parts.values() for _, used in written.values() for operation in used}
    tables = [_exported(part, {name: text for name, (text, _) in written.items()}) for part, written in parts.items()]
    return "\n".join([HEAD + prelude(operations), *tables])


def beside(address: str, methods: Iterable[str]) -> str:
    """The module of these methods, and of all that the module at `address`, of other methods, has."""
    written = _table(OPTIMIZERS, methods, _method)
    operations = {operation for _, used in written.values() for operation in used}
    table = _exported("methods", {name: text for name, (text, _) in written.items()})
    whole = table.replace("export const methods={", "export const methods={...first,", 1)
    others = f"import{{methods as first,losses,schedules}}from'{address}';\nexport{{losses,schedules}};\n"
    return "\n".join([HEAD + others + prelude(operations), whole])


def _exported(part: str, texts: Mapping[str, str]) -> str:
    return f"export const {part}={_braced(f'{name}:{text}' for name, text in texts.items())};\n"


@counted(1, 20_000)
def untraced() -> Mapping[str, str]:
    """Of methods that see one coordinate, surfaces and schedules those that have no program, and why."""
    found = {}
    tables: list[tuple[Mapping[str, Any], Callable[[Any], Any]]] = [
        (OPTIMIZERS, _method),
        (SURFACES, loss_of),
        (PROGRAMS, _schedule),
    ]
    for table, write in tables:
        for name, row in table.items():
            try:
                write(row)
            except TraceError as error:
                found[name] = str(error)
    return found


def _table(table: Mapping[str, Any], names: Iterable[str] | None, write: Callable[[Any], Written | None]) -> dict:
    found = {}
    for name in table if names is None else names:
        try:
            written = write(table[name])
        except TraceError:
            if names is not None:
                raise
            continue
        if written:
            found[name] = written
    return found


def _method(method: Any) -> Written | None:
    """A method that is a rule; None for any other."""
    if not isinstance(method, Elementwise):
        return None
    program = method.program
    first, second, _ = program.stages
    forms = _forms_of_pair(method) if isinstance(method, Block) else _forms(method)
    begin = Form("begin", second)
    text = made(program, _settings(first), {entry: forms[entry] for entry in program.entries}, begin)
    states = ",".join(f"{name}:{_first(value)}" for name, value in method.states.items())
    supplied = ",".join(f"'{name}'" for name in method.supplied if name not in ("x", "g"))
    told = [f"supplied:[{supplied}]", f"states:{{{states}}}", f"cost:{method.cost}"]
    told += ["hovers:1"] if method.hovers else []
    told += [f"draws:{_drawn(method.draws)}"] if method.draws else []
    return _braced([*told, text]), operations_of(program)


def _drawn(draws: Drawn) -> str:
    """A declaration of optimizers/drawn.py."""
    return json.dumps([draws.shape, draws.center, *(each for vector in draws.vectors for each in vector)])


def _forms(method: Elementwise) -> dict[str, Form]:
    """step(r, k, g, h, f, p, w, n) reads a row of one coordinate at r[k], and writes the next one behind it."""
    x, *others = method.program.stages[-1]
    count = len(others) - len(method.states)
    asked = {symbol.value: symbol for symbol in others[:count]}
    row = {x: "r[k]"} | {state: f"r[k+{place}]" for place, state in enumerate(others[count:], start=1)}
    size = len(row)
    at_step = [asked.get(name, name) for name in ("g", "h", "f", "p", "w", "n")]
    return {
        "step": Form("step", _trimmed(["r", "k", *at_step]), row, lambda texts: _rows("r", "k", size, texts)),
        "look_ahead": Form("lookAhead", ["r", "k"], row),
        "probe": Form("probe", ["r", "k"], row),
    }


def _forms_of_pair(method: Block) -> dict[str, Form]:
    """both(r, s, k, g_x, g_y, ...) reads both coordinates' rows, r of x and s of y; a point is written into o."""
    asked, rows = parts_of_pair(method)
    size = len(rows) // 2
    read = {symbol: f"{'rs'[place // size]}[k+{place % size}]".replace("+0]", "]") for place, symbol in enumerate(rows)}
    by_name = {symbol.value: symbol for symbol in asked}
    names = ("g_x", "g_y", "h_x", "h_y", "f", "p_x", "p_y", "w_x", "w_y", "n_x", "n_y")
    at_step = [by_name.get(name, name) for name in names]

    def written(texts: Sequence[str]) -> str:
        return ";".join((_rows("r", "k", size, texts[:size]), _rows("s", "k", size, texts[size:])))

    return {
        "step": Form("both", _trimmed(["r", "s", "k", *at_step]), read, written),
        "look_ahead": Form("bothAhead", ["o", "r", "s", "k"], read, _into),
        "probe": Form("bothProbe", ["o", "r", "s", "k", *at_step[:2]], read, _into),
    }


def _first(value: float | str) -> str:
    """What a state begins with: a number, or the name of a hyperparameter."""
    return f"'{value}'" if isinstance(value, str) else JAVASCRIPT.number(value)


def _trimmed(parameters: list[Symbol | str]) -> list[Symbol | str]:
    """Without the names at the end that are no inputs."""
    while isinstance(parameters[-1], str) and parameters[-1] not in ("r", "s", "k"):
        parameters.pop()
    return parameters


def _rows(array: str, at: str, offset: int, texts: Iterable[str]) -> str:
    return ";".join(f"{array}[{at}+{place}]={text}" for place, text in enumerate(texts, start=offset))


def loss_of(surface: Surface) -> Written:
    """A loss in x and y, with its hyperparameters in `settings`; where one is a switch, a program for each value."""
    return _switched(surface, switches_of(surface.hyperparameters), {})


def _switched(surface: Surface, switches: tuple[str, ...], fixed: dict[str, float]) -> Written:
    if not switches:
        program = program_of(surface, **fixed)
        return _braced([made(program, _settings(program.stages[0]), loss_forms(program))]), operations_of(program)
    switch, *others = switches
    (on, used), (off, also) = (_switched(surface, tuple(others), fixed | {switch: value}) for value in (1.0, 0.0))
    chosen = f"make(settings){{return(settings.{switch}?{on}:{off}).make(settings)}}"
    return _braced([chosen]), used | also


def loss_forms(program: Program) -> dict[str, Form]:
    """How the entries of a loss are called: value(x, y), gradient(o, x, y) and hessian(o, x, y), which write into o."""
    x_and_y = program.stages[-1]
    into = {entry: Form(entry, ["o", *x_and_y], {}, _into) for entry in ("gradient", "hessian")}
    return {"value": Form("value", x_and_y), **into}


def _into(texts: Iterable[str]) -> str:
    return ";".join(f"o[{place}]={text}" for place, text in enumerate(texts))


def _schedule(schedule: Schedule) -> Written:
    program = schedule.program
    *settings, steps = program.stages[0]
    make = Form("make", ["settings", steps], {each: f"settings.{each.value}" for each in settings})
    text = made(program, make, {"factor": Form("", program.stages[-1])})
    return _braced([text]), operations_of(program)


def _settings(inputs: Iterable[Symbol]) -> Form:
    return Form("make", ["settings"], {symbol: f"settings.{symbol.value}" for symbol in inputs})


def _braced(parts: Iterable[str]) -> str:
    return "{\n" + "".join(f"{part},\n" for part in parts) + "}"


def operations_of(program: Program) -> set[str]:
    """What a program does, by name."""
    return {symbol.operation for symbol in program.used}


if __name__ == "__main__":
    print(script(), end="")
    for name, problem in untraced().items():
        print(f"{name}: {problem}", file=sys.stderr)
