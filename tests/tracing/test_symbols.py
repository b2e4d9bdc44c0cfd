"""What symbols allow, and what is said of a rule that asks for more."""

import math
import re
from functools import lru_cache, partial

import numpy as np
import pytest
from each import each

from tracing import Graph, TraceError, outputs_of


@pytest.fixture
def graph():
    return Graph()


def once(graph, rule, count=1):
    return outputs_of(graph, count, rule, graph.input("x"), graph.input("y"))


# Sharing and folding


def test_the_same_operation_on_the_same_symbols_is_one_symbol(graph):
    x, y = graph.input("x"), graph.input("y")
    assert x + y is x + y
    assert x + y is y + x
    assert x * y is y * x
    assert x - y is not y - x
    assert np.sqrt(x) is np.sqrt(x)
    assert (x > y) is (x > y)
    assert graph.input("x") is x


@each(
    "operation, given, value",
    [
        ("divide", (1.0, 0.0), math.inf),
        ("divide", (1.0, -0.0), -math.inf),
        ("divide", (-1.0, 0.0), -math.inf),
        ("divide", (0.0, 0.0), math.nan),
        ("multiply", (1e200, 1e200), math.inf),
        ("sqrt", (-1.0,), math.nan),
        ("exp", (1e3,), math.inf),
        ("log", (0.0,), -math.inf),
        ("log", (-1.0,), math.nan),
        ("log1p", (-1.0,), -math.inf),
        ("sin", (math.inf,), math.nan),
        ("sinh", (-1e4,), -math.inf),
        ("pow", (-8.0, 1 / 3), math.nan),
        ("pow", (-0.0, -1.0), -math.inf),
        ("pow", (-10.0, 309.0), -math.inf),
        ("pow", (0.0, -0.5), math.inf),
        ("power", (-0.0, -3.0), -math.inf),
        ("sign", (math.nan,), math.nan),
        ("maximum", (1.0, math.nan), math.nan),
        ("minimum", (math.nan, 1.0), math.nan),
        ("where", (1.0, 2.0, 3.0), 2.0),
        ("less", (math.nan, 1.0), 0.0),
        ("not_equal", (math.nan, math.nan), 1.0),
    ],
)
def test_what_is_known_is_computed_as_ieee_has_it(operation, given, value):
    found = Graph().node(operation, *given)
    assert found.is_constant
    assert np.array_equal(found.value, value, equal_nan=True)


def test_zeros_of_both_signs_are_two_constants(graph):
    assert graph.constant(-0.0) is not graph.constant(0.0)
    assert graph.constant(math.nan) is graph.constant(math.nan)
    assert graph.constant(True) is graph.constant(1) is graph.constant(np.float64(1))


def test_a_helper_may_remember_what_it_made_of_symbols(graph):
    calls = []

    @lru_cache(maxsize=4)
    def helper(a, b):
        calls.append((a, b))
        return a * b

    x = graph.input("x")
    others = [graph.input(f"z{i}") for i in range(2000)]
    table = dict.fromkeys([*range(2000), *map(float, range(5000)), "x", None, (1, 2), *others, x], 0)
    assert all(symbol in table for symbol in [x, *others])
    assert graph.input("new") not in table
    assert helper(x, 2.0) is helper(x, 2.0)
    assert helper(others[0], 2.0) is not helper(x, 2.0)
    assert len(calls) == 2
    assert x != "x"
    assert (x == None) is False  # noqa: E711


# What cannot be traced


def branches(x, y):
    return x if x > 0 else y


def chained(x, y):
    return 1.0 if 0 < x < y else 0.0


def wants_a_float(x, y):
    return math.sin(x) + y


def wants_a_whole_number(x, y):
    return [1, 2, 3][x]


def takes_the_least(x, y):
    return min(x, y)


def sums(x, y):
    return np.sum([x, y])


def asks_for_an_array(x, y):
    return x + np.array([1.0, 2.0])


def on_the_right(x, y):
    return np.array([1.0, 2.0]) * x


def reduces(x, y):
    return np.add.reduce(x) + y


def asks_numpy(x, y):
    return np.clip(x, 0, 1)


def of_no_program(x, y):
    return np.cbrt(x)


def loops(x, y):
    while x < 1:
        x = x + 1
    return x


def in_place(x, y):
    x[0] = y
    return x


def returns_two(x, y):
    return x, y


def returns_nothing(x, y):
    return None


def helped(x, y):
    return branches(x, y)


SAID = {
    branches: "branches on a value; a rule uses where(condition, yes, no), maximum and minimum",
    chained: "branches on a value",
    wants_a_float: "wants a value as a float, as functions of math do",
    wants_a_whole_number: "wants a value as a whole number",
    takes_the_least: "branches on a value",
    sums: "makes an array of a value",
    asks_for_an_array: "uses an array of shape (2,) with a value",
    on_the_right: "uses an array of shape (2,) with a value",
    reduces: "calls np.add.reduce on a value",
    asks_numpy: "calls np.clip on a value",
    of_no_program: "calls np.cbrt on a value",
    loops: "branches on a value",
    in_place: "raises TypeError: 'Symbol' object does not support item assignment",
    returns_two: "returns 2 values, where 1 are wanted",
    returns_nothing: "raises TypeError",
    helped: "cannot be traced: branches (tracing/test_symbols.py, line ",
}


@each("rule", SAID)
def test_a_rule_that_cannot_be_traced_is_named_with_its_line_and_what_it_did(rule):
    with pytest.raises(TraceError) as error:
        once(Graph(), rule)
    line = int(re.match(rf"{rule.__name__} \(tracing/test_symbols\.py, line (\d+)\) ", str(error.value))[1])
    first = rule.__code__.co_firstlineno
    assert first <= line <= first + 3
    assert (line > first) == (not rule.__name__.startswith("returns"))
    assert f") {SAID[rule]}" in str(error.value)


def test_a_rule_without_a_line_is_named_all_the_same(graph):
    with pytest.raises(TraceError, match=r"^functools\.partial\(.* branches on a value"):
        once(graph, partial(branches))


def test_symbols_of_two_traces_do_not_mix(graph):
    other = Graph().input("z")
    with pytest.raises(TraceError, match="mixes symbols of two traces"):
        once(graph, lambda x, y: x + other)
