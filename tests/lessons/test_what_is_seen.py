"""What a lesson compares is told apart from the last row: walks over all steps of all lessons."""

from dataclasses import replace

import pytest
from each import each
from seen import ENOUGH, seen

from lessons import LESSONS
from races import RaceSpec
from races.query import Panel, Scene

SCENE = LESSONS["momentum"].shown[0][0]

STEPS = [
    pytest.param(name, place, id=f"{name}-{place + 1}")
    for name, lesson in LESSONS.items()
    for place in range(len(lesson.steps))
]
#: Steps whose point is that two do the same, or that hardly anything has happened yet.
ALIKE = {
    ("adam", 1): "everybody has made one step",
    ("bias_correction", 1): "the first step",
    ("nesterov", 1): "both begin with the same step",
    ("adamax", 1): "Adam and AdaMax walk side by side",
    ("adamax", 2): "the same picture",
    ("weight_decay", 1): "both paths are the same",
}


@each("name, place", STEPS)
def test_what_is_compared_is_told_apart(name, place):
    found = seen(LESSONS[name].shown[place][0])
    if found and (name, place) not in ALIKE:
        best = max(found, key=lambda each: each.clear)
        assert best.clear >= 1, best


#: Who must be ahead where the clock stops, or at the end: (step, panel and racer ahead, panel and racer behind).
AHEAD = {
    "momentum": [(2, (0, "momentum"), (0, "sgd")), (3, (1, "momentum"), (2, "momentum")),
                 (4, (0, "momentum"), (0, "sgd"))],
    "bias_correction": [(3, (0, "adam"), (1, "adam")), (4, (0, "adam"), (1, "adam"))],
    "batch_size": [(3, (1, "sgd"), (0, "sgd"))],
    "adam": [(4, (1, "adam"), (0, "adam"))],
    "nine_plus_one": [(1, (0, "sgd"), (0, "manhattan")), (2, (0, "sgd"), (0, "rprop"))],
    "adagrad": [(1, (0, "adagrad"), (0, "sgd"))],
    "steepest_descent": [(3, (0, "sgd"), (0, "steepest_descent"))],
    "weight_decay": [(3, (0, "adam"), (0, "adamw"))],
    "amsgrad": [(1, (0, "sgd"), (0, "adam")), (2, (0, "amsgrad"), (0, "adam"))],
    "schedules": [(1, (1, "adam"), (0, "adam")), (2, (1, "sgd"), (0, "sgd"))],
    "quasi_newton": [(0, (0, "bfgs"), (0, "steepest_descent")), (2, (0, "bfgs"), (0, "steepest_descent"))],
    "curvature": [(3, (0, "hessian_free"), (0, "newton"))],
    "muon": [(0, (0, "adagrad_full"), (0, "adam")), (1, (0, "adagrad_full"), (0, "shampoo")),
             (3, (0, "signum"), (0, "muon")), (4, (1, "muon"), (0, "muon"))],
    "averages": [(0, (0, "average of sgd"), (0, "sgd")), (1, (0, "sgd"), (0, "average of sgd"))],
    "least_squares": [(0, (0, "gauss_newton"), (0, "sgd"))],
    "without_gradients": [(1, (1, "nelder_mead"), (1, "sgd")), (3, (0, "cma_es"), (0, "sgd")),
                          (4, (0, "bfgs"), (0, "cma_es"))],
}  # fmt: skip


@each("name, step, first, second", [(name, *row) for name, rows in AHEAD.items() for row in rows])
def test_who_is_said_to_be_ahead_is_seen_ahead(name, step, first, second):
    found = seen(LESSONS[name].shown[step][0])
    (one,) = [each for each in found if set(each.courses) == {first, second}]
    assert one.ahead == first
    assert one.clear >= 1, one


def test_pixels_are_those_of_the_part_that_is_shown():
    """Twice as near, twice as far apart; what lies outside is not seen."""
    spec = RaceSpec("sphere", {"sgd": {"learning_rate": 0.1}, "momentum": {"learning_rate": 0.1}}, steps=2)
    spec = replace(spec, start=(0.5, 0.25))
    (left, right), (bottom, top) = spec.bound_surface.domain
    half = (left / 2, right / 2, bottom / 2, top / 2)
    (whole,), (near,), (elsewhere,) = (
        seen(Scene([Panel(spec, zoom)], {**SCENE.view, "step": None}))
        for zoom in (None, half, (right - 1, right, top - 1, top))
    )
    assert near.heads == pytest.approx(2 * whole.heads)
    assert whole.heads > 1
    assert elsewhere.heads == 0


@pytest.mark.parametrize("place", [3, 4])
def test_a_first_step_that_is_too_long_ends_elsewhere(place):
    (pair,) = seen(LESSONS["bias_correction"].shown[place][0])
    assert pair.heads >= 4 * ENOUGH


def test_all_of_curvature_s_last_pictures_is_in_the_picture():
    from exports.take import take_of

    for place in (3, 4):
        for result in take_of(LESSONS["curvature"].shown[place][0]).results:
            (left, right), (bottom, top) = result.spec.bound_surface.domain
            for trajectory in result.values():
                x, y = trajectory.positions.T
                assert left <= x.min() <= x.max() <= right
                assert bottom <= y.min() <= y.max() <= top
