"""The update in numbers is true: both sides of what is printed agree as far as their digits say."""

import re
from dataclasses import replace
from functools import cache, wraps
from itertools import chain, product
from typing import Annotated

import numpy as np
import plotly.graph_objects as go
import pytest
from each import each

from figures import state_charts
from figures.equation import equations, latex, number
from hyperparameters import Hyperparameter
from optimizers import OPTIMIZERS
from optimizers.elementwise import elementwise
from races import RaceSpec
from races.course import path_of
from races.inside import Inside, inside
from races.noise.samples import samples_of
from races.objective import seen_from
from races.tuning import tuned_spec
from schedules import SCHEDULES
from tests.figures.evaluated_points import DERIVED, check_points
from tests.figures.evaluator import check
from tests.figures.latex_parser import NotEqual

SURFACES = ("beale", "rosenbrock", "six_hump_camel")
STEPS = 20


def moved(parameter):
    """Another value, which a formula cannot have by heart."""
    return parameter.parse(float(f"{parameter.value_at(0.1 + 0.5 * parameter.position(parameter.default)):.3g}"))


def settings_of(method):
    """All defaults and all moved, with every switch on and off; the learning rate is for the surface to say."""
    switches = [name for name, each in method.hyperparameters.items() if each.scale == "switch"]
    others = {n: p for n, p in method.hyperparameters.items() if n not in (*switches, "learning_rate")}
    for start in (
        {n: parameter.default for n, parameter in others.items()},
        {n: moved(parameter) for n, parameter in others.items()},
    ):
        for positions in product((0.0, 1.0), repeat=len(switches)):
            yield start | dict(zip(switches, positions, strict=True))


@cache
def looked_into(name):
    """Races of a method, each with its settings and what is inside: all settings on all surfaces, plain and noisy, by
    every schedule."""
    method, schedules, found = OPTIMIZERS[name], list(SCHEDULES), []
    for row, settings in enumerate(settings_of(method)):
        for column, surface in enumerate(SURFACES):
            tuned = tuned_spec(surface, (name,))
            spec = replace(
                tuned,
                steps=STEPS,
                optimizers={name: tuned.optimizers[name] | settings},
                schedule=schedules[(3 * row + column) % len(schedules)],
                noise=("none", "additive")[(row + column) % 2],
                seed=row,
            )
            found.append((spec.optimizers[name], inside(spec, name), spec))
    return found


def memories(method, settings):
    """The texts of what is near 1, where the last digit counts: these are printed in full."""
    scales = {key: each.scale for key, each in method.hyperparameters.items()}
    return {number(value, 6) for key, value in settings.items() if scales[key] == "memory" and 0 < value < 1}


def printed(name, method=None, **known):
    """The equations of all steps of each race, and the texts of its memories; `known` takes the place of what is
    inside."""
    method = method or OPTIMIZERS[name]
    for settings, found, _ in looked_into(name):
        steps = (equations(replace(found, **known), method, settings, step) for step in range(1, STEPS + 1))
        yield [text for pair in steps for text in pair], memories(method, settings)


@each("name", OPTIMIZERS)
def test_what_is_printed_is_true(name):
    texts, memory = zip(*printed(name), strict=True)
    assert check(chain(*texts), set(chain(*memory))) >= 2 * 6 * STEPS


def losses_of(spec, positions):
    """What each step saw, from 1: the surface, or a sample of it."""
    surface, start = path_of(spec.bound_surface, spec.units).seen, tuple(positions[0].tolist())
    noise = samples_of(spec.noise, tuple(spec.noise_parameters.items()), spec.seed, surface, start, spec.steps)
    return lambda step: seen_from(noise(step), positions[step - 1]) if noise else surface


def points_are_true(name, method=None):
    """How often it is true what is printed of the loss at a point. Raises NotEqual where it is not."""
    method, count = method or OPTIMIZERS[name], 0
    for settings, found, spec in looked_into(name):
        loss_at = losses_of(spec, found.positions)
        for step in range(1, STEPS + 1):
            x, y = equations(found, method, settings, step)
            if DERIVED.search(x):
                count += check_points(x, y, loss_at(step), memories(method, settings))
    return count


#: Whose equations say it on the card alone.
ONCE = {"newton", "gauss_newton", "levenberg_marquardt", "nelder_mead", "svrg"}
#: Whose equations say at which point a value or a derivative is taken; but where the search of steepest descent ends is
#: no number that could be put in.
ASKING = {name for name, method in OPTIMIZERS.items() if DERIVED.search(method.formula)} - ONCE - {"steepest_descent"}


