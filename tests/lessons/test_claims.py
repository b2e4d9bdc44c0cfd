"""What the lessons' texts say in numbers is so. Each claim is about the very races that its lesson shows."""

import math
from dataclasses import replace
from itertools import cycle, islice

import numpy as np
import pytest
from completeness import assert_complete
from each import each

from exports.take import take_of
from lessons import LESSONS
from optimizers import OPTIMIZERS
from optimizers.muon import of_one, orthogonal
from races import race
from races.units import unit_reports

CLAIMS = {}


def claim(name):
    """Registers a check of the lesson `name`; it gets the lesson's races, [step][panel] -> {racer: Trajectory}."""

    def register(check):
        CLAIMS.setdefault(name, []).append(check)
        return check

    return register


def races(name):
    return [[race(panel.spec) for panel in scene.panels] for scene, _ in LESSONS[name].shown]


def moves(trajectory):
    """The steps, (steps, 2)."""
    return np.diff(trajectory.positions, axis=0)


def lengths(trajectory):
    return np.hypot(*moves(trajectory).T)


def test_every_lesson_has_a_claim():
    assert_complete(CLAIMS, LESSONS, "claim: add a function for it below, which checks what its text says is seen")


@each("name", LESSONS)
def test_what_a_lesson_claims_holds(name):
    shown = races(name)
    for check in CLAIMS[name]:
        check(shown)


def rounds(method, gradients, **settings):
    """The position of one weight from 0 after each of the gradients, by the method's own rule."""
    rule, supplied, states = (getattr(OPTIMIZERS[method], part) for part in ("rule", "supplied", "states"))
    x, path = 0.0, [0.0]
    state = [settings[first] if isinstance(first, str) else first for first in states.values()]
    for t, g in enumerate(gradients, 1):
        given = {"x": x, "g": g, "t": t}
        x, *state = rule(x, g, *(given[part] for part in supplied if part not in "xg"), *state, **settings)
        path.append(float(x))
    return path


@claim("gradient_descent")
def stable_below_two_over_the_largest_curvature(shown):
    below, above = (result["sgd"].positions for result in shown[2])
    np.testing.assert_allclose(below[1:] / below[:-1], [[0.81, -0.9]] * 60)
    np.testing.assert_allclose(above[1:, 1] / above[:-1, 1], -1.1)
    fast = shown[1][0]["sgd"].positions
    assert abs(fast[1, 1]) < 1e-12
    np.testing.assert_allclose(fast[1:, 0] / fast[:-1, 0], 0.9)


@claim("gradient_descent")
def the_best_rate_leaves_nine_elevenths(shown):
    best = shown[3][0]["sgd"].positions
    np.testing.assert_allclose(abs(best[1:] / best[:-1]), 9 / 11)
    easy, hard = (result["sgd"].positions for result in shown[4])
    assert abs(easy[1] / easy[0]).max() == pytest.approx(0.82, abs=0.005)
    assert abs(hard[1] / hard[0]).max() == pytest.approx(0.98, abs=0.0005)


@claim("outlier")
def the_outlier_comes_once_at_step_59(shown):
    steps = lengths(shown[0][0]["sgd"])
    assert steps[58] == pytest.approx(2.0)  # α times 8 times the first gradient, which is 5 long
    assert sum(steps > 0.3) == 1


@claim("outlier")
def momentum_is_thrown_farther_at_the_same_rate_and_less_at_the_same_pace(shown):
    def thrown(trajectory):
        away = np.hypot(*(trajectory.positions[59:] - trajectory.positions[58]).T)
        return away.max()

    for place, smaller in ((2, "sgd"), (3, "momentum")):
        result = shown[place][0]
        farther = ({"sgd", "momentum"} - {smaller}).pop()
        assert thrown(result[farther]) > 1.5 * thrown(result[smaller])
    assert lengths(shown[3][0]["momentum"])[58] == pytest.approx(0.2, abs=0.05)
    flat = rounds("momentum", [1.0] + [0.0] * 400, learning_rate=0.05, momentum=0.9)
    assert flat[-1] / flat[1] == pytest.approx(10)


@claim("momentum")
def terminal_speed_is_one_over_one_minus_mu(shown):
    result = shown[0][0]
    ratio = lengths(result["momentum"]) / lengths(result["sgd"])
    assert ratio[-1] == pytest.approx(10)
    assert ratio[20] < 9 < ratio[21]


@claim("momentum")
def a_third_of_the_steps_and_too_much(shown):
    ravine, (little, right, much) = shown[2][0], shown[3]
    assert ravine["sgd"].steps_to_tolerance == 54
    assert ravine["momentum"].steps_to_tolerance == 14
    assert little["momentum"].steps_to_tolerance > right["momentum"].steps_to_tolerance
    assert much["momentum"].steps_to_tolerance is None


@claim("momentum")
def the_root_of_kappa(shown):
    """Each at its best rate; the far end of both is a rate of contraction, by its spectral radius."""
    best = shown[4][0]
    assert best["momentum"].steps_to_tolerance == 38
    assert race(replace(best.spec, steps=200))["sgd"].steps_to_tolerance == 173
    mu, alpha = (9 / 11) ** 2, 4 / 121
    for h in (1, 100):  # √μ whatever the curvature: the roots of z² - (1 + μ - α h) z + μ
        assert max(abs(np.roots([1, -(1 + mu - alpha * h), mu]))) == pytest.approx(9 / 11, rel=1e-6)
    assert max(abs(np.roots([1, -(1 + mu - alpha * 30), mu]))) == pytest.approx(9 / 11)


@claim("momentum")
def stable_below_twice_one_plus_mu(_):
    def largest(a):  # |root| of z² - (1 + μ - α h) z + μ
        return max(abs(np.roots([1, -(1.9 - a), 0.9])))

    assert largest(3.79) < 1 < largest(3.81)
    assert largest(1.0) == pytest.approx(math.sqrt(0.9))


@claim("nesterov")
def the_first_step_is_the_same_and_the_swings_are_smaller(shown):
    result = shown[0][0]
    assert (moves(result["momentum"])[0] == moves(result["nesterov"])[0]).all()
    assert abs(np.roots([1, -1.9 * 0.5, 0.9 * 0.5])) == pytest.approx(0.67, abs=0.005)
    assert math.sqrt(0.9) == pytest.approx(0.95, abs=0.002)
    assert result["nesterov"].losses[20] < result["momentum"].losses[20] / 3


@claim("nesterov")
def it_is_stable_in_a_narrower_range(shown):
    both, one = shown[3]
    assert pytest.approx(1.36, abs=0.005) == (2 + 1.8) / (1 + 1.8)
    assert {t.status for t in both.values()} == {"arrived"}
    assert (one["momentum"].status, one["nesterov"].status) == ("arrived", "diverged")


