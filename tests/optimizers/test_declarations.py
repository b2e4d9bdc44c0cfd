"""What every method says about itself."""

import re
from importlib import import_module
from inspect import Parameter, signature
from pathlib import Path

import numpy as np
import pytest
from completeness import assert_complete
from each import each

from optimizers import GROUPS, OPTIMIZERS, Block, Optimizer
from optimizers.elementwise import maximum, minimum, quotient, sign, sqrt, where

EVERY = [pytest.param(optimizer, id=name) for name, optimizer in OPTIMIZERS.items()]


def test_the_table_lists_every_file_by_its_name():
    files = {path.stem for path in Path(import_module("optimizers").__file__).parent.glob("*.py")} - {"__init__"}
    methods = {
        name for name in files if isinstance(getattr(import_module(f"optimizers.{name}"), name, None), Optimizer)
    }
    assert_complete(OPTIMIZERS, methods, "row in OPTIMIZERS, in optimizers/__init__.py")
    for name, optimizer in OPTIMIZERS.items():
        assert optimizer.name == name
        assert import_module(f"optimizers.{name}").__dict__[name] is optimizer


@each("optimizer", EVERY)
def test_the_declaration_is_complete(optimizer):
    assert 0 < len(optimizer.label) <= 12, "label: 1 to 12 letters"
    assert re.search(r"\((19|20|18)\d\d\)", optimizer.source), "source: who, and (year)"
    assert "x_t &=" in optimizer.formula or optimizer.formula.startswith("x_t ="), "formula: has no x_t ="
    assert optimizer.formula.count("{") == optimizer.formula.count("}")
    assert len(re.findall(r"[.!?](?=\s|$)", optimizer.watch)) == 2, "watch: two sentences"
    first = next(iter(optimizer.hyperparameters), None)
    assert first == "learning_rate" or "learning_rate" not in optimizer.hyperparameters, (
        "learning_rate is not the first"
    )


def test_vsgd_has_no_learning_rate():
    assert not {name for name in ("vsgd", "vsgd_fd") if "learning_rate" in OPTIMIZERS[name].hyperparameters}


def test_the_table_is_in_the_order_of_the_groups():
    groups = [GROUPS.index(optimizer.group) for optimizer in OPTIMIZERS.values()]
    assert groups == sorted(groups)


def test_the_cost_counts_gradients():
    costs = {"sgd": 1, "nesterov": 1, "irprop_plus": 1, "vsgd": 2, "vsgd_fd": 2, "newton_diagonal": 2}
    for name, cost in costs.items():
        assert OPTIMIZERS[name].cost == cost


def test_every_card_has_a_description_to_show():
    assert not [name for name, optimizer in OPTIMIZERS.items() if not optimizer.description]


@pytest.mark.parametrize("point", ["look_ahead", "probe"])
def test_look_ahead_and_probe_take_the_states_and_repeat_the_declared_defaults(point):
    named = [optimizer for optimizer in OPTIMIZERS.values() if getattr(optimizer, point, None)]
    assert named
    for optimizer in named:
        parameters = signature(getattr(optimizer, point)).parameters.values()
        positional = [p.name for p in parameters if p.kind is Parameter.POSITIONAL_OR_KEYWORD]
        seen = ["g"] if isinstance(optimizer, Block) and point == "probe" else []
        assert positional == ["x", *seen, *optimizer.states]
        for p in parameters:
            assert p.name in positional or p.default == optimizer.hyperparameters[p.name].default


NUMBERS = [-np.inf, -2.0, -0.0, 0.0, 1e-300, 3.0, np.inf, np.nan]


@pytest.mark.parametrize("helper", [sqrt, sign])
def test_helpers_of_one_number_agree_on_floats_and_arrays(helper):
    with np.errstate(all="ignore"):
        array = helper(np.array(NUMBERS))
    floats = [helper(number) for number in NUMBERS]
    assert {type(number) for number in floats} == {float}
    finite = ~np.isnan(NUMBERS)  # the sign of nan never matters: a gradient that is not finite ends the race
    np.testing.assert_array_equal(np.array(floats)[finite], array[finite])


@pytest.mark.parametrize("helper", [maximum, minimum])
def test_helpers_of_two_numbers_agree_on_floats_and_arrays(helper):
    pairs = [(a, b) for a in NUMBERS for b in NUMBERS]
    floats = [helper(a, b) for a, b in pairs]
    assert {type(number) for number in floats} == {float}
    np.testing.assert_array_equal(floats, helper(*np.transpose(pairs)))


def test_a_quotient_agrees_on_floats_and_arrays():
    pairs = [(a, b) for a in NUMBERS[:-1] for b in NUMBERS if not np.signbit(b)]
    with np.errstate(all="ignore"):
        np.testing.assert_array_equal([quotient(a, b) for a, b in pairs], quotient(*np.transpose(pairs)))


def test_where_takes_switches_comparisons_and_arrays():
    assert [where(condition, 1.0, 2.0) for condition in (True, False, 1.0, 0.0)] == [1, 2, 1, 2]
    np.testing.assert_array_equal(where(np.array([1.0, 0.0]), np.array([[1.0], [3.0]]), 2.0), [[1, 2], [3, 2]])
    assert quotient(0.0, 0.0) == 0
    np.testing.assert_array_equal(quotient(np.zeros(2), np.array([0.0, 2.0])), [0, 0])