@each("name", sorted(ASKING))
def test_what_is_taken_at_a_printed_point_is_what_is_printed(name):
    assert points_are_true(name) >= 2 * 6 * STEPS


@each(
    "name, true, false",
    [
        ("nesterov", r"x_{t-1} + \mu\, v_{t-1}) \\", r"x_{t-1}) \\"),
        ("accelerated_gradient", r"f(x_{t-1} + w_{t-1})", "f(x_{t-1})"),
        ("schedule_free_sgd", r"+ (1 - \beta)\, d_{t-1})", r"+ \beta\, d_{t-1})"),
        ("schedule_free_adamw", r"f(u_t)", "f(x_{t-1})"),
        ("vsgd_fd", r"f(x_{t-1} + d_t)", "f(x_{t-1})"),
        ("newton_diagonal", r"}(x_{t-1})", "}(x_t)"),
        ("sam", r"f(z_t)", "f(x_{t-1})"),
        ("scaled_conjugate_gradient", r"r_t &= -\nabla f(\mathbf x_{t-1})", r"r_t &= -\nabla f(\mathbf x_t)"),
        ("scaled_conjugate_gradient", r"+ \alpha_t \mathbf p_t)", r"- \alpha_t \mathbf p_t)"),
    ],
)
def test_a_false_point_is_seen(name, true, false):
    method = OPTIMIZERS[name]
    assert true in method.formula
    right = method.declared if callable(method.declared) else lambda: method.declared

    @wraps(right)
    def wrong(**given):
        return right(**given).replace(true, false)

    with pytest.raises(NotEqual):
        points_are_true(name, replace(method, declared=wrong))


def race_by_race(races):
    """Stops at the first that is false."""
    for texts, memory in races:
        check(texts, memory)


