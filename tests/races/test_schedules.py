"""Learning-rate schedules: their values, and that they reach the rule."""

import math

import numpy as np
import pytest
from completeness import assert_complete
from each import each
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import some

from optimizers import OPTIMIZERS, Block, Elementwise
from races import RaceSpec, race
from races.inside import inside
from races.own_noise import own_noise
from schedules import SCHEDULES, WARM_UP, factor_of
from surfaces import SURFACES

STEPS = 200
VALUES = [  # schedule, parameters, {step: factor}
    ("constant", {}, {1: 1, 100: 1, 200: 1}),
    ("inverse_sqrt", {}, {1: 1, 4: 1 / 2, 100: 1 / 10, 200: 1 / math.sqrt(200)}),
    ("inverse_time", {}, {1: 1, 51: 1 / 2, 151: 1 / 4}),
    ("inverse_time", {"decay": 1.0}, {1: 1, 2: 1 / 2, 200: 1 / 200}),
    ("exponential", {}, {1: 1, 2: 0.99, 101: 0.99**100}),
    ("exponential", {"ratio": 0.9}, {1: 1, 3: 0.81}),
    ("exponential", {"ratio": 1.0}, {1: 1, 200: 1}),
    ("cosine", {}, {1: 1, 51: (1 + math.sqrt(0.5)) / 2, 101: 1 / 2, 151: (1 - math.sqrt(0.5)) / 2}),
    ("cosine", {"final": 0.2}, {1: 1, 101: 0.6}),
    ("cosine", {"final": 1.0}, {1: 1, 101: 1, 200: 1}),
    ("linear", {}, {1: 1, 51: 3 / 4, 101: 1 / 2, 200: 1 / 200}),
    ("linear", {"final": 0.2}, {1: 1, 101: 0.6}),
    ("wsd", {}, {1: 1, 160: 1, 161: 1, 181: 1 / 2, 200: 1 / 40}),
    ("wsd", {"decay_share": 0.5}, {101: 1, 151: 1 / 2}),
    ("one_cycle", {}, {1: 0.04, 60: 1, 61: (1 + 4e-6) / 2 + (1 - 4e-6) / 2 * math.cos(math.pi / 140), 200: 4e-6}),
    ("one_cycle", {"rise_share": 0.5}, {1: 0.04, 100: 1, 150: (1 + 4e-6) / 2, 200: 4e-6}),
    ("sgdr", {}, {1: 1, 26: 1 / 2, 51: 1, 76: 1 / 2, 101: 1, 151: 1}),
    ("sgdr", {"period": 20.0, "factor": 2.0}, {1: 1, 11: 1 / 2, 21: 1, 41: 1 / 2, 61: 1, 101: 1 / 2, 141: 1}),
]
WARMING = [(1.0, {1: 1, 2: 1}), (30.0, {1: 1 / 30, 15: 1 / 2, 30: 1, 31: 1, 200: 1}), (400.0, {1: 1 / 400, 200: 1 / 2})]


@each("name, parameters, factors", VALUES)
def test_values(name, parameters, factors):
    for t, expected in factors.items():
        assert SCHEDULES[name].factor(t, STEPS, **parameters) == pytest.approx(expected, rel=1e-14)


def test_every_schedule_has_its_values_above():
    wanted = "closed form: add a few of its values to VALUES, above, at its defaults and at other parameters"
    assert_complete([name for name, _, _ in VALUES], SCHEDULES, wanted)
    assert all(schedule.label for schedule in SCHEDULES.values())


RISING = ("one_cycle", "sgdr")  # now and then; the others only fall


@pytest.mark.parametrize(("warmup", "factors"), WARMING)
def test_values_of_the_warm_up(warmup, factors):
    for t, expected in factors.items():
        assert WARM_UP.factor(t, STEPS, warmup=warmup) == pytest.approx(expected, rel=1e-14)


@each("name", SCHEDULES)
def test_warm_up_multiplies_every_schedule(name):
    parameters = {key: each.default for key, each in SCHEDULES[name].hyperparameters.items()}
    warm = factor_of(name, STEPS, parameters, 40.0)
    plain = SCHEDULES[name].over(STEPS, parameters)
    assert [warm(t) for t in range(1, STEPS + 1)] == [min(1.0, t / 40) * plain(t) for t in range(1, STEPS + 1)]