@claim("decay")
def the_floor_follows_the_rate_and_a_falling_rate_sinks_below(shown):
    constant, inverse, root = (result["sgd"].losses[-100:].mean() for result in shown[2])
    assert constant == pytest.approx(0.2 * 4 / (2 - 0.2), rel=0.3)  # two weights, each half of E[x²]
    small = shown[1][1]["sgd"]
    assert small.losses[-100:].mean() < constant / 3
    assert max(inverse, root) < constant / 5


@claim("decay")
def too_fast_a_decay_stops_on_the_way(shown):
    slow, fast = (result["sgd"] for result in shown[3])
    assert sum(0.9**k for k in range(400)) == pytest.approx(10)
    assert fast.losses[-1] > 20 * slow.losses[-1]
    assert lengths(fast)[200:].max() < 1e-6


@claim("one_rate_per_weight")
def the_gradients_differ_25_times_and_the_imbalance_stays(shown):
    path = shown[0][0]["sgd"].positions
    first = abs(path[1] - path[0])
    assert first[0] / first[1] == pytest.approx(25)
    imbalance = path[:, 0] ** 2 - path[:, 1] ** 2
    assert abs(imbalance / imbalance[0] - 1).max() < 0.02


@claim("one_rate_per_weight")
def adam_leaves_the_saddle_sooner_and_begins_with_equal_steps(shown):
    assert shown[3][0]["sgd"].steps_to_tolerance == 55
    assert shown[3][0]["adam"].steps_to_tolerance == 22
    np.testing.assert_allclose(abs(moves(shown[4][0]["adam"])[0]), 0.1, rtol=1e-6)
    assert max(shown[4][0][name].losses[-1] for name in ("sgd", "adam")) < 1e-3


@claim("delta_bar_delta")
def rates_double_in_eleven_steps(shown):
    gain = shown[0][0]["delta_bar_delta"].states["gain"][:, 0]
    assert gain[1] == 1
    assert gain[11] == pytest.approx(2)
    gains = shown[3][0]["local_gains"].states["gain"]
    assert gains.min() >= 0.1
    assert gains.max() <= 10


@claim("delta_bar_delta")
def the_lead_is_gone_at_45_degrees(shown):
    along, turned = shown[4]
    assert along["sgd"].losses[-1] > 1e3 * along["delta_bar_delta"].losses[-1]
    assert turned["sgd"].steps_to_tolerance < 2 * turned["delta_bar_delta"].steps_to_tolerance


@claim("rprop")
def manhattan_walks_and_cannot_end_and_rprop_grows(shown):
    steps = abs(moves(shown[0][0]["manhattan"]))
    np.testing.assert_allclose(steps, 0.05, atol=1e-12)
    stuck = shown[0][0]["manhattan"]
    assert stuck.positions[-1] == pytest.approx(stuck.positions[-3])
    assert stuck.distances[-2:] == pytest.approx([0.5, 0.5], abs=0.1)
    path = rounds("rprop", [1.0] * 10, learning_rate=0.05)
    assert (path[9] - path[10]) / 0.05 == pytest.approx(1.2**9)
    assert pytest.approx(5.2, abs=0.05) == 1.2**9


@claim("rprop")
def signs_do_not_know_units(shown):
    plain, scaled = shown[3]
    for name in ("manhattan", "rprop"):
        assert (plain[name].positions == scaled[name].positions).all()
    assert scaled["sgd"].status == "diverged"


@claim("nine_plus_one")
def nine_plus_one(_):
    ten = [0.1] * 9 + [-0.9]
    assert rounds("sgd", ten, learning_rate=1.0)[-1] == pytest.approx(0)
    assert rounds("manhattan", ten, learning_rate=1.0)[-1] == pytest.approx(-8)
    assert rounds("rprop", ten, learning_rate=1.0)[-1] == pytest.approx(-18.6, abs=0.05)
    for rho, drift in ((0.9, 0.68), (0.99, 0.067)):
        path = rounds("rmsprop", islice(cycle(ten), 20_000), learning_rate=1.0, rho=rho)
        assert path[-11] - path[-1] == pytest.approx(drift, rel=0.01)


@claim("nine_plus_one")
def rprop_is_first_with_the_whole_batch_and_lost_with_one_sample(shown):
    whole, single = shown[3]
    assert min(whole, key=lambda name: whole[name].steps_to_tolerance) == "rprop"
    assert single["sgd"].status == "arrived"
    assert min(single[name].distances[-1] for name in ("manhattan", "rprop")) > 3


@claim("adagrad")
def the_rate_fades_and_an_outlier_freezes(shown):
    np.testing.assert_allclose(abs(moves(shown[0][0]["adagrad"])[0]), 0.5, rtol=1e-6)
    plane = lengths(shown[2][0]["adagrad"])
    np.testing.assert_allclose(plane, 0.5 / np.sqrt(np.arange(1, 201)), rtol=1e-4)
    frozen, forgets = (next(iter(result.values())) for result in shown[3])
    steps = lengths(frozen)
    assert steps[60:].max() < steps[57] / 10
    assert lengths(forgets)[150:].max() > 0.5 * lengths(forgets)[57]
    assert forgets.losses[-1] < frozen.losses[-1] / 4
    rare = shown[1][0]
    assert rare["adagrad"].steps_to_tolerance == 105
    assert rare["sgd"].steps_to_tolerance is None


@claim("rmsprop")
def the_start_is_cold_and_it_never_rests(shown):
    plane = lengths(shown[1][0]["rmsprop"])
    assert plane[0] / 0.1 == pytest.approx(3.16, abs=0.005)
    assert plane[-1] / 0.1 == pytest.approx(1)
    assert plane.max() == plane[0]
    large, small = (result["rmsprop"] for result in shown[3])
    assert large.positions[-1] == pytest.approx(large.positions[-3], abs=1e-3)  # between two points
    assert abs(moves(large)[-1]) == pytest.approx([0.1, 0.1], rel=0.02)
    assert lengths(large)[-50:].mean() > 2 * lengths(small)[-50:].mean() > 0.01
    assert rounds("rmsprop", [3.0, -0.2], learning_rate=1.0, rho=0.0)[1:] == pytest.approx([-1, 0], abs=1e-6)


@claim("vsgd")
def it_waits_ten_steps_and_sinks_below_the_floor(shown):
    noisy = shown[0][0]
    assert (moves(noisy["vsgd"])[:10] == 0).all()
    assert noisy["vsgd"].losses[-100:].mean() < noisy["sgd"].losses[-100:].mean() / 5
    early, late = (lengths(noisy["vsgd"])[part].mean() for part in (slice(10, 40), slice(-50, None)))
    assert late < early / 5


