"""Draws that are sent to the page: what they depend on, and nothing else, is in their key."""

from dataclasses import replace

import numpy as np
from each import each

from figures.draws import draws_block
from races import RaceSpec
from races.draws import draws_key, draws_of
from races.noise import NOISES
from surfaces import SURFACES

KINDS = [name for name, noise in NOISES.items() if noise.draws]
PLACES = {"squares": ("rosenbrock", "beale"), "samples": ("linear_regression", "normalized_regression")}


def spec_of(noise, place=0, **given):
    surfaces = PLACES.get(NOISES[noise].needs, ("rosenbrock", "styblinski_tang"))
    return RaceSpec(surfaces[place], {}, noise=noise, **{"steps": 9, "seed": 2} | given)


def other(declared):
    """Each hyperparameter with another value than its default."""
    return {name: {name: parameter.maximum if parameter.default != parameter.maximum else parameter.minimum}
            for name, parameter in declared.items()}  # fmt: skip


@each("noise", KINDS)
def test_races_with_one_key_have_the_same_draws_and_others_have_others(noise):
    spec, kind = spec_of(noise), NOISES[noise]
    given = {
        "surface_parameters": other(SURFACES[spec.surface].hyperparameters),
        "noise_parameters": other(kind.hyperparameters),
    }
    changed = [replace(spec, **{part: values}) for part, each in given.items() for values in each.values()]
    changed += [
        spec_of(noise, 1),
        replace(spec, seed=3),
        replace(spec, units=(2.0, 0.5, 3.0)),
        replace(spec, start=(0, 1)),
    ]
    mine = draws_of(spec)
    for one in changed:
        theirs = draws_of(one)
        same = mine.rows.shape == theirs.rows.shape and (mine.rows == theirs.rows).all()
        if mine.key == theirs.key:
            assert same, one
        elif not kind.shared:  # a hyperparameter of the data may change nothing that is drawn
            assert not same or kind.needs, one
    assert draws_key(replace(spec, seed=3)) != mine.key
    live = {name for name, values in other(kind.hyperparameters).items()
            if draws_key(replace(spec, noise_parameters=values)) == mine.key}  # fmt: skip
    assert live == set(kind.hyperparameters) - set(kind.drawn)


@each("noise", KINDS)
def test_a_longer_race_begins_with_the_rows_of_a_shorter_one(noise):
    short, long = (draws_of(spec_of(noise, steps=steps)) for steps in (5, 40))
    assert short.key == long.key
    np.testing.assert_array_equal(short.rows, long.rows[:5])


def test_what_no_program_could_use_is_not_sent():
    assert draws_of(RaceSpec("noisy_moons", {}, noise="data_batches")) is None
    assert draws_of(RaceSpec("noisy_moons", {}, noise="additive")) is None
    assert draws_of(RaceSpec("beale", {})) is None
    assert draws_of(RaceSpec("own", {}, noise="additive", expression="x^2 + y^2")) is not None


def test_the_longest_race_s_rows_come_once_and_only_if_they_are_asked_for():
    specs = [
        spec_of("additive"),
        RaceSpec(),
        spec_of("additive", 1, steps=30),
        spec_of("masked"),
        spec_of("additive", steps=7),
    ]
    told, numbers = draws_block(specs)
    assert [each and (each["rows"], each["width"], each["held"]) for each in told] == [
        (30, 2, False), None, (30, 2, True), (9, 2, False), (30, 2, True),
    ]  # fmt: skip
    for found, spec in zip(numbers, (specs[2], specs[3]), strict=True):
        np.testing.assert_array_equal(found, draws_of(spec).rows.ravel())
    told, numbers = draws_block(specs, {told[0]["key"], "another"})
    assert [each and each["held"] for each in told] == [True, None, True, False, True]
    np.testing.assert_array_equal(np.concatenate(numbers), draws_of(specs[3]).rows.ravel())


def test_moved_units_and_coordinates_draw_the_same():
    """Where the race is drawn changes nothing of what it sees."""
    spec = RaceSpec("whitened_regression", {}, noise="data_batches", steps=6)
    back = replace(spec, surface_parameters={"drawn_back": 1}, start=None, units=(2.0, 1.0, 1.0))
    np.testing.assert_array_equal(draws_of(spec).rows, draws_of(back).rows)