@each(
    "name, true, false",
    [
        ("sgd", r"\alpha\, g_t", r"\alpha\, g_{t-1}"),
        ("momentum", r"\mu\, v_{t-1}", r"0.9\, v_{t-1}"),
        ("nesterov", r"\mu\, v_{t-1} - ", r"\mu\, v_t - "),
        ("local_gains", "G^{+}", "0.05"),
        ("local_gains", r"G^{-} G_{t-1}", r"0.95\, G_{t-1}"),
        ("rprop_plus", r"-\Delta x_{t-1}", r"-\Delta_t"),
        ("irprop_plus", "f_t > f_{t-1}", "f_t < f_{t-1}"),
        ("adam", r"\hat m_t / (\sqrt", r"m_t / (\sqrt"),
        ("adam", r"\beta_{1,t} m_{t-1}", r"\beta_1 m_{t-1}"),
        ("amsgrad", r"\max(u_{t-1}, v_t)", r"v_t"),
        ("radam", r"R_t \sqrt{1 - \beta_2^t}", "R_t"),
        ("radam", r"\rho_t > 5", r"\rho_t > 4"),
        ("vsgd", r"1 / \tau_{t-1}", r"1 / \tau_t"),
        ("vsgd_fd", r"\tau'_t + 1", r"\tau_{t-1} + 1"),
        ("newton", r"|\mathbf c_t|", r"\mathbf c_t"),
        ("bfgs", r"\mathbf g_t", r"\mathbf g_{t-1}"),
        ("conjugate_gradient", r"\max\Bigl(0, \frac{\mathbf g_t^\top", r"\max\Bigl(0, \frac{g_t"),
        ("conjugate_gradient", r"\ge 0.1", r"\ge 10"),
        ("scaled_conjugate_gradient", r"\Delta_t \ge 0", r"\Delta_t \ge -9"),
        ("hessian_free", "> 0.75", "> 0.9"),
        ("lbfgs", r"-\mathbf r_t -", r"-\mathbf r_t +"),
        ("lbfgs", r"\mathbf u_{t-1}^\top \mathbf r_t", r"\mathbf u_{t-1}^\top \mathbf g_t"),
        ("gauss_newton", r"\frac{1}{2}", ""),
        ("levenberg_marquardt", r"\bar\lambda_t \cdot \mathbf 1", r"\lambda_t \cdot \mathbf 1"),
        ("levenberg_marquardt", r"\nu_t\, ", r"2\, "),
        ("levenberg_marquardt", r"(\mathbf g_t \oslash \mathbf w_t)", r"\mathbf g_t"),
        ("dogleg", r"\tau_t\, ", ""),
        ("dogleg", r"\Delta_{t-1} / 4", r"\Delta_{t-1} / 2"),
        ("dogleg", r"\min(2 \Delta_{t-1}, 1000)", r"\Delta_{t-1}"),
        ("nelder_mead", "a_t (c_t", "(c_t"),
        ("nelder_mead", "&= b_t", "&= n_t"),
        ("cma_es", r"\sigma_{t-1}\, v_t", r"\sigma_t\, v_t"),
        ("cma_es", r"\mathbf p_t \mathbf p_t^\top", r"\mathbf S_t"),
        ("signum", r"sign}(m_t)", "sign}(g_t)"),
        ("adan", r"\hat m_t + \beta_2 \hat v_t", r"\hat m_t + \hat v_t"),
        ("ademamix", r"\kappa\, q_t", r"\kappa\, q_{t-1}"),
        ("adopt", r"\sqrt{v_{t-1}}", r"\sqrt{v_t}"),
        ("schedule_free_sgd", r"e_t - c_t\, e_t", r"e_t"),
        ("schedule_free_adamw", r"\lambda u_t", r"\lambda x_{t-1}"),
        ("barzilai_borwein", r"\mathbf u_t^\top \mathbf u_t", r"\mathbf s_{t-1}^\top \mathbf s_{t-1}"),
        ("sam", r"\alpha\, p_t", r"\alpha\, g_t"),
        ("polyak_step", r"f_t - f", r"f_t + f"),
        ("dog", r"\mathbf d_{t-1}^\top \mathbf d_{t-1}", "d_{t-1}^2"),
        ("prodigy", r"r_{t-1} - ", "r_{t-1} + "),
        ("prodigy", r"\mathbf 1^\top |\mathbf s_t|", "|s_t|"),
        ("adagrad_full", r"g_t\, \breve g_t", "g_t^2"),
        ("lookahead", r"d_{t-1} - v_t, ", r"d_{t-1} + v_t, "),
        ("cautious_adamw", r"1 & m_t\, g_t > 0", r"1 & m_t\, g_t < 0"),
        ("cautious_adamw", r"1 & \breve m_t", r"1 & - \breve m_t"),
        ("cautious_adamw", r"\varphi_t) / 2", r"\varphi_t)"),
        ("sophia", r"\max\bigl(|m_t|", r"\max\bigl(|g_t|"),
        ("adahessian", r"(1 - \beta_2)\, h_t^2", r"(1 - \beta_2)\, g_t^2"),
        ("muon", r"\mu\, m_t + ", r"\mu\, m_{t-1} + "),
        ("shampoo", r"- c_t\, \breve g_t", r"+ c_t\, \breve g_t"),
        ("soap", r"- b_t\, q_{t-1}", r"- b_t\, \breve q_{t-1}"),
    ],
)
def test_what_is_false_is_seen(name, true, false):
    method = OPTIMIZERS[name]
    right = method.declared if callable(method.declared) else lambda: method.declared

    @wraps(right)
    def wrong(**given):
        return right(**given).replace(true, false)

    with pytest.raises(NotEqual):
        race_by_race(printed(name, replace(method, declared=wrong)))


@pytest.mark.parametrize("name", ["sgd", "adamax", "newton"])
def test_a_schedule_counts(name):
    with pytest.raises(NotEqual):
        race_by_race(printed(name, factors=np.ones(STEPS + 1)))


def made_up(**rows):
    """A look at one step of which only these are known: of each before and after, the same for x and y."""
    both = {name: np.array(pair)[:, None].repeat(2, axis=1) for name, pair in rows.items()}
    x, g = both.pop("x"), both.pop("g")
    return Inside(x, g, np.diff(x, axis=0, prepend=x[:1]), g, both, {}, np.array([1.0, 0.5]), taken=1)


def test_a_known_equation():
    found = made_up(x=(0.45, 0.433), g=(np.nan, -10.2), v=(-0.042, -0.017))
    x, y = equations(found, OPTIMIZERS["momentum"], {"learning_rate": 0.002, "momentum": 0.9}, 1)
    assert x == (
        r"\begin{aligned} v_t = (-0.017) &= {0.9} \cdot (-0.042) - ({0.002} \cdot {0.5}) \cdot (-10.2) \\"
        r" x_t = {0.433} &= {0.45} + (-0.017) \end{aligned}"
    )
    assert y == x.replace("x_t", "y_t")


def test_a_constant_of_a_formula_is_told_as_shortly_as_what_is_measured():
    found = made_up(x=(1.0, 0.98), g=(np.nan, 4.0), m=(0.0, 0.2))
    settings = {"learning_rate": 0.02, "momentum": 0.95, "weight_decay": 0.0}
    x, _ = equations(found, OPTIMIZERS["muon"], settings, 1)
    assert "0.9849" in x
    assert "0.98490" not in x


