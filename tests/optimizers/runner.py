"""Runs a rule by itself, without the engines."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from optimizers import OPTIMIZERS, Block, Elementwise
from optimizers.program import parts_of_pair
from races.own_noise import own_noise
from surfaces import SURFACES
from tracing import RAISED

RULES = {name: optimizer for name, optimizer in OPTIMIZERS.items() if isinstance(optimizer, Elementwise)}
BLOCKS = [name for name, rule in RULES.items() if isinstance(rule, Block)]

#: Steps have lengths of their own; of gradients they take the signs alone.
RPROPS = [name for name, rule in RULES.items() if {"eta_plus", "eta_minus"} <= set(rule.hyperparameters)]

random = np.random.default_rng(0)
WILD = random.normal(size=(300, 8)) * 10 ** random.uniform(-5, 5, size=(300, 8))  # gradients over ten decades


@dataclass(frozen=True)
class Problem:
    """What a rule may ask for, as functions of the point: gradient, loss and diagonal of the Hessian. `noise[t - 1]` is
    added to every gradient of step t."""

    gradient: Callable[[Any], Any]
    loss: Callable[[Any], Any] = lambda x: 1.0
    curvature: Callable[[Any], Any] = lambda x: 1.0
    noise: Any = None


def on(surface, factors=1.0):
    """A surface as a Problem, the gradient and curvature of each coordinate multiplied by a factor; and the loss, if it
    is one factor."""
    bound = SURFACES[surface]
    return Problem(
        gradient=lambda point: np.array(bound.gradient(*point)) * factors,
        loss=lambda point: bound.value(*point) * (1.0 if np.ndim(factors) else factors),
        curvature=lambda point: np.array(np.broadcast_arrays(*bound.hessian(*point))[::2]) * factors,
    )


def run(name, problem, steps, start=0.0, stay=False, **given):
    """The path, (steps + 1, *shape of start), and the record of the states of a rule.

    `problem` is a Problem, a function that gives the gradient, or a sequence of gradients. Unlike a RaceSpec this
    allows any setting; where not given, an epsilon, a damping, a weight decay and a temperature are 0 (but AdaDelta
    needs its epsilon). The whole gradient is what the step sees, too. A float as start runs the rule on floats, a block
    rule on one coordinate. To `stay` is to take every step from the start.

    At steps 1, 2, 4, 8, ... the program of the rule must do the same: what is asked of a rule is asked of its program.
    """
    optimizer = RULES[name]
    values = {key: parameter.default for key, parameter in optimizer.hyperparameters.items()}
    values |= {
        key: 0.0
        for key in ("epsilon", "damping", "weight_decay", "temperature")
        if key in values and name != "adadelta"
    }
    assert set(given) <= set(values)
    values |= given
    if not isinstance(problem, Problem):
        problem = Problem(problem) if callable(problem) else Problem(lambda x: 0.0, noise=problem)
    rule, look_ahead, probe = optimizer.bound(values)
    x = start = np.atleast_1d(np.asarray(start, dtype=float)) if isinstance(optimizer, Block) else start
    state = optimizer.states_at(x, values)
    points, states = [x], [state]
    for t in range(1, steps + 1):
        noise = 0 * start if problem.noise is None else 0 * start + problem.noise[t - 1]
        at = look_ahead(x, *state) if look_ahead else x
        supplied = {"x": x, "g": problem.gradient(at) + noise, "t": t, "h": problem.curvature(at), "f": problem.loss(x)}
        if probe:
            near = probe(x, supplied["g"], *state)
            supplied |= {"p": problem.gradient(near) + noise, "w": problem.gradient(near) + noise}
        supplied["n"] = 0 * start + (own_noise(values["seed"], t)[0] if "seed" in values else 0.0)
        before, (x, *state) = state, rule(*(supplied[key] for key in optimizer.supplied), *state)
        if t & (t - 1) == 0:
            same = assert_program_of_pair if isinstance(optimizer, Block) else assert_program
            same(optimizer, values, supplied, before, (x, *state))
        points.append(x)
        states.append(tuple(state))
        x = start if stay else x
    return np.array(points), states


def assert_program(optimizer, values, supplied, states, after):
    """One step of the program from these states is `after`, in the first coordinate and in the last."""
    first, _, (x, *others) = optimizer.program.stages
    order = [each.value for each in (*others[: len(others) - len(states)], x, *others[len(others) - len(states) :])]
    given = values | supplied | dict(zip(optimizer.states, states, strict=True))
    for place in {0, -1} if np.shape(after[0]) else {0}:
        one = {name: float(np.ravel(value)[place]) for name, value in given.items()}
        form = optimizer.compiled.made(*(one[each.value] for each in first))
        try:
            found = stepped(form, one, order)
        except RAISED:
            found = stepped(form.exactly, one, order)
        for a, value in zip(found, after, strict=True):
            b = float(np.ravel(value)[place])
            assert abs(a - b) <= 1e-10 * abs(b) or (a != a and b != b) or a == b, (optimizer.name, found, after)


def assert_program_of_pair(optimizer, values, supplied, states, after):
    """The same of a program of both coordinates, in the first lane and in the last; without two there is nothing to
    ask."""
    shape = np.shape(after[0])
    if shape[0] != 2:
        return
    first, *_ = optimizer.program.stages
    asked, rows = parts_of_pair(optimizer)
    pairs = {name: value for name, value in supplied.items() if name not in ("t", "f")}
    pairs |= dict(zip(optimizer.states, states, strict=True))
    both = {name: np.broadcast_to(value, shape).reshape(2, -1) for name, value in pairs.items()}
    expected = [np.broadcast_to(value, shape).reshape(2, -1) for value in after]
    for lane in {0, expected[0].shape[1] - 1}:
        shared = {name: value for name, value in (values | supplied).items() if name not in pairs}
        shared = {name: np.broadcast_to(value, shape).reshape(2, -1)[0] for name, value in shared.items()}
        one = {name: float(value[lane]) for name, value in shared.items()}
        one |= {f"{name}_{axis}": float(value[i, lane]) for name, value in both.items() for i, axis in enumerate("xy")}
        form = optimizer.compiled.made(*(one[each.value] for each in first))
        order = [each.value for each in (*asked, *rows)]
        try:
            found = stepped(form, one, order)
        except RAISED:
            found = stepped(form.exactly, one, order)
        wanted = [float(value[i, lane]) for i in (0, 1) for value in expected]
        size = max(map(abs, wanted))
        np.testing.assert_allclose(found, wanted, rtol=1e-10, atol=1e-13 * size, err_msg=optimizer.name)


def stepped(form, given, order):
    """The row after one step of a program that was made."""
    if form.begin:
        form.begin(given["t"], given.get("learning_rate", 0.0))
    return form.entries["step"](*(given[name] for name in order))


def states_of(name, problem, steps, start, **given):
    """The path of :func:`run` and the states by name, (steps + 1, n)."""
    points, states = run(name, problem, steps, start, **given)
    columns = zip(RULES[name].states, zip(*states, strict=True), strict=True)
    return points, {key: np.array([np.broadcast_to(s, np.shape(start)) for s in column]) for key, column in columns}


def path(name, problem, steps, start=0.0, **given):
    """Only the path of :func:`run`."""
    return run(name, problem, steps, start, **given)[0]


def steps_of(name, gradients, **given):
    """The steps that a sequence of gradients causes, whatever the point."""
    gradients = np.asarray(gradients, dtype=float)
    return path(name, gradients, len(gradients), np.zeros(gradients.shape[1:]), stay=True, **given)[1:]


def rated(name, rate):
    """The learning rate as a setting, for the methods that have one."""
    return {"learning_rate": rate} if "learning_rate" in RULES[name].hyperparameters else {}


def largest(difference):
    """The largest size of any component."""
    return np.abs(difference).max()