@claim("vsgd")
def without_noise_it_needs_the_axes(shown):
    straight, turned = (result["vsgd"] for result in shown[4])
    assert straight.status == "arrived"
    assert turned.distances[-1] > 10 * straight.distances[-1]


@claim("units")
def exponents(shown):
    first, wide = shown[2]
    for name, factor in (("sgd", 9), ("adam", 3), ("newton", 1)):
        assert lengths(wide[name])[0] / lengths(first[name])[0] == pytest.approx(factor)
    plain, steep = shown[3]
    assert np.allclose(plain["adam"].positions, steep["adam"].positions, atol=1e-5)
    assert np.allclose(plain["newton"].positions, steep["newton"].positions, atol=1e-9)
    assert lengths(steep["sgd"])[0] / lengths(plain["sgd"])[0] == pytest.approx(10)
    assert steep["sgd"].losses[-1] > steep["sgd"].losses[0]
    names = ("adam", "adagrad", "rmsprop", "adamax", "rprop")
    spec = replace(plain.spec, optimizers={name: {} for name in (*names, "sgd", "newton", "vsgd")})
    reports = unit_reports(spec)
    assert all(reports[name].exponent == pytest.approx(1, abs=0.01) for name in names)
    assert reports["sgd"].exponent == pytest.approx(2)
    assert reports["newton"].exponent == pytest.approx(0, abs=1e-6)


@claim("adadelta")
def the_start_is_cold_and_epsilon_is_the_rate(shown):
    steps = lengths(shown[1][0]["adadelta"])
    assert steps[0] == pytest.approx(math.sqrt(1e-6 / 0.05), rel=1e-3)
    assert steps[0] == pytest.approx(0.0045, abs=5e-5)
    assert steps[99] / steps[0] == pytest.approx(1.17, abs=0.005)
    little, right, much = (result["adadelta"] for result in shown[3])
    assert little.distances[-1] > 2
    assert right.status == "arrived"
    assert much.steps_to_tolerance < right.steps_to_tolerance
    assert much.losses[-50:].max() > 100 * right.losses[-1]


@claim("adam")
def a_step_is_the_learning_rate(shown):
    np.testing.assert_allclose(abs(moves(shown[0][0]["adam"])[0]), 0.1, rtol=1e-6)
    np.testing.assert_allclose(lengths(shown[2][0]["adam"]), 0.05, rtol=1e-5)
    assert abs(moves(shown[4][0]["adam"])).max() < 0.11
    assert [result["adam"].steps_to_tolerance for result in shown[4]] == [133, 37]
    spike = np.diff(rounds("adam", [0.0] * 5000 + [1.0], learning_rate=1.0))[-1]
    assert -spike == pytest.approx(3.16, abs=0.01)


@claim("adam")
def but_not_at_most(_):
    growing = (0.999 / 0.9) ** np.arange(400.0)
    steps = -np.diff(rounds("adam", growing * 1e-3, learning_rate=1.0, epsilon=1e-30))
    bound = (1 - 0.9) / math.sqrt(1 - 0.999) / math.sqrt(1 - 0.9**2 / 0.999)
    assert bound == pytest.approx(7.3, abs=0.05)
    late = steps[-1] * (1 - 0.9**400) / math.sqrt(1 - 0.999**400)  # without the correction of v, which is still large
    assert late == pytest.approx(bound, rel=1e-3)


@claim("bias_correction")
def the_first_step_is_3_16_times_as_long(shown):
    corrected, raw = (lengths(result["adam"]) for result in shown[0])
    assert raw[0] / corrected[0] == pytest.approx(3.16, abs=0.005)
    assert raw.argmax() + 1 == 12
    assert raw.max() / 0.05 == pytest.approx(6.6, abs=0.05)
    long, longer = (lengths(result["adam"])[0] for result in shown[4])
    assert long / (0.1 * math.sqrt(2)) == pytest.approx(3.16, abs=0.005)
    assert longer / (0.1 * math.sqrt(2)) == pytest.approx(10, rel=1e-3)


@claim("bias_correction")
def the_long_first_steps_lead_into_another_minimum(shown):
    corrected, raw = (result["adam"] for result in shown[3])
    assert corrected.steps_to_tolerance == 43
    stays, goes = (result["adam"] for result in shown[4])
    for right, wrong in ((corrected, raw), (stays, goes)):
        assert right.positions[-1] == pytest.approx([-2.9, -2.9], abs=0.1)
        assert wrong.positions[-1] == pytest.approx([2.75, -2.9], abs=0.15)
        assert wrong.losses[-1] - right.losses[-1] > 10


@claim("bias_correction")
def rmsprop_has_the_same_fault(_):
    for rho, factor in ((0.9, 3.16), (0.999, 31.6)):
        assert -rounds("rmsprop", [1.0], learning_rate=1.0, rho=rho)[1] == pytest.approx(factor, abs=0.05)


@claim("adamax")
def a_maximum_needs_no_correction_and_remembers(shown):
    plane = shown[1][0]
    for name in ("adam", "adamax"):
        np.testing.assert_allclose(lengths(plane[name]), 0.05, rtol=1e-5)
    falling = 0.999 ** np.arange(500.0)
    steps = -np.diff(rounds("adamax", falling, learning_rate=1.0))
    assert steps[-1] == pytest.approx(1.009, abs=5e-4)
    clean, hit = (result["adamax"] for result in shown[3])
    assert hit.losses[-1] > 10 * clean.losses[-1]
    assert math.log(math.e) / -math.log(0.999) == pytest.approx(1000, rel=1e-3)


@claim("conjugate_gradients")
def two_legs_against_a_zigzag(shown):
    result = shown[1][0]
    assert result["sgd"].steps_to_tolerance > 50
    cg = result["conjugate_gradient"]
    assert cg.distances[2] < 1e-9
    assert cg.evaluations[2] == 7
    k, c, s = 100, math.cos(math.pi / 6), math.sin(math.pi / 6)
    hessian = np.array([[c * c + k * s * s, (1 - k) * c * s], [(1 - k) * c * s, s * s + k * c * c]])
    first, second = moves(cg)[:2]
    assert abs(first @ hessian @ second) < 1e-6 * np.linalg.norm(first) * np.linalg.norm(second) * k
    bent = shown[4][0]
    spent = max(bent[name].evaluations[bent[name].steps_to_tolerance] for name in LESSONS_CG)
    assert spent < 200
    assert bent["sgd"].losses[-1] > 1


LESSONS_CG = ("conjugate_gradient", "scaled_conjugate_gradient")


