"""What a race returns, as section 4 of the design promises it."""

from dataclasses import FrozenInstanceError, fields, replace
from functools import cache, partial

import numpy as np
import pandas as pd
import pytest
from each import each

from networks.plane_files import find
from optimizers import OPTIMIZERS, Elementwise
from races import TOLERANCE, RaceSpec, race, racer_key
from races.engines import BOX, run_vector
from races.floats import run_floats
from races.trajectory import measured, replayed
from races.tuning import tuned_spec
from schedules import SCHEDULES
from surfaces import SURFACES

MEASURES = ("losses", "gradient_norms", "distances", "evaluations")
SAMPLED = [0, 12, 24, 36, 48, 60, -1]  # of a race's steps, where each point is asked for by itself


@cache  # the races' own cache is smaller than all methods on all surfaces
def everybody(surface):
    return race(tuned_spec(surface))


def one(surface, name="sgd", steps=200, start=None, **given):
    return race(RaceSpec(surface=surface, optimizers={name: given}, start=start, steps=steps))[name]


def arrays(trajectory):
    named = {field.name: getattr(trajectory, field.name) for field in fields(trajectory)}
    return {key: value for key, value in (named | dict(trajectory.states)).items() if isinstance(value, np.ndarray)}


def assert_equal(left, right):
    for key in ("status", "diverged_at", "steps_to_tolerance"):
        assert getattr(left, key) == getattr(right, key)
    for key, array in arrays(left).items():
        np.testing.assert_array_equal(array, arrays(right)[key])


@each("surface", SURFACES)
def test_the_form_of_a_result(surface):
    result = everybody(surface)
    assert list(result) == list(OPTIMIZERS)
    assert len(result) == len(OPTIMIZERS)
    assert result.spec.surface == surface
    assert len(one(surface, steps=7).losses) == 8
    rows = tuned_spec(surface).steps + 1
    for name, t in result.items():
        assert t.positions.shape == (rows, 2)
        assert {getattr(t, measure).shape for measure in MEASURES} == {(rows,)}
        assert list(t.states) == list(OPTIMIZERS[name].states)
        assert {state.shape for state in t.states.values()} <= {(rows, 2)}
        assert {array.dtype for key, array in arrays(t).items() if key != "evaluations"} == {np.dtype("float64")}
        assert not any(array.flags.writeable for array in arrays(t).values())
        assert t.status in ("arrived", "hovering", "running", "diverged", "left")
        assert t.diverged_at is None or type(t.diverged_at) is int
        assert t.steps_to_tolerance is None or type(t.steps_to_tolerance) is int


@each("surface", SURFACES)
def test_the_numbers_of_a_result(surface):
    bound = SURFACES[surface]
    for name, t in everybody(surface).items():
        assert tuple(t.positions[0]) == bound.start
        x, y = t.positions.T
        np.testing.assert_allclose(t.losses, bound.value(x, y), rtol=1e-15)
        slopes = [np.hypot(*bound.gradient(*point)) for point in t.positions[SAMPLED].tolist()]
        np.testing.assert_allclose(t.gradient_norms[SAMPLED], slopes, rtol=1e-12, atol=1e-13)  # terms cancel
        if bound.minima:
            apart = [min(np.hypot(a - x, b - y) for x, y in bound.minima) for a, b in t.positions[SAMPLED]]
            np.testing.assert_allclose(t.distances[SAMPLED], apart, rtol=1e-12, atol=1e-15)
        else:
            assert np.isnan(t.distances).all()
        if isinstance(OPTIMIZERS[name], Elementwise):
            steps = np.minimum(np.arange(len(t.losses)), t.diverged_at or tuned_spec(surface).steps)
            np.testing.assert_array_equal(t.evaluations, OPTIMIZERS[name].cost * steps)


def test_the_surface_is_the_specs_with_its_parameters():
    spec = RaceSpec(surface="rosenbrock", surface_parameters={"b": 5}, steps=5)
    t = race(spec)["sgd"]
    assert t.losses[0] == spec.bound_surface.value(*t.positions[0])
    assert t.losses[0] == pytest.approx(2.2**2 + 5 * 0.44**2)


def test_nothing_can_be_changed():
    t = one("beale")
    with pytest.raises(ValueError, match="read-only"):
        t.positions[0, 0] = 7
    with pytest.raises(ValueError, match="read-only"):
        one("beale", "adam").states["m"][0] = 7
    with pytest.raises(FrozenInstanceError):
        t.status = "arrived"
    with pytest.raises(TypeError):
        race(RaceSpec())["sgd"] = t


