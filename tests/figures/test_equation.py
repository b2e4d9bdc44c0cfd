"""The update in numbers, and the charts of a racer's state."""

import re

import plotly.graph_objects as go
import pytest

from figures import state_charts
from figures.equation import STATES, number, numbered
from optimizers import OPTIMIZERS
from races.inside import inside
from races.tuning import tuned_spec

SPEC = tuned_spec("beale")


def row(found, step, i=0):
    states = {name: float(state[step, i]) for name, state in found.states.items()}
    return {"x": float(found.positions[step, i]), "g": float(found.gradients[step, i])} | states


def equation(name, step=7):
    found = inside(SPEC, name)
    return numbered(OPTIMIZERS[name], SPEC.optimizers[name], step, row(found, step), row(found, step - 1))


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_the_numbers_of_the_step_stand_in_the_formula(name):
    found, text = inside(SPEC, name), equation(name)
    assert number(float(found.positions[7, 0])) in text
    assert number(float(found.positions[6, 0])) in text
    assert not re.search(r"(?<![A-Za-z])x_(t(?![A-Za-z])(?! = )|\{t-1\})", text.replace(r"\Delta x_t", ""))
    assert text.count("{") == text.count("}")
    assert text.count("(") == text.count(")")


def test_a_known_equation():
    now, before = {"x": 0.433, "g": -10.2, "v": -0.017}, {"x": 0.45, "g": 1.0, "v": -0.042}
    text = numbered(OPTIMIZERS["momentum"], {"learning_rate": 0.002, "momentum": 0.9}, 3, now, before)
    assert text == (
        r"\begin{aligned} v_t = (-0.017) &= {0.9} \cdot (-0.042) - {0.002} \cdot (-10.2) \\"
        r" x_t = {0.433} &= {0.45} + (-0.017) \end{aligned}"
    )


def test_what_the_formula_defines_keeps_its_name():
    assert r"p_t = " in equation("hessian_free")
    assert r"\alpha_t = " in equation("conjugate_gradient")
    assert r"then } g_t := 0" in equation("rprop_plus")


def test_powers_take_the_step_and_hats_stay():
    text = equation("adam", 12)
    assert "^{12}" in text
    assert r"\hat m_t" in text


@pytest.mark.parametrize(
    ("value", "text"),
    [(1.0, "{1}"), (-0.25, "(-0.25)"), (1.5e-7, r"(1.5 \cdot 10^{-7})"), (float("inf"), r"\infty"),
     (float("nan"), r"\text{–}"), (123456.0, r"(1.235 \cdot 10^{5})")],
)  # fmt: skip
def test_numbers(value, text):
    assert number(value) == text


def test_the_tokens_of_states_are_those_of_the_formulas():
    for name, optimizer in OPTIMIZERS.items():
        for state in optimizer.states:
            token = STATES.get(state, state)
            if state in STATES and state not in ("loss", "previous", "lambda", "alpha", "beta"):
                assert token in optimizer.formula, (name, state)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_the_charts_are_a_figure(name, theme):
    figure = go.Figure(state_charts(inside(SPEC, name), name, theme))
    assert len(figure.data) == 2 * len(figure.layout.annotations)
    assert figure.layout.annotations[0].text == "<b>gradient</b>"