def test_a_newcomer_says_its_symbols_itself():
    @elementwise(
        label="New",
        source="made up",
        formula=r"\begin{aligned} \bar s_t &= \beta_3 \bar s_{t-1} + \Lambda_{\mathrm{up}}\, g_t \\"
        r" x_t &= x_{t-1} - \bar s_t \end{aligned}",
        symbols={"mean": r"\bar s"},
        watch="It is new. It is known nowhere.",
    )
    def new(
        x,
        g,
        mean=0.0,
        *,
        beta3: Annotated[float, Hyperparameter("β₃", 0, 1)] = 0.25,
        up: Annotated[float, Hyperparameter("Λ_up", 0, 1)] = 0.5,
    ):
        mean = beta3 * mean + up * g
        return x - mean, mean

    found = made_up(x=(1.0, -1.25), g=(np.nan, 4.0), mean=(1.0, 2.25))
    x, _ = equations(found, new, {"beta3": 0.25, "up": 0.5}, 1)
    assert x == (
        r"\begin{aligned} \bar s_t = {2.25} &= {0.25} \cdot {1} + {0.5} \cdot {4} \\"
        r" x_t = (-1.25) &= {1} - {2.25} \end{aligned}"
    )
    assert check([x]) == 2


@each("name", OPTIMIZERS)
def test_a_card_and_the_row_of_each_coordinate_name_what_is_theirs(name):
    (settings, found, _), *_ = looked_into(name)
    assert re.search(r"(?<![A-Za-z])x_t &?= ", OPTIMIZERS[name].formula)
    for axis, other, text in zip("xy", "yx", equations(found, OPTIMIZERS[name], settings, 7), strict=True):
        assert f"{axis}_t = " in text
        assert not re.search(rf"(?<![A-Za-z\\])(?<!\\mathbf ){other}(?![A-Za-z])", text)
        assert text.count("{") == text.count("}")
        assert text.count("(") == text.count(")")


def test_what_is_off_is_not_printed():
    def texts(name, **settings):
        spec = RaceSpec(optimizers={name: settings}, steps=STEPS)
        found = inside(spec, name)
        return [equations(found, OPTIMIZERS[name], spec.optimizers[name], step)[0] for step in range(1, STEPS + 1)]

    assert all(r"\hat" not in text and r"\beta_{1,t}" not in text for text in texts("adam", bias_correction=False))
    assert all(r"\Pi_t" in text for text in texts("adam", beta1_decay=0.95))
    assert all(r"\hat" not in text for text in texts("amsgrad", bias_correction=False))
    for name in ("vsgd", "vsgd_fd"):
        assert [r"\eta_t" in text for text in texts(name, samples=4)] == [step > 4 for step in range(1, STEPS + 1)]


def test_who_has_ended_rests():
    spec = RaceSpec("sphere", optimizers={"newton": {}}, steps=5)
    found = inside(spec, "newton")
    assert found.taken < 5
    assert equations(found, OPTIMIZERS["newton"], spec.optimizers["newton"], 5) == (
        "x_t = {0} = {0}",
        "y_t = {0} = {0}",
    )


@each(
    "symbol, text",
    [("α", r"\alpha"), ("β₁₂", r"\beta_{12}"), ("η⁺", r"\eta^{+}"), ("Δ_min", r"\Delta_{\min}"), ("n₀", "n_0"),
     ("λ", r"\lambda"), ("ε", r"\epsilon"), ("C", "C"), ("h_low", r"h_{\mathrm{low}}")],
)  # fmt: skip
def test_symbols(symbol, text):
    assert latex(symbol) == text


@each(
    "value, text",
    [(1.0, "{1}"), (-0.25, "(-0.25)"), (1.5e-7, r"(1.5 \cdot 10^{-7})"), (float("inf"), r"\infty"),
     (float("nan"), r"\text{–}"), (123456.0, r"(1.235 \cdot 10^{5})")],
)  # fmt: skip
def test_numbers(value, text):
    assert number(value) == text


@each("theme", ["light", "dark"])
@each("name", OPTIMIZERS)
def test_the_charts_are_a_figure(name, theme):
    (_, found, _), *_ = looked_into(name)
    figure = go.Figure(state_charts(found, name, theme))
    assert len(figure.data) == 2 * len(figure.layout.annotations)
    assert figure.layout.annotations[0].text == "<b>gradient</b>"
    assert {(axis.nticks, axis.tickangle) for axis in figure.select_xaxes()} == {(3, 0)}  # upright beside each other