@claim("curvature")
def newton_is_home_in_one_step_and_falls_for_saddles(shown):
    assert shown[0][0]["newton"].distances[1] < 1e-9
    plain, free = (result["newton"] for result in shown[2])
    assert abs(plain.positions[-1]).max() < 0.03
    assert abs(free.positions[-1, 1]) > 2
    assert (np.diff(abs(plain.positions[:, 1])) < 0).all()  # uphill, along y
    beale = shown[3][0]
    assert beale["newton"].positions[-1] == pytest.approx([0, 1])
    assert beale["hessian_free"].steps_to_tolerance == 3
    assert beale["hessian_free"].evaluations[3] == 19


@claim("batch_size")
def the_noise_falls_with_the_root_of_the_batch(shown):
    n = 200
    share = {b: (n - b) / ((n - 1) * b) for b in (1, 14, 200)}
    assert share[14] == pytest.approx(0.067, abs=5e-4)
    assert share[200] == 0
    assert 1 / math.sqrt(share[14]) == pytest.approx(4, abs=0.15)
    spec = shown[0][0].spec
    tight = {b: replace(spec, steps=2000, noise_parameters={"batch_size": b, "sigma": 1.0}) for b in share}
    firsts = {
        b: moves(race(replace(one, start=(3.0, 0.5), optimizers={"sgd": {"learning_rate": 1e-6}}))["sgd"])
        for b, one in tight.items()
    }
    spread = {b: float((steps**2).sum(axis=1).mean()) for b, steps in firsts.items()}
    assert spread[14] / spread[1] == pytest.approx(share[14], rel=0.15)
    assert spread[200] < 1e-12 * spread[1] + 1e-18


@claim("batch_size")
def larger_batches_and_lower_rates_sink_the_floor(shown):
    noisy, large, low = (result["sgd"].losses[-100:] for result in shown[3])
    assert large.mean() < noisy.mean()
    assert low.mean() < noisy.mean() / 2
    assert low.std() < noisy.std()


@claim("radford_beale")
def momentum_circles_and_nag_arrives_first_of_the_two(shown):
    result = shown[0][0]

    def turned(name):  # how far the direction of travel has turned, in radians
        direction = np.unwrap(np.arctan2(*moves(result[name]).T[::-1]))
        return abs(direction - direction[0]).max()

    assert turned("momentum") > 2 * math.pi
    assert turned("sgd") < 2
    assert turned("nesterov") < turned("momentum")
    assert result["nesterov"].steps_to_tolerance < result["momentum"].steps_to_tolerance
    assert result["adagrad"].steps_to_tolerance < result["momentum"].steps_to_tolerance
    assert min(result, key=lambda name: result[name].losses[-1]) == "nesterov"


@claim("radford_long_valley")
def who_leaves_the_valley(shown):
    result = shown[0][0]

    def away(name):
        far = np.flatnonzero(abs(result[name].positions[:, 0]) > 0.01)
        return far[0] if len(far) else math.inf

    assert max(away(name) for name in ("adagrad", "rmsprop", "adadelta")) < 10
    assert all(70 < away(name) < 90 for name in ("nesterov", "momentum"))
    assert away("sgd") == math.inf
    assert math.log(1e6) / math.log(1.02) == pytest.approx(700, rel=0.01)
    assert (np.diff(np.sign(result["momentum"].positions[:80, 1])) != 0).sum() > 5


@claim("radford_saddle")
def who_leaves_the_saddle(shown):
    result = shown[0][0]

    def left(name):
        below = np.flatnonzero(result[name].losses < -0.5)
        return below[0] if len(below) else math.inf

    assert sorted(result, key=left) == ["rmsprop", "adagrad", "nesterov", "momentum", "adadelta", "sgd"]
    assert left("adagrad") < 45 < left("nesterov")
    assert left("sgd") == math.inf
    assert result["adadelta"].losses[-1] < result["rmsprop"].losses[-1] < result["adagrad"].losses[-1]


@claim("batch_normalization")
def condition_numbers_fall_and_steps_with_them(shown):
    (plain,), (_, normalized), (_, back) = shown[0], shown[1], shown[2]
    conditions = [result.spec.bound_surface.condition_number for result in (plain, normalized, back)]
    assert conditions == pytest.approx([535, 19, 19], rel=1e-3)
    path, half = plain["sgd"], shown[2][0]["sgd"]
    assert path.losses[1] - 0.005 < 0.03 * (path.losses[0] - 0.005)  # on the floor
    assert path.losses[100] > 0.7 * path.losses[1]
    assert path.steps_to_tolerance is half.steps_to_tolerance is None
    assert normalized["sgd"].steps_to_tolerance == back["sgd"].steps_to_tolerance == 48
    first = np.divide(moves(back["sgd"])[0], moves(half)[0])
    assert first == pytest.approx([1, 100])


@claim("batch_normalization")
def batches_normalize_by_themselves(shown):
    one, some, whole = (result["sgd"] for result in shown[3])
    assert (moves(one) == 0).all()
    assert whole.losses[-1] - 0.005 < 1e-6
    assert 1e-3 < some.losses[-50:].mean() - 0.005 < 0.02


@claim("batch_normalization")
def steps_lengthen_the_weights_and_damp_themselves(shown):
    for result in shown[4]:
        path = result["sgd"]
        away = np.hypot(*path.positions.T)
        assert (np.diff(away) >= -1e-12).all()
        assert path.losses[-1] == pytest.approx(0.005, abs=1e-4)
        x, y = path.positions[0]
        assert abs(np.dot(result.spec.bound_surface.gradient(x, y), (x, y))) < 1e-12
    assert np.hypot(*shown[4][2]["sgd"].positions[1]) > 3


@claim("natural_networks")
def a_ravine_an_ellipse_and_a_circle(shown):
    assert [result.spec.bound_surface.condition_number for result in shown[0]] == pytest.approx([535, 19, 1], rel=1e-3)
    whitened = shown[0][2]["sgd"]
    assert whitened.distances[0] > 0.5
    assert whitened.distances[1] < 1e-10
    plain, normalized, whitened = (result["sgd"] for result in shown[1])
    assert plain.steps_to_tolerance is None
    assert 9 * whitened.steps_to_tolerance < normalized.steps_to_tolerance < 80
    away = whitened.positions[:10] - whitened.positions[-1]
    np.testing.assert_allclose(away[:, 0] / away[0, 0], away[:, 1] / away[0, 1])  # straight to the minimum
    assert all((result["sgd"].positions[0] == (-1, 8)).all() for result in shown[1])


@claim("natural_networks")
def epsilon_leads_back_to_plain_descent(shown):
    conditions = [result.spec.bound_surface.condition_number for result in shown[2]]
    assert conditions[:2] == pytest.approx([1, 6.24], abs=0.01)
    assert conditions[2] == pytest.approx(267, abs=1)
    ends = [result["sgd"].losses[-1] for result in shown[2]]
    assert ends[0] <= ends[1] < ends[2]