# How it ends


@each("name", ["sgd", "momentum", "nesterov"])
@each("surface", ["beale", "rosenbrock", "rotated_quadratic"])
def test_a_diverged_racer_keeps_its_last_finite_point_and_says_when_it_left(name, surface):
    t = one(surface, name, learning_rate=1)
    assert t.status == "diverged"
    assert 1 < t.diverged_at < 20
    assert np.isfinite(t.positions).all()
    assert np.abs(t.positions).max() <= BOX * SURFACES[surface].diagonal
    last = t.diverged_at - 1
    assert (t.positions[last:] == t.positions[last]).all()
    assert (t.positions[last] != t.positions[last - 1]).any()
    assert (t.losses[last:] == t.losses[last]).all()
    assert t.evaluations.tolist() == [min(step, t.diverged_at) for step in range(201)]


def test_on_a_surface_without_a_floor_a_racer_runs_until_it_is_out_of_all_bounds():
    t = one("saddle", learning_rate=1.0, steps=200)
    assert (t.status, t.steps_to_tolerance) == ("left", None)
    assert one("saddle", learning_rate=0.01, steps=20).status == "running"


@each(
    "surface, given, status",
    [
        ("sphere", {"learning_rate": 0.5}, "arrived"),
        ("sphere", {"learning_rate": 0.001}, "running"),  # not low enough
        ("sphere", {"learning_rate": 2}, "running"),  # from side to side for ever
        ("himmelblau", {"learning_rate": 0.01}, "arrived"),
        ("rosenbrock", {"learning_rate": 0.0005, "start": (2, -1)}, "running"),  # low enough, but not near enough
    ],
)
def test_converged_is_low_and_near_a_minimum(surface, given, status):
    t = one(surface, **given)
    assert t.status == status
    assert surface != "rosenbrock" or t.steps_to_tolerance < 20


@each(
    "name, given, status",
    [
        ("manhattan", {"learning_rate": 0.35}, "hovering"),  # to and fro over a minimum: no failure
        ("signum", {"learning_rate": 0.2}, "hovering"),
        ("signum", {"learning_rate": 0.001}, "running"),  # on its way
        ("sam", {"learning_rate": 0.8, "rho": 0.9}, "hovering"),
        ("sam", {"learning_rate": 0.1, "rho": 0.05}, "arrived"),
    ],
)
def test_who_never_rests_hovers(name, given, status):
    result = race(RaceSpec("sphere", {name: given}, start=(4.0, -3.1), steps=400))
    assert result[name].status == status
    assert set(result.to_frame()["status"]) == ({"running", status})


@each("name", OPTIMIZERS)
def test_who_declares_that_it_hovers_does_and_nobody_else(name):
    """At a constant rate without noise: as far from the minimum after 1500 steps as after 1000, and not far."""
    rate = {"learning_rate": 0.02} if "learning_rate" in OPTIMIZERS[name].hyperparameters else {}
    away = one("booth", name, 2000, **rate).distances
    early, late = np.nanmax(away[1000:1500]), np.nanmax(away[1500:])
    assert OPTIMIZERS[name].hovers == (1e-4 < late < 1 and late > 0.9 * early)


def test_converged_to_a_local_minimum_but_never_within_tolerance_of_the_lowest():
    t = one("six_hump_camel", learning_rate=0.02)
    assert (t.status, t.steps_to_tolerance) == ("arrived", None)
    assert t.positions[-1] == pytest.approx((-1.7036, 0.7961), abs=1e-3)


def test_steps_to_tolerance_is_the_first_step_that_is_low_enough():
    t = one("sphere", learning_rate=0.1)  # the loss falls by 0.81 a step
    assert t.steps_to_tolerance == np.ceil(np.log(TOLERANCE) / np.log(0.81))
    camel = race(replace(tuned_spec("six_hump_camel"), start=(0.4, -1)))
    for result in (*map(everybody, SURFACES), camel):  # floors of 0 and not
        bound = SURFACES[result.spec.surface]
        floor = min((bound.value(*minimum) for minimum in bound.minima), default=np.nan)
        for t in result.values():
            low = np.flatnonzero(t.losses <= floor + TOLERANCE * (t.losses[0] - floor))
            assert t.steps_to_tolerance == (low[0] if len(low) else None)


