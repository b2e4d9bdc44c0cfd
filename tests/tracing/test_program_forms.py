"""Programs in Python do what the formula does to NumPy's floats: to the bit, but for powers. tests/js/tracing.test.mjs
holds those in JavaScript to them."""

import math

import numpy as np
import pytest
from each import each

from tests.tracing.forms import PLACES, of_formula, traced, words_program
from tests.tracing.formulas import FORMULAS, ROUNDED, TIES, WORDS, summed
from tracing import Compiled
from tracing.javascript import Form, made


def written_out(name, x, y):
    """What the formula makes of NumPy's floats."""
    with np.errstate(all="ignore"):
        return tuple(map(float, FORMULAS[name](np.float64(x), np.float64(y))))


def same(found, expected, name):
    if name in ROUNDED:
        return np.allclose(found, expected, rtol=1e-14, atol=0, equal_nan=True)
    return all((a == b and math.copysign(1, a) == math.copysign(1, b)) or (a != a and b != b)
               for a, b in zip(found, expected, strict=True))  # fmt: skip


@each("name", FORMULAS)
def test_the_exact_form_in_python_is_the_formula(name):
    program = of_formula(name)
    exact = Compiled(program, {"all": program.stages[0]}).made().exactly.entries["all"]
    for place in PLACES:
        found, expected = exact(*place), written_out(name, *place)
        if name in TIES:
            assert np.array_equal(found, expected, equal_nan=True), place
        else:
            assert same(found, expected, name), place


@each("name", FORMULAS)
def test_the_plain_form_in_python_is_the_exact_one_or_raises(name):
    program = of_formula(name)
    form = Compiled(program, {"all": program.stages[0]}, rows=["all"]).made()
    for place in PLACES:
        try:
            found = form.entries["all"](*place)
        except (ArithmeticError, ValueError):
            continue
        assert same(tuple(map(float, found)), form.exactly.entries["all"](*place), ""), place


# Stages


def test_what_depends_on_early_inputs_alone_is_computed_there_once():
    program = traced(
        lambda a, t, x: (x * (1 - a) ** 2 + (1 - a) * a**t * x, x - a**t), 2, "a", "t", "x",
        stages=[["a"], ["t"], ["x"]], whole=["t"],
    )  # fmt: skip
    compiled = Compiled(program, {"all": program.stages[2]})
    assert compiled.text == (
        "def make(a):\n"
        "    b = 1.0 - a\n"
        "    c = b*b\n"
        "    d = e = None\n"
        "    def begin(t):\n"
        "        nonlocal d, e\n"
        "        d = power(a, t)\n"
        "        e = b*d\n"
        "    def all(x):\n"
        "        return x*c + e*x, x - d,\n"
        "    return begin, all\n"
    )
    form = compiled.made(0.5)
    form.begin(3)
    assert form.entries["all"](2.0) == (0.5 + 0.125, 2 - 0.125)
    written = made(program, Form("make", ["settings"], {program.stages[0][0]: "settings.a"}),
                   {"all": Form("all", program.stages[2], {}, lambda texts: f"return[{','.join(texts)}]")},
                   Form("begin", program.stages[1]))  # fmt: skip
    assert written.startswith("make(settings){const{a}=settings;\n")
    assert "\nbegin(t){" in written


def test_what_is_used_twice_is_computed_once():
    program = traced(lambda x: ((x + 1) ** 2 / (1 + (x + 1) ** 2),), 1, "x")
    lines = ["def make():", "    def all(x):", "        a = x + 1.0", "        b = a*a", "        return b/(1.0 + b)"]
    assert Compiled(program, {"all": program.stages[0]}).text.splitlines()[:5] == lines


def test_an_input_of_the_second_stage_stays_for_the_last():
    program = traced(lambda t, x: (x * t,), 1, "t", "x", stages=[[], ["t"], ["x"]])
    form = Compiled(program, {"all": program.stages[2]}).made()
    form.begin(3.0)
    assert form.entries["all"](2.0) == 6.0
    assert form.exactly.entries["all"] is not form.entries["all"]


def test_nothing_to_begin_is_no_begin():
    program = traced(lambda a, t, x: (x * a,), 1, "a", "t", "x", stages=[["a"], ["t"], ["x"]])
    assert Compiled(program, {"all": program.stages[2]}).made(2.0).begin is None


def test_settings_at_which_plain_floats_raise_are_made_exactly():
    program = traced(lambda a, x: (x / (1 - a),), 1, "a", "x", stages=[["a"], ["x"]])
    compiled = Compiled(program, {"all": program.stages[1]})
    assert compiled.made(0.5).entries["all"](1.0) == 2.0
    program = traced(lambda a, x: (x + 1 / (1 - a),), 1, "a", "x", stages=[["a"], ["x"]])
    assert Compiled(program, {"all": program.stages[1]}).made(1.0).entries["all"](1.0) == math.inf


@each("exponent", [0, 1, 2, 3, 7, 20, 64, 719])
@each("base", [0.9, 0.999, -1.5, 1.0, 0.0, -0.0])
def test_a_power_is_the_same_whether_the_exponent_is_known_or_told(base, exponent):
    """To the bit; and b ** n to as many places as there are products."""
    known = traced(lambda b: (b**exponent,), 1, "b")
    told = traced(lambda b, n: (b**n,), 1, "b", "n", whole=["n"])
    found = [
        Compiled(program, {"all": program.stages[0]}).made().entries["all"](*given)
        for program, given in ((known, (base,)), (told, (base, exponent)), (told, (base, float(exponent))))
    ]
    assert len({math.copysign(value, 1) for value in found}) == len({math.copysign(1, value) for value in found}) == 1
    assert found[0] == pytest.approx(base**exponent, rel=1e-13)


def test_powers_of_what_is_not_known_to_be_whole_are_those_of_the_language():
    program = traced(lambda b, n: (b**n, 2.0**b, b**1.5), 3, "b", "n")
    assert {symbol.operation for symbol in program.used} == {"pow", "input", "constant"}
    form = Compiled(program, {"all": program.stages[0]}).made()
    assert form.entries["all"](4.0, 0.5) == (2.0, 16.0, 8.0)
    exact = form.exactly.entries["all"]
    assert np.isnan(exact(-8.0, 0.3)[0])  # where Python would have a complex number
    assert exact(0.0, -1.0)[0] == math.inf
    assert exact(1.0, math.nan)[0] == 1.0


# Names


def test_names_clash_with_nothing():
    program, given = words_program(), [float(place) for place in range(len(WORDS))]
    compiled = Compiled(program, {"all": program.stages[1]})
    assert compiled.made(*given[:6]).entries["all"](*given[6:]) == summed(given)


def test_a_long_formula_is_cut_into_lines():
    def many(x):
        total = x
        for i in range(3000):
            total = total * 0.5 + i
        return (total,)

    program = traced(many, 1, "x")
    assert Compiled(program, {"all": program.stages[0]}).made().entries["all"](1.0) == many(1.0)[0]