@claim("natural_networks")
def rough_whitening_is_fast_still(shown):
    plain, normalized, whitened = (result["sgd"] for result in shown[3])
    assert (plain.steps_to_tolerance, normalized.steps_to_tolerance) == (None, 95)
    assert whitened.steps_to_tolerance == 11
    assert shown[3][2].spec.surface_parameters["every"] == 10


@claim("radford_moons")
def accuracies(shown):
    six = shown[0][0]
    at = {name: t.accuracies for name, t in six.items()}
    assert {accuracy[0] for accuracy in at.values()} == {0.2}
    assert min(at[name][20] for name in ("momentum", "nesterov", "adadelta")) > 0.7
    assert at["sgd"][80] < 0.7 < at["sgd"][100]
    assert all(0.84 <= accuracy[200] <= 0.86 for name, accuracy in at.items() if name != "sgd")
    assert at["sgd"][200] < 0.84
    surface = six.spec.bound_surface
    assert surface.accuracy(*surface.minima[0]) == pytest.approx(0.855)
    angles = np.linspace(0, 2 * np.pi, 2000)  # the length of w moves no point across the line
    assert surface.accuracy(np.cos(angles), np.sin(angles)).max() == pytest.approx(0.88)


@claim("radford_moons")
def one_sample_wanders_most(shown):
    one, five, whole = shown[3]
    for name in ("momentum", "nesterov", "adadelta"):
        assert one[name].losses[-50:].std() > five[name].losses[-50:].std() > whole[name].losses[-50:].std()
    for result in (one, five):
        wander = {name: t.losses[-50:].std() for name, t in result.items()}
        assert wander["adagrad"] < min(wander[name] for name in ("momentum", "nesterov", "rmsprop", "adadelta")) / 3


@claim("nine_plus_one")
def the_weight_should_stay_and_only_gradient_descent_does(shown):
    for place in (1, 2):
        result = shown[place][0]
        assert abs(result["sgd"].positions).max() < 0.5
        assert result["manhattan"].positions[10, 0] == pytest.approx(-8 * 0.05)
        assert result["manhattan"].positions[-1, 0] == pytest.approx(-160 * 0.05)
    assert shown[2][0]["rprop"].positions[-1, 0] < -5
    drifting, still = (result["rmsprop"].positions[:, 0] / 0.1 for result in shown[4])
    assert drifting[500] - drifting[1000] == pytest.approx(50 * 0.68, rel=0.3)
    assert still[500] - still[1000] == pytest.approx(50 * 0.067, abs=3)


@claim("steepest_descent")
def every_turn_is_a_right_angle_and_nothing_is_won(shown):
    assert shown[0][0]["steepest_descent"].steps_to_tolerance == 1
    for result, ratio in zip(shown[2], (0.82, 0.96), strict=True):
        path = result["steepest_descent"]
        steps = moves(path)[: 8 if ratio < 0.9 else 60]
        turns = (steps[1:] * steps[:-1]).sum(axis=1) / np.prod(
            [np.hypot(*part.T) for part in (steps[1:], steps[:-1])], 0
        )
        assert abs(turns).max() < 1e-6
        np.testing.assert_allclose(path.losses[1:6] / path.losses[:5], ratio, atol=0.005)
    exact, constant = (shown[3][0][name] for name in ("steepest_descent", "sgd"))
    assert exact.steps_to_tolerance == constant.steps_to_tolerance == 173
    assert exact.evaluations[173] / 173 > 6
    c, s = math.cos(math.pi / 6), math.sin(math.pi / 6)
    for axis in ((c, s), (-s, c)):
        start = tuple(2 * np.array(axis))
        spec = replace(shown[1][0].spec, start=start, surface_parameters={"condition_number": 100.0, "angle": 30.0})
        assert race(spec)["steepest_descent"].steps_to_tolerance == 1


@claim("weight_decay")
def adam_divides_the_penalty_and_adamw_does_not(shown):
    for result, penalty in zip(shown[0], (0.1, 1.0), strict=True):
        x = result["sgd"].positions[:, 0]
        np.testing.assert_allclose(x[1:] / x[:-1], 1 - 0.2 * penalty)
    strong, weak = (result["adam"].positions[:, 0] for result in shown[1])
    np.testing.assert_allclose(strong, weak, atol=1e-3)
    np.testing.assert_allclose(-np.diff(strong)[:10], 0.05, rtol=0.02)
    for result, decay in zip(shown[2], (0.1, 1.0), strict=True):
        x = result["adamw"].positions[:, 0]
        np.testing.assert_allclose(x[1:] / x[:-1], 1 - 0.05 * decay)
    free, boxed = (shown[3][0][name].positions for name in ("adam", "adamw"))
    assert free[-1] == pytest.approx([3, 2], abs=1e-3)
    assert boxed.max() < 1
    assert boxed[-1] == pytest.approx([1, 1], abs=0.1)


@claim("weight_decay")
def only_the_penalty_feels_the_units_of_the_loss(_):
    for penalized in (True, False):
        ends = []
        for factor in (1.0, 1000.0):
            x, m, v = 2.0, 0.0, 0.0
            for t in range(1, 51):
                g = factor * 0.3 + (0.1 * x if penalized else 0)
                m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
                step = m / (1 - 0.9**t) / math.sqrt(v / (1 - 0.999**t))
                x -= 0.01 * (step + (0 if penalized else 0.1 * x))
            ends.append(x)
        assert (abs(ends[0] - ends[1]) > 1e-3) == penalized


@claim("amsgrad")
def adam_climbs_where_a_large_gradient_is_forgotten(shown):
    def end(result, name):
        return result[name].positions[-1, 0]

    assert end(shown[0][0], "sgd") > 7
    assert end(shown[1][0], "adam") < -1
    assert end(shown[2][0], "amsgrad") > 2
    _, remembering = shown[3]
    assert end(remembering, "adam") == pytest.approx(end(remembering, "amsgrad"), abs=0.05)
    assert end(remembering, "adam") > 2


@claim("schedules")
def warm_up_keeps_the_basin_and_a_cosine_sinks_the_floor(shown):
    plain, warm = (result["adam"].positions[-1] for result in shown[1])
    assert shown[0][0]["adam"].positions[-1] == pytest.approx(plain)
    assert plain == pytest.approx([2.75, -2.9], abs=0.15)
    assert warm == pytest.approx([-2.9, -2.9], abs=0.1)
    constant, cosine = (result["sgd"].losses for result in shown[2])
    assert cosine[-20:].mean() < constant[-20:].mean() / 10
    root, cosine = shown[3]
    assert max(root["sgd"].losses[-1], cosine["sgd"].losses[-1]) < 0.02
    assert lengths(cosine["sgd"])[80:120].mean() > 2 * lengths(root["sgd"])[80:120].mean()
    assert cosine["sgd"].losses[180:220].mean() > 10 * cosine["sgd"].losses[-20:].mean()


