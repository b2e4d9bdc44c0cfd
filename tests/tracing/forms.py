"""Programs of the formulas, and for node what they should find: `python -m tests.tracing.forms` prints a module.

It exports `rows`: of each formula its `make`, `settings`, the arguments of `calls`, what is `found` and whether it is
found to the bit (`same`).
"""

import json
from collections.abc import Callable, Sequence
from typing import Any

from tests.tracing.formulas import FORMULAS, LIBRARY, VALUES, WORDS, summed
from tracing import Compiled, Graph, Program, outputs_of
from tracing.javascript import JAVASCRIPT, Form, made, prelude

PLACES = [(x, y) for x in VALUES for y in VALUES]
BASES, EXPONENTS = (0.9, 0.999, -1.5, 1.0, 0.0, -0.0, 1e-3), (0, 1, 2, 3, 5, 7, 20, 719)


def traced(formula, count, *names, stages=None, whole=()):
    """The program of a formula; its inputs are of one stage, or as many as are told."""
    graph = Graph()
    inputs = {name: graph.input(name, whole=name in whole) for name in names}
    by_stage = tuple(tuple(inputs[name] for name in stage) for stage in stages or [names])
    return Program(by_stage, {"all": outputs_of(graph, count, formula, *inputs.values())})


def of_formula(name):
    """The program of one of FORMULAS."""
    return traced(FORMULAS[name], len(FORMULAS[name](1.0, 2.0)), "x", "y")


def exact_form(program: Program, *given: float) -> Callable[..., Any]:
    """The program in Python, in the IEEE way; several numbers in a tuple."""
    return Compiled(program, {"all": program.stages[-1]}, rows=["all"]).made(*given).exactly.entries["all"]


def array(texts: Sequence[str]) -> str:
    """What an entry writes here: an array of its outputs."""
    return f"return[{','.join(texts)}]"


def told_power(b, n):
    """A power whose exponent is known only when it is asked for."""
    return b**n, b ** (n - 5)


def words_program() -> Program:
    """One whose inputs have names that are taken: the first six are settings."""
    return traced(lambda *given: (summed(given),), 1, *WORDS, stages=[WORDS[:6], WORDS[6:]])


def _plain_row(program: Program, places: Sequence[Sequence[float]], same: bool = True) -> dict[str, Any]:
    exact = exact_form(program)
    text = made(program, Form("make", []), {"all": Form("all", program.stages[0], {}, array)})
    return {"text": text, "settings": {}, "calls": places, "found": [exact(*each) for each in places], "same": same}


def rows() -> dict[str, dict[str, Any]]:
    """All rows, and the text of `make` of each."""
    found = {name: _plain_row(of_formula(name), PLACES, name not in LIBRARY) for name in FORMULAS}
    powers = traced(told_power, 2, "b", "n", whole=["n"])
    found["told powers"] = _plain_row(powers, [(b, n) for b in BASES for n in EXPONENTS])
    words, given = words_program(), [float(place) for place in range(len(WORDS))]
    reads = {symbol: f"settings.{symbol.value}" for symbol in words.stages[0]}
    record = {symbol: f"r[k+{place}]" for place, symbol in enumerate(words.stages[1])}
    found["words"] = {
        "text": made(words, Form("make", ["settings"], reads), {"all": Form("all", ["r", "k"], record, array)}),
        "settings": dict(zip(WORDS, given[:6], strict=False)),
        "calls": [([0.0, *given[6:]], 1)],
        "found": [(summed(given),)],
        "same": True,
    }
    return found


def _script(value: Any) -> str:
    """A value in JavaScript, which unlike JSON has all numbers."""
    if isinstance(value, dict):
        return f"{{{','.join(f'{json.dumps(key)}:{_script(each)}' for key, each in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{','.join(map(_script, value))}]"
    return json.dumps(value) if isinstance(value, bool | str) else JAVASCRIPT.number(float(value))


def module() -> str:
    """The module."""
    lines = []
    for name, row in rows().items():
        told = ",".join(f"{key}:{_script(value)}" for key, value in row.items() if key != "text")
        lines.append(f"{json.dumps(name)}:{{{row['text']},{told}}},")
    used = {symbol.operation for name in FORMULAS for symbol in of_formula(name).used} | {"power"}
    return "\n".join([prelude(used), "export const rows={", *lines, "};", ""])


if __name__ == "__main__":
    print(module())
