"""Noise: every kind is what it says, its mean is the surface, and all racers see the same."""

import numpy as np
import pytest
from completeness import assert_complete
from each import each

from optimizers import OPTIMIZERS, Elementwise, Vector
from optimizers.needs import needs_of
from races import RaceSpec, race
from races.floats import run_floats
from races.lanes import run_lanes
from races.noise import NEEDS, NOISES
from races.noise.samples import samples_of
from surfaces import SURFACES, own_surface

KINDS = [name for name, noise in NOISES.items() if noise.draws]
PLACES = {
    "rosenbrock": (-0.7, 0.6),
    "beale": (1.2, 0.4),
    "himmelblau": (1.0, -2.0),
    "rotated_quadratic": (-1.0, 2.0),
    "linear_regression": (0.4, 3.0),
}
CASES = [(kind, surface) for kind in KINDS for surface in PLACES if SURFACES[surface].offers(NOISES[kind].needs)]
#: The mean of a sample's gradient is the gradient, but of these a share of it.
SHARES = {"outliers": lambda given: 1 - given["probability"]}
GRADIENT_ALONE = ("masked",)  # a sample of these has no value whose slopes it shows


def place(kind):
    """The first surface but one that offers what a kind needs: Beale's, or a mean over data."""
    return next(surface for one, surface in CASES if one == kind and surface != "rosenbrock")


def test_every_kind_is_tried_on_a_surface_that_offers_what_it_needs():
    assert_complete([kind for kind, _ in CASES], KINDS, "surface among PLACES, above, that offers what it needs")
    for name, noise in NOISES.items():
        assert noise.label
        assert not noise.needs or noise.needs in NEEDS, f"{name} needs {noise.needs!r}; allowed: {', '.join(NEEDS)}"


def settings(kind, **given):
    return {name: parameter.default for name, parameter in NOISES[kind].hyperparameters.items()} | given


def samples(kind, surface, steps=100, seed=0, start=(0.5, 0.5), **given):
    return samples_of(kind, tuple(settings(kind, **given).items()), seed, SURFACES[surface], start, steps)


@each("kind, surface", CASES)
def test_the_mean_of_the_gradients_is_the_gradient(kind, surface):
    x, y = PLACES[surface]
    count = 4000
    sample = samples(kind, surface, count)
    found = np.array([sample(t).gradient(x, y) for t in range(1, count + 1)])
    wanted = np.array(SURFACES[surface].gradient(x, y))
    if kind in SHARES:
        wanted = wanted * SHARES[kind](settings(kind))
    error = found.std(axis=0) / np.sqrt(count)
    assert found.std(axis=0).max() > 0
    assert (np.abs(found.mean(axis=0) - wanted) <= 4.5 * error + 1e-9).all(), (
        f"the mean gradient of {kind} is {found.mean(axis=0)} and not {wanted}: if that is meant, add it to SHARES"
    )


def test_every_kind_says_what_its_mean_is():
    for kind, noise in NOISES.items():
        assert noise.mean.endswith("."), f"{kind}: say what the mean of its samples is"
        assert ("1 − p" in noise.mean) == (kind in SHARES)


#: How long the mean gradient of batches of 20 is at the start, of the gradient: as the help says.
OF_TWENTY = {"normalized_regression": 0.97, "batch_norm_neuron": 0.97, "whitened_regression": 1.23}


@each("surface", [name for name, one in SURFACES.items() if one.offers("samples")])
def test_batches_that_are_normalized_by_themselves_are_not_right_on_average(surface):
    bound, count = SURFACES[surface], 3000
    seen = bound.course.surface if bound.course else bound
    sample = samples_of("data_batches", (("batch_size", 20.0),), 7, seen, bound.start, count)
    mean = np.mean([sample(t).gradient(*bound.start) for t in range(1, count + 1)], axis=0)
    wanted = np.array(seen.gradient(*bound.start))
    assert mean @ wanted / (wanted @ wanted) == pytest.approx(OF_TWENTY.get(surface, 1.0), abs=0.02)
    told = NOISES["data_batches"].mean
    assert "3 % short" in told
    assert "23 % long" in told


VECTORS = [
    name
    for name, method in OPTIMIZERS.items()
    if isinstance(method, Vector) and "without gradients" not in needs_of(method)
]


@each("name", VECTORS)
def test_a_sample_without_a_gradient_is_no_end(name):
    """With p = 0.5 a quarter of the samples has none, here the first; the race goes on with the next one."""
    spec = RaceSpec("rotated_quadratic", {name: {}}, steps=60, noise="masked", seed=2)
    sample = samples("masked", "rotated_quadratic", 60, seed=2)
    empty = [t for t in range(1, 61) if sample(t).gradient(-3.0, 1.0) == (0, 0)]
    assert empty[:2] == [1, 4]
    assert len(empty) < 25
    found = race(spec)[name]
    moved = 1 + np.flatnonzero(np.hypot(*np.diff(found.positions, axis=0).T) > 0)
    assert moved[0] == 2
    assert not set(moved) & set(empty)
    assert found.losses[-1] < 0.01 * found.losses[0]