@claim("edge_of_stability")
def a_rate_finds_a_minimum_that_is_flat_enough(shown):
    def sharpness(trajectory):
        return float((trajectory.positions[-1] ** 2).sum())

    small, large = (result["sgd"] for result in shown[1])
    assert sharpness(small) == pytest.approx(8.8, abs=0.05)
    assert sharpness(large) == pytest.approx(3.1, abs=0.05)
    assert 2 / 0.3 < sharpness(small) < 2 / 0.1
    assert sharpness(large) < 2 / 0.3
    assert (np.diff(np.sign(np.prod(large.positions[:6], axis=1) - 1)) != 0).sum() >= 2  # across and back
    across, gone = (result["sgd"] for result in shown[3])
    assert across.positions[-1].max() < 0
    assert across.losses[-1] < 1e-9
    assert gone.status == "diverged"


@claim("edge_of_stability")
def above_one_no_minimum_holds(shown):
    spec = replace(shown[0][0].spec, start=(1.02, 1.01), steps=400)
    for rate, holds in ((0.98, True), (1.02, False)):
        end = race(replace(spec, optimizers={"sgd": {"learning_rate": rate}}))["sgd"]
        assert (end.losses[-1] < 1e-6) == holds


@claim("quasi_newton")
def two_steps_teach_a_quadratic(shown):
    learned, searching = (shown[0][0][name] for name in ("bfgs", "steepest_descent"))
    np.testing.assert_allclose(learned.positions[1], searching.positions[1], atol=0.05)
    assert learned.steps_to_tolerance == 2
    assert searching.steps_to_tolerance is None
    bent = shown[2][0]
    assert (bent["bfgs"].steps_to_tolerance, bent["bfgs"].evaluations[27]) == (27, 34)
    assert bent["newton"].steps_to_tolerance == 5
    assert bent["steepest_descent"].losses[-1] > 0.1
    exact, usual = (result["bfgs"] for result in shown[3])
    assert exact.steps_to_tolerance < usual.steps_to_tolerance
    each = [t.evaluations[t.steps_to_tolerance] / t.steps_to_tolerance for t in (exact, usual)]
    assert each[1] < each[0]


@claim("acceleration")
def the_root_of_kappa_and_what_grows(shown):
    for result, (plain, heavy) in zip(shown[0], ((44, 14), (173, 28)), strict=True):
        assert (result["sgd"].steps_to_tolerance, result["momentum"].steps_to_tolerance) == (plain, heavy)
    mu = 9 / 11
    assert max(abs(np.roots([1, -(1 + mu) * 0.99, mu * 0.99]))) == pytest.approx(0.9, abs=1e-6)  # along the valley
    plain, fast = (shown[1][0][name].distances for name in ("sgd", "nesterov"))
    assert plain[100] / plain[99] == pytest.approx(0.99, abs=1e-4)
    assert fast[100] / fast[99] == pytest.approx(0.9, abs=0.02)  # but for a factor that grows like t
    own, knows = shown[2][0]["accelerated_gradient"], shown[2][0]["nesterov"]
    assert (own.steps_to_tolerance, knows.steps_to_tolerance) == (36, 50)
    k = own.states["k"][:, 0]
    assert ((k[:-1] - 1) / k[1:])[:3] == pytest.approx([0, 0.28, 0.43], abs=0.005)


@claim("acceleration")
def the_ripples_and_the_restart(shown):
    own = shown[3][0]["accelerated_gradient"]
    f = own.losses
    peaks = np.flatnonzero((f[1:-1] > f[:-2]) & (f[1:-1] >= f[2:])) + 1
    assert peaks.size > 5
    assert np.diff(peaks) == pytest.approx(31, abs=2)
    bound = 200 * (own.positions[0] ** 2).sum() / (np.arange(1, 301) + 1) ** 2
    assert (f[1:] <= bound).all()
    without, anew = (result["accelerated_gradient"].losses for result in shown[4])
    assert without[-1] > 1e9 * anew[-1]


@claim("rare_word")
def a_rare_word_needs_a_rate_that_waits(shown):
    plain = shown[0][0]["sgd"].positions
    assert abs(plain[30, 0]) < 0.15
    came = np.flatnonzero(np.diff(plain[:, 1])) + 1
    assert (came <= 30).sum() == 3
    assert plain[-1, 1] > 0.6
    fallen, waits = shown[1]
    assert fallen["sgd"].steps_to_tolerance is None
    assert waits["adagrad"].steps_to_tolerance == 105
    y = np.diff(waits["adagrad"].positions[:, 1])
    assert abs(y[came[0] - 1]) == pytest.approx(1.0)
    rare = lengths(shown[2][0]["adagrad"])[came - 1]
    common = np.delete(lengths(shown[2][0]["adagrad"]), came - 1)
    assert rare[:5].min() > 4 * common[came[1] :].max()
    rare, dense = (result["sgd"] for result in shown[3])
    assert (rare.steps_to_tolerance, dense.steps_to_tolerance) == (None, 33)
    assert dense.positions[:, 0] == pytest.approx(-dense.positions[:, 1])


@claim("averages")
def the_mean_of_the_path_is_quiet_and_an_ema_late(shown):
    path = shown[0][0]["sgd"]
    (mean, ema) = (take_of(LESSONS["averages"].shown[place][0]).averages[0]["sgd"] for place in (0, 1))
    np.testing.assert_allclose(
        mean.positions[1:], np.cumsum(path.positions[1:], axis=0) / np.arange(1, 301)[:, None], atol=1e-12
    )
    assert lengths(path)[-50:].mean() > 50 * lengths(mean)[-50:].mean()
    assert path.losses[-50:].mean() > 10 * mean.losses[-50:].mean()
    assert lengths(ema)[-50:].mean() > 3 * lengths(mean)[-50:].mean()
    assert ema.losses[-50:].mean() > 1.5 * mean.losses[-50:].mean()
    away = [float(np.hypot(*each.positions[60])) for each in (path, mean, ema)]  # the minimum is at 0
    assert away[2] == pytest.approx(3 * away[1], rel=0.05)
    assert ema.losses[60] > path.losses[60]
    free = replace(LESSONS["averages"].shown[0][0].panels[0].spec, optimizers={"schedule_free_sgd": {
        "learning_rate": 0.06, "beta": 0.0}})  # fmt: skip
    np.testing.assert_allclose(race(free)["schedule_free_sgd"].positions, mean.positions, atol=1e-12)


