"""Programs of what a step sees are the loss as it is written, with every noise over every surface that offers it."""

from contextlib import suppress
from functools import cache

import numpy as np
import pytest
from each import each

from races.course import SAME_UNITS, path_of
from races.noise import NOISES
from races.noise.samples import rows_of
from races.seen import START, UNITS, live_noises, seen_program, width_of
from surfaces import SURFACES, own_surface
from surfaces.own import own_formulas
from surfaces.program import COUNTS, switches_of
from tracing import Compiled, TraceError

OWN = {
    text: own_surface(text)
    for text in (
        "(1 - x)^2 + 100 (y - x^2)^2",
        "max(x, y^2) + min(x y, 1) - ln(2 + x^2)^1.5",
        "abs(x) / (1 + exp(-y)) + tan(x / 3)",
    )
}
GROUNDS = {name: surface for name, surface in SURFACES.items() if live_noises(surface)} | OWN
PAIRS = [(ground, noise) for ground, surface in GROUNDS.items() for noise in live_noises(surface)]
#: All of them, and in other units those that are made in a way of their own, and some of the others.
OTHER = [pair for place, pair in enumerate(PAIRS) if pair[0] in OWN or pair[1] == "data_batches" or place % 4 == 0]
CASES = [(*pair, False) for pair in PAIRS] + [(*pair, True) for pair in OTHER]
UNITED = {False: SAME_UNITS, True: (0.5, 3.0, 1.7)}
STEPS = 3


def settings(declared, how, random):
    """Values of hyperparameters: their defaults, an end of each range, or places on their sliders."""
    return {
        name: {"default": parameter.default, "least": parameter.minimum, "most": parameter.maximum}.get(how)
        if how != "any"
        else parameter.value_at(random.random())
        for name, parameter in declared.items()
    }


@cache
def compiled(ground, noise, units):
    surface = own_formulas(ground) if ground in OWN else SURFACES[ground]
    program = seen_program(surface, noise, units)
    return program, Compiled(program, dict.fromkeys(COUNTS, program.stages[-1]))


def both(ground, noise, units, how, random):
    """(program, rule) of each step: what they say of a point, one after the other."""
    surface, kind = GROUNDS[ground], NOISES[noise]
    given, noisy = settings(surface.hyperparameters, how, random), settings(kind.hyperparameters, how, random)
    path = path_of(surface.bind(**given), UNITED[units])
    start = path.there(tuple(np.mean(surface.domain, axis=1) + 0.1))
    at = [(coordinate + random.normal()) / factor for coordinate, factor in zip(start, UNITED[units], strict=False)]
    drawn = tuple((name, noisy[name]) for name in kind.drawn)
    rows = rows_of(noise, drawn, 3, path.seen, STEPS) if kind.draws else np.empty((STEPS, 0))
    flat = given | noisy | dict(zip((*UNITS, *START), (*UNITED[units], *start), strict=True))
    program, found = compiled(ground, noise, units)
    made = found.made(*(flat[symbol.value] for symbol in program.stages[0])).exactly
    live = {name: value for name, value in noisy.items() if name not in kind.drawn}
    for row in rows.tolist():
        if made.begin:
            made.begin(*row)
        with np.errstate(all="ignore"):
            loss = kind.losses(path.seen, start, **live)(row) if kind.losses else path.seen
            rule = [np.ravel(getattr(loss, name)(*map(np.float64, at))) for name in COUNTS]
        yield np.concatenate([np.ravel(made.entries[name](*at)) for name in COUNTS]), np.concatenate(rule)


@each("ground, noise, units", CASES)
def test_a_program_is_the_loss_as_it_is_written(ground, noise, units):
    random = np.random.default_rng(len(ground + noise))
    for how in ("default", "least", "most", "any"):
        for found, wanted in both(ground, noise, units, how, random):
            scale = max(1e-300, np.abs(wanted[np.isfinite(wanted)]).max(initial=0.0))
            np.testing.assert_allclose(found, wanted, rtol=1e-9, atol=1e-13 * scale, err_msg=how)


@each("name", SURFACES)
def test_a_noise_is_live_where_it_has_a_program(name):
    surface, found = SURFACES[name], []
    for noise, kind in NOISES.items():
        if surface.offers(kind.needs):
            with suppress(TraceError):
                seen_program(surface, noise)
                found.append(noise)
    assert list(live_noises(surface)) == found


def test_an_error_names_the_rule_that_has_no_program():
    with pytest.raises(TraceError, match=r"value \(surfaces/noisy_moons.py, line \d+\) cannot be traced"):
        seen_program(SURFACES["noisy_moons"])
    with pytest.raises(TraceError, match=r"batch_loss \(surfaces/logistic.py, line \d+\)"):
        seen_program(SURFACES["logistic_regression"], "data_batches")


def test_settings_of_a_race_have_names_of_their_own():
    """They come in one object, those of the surface, of the noise and of the units."""
    for surface, noise in ((surface, noise) for surface in SURFACES.values() for noise in NOISES.values()):
        names = [*surface.hyperparameters, *noise.hyperparameters, *UNITS, *START]
        assert len(names) == len(set(names)), names


def test_a_switch_of_a_surface_says_where_the_race_is_drawn():
    """With it on, the race runs over the same surface with it off: so a program of what a step sees needs none."""
    for name, surface in SURFACES.items():
        for switch in switches_of(surface.hyperparameters):
            assert surface.hyperparameters[switch].default == 0
            on, off = (surface.bind(**{switch: value}) for value in (1.0, 0.0))
            assert on.course.surface.gradient(0.3, 0.7) == off.gradient(0.3, 0.7), (name, switch)


@each("noise", NOISES)
def test_a_row_is_as_wide_as_it_is_said_to_be(noise):
    for name, surface in GROUNDS.items():
        if noise in live_noises(surface) and NOISES[noise].draws:
            drawn = tuple(settings(NOISES[noise].drawn, "most", None).items())
            assert rows_of(noise, drawn, 1, surface, 3).shape == (3, width_of(noise, surface)), name