def test_wsd_that_decays_all_the_time_is_linear_and_a_cycle_of_the_whole_race_a_cosine():
    for t in range(1, STEPS + 1):
        assert SCHEDULES["wsd"].factor(t, STEPS, decay_share=1.0) == pytest.approx(
            SCHEDULES["linear"].factor(t, STEPS), abs=1e-15
        )
        assert SCHEDULES["sgdr"].factor(t, STEPS, period=float(STEPS)) == pytest.approx(
            SCHEDULES["cosine"].factor(t, STEPS), abs=1e-15
        )


@each("growth", [1.0, 1.001, 1.25, 1.5, 2.0])
@each("period", [10.0, 16.0])
def test_restarts_come_when_their_cycles_are_over(growth, period):
    """Counted one after the other, as the paper does, instead of found by a logarithm: that of 1.25³ is too low."""
    over = SCHEDULES["sgdr"].over(2000, {"period": period, "factor": growth})
    begun, length, t = 0.0, period, 1
    while t <= 2000:
        while t - 1 >= begun + length - 1e-6:
            begun, length = begun + length, length * growth
        done = max((t - 1 - begun) / length, 0.0)
        assert over(t) == pytest.approx((1 + math.cos(math.pi * done)) / 2, abs=1e-6)
        t += 1


TORCH = [  # steps, share that rises, {step: rate} of torch 2.14's OneCycleLR of largest rate 1, cycle_momentum=False
    (20, 0.3, {1: 0.04, 3: 0.3716718427000253, 7: 0.9874640062350873, 13: 0.500002, 19: 0.012539993764912554}),
    (20, 0.5, {3: 0.15229866730289066, 7: 0.76, 13: 0.793893450575732, 20: 4e-06}),
    (
        333,
        0.25,
        {3: 0.04139987080542307, 13: 0.08954332634857376, 120: 0.9475199973360843, 332: 4.3556813209374366e-05},
    ),
]


@pytest.mark.parametrize(("steps", "share", "rates"), TORCH)
def test_the_cycle_is_that_of_torch(steps, share, rates):
    for t, rate in rates.items():
        assert SCHEDULES["one_cycle"].factor(t, steps, rise_share=share) == pytest.approx(rate, abs=1e-14)


@each("name", SCHEDULES)
@settings(max_examples=20)
@given(data=st.data())
def test_factors_fall_from_1_but_never_to_0(name, data):
    parameters, steps = data.draw(some(SCHEDULES[name].hyperparameters)), data.draw(st.integers(1, 300))
    factors = np.array([SCHEDULES[name].factor(t, steps, **parameters) for t in range(1, steps + 1)])
    assert (factors > 0).all()
    assert factors.max() <= 1
    if name not in RISING:
        message = f"{name} does not only fall: should it be in RISING, or be held to something of its own?"
        assert (np.diff(factors) <= 1e-15).all(), message
        assert factors[0] == pytest.approx(1, abs=1e-15)


RULES = {name: optimizer for name, optimizer in OPTIMIZERS.items() if isinstance(optimizer, Elementwise)}


def rated(name, rate):
    """The learning rate as a setting, for the methods that have one."""
    return {"learning_rate": rate} if "learning_rate" in OPTIMIZERS[name].hyperparameters else {}


def by_hand(name, chosen, surface, steps, factor):
    """The race without its engine: the rule is told the learning rate of every step."""
    optimizer, (x, y) = OPTIMIZERS[name], surface.start
    if isinstance(optimizer, Block):
        return by_hand_at_once(optimizer, chosen, surface, steps, factor)
    states = [optimizer.initial_states(chosen)] * 2
    points = [(x, y)]
    for t in range(1, steps + 1):
        at, near = (x, y), (x, y)
        if optimizer.look_ahead:
            wanted = {key: chosen[key] for key in optimizer.look_ahead.__kwdefaults__ or {}}
            at = [optimizer.look_ahead(c, *state, **wanted) for c, state in zip(at, states, strict=True)]
        if optimizer.probe:
            near = [optimizer.probe(c, *state) for c, state in zip(near, states, strict=True)]
        supplies = {"x": (x, y), "g": surface.gradient(*at), "t": (t, t), "h": surface.hessian(*at)[::2]}
        supplies |= {"f": (surface.value(x, y),) * 2, "p": surface.gradient(*near)}
        supplies |= {"w": surface.gradient(*near), "n": own_noise(chosen.get("seed", 0), t)}
        told = {**chosen, **rated(name, chosen.get("learning_rate", 0) * factor(t, steps))}
        moved = [
            optimizer.rule(*(float(supplies[key][i]) for key in optimizer.supplied), *states[i], **told) for i in (0, 1)
        ]
        (x, *states[0]), (y, *states[1]) = moved
        points.append((x, y))
    return np.array(points)


