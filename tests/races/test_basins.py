"""Basin maps against single races: the same end, the same minimum, the same number of steps."""

import math
from dataclasses import replace

import numpy as np
import pytest
from each import each

from optimizers import OPTIMIZERS, Vector
from races import RaceSpec, SpecError, race
from races.basins import DIVERGED, MAX_VECTOR_SIZE, NOT_ARRIVED, SHARED, Basin, BasinSpec, basins
from races.ending import TOLERANCE
from races.tuning import tuned_spec
from surfaces import SURFACES

RULES = [name for name, optimizer in OPTIMIZERS.items() if not isinstance(optimizer, Vector)]
VECTORS = [name for name in OPTIMIZERS if name not in RULES]


def tuned(surface, names, factor=1.0, **given):
    """A spec at `factor` times the tuned rates."""
    found = tuned_spec(surface, tuple(names)).optimizers
    rates = {name: {key: factor * rate for key, rate in settings.items() if key == "learning_rate"}
             for name, settings in found.items()}  # fmt: skip
    return BasinSpec(surface=surface, optimizers=rates, **given)


def expected(spec, name, start):
    """(minimum, steps, loss, end) of one start, from its Trajectory."""
    surface, t = spec.race.bound_surface, race(replace(spec.race, start=start))[name]
    end = t.positions[-1]
    if t.status == "diverged":
        return DIVERGED, t.diverged_at, t.losses[-1], end
    if t.status != "arrived":
        return NOT_ARRIVED, -1, t.losses[-1], end
    number = int(np.argmin([np.hypot(*(end - minimum)) for minimum in surface.minima]))
    floor = surface.value(*surface.minima[number])
    steps = int(np.argmax(t.losses <= floor + TOLERANCE * (t.losses[0] - floor)))
    if len(surface.minima) == 1:
        assert steps == t.steps_to_tolerance  # the scoreboard's
    return number, steps, t.losses[-1], end


def assert_pixels(spec, name, basin: Basin, pixels):
    for row, column in pixels:
        number, steps, loss, end = expected(spec, name, (float(basin.x[column]), float(basin.y[row])))
        where = f"{name} on {spec.surface}, row {row}, column {column}"
        assert basin.minimum[row, column] == number, where
        assert basin.steps[row, column] == steps, where
        np.testing.assert_allclose(basin.ends[row, column], end, rtol=1e-6, atol=1e-6, err_msg=where)
        np.testing.assert_allclose(basin.losses[row, column], loss, rtol=1e-6, atol=1e-6, err_msg=where)


# Half the tuned rate, as in test_engines: no dance that magnifies rounding.
@each("name", RULES)
@each("surface", ["beale", "six_hump_camel"])
def test_pixels_are_single_races(surface, name):
    spec = tuned(surface, [name], 0.5, size=9, steps=60)
    random = np.random.default_rng(RULES.index(name))
    assert_pixels(spec, name, basins(spec)[name], random.integers(0, 9, (6, 2)).tolist())


@each("name", VECTORS)
def test_pixels_of_vector_methods_are_single_races(name):
    spec = tuned("himmelblau", [name], size=5, steps=30)
    assert_pixels(spec, name, basins(spec)[name], [(0, 0), (1, 3), (2, 2), (4, 1)])


def test_lanes_that_diverge_leave_the_others_alone():
    spec = BasinSpec(surface="beale", optimizers={"momentum": {"learning_rate": 0.005}}, size=8, steps=80)
    basin = basins(spec)["momentum"]
    assert {DIVERGED} < set(basin.minimum.ravel().tolist())
    assert_pixels(spec, "momentum", basin, np.ndindex(8, 8))


def test_a_schedule_and_parameters_of_the_surface():
    spec = BasinSpec(
        surface="rotated_quadratic", surface_parameters={"angle": 20}, optimizers={"sgd": {"learning_rate": 0.05}},
        size=6, steps=50, schedule="cosine", schedule_parameters={"final": 0.1},
    )  # fmt: skip
    assert_pixels(spec, "sgd", basins(spec)["sgd"], np.ndindex(6, 6))