def test_along_a_line_masked_values_go_with_masked_gradients():
    x, y, h = 1.2, 0.4, 1e-5
    for t in range(1, 20):
        loss = samples("masked", "beale", 20)(t)
        held = loss.seen_from(x, y)
        assert held.gradient(x, y) == loss.gradient(x, y)
        for at in ((x, y), (x + 0.3, y - 0.2)):
            slopes = [(held.value(at[0] + a, at[1] + b) - held.value(at[0] - a, at[1] - b)) / (2 * h)
                      for a, b in ((h, 0), (0, h))]  # fmt: skip
            assert held.gradient(*at) == pytest.approx(slopes, rel=1e-5, abs=1e-4)


@each("kind, surface", CASES)
def test_a_sample_is_a_loss_with_its_derivatives(kind, surface):
    x, y = PLACES[surface]
    sample, h = samples(kind, surface, probability=0.4) if kind == "outliers" else samples(kind, surface), 1e-5
    for t in range(1, 9):
        loss = sample(t)
        if kind not in GRADIENT_ALONE:
            slopes = [
                (loss.value(x + h, y) - loss.value(x - h, y)) / (2 * h),
                (loss.value(x, y + h) - loss.value(x, y - h)) / (2 * h),
            ]
            assert loss.gradient(x, y) == pytest.approx(slopes, rel=1e-5, abs=1e-5)
        right, left = loss.gradient(x + h, y), loss.gradient(x - h, y)
        up, down = loss.gradient(x, y + h), loss.gradient(x, y - h)
        f_xx, f_xy, f_yy = loss.hessian(x, y)
        assert f_xx == pytest.approx((right[0] - left[0]) / (2 * h), rel=1e-5, abs=1e-4)
        assert f_yy == pytest.approx((up[1] - down[1]) / (2 * h), rel=1e-5, abs=1e-4)
        if kind not in GRADIENT_ALONE:
            assert f_xy == pytest.approx((right[1] - left[1]) / (2 * h), rel=1e-5, abs=1e-4)
        if NOISES[kind].needs == "squares":
            assert len(loss.residuals(x, y)) == loss.residual_count
            assert sum(r * r for r, _, _ in loss.residuals(x, y)) == pytest.approx(loss.value(x, y))


@each("kind", KINDS)
def test_a_longer_race_begins_with_the_samples_of_a_shorter_one(kind):
    surface = place(kind)
    x, y = PLACES[surface]
    long, short = samples(kind, surface, 100), samples(kind, surface, 40)
    for t in range(1, 41):
        assert long(t).gradient(x, y) == short(t).gradient(x, y)


@each("kind", KINDS)
def test_the_seed_decides(kind):
    surface = place(kind)
    x, y = PLACES[surface]
    draws = [[samples(kind, surface, seed=seed)(t).gradient(x, y) for t in range(1, 101)] for seed in (0, 0, 1)]
    assert draws[0] == draws[1]
    assert draws[0] != draws[2]


@pytest.mark.parametrize("surface", ["rosenbrock", "beale", "himmelblau"])
def test_a_batch_of_all_is_the_whole_loss(surface):
    x, y = PLACES[surface]
    bound = SURFACES[surface]
    for kind, size in (("minibatch", 10), ("noisy_targets", 200)):
        loss = samples(kind, surface, batch_size=size)(7)
        assert loss.gradient(x, y) == pytest.approx(bound.gradient(x, y))
        assert loss.hessian(x, y) == pytest.approx(bound.hessian(x, y))


@pytest.mark.parametrize("b", [1, 5, 50, 150])
def test_the_variance_of_a_batch_is_that_of_drawing_without_replacement(b):
    """(N − b)/((N − 1) b) of the variance of one copy, with N = 200."""
    x, y = PLACES["rosenbrock"]

    def variance(size):
        sample = samples("noisy_targets", "rosenbrock", 3000, batch_size=size)
        return np.var([sample(t).gradient(x, y) for t in range(1, 3001)], axis=0)

    assert variance(b) / variance(1) == pytest.approx((200 - b) / (199 * b), rel=0.15)


def test_outliers_are_as_rare_and_as_long_as_they_say():
    start = (0.5, 0.5)
    sample = samples("outliers", "beale", 5000, start=start, probability=0.1, size=7)
    at_start = np.hypot(*SURFACES["beale"].gradient(*start))
    lengths = np.array([np.hypot(*sample(t).gradient(3.0, 0.5)) for t in range(1, 5001)])  # 0 at the minimum
    assert (lengths > 0).mean() == pytest.approx(0.1, abs=0.02)
    assert lengths[lengths > 0] == pytest.approx(7 * at_start)


