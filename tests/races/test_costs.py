"""What a race is estimated to cost, beside what it costs: as ratios to one race, for machines differ."""

import time

import pytest
from each import each

from optimizers import OPTIMIZERS
from races import RaceSpec, race
from races.costs import inside_seconds, race_seconds, racer_seconds, units_seconds
from races.fields import MAX_STEPS
from races.noise import NOISES
from races.race import _racer
from races.spec import plane_race
from surfaces import SURFACES

STEPS = 1500
FAR = 8.0  # times: what a busy machine adds to one of the two is within that, a forgotten factor is not
#: Cheap and dear: formulas, functions, data, many minima, noise, a rule that asks for more, and a method with a search.
RACES = {
    "functions": RaceSpec("ackley", {"adam": {}}, steps=STEPS),
    "data": RaceSpec("noisy_moons", {"adam": {}}, steps=STEPS),
    "batches": RaceSpec("noisy_moons", {"adam": {}}, steps=STEPS, noise="data_batches"),
    "minima": RaceSpec("rastrigin", {"sgd": {}}, steps=STEPS),
    "noise": RaceSpec("beale", {"adam": {}}, steps=STEPS, noise="additive"),
    "asks": RaceSpec("beale", {"vsgd_fd": {}}, steps=STEPS),
    "units": RaceSpec("beale", {"adam": {}}, steps=STEPS, units=(2.0, 3.0, 1.0)),
    "own": RaceSpec("own", {"adam": {}}, steps=STEPS, expression="sin(x)*exp(y/3)+x^2"),
}


def measured(*specs):
    """The seconds of this thread that each race takes, the least of some, in turns: all have the same trouble."""
    found = []
    for _ in range(6):
        for spec in specs:
            _racer.cache_clear()
            began = time.thread_time()
            race(spec)
            found.append(time.thread_time() - began)
    return [min(found[place :: len(specs)]) for place in range(len(specs))]


@each("spec", [pytest.param(spec, id=name) for name, spec in RACES.items()])
def test_what_costs_more_is_estimated_to(spec):
    plain = RaceSpec("rosenbrock", {"adam": {}}, steps=STEPS)
    race(spec)  # its programs are made
    cost, usual = measured(spec, plain)
    ratio = cost / usual
    estimated = race_seconds(spec) / race_seconds(plain)
    assert ratio / FAR < estimated < ratio * FAR


def test_it_grows_with_steps_and_methods():
    one, two = (RaceSpec("beale", {"adam": {}}, steps=steps) for steps in (1000, 2000))
    assert 1.8 < race_seconds(two) / race_seconds(one) < 2.0
    both = RaceSpec("beale", {"adam": {}, "newton": {}}, steps=1000)
    assert race_seconds(both) == racer_seconds(both, "adam") + racer_seconds(both, "newton")
    assert race_seconds(RaceSpec("beale", {}, steps=1000)) == 0
    assert units_seconds(two) > 2 * race_seconds(two)
    assert inside_seconds(two, "adam") > race_seconds(two)


def test_every_racer_has_an_estimate_and_fits_into_one_request():
    for name, surface in SURFACES.items():
        noises = [noise for noise, kind in NOISES.items() if surface.offers(kind.needs)]
        for noise in noises:
            spec = RaceSpec(name, {method: {} for method in OPTIMIZERS}, steps=MAX_STEPS, noise=noise)
            for method in OPTIMIZERS:
                assert 1e-3 < racer_seconds(spec, method) < 1.0, (name, noise, method)


def test_a_recording_costs_next_to_nothing():
    assert race_seconds(plane_race("logistic")) < 0.05
