"""What the first view's captions say is seen of its races."""

from dataclasses import replace

import numpy as np

from lessons import FIRST_VIEW, captions_of
from lessons.first_view import LOOK_FOR
from races import race

BEALE, VALLEY, SADDLE = FIRST_VIEW
ADAPTIVE = ("adagrad", "rmsprop", "adadelta", "adam")


def test_there_is_one_for_each_panel():
    assert captions_of(FIRST_VIEW) == LOOK_FOR
    assert captions_of(FIRST_VIEW[:2]) == ()


def test_it_holds_where_another_has_joined_and_not_where_one_is_gone_or_has_another_rate():
    def with_racers(**racers):
        return captions_of([replace(spec, optimizers={**spec.optimizers, **racers}) for spec in FIRST_VIEW])

    assert with_racers(lion={}) == LOOK_FOR
    assert with_racers(adam={"learning_rate": 0.5}) == ()
    gone = [replace(spec, optimizers={"sgd": spec.optimizers["sgd"]}) for spec in FIRST_VIEW]
    assert captions_of(gone) == ()


def test_on_beale_momentum_swings_far_past_and_adam_does_not():
    (star,) = BEALE.bound_surface.minima
    lowest = {name: t.positions[:, 1].min() - star[1] for name, t in race(BEALE).items()}
    assert max(lowest["momentum"], lowest["nesterov"]) < -1.5
    assert lowest["adam"] > -0.7


def test_in_the_valley_sgd_is_stuck_and_the_adaptive_break_out():
    x = {name: np.abs(t.positions[:, 0]) for name, t in race(VALLEY).items()}
    assert x["sgd"].max() < 1e-3
    assert all(x[name][20] > 0.1 for name in ADAPTIVE)
    assert max(x["momentum"][80], x["nesterov"][80]) < 0.1


def test_at_the_saddle_sgd_stays_and_rmsprop_and_adagrad_are_the_first_to_leave():
    surface = SADDLE.bound_surface
    left = {}
    for name, t in race(SADDLE).items():
        below = np.flatnonzero(surface.value(*t.positions.T) < -1)
        left[name] = int(below[0]) if below.size else None
    assert left.pop("sgd") is None
    assert sorted(left, key=left.get)[:2] == ["rmsprop", "adagrad"]