@claim("averages")
def schedule_free_takes_rates_that_are_not_safe(shown):
    gone, home = (result["schedule_free_sgd"] for result in shown[2])
    assert (gone.status, home.status) == ("diverged", "arrived")
    fast, crawling = (result["schedule_free_sgd"] for result in shown[3])
    assert fast.steps_to_tolerance == 13
    assert fast.losses[-1] < 0.02 * crawling.losses[-1]
    too_fast = replace(LESSONS["averages"].shown[3][0].panels[0].spec, optimizers={"sgd": {"learning_rate": 0.11}})
    assert race(replace(too_fast, steps=300))["sgd"].status == "diverged"


@claim("averages")
def a_schedule_must_know_its_end(shown):
    planned, free = shown[4][0]["sgd"], shown[4][1]["schedule_free_sgd"]
    assert lengths(free)[60:].max() < 0.05
    assert lengths(planned)[60:150].mean() > 10 * lengths(free)[60:150].mean()
    assert lengths(planned)[-20:].mean() < 0.01
    half, end = ([np.mean(t.losses[k - 10 : k + 10]) for t in (planned, free)] for k in (150, 290))
    assert half[0] > 4 * half[1]
    assert end[0] < end[1] < 2 * end[0]


@claim("no_learning_rate")
def the_lowest_value_is_all_it_must_know(shown):
    both = shown[0][0]
    assert (both["polyak_step"].steps_to_tolerance, both["sgd"].steps_to_tolerance) == (11, 35)
    assert (np.diff(both["polyak_step"].distances) <= 0).all()
    low, true, high = (result["polyak_step"].losses for result in shown[1])
    assert low[-20:].max() > 0.3
    assert true[-1] < 1e-9
    assert high[-1] == pytest.approx(1.0, abs=1e-6)


@claim("no_learning_rate")
def they_find_out_how_far_it_is(shown):
    steps = lengths(shown[2][0]["dog"])
    assert steps[0] == pytest.approx(0.01)
    longest = int(steps.argmax())
    assert 10 < longest < 40
    assert steps[longest] > 15 * steps[0]
    d = shown[3][0]["prodigy"].states["d"]
    assert d[0] == pytest.approx(1e-6)
    assert d[[15, 20, 160]] == pytest.approx([0.43, 0.995, 0.995], abs=0.01)
    creeps, told = (lengths(shown[3][0][name]) for name in ("prodigy", "adam"))
    assert creeps[:8].max() < 0.01 < 0.5 < told[0]


@claim("no_learning_rate")
def a_unit_of_the_loss_changes_nothing_for_them(shown):
    plain, scaled = shown[4]
    assert (plain["sgd"].status, scaled["sgd"].status) == ("arrived", "diverged")
    for name in ("polyak_step", "dog", "prodigy"):
        np.testing.assert_allclose(plain[name].positions, scaled[name].positions, atol=2e-3)


@claim("full_matrix")
def it_sees_across_the_axes(shown):
    straight, turned = (result["adagrad"] for result in shown[0])
    assert (straight.steps_to_tolerance, turned.steps_to_tolerance) == (5, 41)
    full = shown[1][1]["adagrad_full"]
    assert full.steps_to_tolerance == 3
    surface = LESSONS["full_matrix"].shown[1][0].panels[1].spec.bound_surface
    gradient = np.array(surface.gradient(*full.positions[0].tolist()))
    np.testing.assert_allclose(moves(full)[0], -3.0 * gradient / np.hypot(*gradient), atol=1e-6)
    last = shown[3][0]
    assert min(last, key=lambda name: last[name].losses[-1]) == "adagrad_full"


@claim("sharpness")
def it_drifts_along_the_valley_to_the_flattest(shown):
    assert (shown[0][0]["sgd"].positions[-1] ** 2).sum() == pytest.approx(8.4, abs=0.05)
    rests, drifts = (shown[2][0][name] for name in ("sgd", "sam"))
    assert rests.evaluations[-1] * 2 == drifts.evaluations[-1]
    curvatures = (drifts.positions**2).sum(axis=1)
    assert curvatures[-1] == pytest.approx(2.0, abs=0.05)
    assert abs(np.prod(drifts.positions[20:], axis=1) - 1).max() < 0.3  # along x y = 1
    assert (np.diff(curvatures[20::20]) < 0.05).all()


@claim("sharpness")
def it_ends_in_a_cycle_of_two_points(shown):
    away = shown[3][0]["sam"].positions[-4:]
    assert np.hypot(*away.T) == pytest.approx(1 / 3, abs=1e-6)
    np.testing.assert_allclose(away[0], away[2], atol=1e-4)
    np.testing.assert_allclose(away[0], -away[1], atol=1e-4)


@claim("sharpness")
def the_two_wells_are_as_the_question_says(_):
    spec = LESSONS["sharpness"].asked.specs[0]
    surface = spec.bound_surface
    for place, curvature in (((-0.993, 0.0), 16), ((1.5, 0.0), 1)):
        assert surface.hessian(*place)[2] == pytest.approx(curvature, rel=0.06)
        assert surface.value(*place) == pytest.approx(0.0, abs=1e-3)
    wide = race(replace(spec, optimizers={"sam": {"learning_rate": 0.1, "rho": 0.5}}))["sam"]
    assert -0.5 < wide.positions[-1, 0] < -0.2  # on the slope


@claim("muon")
def the_full_matrix_needs_8_steps_and_adam_112(shown):
    first = {name: int(np.argmax(t.losses <= 1e-6)) for name, t in shown[0][0].items()}
    assert first == {"adagrad_full": 8, "adam": 112}
    spec = LESSONS["muon"].shown[0][0].panels[0].spec
    others = [replace(spec, optimizers={"adam": {"learning_rate": rate}}) for rate in np.geomspace(1e-4, 2, 40)]
    below = [t.losses <= 1e-6 for t in (race(other)["adam"] for other in others)]
    assert min(int(np.argmax(each)) for each in below if each.any()) == 112


@claim("muon")
def shampoo_keeps_half_of_the_turn(shown):
    full, shampoo = (shown[1][0][name] for name in ("adagrad_full", "shampoo"))
    assert (full.steps_to_tolerance, shampoo.steps_to_tolerance) == (3, 11)
    np.testing.assert_allclose(moves(full)[0], moves(shampoo)[0], atol=1e-6)