def test_your_own_function():
    spec = BasinSpec(
        surface="own",
        expression="(x^2-1)^2 + y^2",
        domain=((-2, 2), (-1, 1)),
        optimizers={"adam": {}},
        size=6,
        steps=150,
    )
    basin = basins(spec)["adam"]
    left, right = (spec.race.bound_surface.minima[number][0] for number in (basin.minimum[2, 0], basin.minimum[2, 5]))
    assert (round(left), round(right)) == (-1, 1)
    assert_pixels(spec, "adam", basin, [(0, 1), (3, 4), (5, 5)])


def test_each_start_beside_a_minimum_of_himmelblau_ends_at_it():
    spec = BasinSpec(surface="himmelblau", optimizers={"sgd": {"learning_rate": 0.01}}, size=40, steps=100)
    basin = basins(spec)["sgd"]
    for number, (x, y) in enumerate(SURFACES["himmelblau"].minima):
        assert basin.minimum[np.abs(basin.y - y).argmin(), np.abs(basin.x - x).argmin()] == number


def test_a_bowl_is_as_symmetric_as_the_grid():
    """The sphere looks alike from all sides, and gradient descent takes every radius to zero in the same time."""
    basin = basins(BasinSpec(surface="sphere", optimizers={"sgd": {"learning_rate": 0.1}}, size=10, steps=60))["sgd"]
    assert (basin.minimum == 0).all()
    assert set(basin.steps.ravel().tolist()) == {math.ceil(math.log(TOLERANCE) / math.log(0.9**2))}


def test_pieces_do_not_show(monkeypatch):
    spec = tuned("himmelblau", ["adam", "newton"], size=7, steps=40)
    whole = basins(spec)
    monkeypatch.setattr("races.basins.CHUNK", 5)
    monkeypatch.setattr("races.basins.ROW", 4)
    told = []
    for name, basin in basins(spec, lambda *counts: told.append(counts)).items():
        for part in ("minimum", "steps", "losses", "ends"):
            np.testing.assert_array_equal(getattr(basin, part), getattr(whole[name], part))
    counts = [done for done, _ in told]
    assert counts == sorted(counts)
    assert told[-1][0] == told[-1][1] == sum(map(spec.cost, spec.optimizers))


def test_a_saddle_has_nowhere_to_arrive():
    basin = basins(BasinSpec(surface="saddle", size=5, steps=20))["sgd"]
    assert (basin.minimum < 0).all()


def test_vector_methods_have_a_coarser_grid():
    spec = BasinSpec(optimizers={"adam": {}, "newton": {}}, size=400)
    assert (spec.size_of("adam"), spec.size_of("newton")) == (400, MAX_VECTOR_SIZE)


def test_starts_are_the_middles_of_the_pixels():
    x, y = BasinSpec(surface="beale", size=9).starts("sgd")
    assert np.allclose(x, np.arange(-4, 5))
    assert np.allclose(y, x)


BAD = [
    ({"size": 3}, "size: 3"), ({"size": 401}, "size: 401"), ({"size": 10.5}, "size: 10.5"),
    ({"size": "x"}, "size: 'x'"),
    ({"size": True}, "size: True"), ({"surface": "nope"}, "unknown surface 'nope'"), ({"steps": 0}, "steps: 0"),
    ({"optimizers": {}}, "0 methods; allowed: 1 to 9"), ({"optimizers": {n: {} for n in RULES[:10]}}, "10 methods"),
    ({"optimizers": {"sgd": {"learning_rate": -1}}}, "learning_rate: -1 is out of range"),
]  # fmt: skip


@each("given, message", BAD)
def test_what_is_not_allowed(given, message):
    with pytest.raises(SpecError, match="allowed") as caught:
        BasinSpec(**given)
    assert message in str(caught.value)


def test_a_spec_of_a_race():
    spec = RaceSpec(surface="himmelblau", optimizers={"adam": {}}, noise="additive", steps=77)
    maps = BasinSpec.of_race(spec, 20)
    assert {name: getattr(maps, name) for name in SHARED} == {name: getattr(spec, name) for name in SHARED}
    assert maps.race.noise == "none"