def by_hand_at_once(optimizer, chosen, surface, steps, factor):
    """The same of a rule that sees both coordinates."""
    x = np.array(surface.start)
    states, points = optimizer.states_at(x, chosen), [x]
    for t in range(1, steps + 1):
        told = {**chosen, **rated(optimizer.name, chosen.get("learning_rate", 0) * factor(t, steps))}
        rule, _, probe = optimizer.bound(told)
        supplies = {"x": x, "g": np.array(surface.gradient(*x)), "t": t, "f": surface.value(*x)}
        if probe:
            supplies["p"] = np.array(surface.gradient(*probe(x, supplies["g"], *states)))
        x, *states = rule(*(supplies[key] for key in optimizer.supplied), *states)
        points.append(x)
    return np.array(points)


@each("schedule", SCHEDULES)
@each("name", RULES)
def test_the_rule_is_told_the_rate_of_each_step(name, schedule):
    spec = RaceSpec(surface="beale", optimizers={name: rated(name, 0.002)}, schedule=schedule, steps=60)
    expected = by_hand(name, spec.optimizers[name], SURFACES["beale"], 60, SCHEDULES[schedule].factor)
    # the program rounds powers of t otherwise than the rule
    np.testing.assert_allclose(race(spec)[name].positions, expected, rtol=1e-12)


@each("schedule", SCHEDULES)
def test_what_is_looked_at_inside_has_the_rate_of_each_step(schedule):
    """The chart of the effective rate shows the schedule, warmed up: of gradient descent it is nothing else."""
    spec = RaceSpec("sphere", {"sgd": {"learning_rate": 0.02}}, schedule=schedule, warmup=8.0, steps=60)
    wanted = [0.02 * min(1, t / 8) * SCHEDULES[schedule].factor(t, 60) for t in range(1, 61)]
    found = inside(spec, "sgd").rates[1:]
    np.testing.assert_allclose(found, np.column_stack([wanted, wanted]), rtol=1e-6, atol=1e-12)
    np.testing.assert_allclose(0.02 * inside(spec, "sgd").factors[1:], wanted, rtol=1e-12)


@each("schedule", SCHEDULES)
def test_gradient_descent_with_a_varied_rate(schedule):
    """Written out once more, on the sphere: x ← (1 − α factor) x."""
    spec = RaceSpec(surface="sphere", optimizers={"sgd": {"learning_rate": 0.3}}, schedule=schedule, steps=60)
    factors = [SCHEDULES[schedule].factor(t, 60) for t in range(1, 61)]
    shrink = np.cumprod([1.0, *(1 - 0.3 * factor for factor in factors)])
    np.testing.assert_allclose(race(spec)["sgd"].positions, np.outer(shrink, spec.start), rtol=1e-12)


@each("schedule", [name for name in SCHEDULES if name != "constant"])
@each("name", RULES)
def test_only_those_do_not_mind_whose_learning_rate_is_a_start_or_none(name, schedule):
    early = {"decay_share": 1.0} if schedule == "wsd" else {}  # while all are still on their way
    plain, scheduled = (
        race(RaceSpec("himmelblau", {name: rated(name, 0.005)}, schedule=s, schedule_parameters=more))[name].positions
        for s, more in (("constant", {}), (schedule, early))
    )
    starts_with_it = "learning_rate" in OPTIMIZERS[name].states.values()
    assert (plain == scheduled).all() == (starts_with_it or not rated(name, 1))


@each("name", SCHEDULES)
def test_a_vector_method_takes_step_t_at_the_rate_of_step_t(name):
    """Newton's step to the minimum of the sphere, half of it, times the factor: what is left is a product."""
    spec = RaceSpec("sphere", {"newton": {"learning_rate": 0.5}}, start=(1.5, -1.0), steps=12, schedule=name)
    factor = SCHEDULES[name].factor
    left = np.cumprod([1.0, *(1 - 0.5 * factor(t, 12, **spec.schedule_parameters) for t in range(1, 13))])
    np.testing.assert_allclose(race(spec)["newton"].positions, np.outer(left, (1.5, -1.0)), rtol=1e-9)