@claim("muon")
def of_the_first_gradient_all_singular_values_become_one(shown):
    G = np.random.default_rng(0).normal(size=(4, 3))
    U, _, V = np.linalg.svd(G, full_matrices=False)
    for name, within in (("shampoo", 1e-3), ("muon", 0.35)):
        settings = {key: each.default for key, each in OPTIMIZERS[name].hyperparameters.items()} | {
            "learning_rate": 1.0
        }
        states = OPTIMIZERS[name].first_states()
        step = OPTIMIZERS[name].weights(np.zeros((4, 3)), G, 1, *states, **settings)[0]
        scale = (4 / 3) ** 0.5 if name == "muon" else 1.0
        np.testing.assert_allclose(-np.diag(U.T @ step @ V.T) / scale, 1.0, atol=within)
    fades, stays = (lengths(shown[2][0][name]) for name in ("shampoo", "muon"))
    assert fades[0] == pytest.approx(0.5, abs=1e-6)
    np.testing.assert_allclose(stays, 0.4924, rtol=1e-3)
    assert fades[20:].max() < 0.1


@claim("muon")
def a_diagonal_layer_hides_behind_signum(shown):
    """Muon of diag(x, y), with exact singular values, is the sign; what the rounds make of it is near."""
    x, y = 0.3, -7.0
    U, _, V = np.linalg.svd(np.diag([x, y]))
    np.testing.assert_allclose(U @ V, np.diag(np.sign([x, y])), atol=1e-12)
    rounds = orthogonal(np.diag([x, y]))
    assert 0.68 < rounds[0, 0] < 1.14
    assert -1.14 < rounds[1, 1] < -0.68
    vector, layer = (shown[3][0][name] for name in ("muon", "signum"))
    np.testing.assert_allclose(abs(moves(layer)[:10]), 0.1, atol=1e-12)
    assert abs(layer.positions[30:]).max() < 0.051
    assert vector.positions[30, 0] < -1.9


@claim("muon")
def five_rounds_and_a_rate_that_falls(shown):
    made = [of_one(s) for s in np.geomspace(0.01, 1, 400)]
    assert 0.68 < min(made) < max(made) < 1.14
    hovers, rests = (result["muon"] for result in shown[4])
    assert hovers.distances[-10:].min() > 0.05
    assert rests.losses[-1] < 1e-5
    asked = [race(spec)["muon"] for spec in LESSONS["muon"].asked.specs]
    reached = [int(np.argmax(t.distances < 0.5)) for t in asked]
    assert 1.6 < reached[1] / reached[0] < 2.4


@claim("least_squares")
def straight_residuals_take_one_step(shown):
    both = shown[0][0]
    assert (both["gauss_newton"].steps_to_tolerance, both["sgd"].steps_to_tolerance) == (1, 16)
    assert LESSONS["least_squares"].hands[0].across == pytest.approx(2 / 18)


@claim("least_squares")
def the_first_step_leaps_and_is_refused(shown):
    leaps = shown[1][0]["gauss_newton"]
    np.testing.assert_allclose(leaps.positions[:3], [[-0.4, 0.16], [1, -0.96], [1, 1]], atol=1e-9)
    np.testing.assert_allclose(leaps.losses[:2], [1.96, 384.16])
    held = shown[2][0]["levenberg_marquardt"]
    assert not lengths(held)[:4].any()
    assert lengths(held)[4] > 0
    growth = held.states["lambda"][1:5, 0]
    first = 1e-4 * 100  # of the largest number on the diagonal of JᵀJ
    np.testing.assert_allclose(growth / np.array([first, *growth[:-1]]), [2, 4, 8, 16], rtol=1e-3)
    assert held.steps_to_tolerance == 15


@claim("least_squares")
def the_loss_never_rises(shown):
    bold, timid = (result["levenberg_marquardt"] for result in shown[3])
    assert (bold.steps_to_tolerance, timid.steps_to_tolerance) == (10, 18)
    assert lengths(bold)[0] > 5 * lengths(timid)[0]
    circle = shown[4][0]["dogleg"]
    np.testing.assert_allclose(circle.states["Delta"][1:4, 0], [0.25, 0.5, 0.5])
    for one in (shown[2][0]["levenberg_marquardt"], bold, timid, circle):
        assert (np.diff(one.losses) <= 0).all()


@claim("least_squares")
def going_down_is_not_arriving(_):
    spec = LESSONS["least_squares"].asked.specs[0]
    slides = race(replace(spec, steps=1000))["levenberg_marquardt"]
    assert (np.diff(slides.losses) <= 0).all()
    assert 0.45 < slides.losses[-1] < 0.46
    assert slides.positions[-1, 0] < -500
    home = race(replace(spec, start=(-1.2, -0.2)))
    assert {name: t.steps_to_tolerance for name, t in home.items()} == {"gauss_newton": 6, "levenberg_marquardt": 6}


@claim("without_gradients")
def only_the_order_counts(shown):
    assert shown[0][0]["nelder_mead"].steps_to_tolerance == 14
    plain, logarithm = shown[1]
    np.testing.assert_array_equal(plain["nelder_mead"].positions[:20], logarithm["nelder_mead"].positions[:20])
    assert logarithm["sgd"].distances[20] > 5 * plain["sgd"].distances[20]


@claim("without_gradients")
def the_ellipse_lies_along_the_ravine(shown):
    cloud = shown[2][0]["cma_es"]
    axes = np.stack([cloud.states["first"], cloud.states["second"]], axis=-1)
    for step in (20, 30, 40):
        values, directions = np.linalg.eigh(axes[step] @ axes[step].T)
        angle = math.degrees(math.atan2(directions[1, 1], directions[0, 1])) % 180
        assert angle == pytest.approx(30, abs=3)
        assert values[1] > 36 * values[0]


@claim("without_gradients")
def a_wide_cloud_finds_the_lowest_sometimes(shown):
    ends = {name: t.losses[-1] for name, t in shown[3][0].items()}
    assert ends["sgd"] == pytest.approx(ends["nelder_mead"], abs=1e-3) == pytest.approx(17.9, abs=0.02)
    assert ends["cma_es"] < 1e-5
    spec = LESSONS["without_gradients"].shown[3][0].panels[0].spec
    clouds = [race(replace(spec, optimizers={"cma_es": {"spread": 2.0, "seed": float(s)}})) for s in range(40)]
    assert np.mean([cloud["cma_es"].losses[-1] < 1e-3 for cloud in clouds]) == pytest.approx(1 / 7, abs=0.05)


@claim("without_gradients")
def what_values_cost(shown):
    home = {name: int(t.evaluations[t.steps_to_tolerance]) for name, t in shown[4][0].items()}
    assert home == {"bfgs": 34, "nelder_mead": 115, "cma_es": 403}


@claim("sharpness")
def the_same_net_is_sharp_or_flat(shown):
    ends = [result["sgd"].positions[-1] for result in shown[4]]
    np.testing.assert_allclose([x * y for x, y in ends], 1, atol=1e-9)
    assert [x * x + y * y for x, y in ends] == pytest.approx([8.4, 2.0], abs=0.05)