def test_a_racer_that_passes_the_minimum_and_leaves_again_had_reached_it():
    t = one("sphere", "momentum", learning_rate=0.001, momentum=0.999, steps=60)
    assert t.status == "running"
    assert t.losses[t.steps_to_tolerance] < 0.001 * t.losses[0] < t.losses[-1]


def test_from_the_minimum_it_takes_no_step():
    t = one("sphere", start=(0, 0))
    assert (t.status, t.steps_to_tolerance) == ("arrived", 0)


# The table


def test_the_table_is_tidy():
    spec = replace(tuned_spec("beale"), steps=20)
    result = race(spec)
    frame = result.to_frame()
    columns = ["surface", "optimizer", "step", "x", "y", "loss", "gradient_norm", "distance", "evaluations", "status"]
    assert list(frame.columns) == columns
    assert len(frame) == 21 * len(OPTIMIZERS)
    assert not frame.isna().any(axis=None)
    assert not frame.duplicated(["optimizer", "step"]).any()
    assert (frame["surface"] == "beale").all()
    assert frame["optimizer"].unique().tolist() == list(OPTIMIZERS)
    for name, rows in frame.groupby("optimizer"):
        t = result[name]
        assert rows["step"].tolist() == list(range(21))
        np.testing.assert_array_equal(rows[["x", "y"]], t.positions)
        columns = rows[["loss", "gradient_norm", "distance", "evaluations"]]
        np.testing.assert_array_equal(columns, np.transpose([getattr(t, measure) for measure in MEASURES]))


def test_states_have_columns_of_their_own():
    result = race(replace(tuned_spec("beale"), steps=20))
    frame = result.to_frame(states=True)
    adam = frame[frame["optimizer"] == "adam"]
    np.testing.assert_array_equal(adam[["m.x", "m.y"]], result["adam"].states["m"])
    assert frame.loc[frame["optimizer"] == "sgd", "m.x"].isna().all()


def test_a_racer_has_arrived_or_left_from_a_step_on():
    arrived = one("sphere", "sgd", learning_rate=0.1)
    assert (arrived.status_by_step == "arrived").argmax() == arrived.steps_to_tolerance
    left = one("rosenbrock", "sgd", learning_rate=5)
    assert (left.status_by_step == "diverged").argmax() == left.diverged_at
    assert set(left.status_by_step[: left.diverged_at]) == {"running"}


def test_a_race_without_racers_is_an_empty_table():
    result = race(RaceSpec(optimizers={}))
    assert len(result) == 0
    assert isinstance(result.to_frame(), pd.DataFrame)
    assert list(result.to_frame().columns) == list(race(RaceSpec()).to_frame().columns)
    assert result.to_frame().empty


# Again


@each("name", OPTIMIZERS)
def test_the_same_spec_gives_the_same_result_cached_or_not(name):
    spec = RaceSpec(surface="rosenbrock", optimizers={name: {}}, schedule="cosine", steps=50)
    first, again = race(spec)[name], race(RaceSpec(**spec.to_dict()))[name]
    assert_equal(first, again)
    bound, factor = spec.bound_surface, partial(SCHEDULES["cosine"].factor, steps=50)
    engine = run_floats if isinstance(OPTIMIZERS[name], Elementwise) else run_vector
    fresh = engine(OPTIMIZERS[name], bound, spec.optimizers[name], spec.start, 50, factor)
    assert_equal(first, measured(fresh, bound, OPTIMIZERS[name].hovers))


@each(
    "changed",
    [
        {"surface_parameters": {"b": 50}},
        {"start": (-1.2, 1.1)},
        {"schedule": "inverse_sqrt", "schedule_parameters": {}},
        {"schedule_parameters": {"final": 0.5}},
        {"optimizers": {"adam": {"beta1": 0.8}}},
    ],
)
def test_the_cache_tells_every_part_of_a_spec_apart(changed):
    spec = RaceSpec(surface="rosenbrock", optimizers={"adam": {}}, schedule="cosine")
    other = RaceSpec(**spec.to_dict() | changed)
    assert (race(spec)["adam"].losses != race(other)["adam"].losses).any()


def test_a_shorter_race_is_the_beginning_of_a_longer_one():
    long, short = (race(replace(tuned_spec("beale"), steps=steps)) for steps in (200, 50))
    for name in OPTIMIZERS:
        np.testing.assert_array_equal(long[name].positions[:51], short[name].positions)