@each("kind", KINDS)
def test_a_racer_sees_these_samples(kind):
    surface = place(kind)
    spec = RaceSpec(surface, {"sgd": {"learning_rate": 1e-3}}, (0.5, 0.5), 30, noise=kind, seed=5)
    sample = samples(kind, surface, 30, seed=5)
    x, y = spec.start
    for t, point in enumerate(race(spec)["sgd"].positions[1:], start=1):
        g_x, g_y = sample(t).gradient(x, y)
        x, y = x - 1e-3 * g_x, y - 1e-3 * g_y
        assert point == pytest.approx((x, y))


METHODS = [name for name, method in OPTIMIZERS.items() if isinstance(method, Elementwise)]


@each("kind", KINDS)
@each("name", METHODS)
def test_programs_see_what_is_written(name, kind):
    """To the bit, as none of these surfaces takes a power or a sine."""
    optimizer, bound, start = OPTIMIZERS[name], SURFACES[place(kind)], (0.5, 0.5)
    given = {key: parameter.default for key, parameter in optimizer.hyperparameters.items()} | {"learning_rate": 1e-3}
    sample = samples(kind, place(kind), 40)
    program, rule = (
        run_floats(optimizer, bound, given, start, 40, sample=see) for see in (sample, lambda t: sample(t))
    )
    np.testing.assert_array_equal(program.positions, rule.positions)
    assert program.diverged_at == rule.diverged_at


@each("kind", KINDS)
def test_a_racer_that_leaves_does_so_at_the_same_step(kind):
    """Where plain floats raise, and where they do not."""
    for surface in (place(kind), "goldstein_price"):
        if SURFACES[surface].offers(NOISES[kind].needs):
            sample = samples(kind, surface, 60, start=(1.5, -1.2), **{"sigma": 3.0} if kind == "additive" else {})
            for rate in (1e-2, 1.0, 1e8):
                given = {"learning_rate": rate}
                ends = [run_floats(OPTIMIZERS["sgd"], SURFACES[surface], given, (1.5, -1.2), 60, sample=see)
                        for see in (sample, lambda t, sample=sample: sample(t))]  # fmt: skip
                assert ends[0].diverged_at == ends[1].diverged_at
                np.testing.assert_allclose(ends[0].positions, ends[1].positions, rtol=1e-9)
        assert ends[0].diverged_at


@each("kind", [kind for kind in KINDS if not NOISES[kind].needs])
def test_where_plain_floats_raise_the_step_is_done_again(kind):
    surface = own_surface("exp(x^2 + y^2)")
    sample = samples_of(kind, tuple(settings(kind).items()), 0, surface, (1.0, 0.5), 30)
    plain, exact = sample.on_floats()
    with pytest.raises(OverflowError):
        plain(5).gradient(30.0, 40.0)
    assert not np.isfinite(exact(5).value(30.0, 40.0))
    run = run_floats(OPTIMIZERS["sgd"], surface, {"learning_rate": 1.0}, (1.0, 0.5), 30, sample=sample)
    assert 1 < run.diverged_at < 30
    again = race(
        RaceSpec("own", {"sgd": {"learning_rate": 1.0}}, (1.0, 0.5), 30, noise=kind, expression="exp(x^2 + y^2)")
    )
    assert again["sgd"].diverged_at == run.diverged_at


@each("kind", KINDS)
def test_two_racers_that_take_turns_see_their_own_samples(kind):
    surface = place(kind)
    x, y = PLACES[surface]
    sample = samples(kind, surface, 9)
    (one, _), (other, _) = sample.on_floats(), sample.on_floats()
    first = one(1).gradient
    other(2)
    assert first(x, y) == sample(1).gradient(x, y)


@each("kind", KINDS)
@each("name", ["sgd", "nesterov", "adam", "rprop"])
def test_floats_and_lanes_see_the_same(name, kind):
    optimizer, bound, start = OPTIMIZERS[name], SURFACES[place(kind)], (0.5, 0.5)
    given = {key: parameter.default for key, parameter in optimizer.hyperparameters.items()} | {"learning_rate": 1e-3}
    sample = samples(kind, place(kind), 40)
    run = run_floats(optimizer, bound, given, start, 40, sample=sample)
    positions, _ = run_lanes(optimizer, bound, given, np.array([start, start]).T, 40, sample=sample)
    np.testing.assert_allclose(positions[:, :, 1], run.positions, rtol=1e-9)


def test_without_noise_the_seed_changes_nothing():
    one, other = (race(RaceSpec(optimizers={"adam": {}}, seed=seed))["adam"].positions for seed in (0, 1))
    np.testing.assert_array_equal(one, other)
