"""Programs in JavaScript: the text of `make(...) { ... }`, a method of an object, which returns the entries.

It is written without spaces, as a page waits for it; formatters know how to lay it out.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .exact import FUNCTIONS
from .programs import Program
from .symbols import Symbol
from .text import Language, Names, Writer

_KEYWORDS = """arguments async await break case catch class const continue debugger default delete do else enum eval
export extends false finally for function get if implements import in instanceof interface let new null of package
private protected public return set static super switch this throw true try typeof undefined var void while with
yield"""
NEW_LINE = "\n"
#: What Math does not have, or not in the same way.
HELPERS = {
    "pow": "(b,n)=>b==1||b==-1&&Math.abs(n)==Infinity?1:Math.pow(b,n)",
    "power": "(b,n)=>{\nif(n<2)return n<0?1/power(b,-n):n?b:1;\nlet p=b,i=1<<30-Math.clz32(n);\n"
    "for(;i;i>>=1){p*=p;if(n&i)p*=b}\nreturn p\n}",
    "sign": "x=>x>0?1:x<0?-1:x==0?0:x",
    "maximum": "(a,b)=>a>=b||a!=a?a:b",
    "minimum": "(a,b)=>a<=b||a!=a?a:b",
}


def _number(value: float) -> str:
    if not math.isfinite(value):
        return "NaN" if value != value else f"{'-' if value < 0 else ''}Infinity"
    return repr(value).removesuffix(".0").replace("e-0", "e-").replace("e+", "e").removeprefix("0") or "0"


JAVASCRIPT = Language(
    operators={
        **{"add": "+", "subtract": "-", "multiply": "*", "divide": "/", "negative": "-"},
        **{"less": "<", "less_equal": "<=", "greater": ">", "greater_equal": ">=", "equal": "==", "not_equal": "!="},
        **{"or": "||", "and": "&&"},
    },
    condition="{0}?{1}:{2}",
    number=_number,
    reserved=frozenset({*_KEYWORDS.split(), *FUNCTIONS, "Infinity", "Math", "NaN"}),
    space="",
)


@dataclass(frozen=True)
class Form:
    """A function: its name; its parameters, inputs or other names; where it reads inputs that are none of them
    (`r[k+1]`, or `settings.beta1`, which is taken apart); and what it writes, of the texts of its outputs."""

    name: str
    parameters: Sequence[Symbol | str]
    reads: Mapping[Symbol, str] = field(default_factory=dict)
    writes: Callable[[Sequence[str]], str] = lambda outputs: f"return {outputs[0]}"


def made(program: Program, make: Form, entries: Mapping[str, Form], begin: Form | None = None) -> str:
    """The method `make`, which reads the inputs of the first stage. `begin` is the form of the second, of a program
    that has one. It returns an object of functions, or the one function that has no name."""
    forms = [make, *entries.values(), *([begin] if begin else [])]
    names = Names({*JAVASCRIPT.reserved, *(p for form in forms for p in form.parameters if isinstance(p, str))})
    writer = Writer(JAVASCRIPT, {symbol: names.of(symbol.value) for inputs in program.stages for symbol in inputs})
    body = _read(make.reads, program.used, writer)
    body += _constants(_assigned(writer, names, program.plan.shared[0] if program.plan.shared else ()))
    functions = []
    if begin:
        declared, function = _begin(program, begin, writer, names)
        body += declared
        functions.append(function)
    functions += [_entry(program, entry, form, writer, names) for entry, form in entries.items()]
    if len(functions) == 1 and all(not form.name for form in entries.values()):
        returned = f"return {functions[0]}"
    else:
        returned = "\n".join(["return{", *(f"{function}," for function in functions), "}"])
    return _function(make.name, _parameters(make, program.used, writer), [*body, returned])


def _begin(program: Program, form: Form, writer: Writer, names: Names) -> tuple[list[str], str]:
    """The declaration of what `begin` sets, and itself."""
    kept = dict.fromkeys(program.plan.kept[1])
    sources = {symbol: form.reads.get(symbol) or names.new() for symbol in kept}
    sets = [(writer.text(symbol), source) for symbol, source in sources.items()]
    sets += _assigned(writer, names, program.plan.shared[1])
    local = {symbol: source for symbol, source in form.reads.items() if symbol not in kept}
    lines = _read(local, program.used, writer) + [f"{name}={text}" for name, text in sets]
    parameters = [p if isinstance(p, str) else sources.get(p, writer.text(p)) for p in form.parameters]
    declared = [f"let {','.join(name for name, _ in sets)}"] if sets else []
    return declared, _function(form.name, parameters if sets else [], lines if sets else [])


def _entry(program: Program, entry: str, form: Form, writer: Writer, names: Names) -> str:
    uses, local, names = program.uses_in(entry), Writer(JAVASCRIPT, writer.names), names.inside()
    local.names |= {symbol: source for symbol, source in form.reads.items() if uses.get(symbol) == 1}
    lines = _read({symbol: source for symbol, source in form.reads.items() if uses.get(symbol, 0) > 1}, uses, writer)
    lines += _constants(_assigned(local, names, program.plan.named[entry]))
    lines.append(form.writes([local.text(output) for output in program.entries[entry]]))
    return _function(form.name, _parameters(form, uses, writer), lines)


def prelude(operations: Iterable[str]) -> str:
    """The functions that programs of these operations call, as the head of a module."""
    wanted = set(operations) & set(FUNCTIONS)
    plain = ",".join(sorted(wanted - set(HELPERS)))
    lines = [f"const{{{plain}}}=Math;"] if plain else []
    return "\n".join([*lines, *(f"const {name}={text};" for name, text in HELPERS.items() if name in wanted), ""])


def _parameters(form: Form, used: Mapping[Symbol, Any], writer: Writer) -> list[str]:
    """The parameters, without the last ones if they are inputs that nobody uses."""
    parameters = list(form.parameters)
    while parameters and isinstance(parameters[-1], Symbol) and parameters[-1] not in used:
        parameters.pop()
    return [p if isinstance(p, str) else writer.text(p) for p in parameters]


def _function(name: str, parameters: Sequence[str], statements: Sequence[str]) -> str:
    arrow = "" if name else "=>"
    return f"{name}({','.join(parameters)}){arrow}{{{(';' + NEW_LINE).join(statements)}}}"


def _read(reads: Mapping[Symbol, str], used: Mapping[Symbol, Any], writer: Writer) -> list[str]:
    """Statements that read the inputs that are used; what is read from properties of an object is taken apart."""
    taken: dict[str, list[str]] = {}
    plain = []
    for symbol, source in reads.items():
        if symbol not in used:
            continue
        owner, _, key = source.rpartition(".")
        name = writer.text(symbol)
        if owner:
            taken.setdefault(owner, []).append(key if key == name else f"{key}:{name}")
        elif source != name:
            plain.append((name, source))
    return [f"const{{{','.join(parts)}}}={owner}" for owner, parts in taken.items()] + _constants(plain)


def _assigned(writer: Writer, names: Names, symbols: Sequence[Symbol]) -> list[tuple[str, str]]:
    return [(name, writer.named(symbol, name)) for symbol in symbols for name in [names.new()]]


def _constants(pairs: Sequence[tuple[str, str]]) -> list[str]:
    return [f"const {','.join(f'{name}={text}' for name, text in pairs)}"] if pairs else []