def test_a_racer_runs_the_same_alone_and_among_others():
    spec = tuned_spec("himmelblau")
    for name, t in race(spec).items():
        assert_equal(t, race(replace(spec, optimizers={name: spec.optimizers[name]}))[name])


@pytest.mark.parametrize(("steps", "gone"), [(4, None), (5, 5), (6, 5)])
def test_a_replay_knows_of_a_divergence_from_its_step_on(steps, gone):
    recorded = find("mlp")
    name = next(iter(recorded.tracks))
    lost = replace(recorded, tracks={name: replace(recorded.tracks[name], diverged_at=5)})
    t = replayed(lost, name, steps)
    assert (t.diverged_at, t.status) == (gone, "diverged" if gone else "running")
    assert len(t.losses) == steps + 1
    np.testing.assert_array_equal(t.positions, recorded.tracks[name].positions[: steps + 1])


def test_a_replay_that_outlasts_its_recording_rests():
    recorded = find("mlp")
    name, more = next(iter(recorded.tracks)), recorded.steps + 3
    t = replayed(recorded, name, more)
    for rows in (t.positions, t.losses, t.evaluations, t.heights):
        assert len(rows) == more + 1
        np.testing.assert_array_equal(rows[-3:], np.stack([rows[recorded.steps]] * 3))


OTHER = {
    "surface": "beale",
    "optimizers": {"sgd": {"learning_rate": 0.002}},
    "start": (0.5, 0.5),
    "steps": 21,
    "schedule": "cosine",
    "schedule_parameters": {"final": 0.5},
    "warmup": 7.0,
    "surface_parameters": {"b": 50.0},
    "noise": "multiplicative",
    "noise_parameters": {"sigma": 0.3},
    "seed": 4,
    "units": (2.0, 1.0, 1.0),
    "expression": "x^2 + 2*y^2",
    "domain": ((-1.0, 2.0), (-2.0, 2.0)),
}


@each("field", [field.name for field in fields(RaceSpec)])
def test_whatever_changes_a_path_changes_its_key(field):
    """A racer whose key the page holds is not sent again."""
    common = {"optimizers": {"sgd": {}}, "noise": "additive", "seed": 3, "steps": 20, "start": (-0.5, 1.0)}
    if field in ("expression", "domain"):
        base = RaceSpec("own", expression="x^2 + y^2", domain=((-2.0, 2.0), (-2.0, 2.0)), **common)
    elif field == "schedule_parameters":
        base = RaceSpec("rosenbrock", schedule="cosine", **common)
    else:
        base = RaceSpec("rosenbrock", **common)
    more = {"surface": {"surface_parameters": {}}, "noise": {"noise_parameters": {}}}.get(field, {})
    other = replace(base, **{field: OTHER[field]} | more)
    keys = [racer_key("sgd", race(spec)["sgd"]) for spec in (base, other, replace(base))]
    assert keys[0] == keys[2]
    assert (keys[0] == keys[1]) == (field == "domain")  # which only says what is seen, and where a path diverges


def test_the_key_of_a_vector_method_knows_what_was_spent():
    """Its evaluations do not follow from its path; of the others the page computes the keys from paths alone."""
    spent, less = (one("beale", name) for name in ("bfgs", "sgd"))
    other = replace(spent, evaluations=spent.evaluations + 1)
    assert racer_key("bfgs", other) != racer_key("bfgs", spent)
    assert racer_key("sgd", replace(less, evaluations=2 * less.evaluations)) == racer_key("sgd", less)


def test_who_leaves_downhill_where_there_is_no_floor_is_not_lost():
    """At Radford's saddle the two fastest leave every bound, lower at every step."""
    rolling = {"learning_rate": 0.05, "momentum": 0.95}
    racers = {"momentum": rolling, "nesterov": rolling, "sgd": {"learning_rate": 0.005}}
    result = race(RaceSpec("monkey_saddle", racers, (-0.245, -0.5), 174))
    for name in ("momentum", "nesterov"):
        left = result[name]
        assert (left.status, left.lost_at) == ("left", None)
        assert left.diverged_at
        assert (left.status_by_step == "left").argmax() == left.diverged_at
        assert left.losses[-1] < min(0, result["sgd"].losses[-1])
