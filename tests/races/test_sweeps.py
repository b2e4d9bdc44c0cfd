"""A sweep is so many single races; on a quadratic its stable range ends where theory says."""

import math
from dataclasses import replace

import numpy as np
import pytest
from each import each

from optimizers import CLASSICS, OPTIMIZERS, Vector
from races import RaceSpec, SpecError, race
from races.sweeps import MAX_METHODS, Second, SweepSpec, run, sweep, sweep_from_query
from races.theory import constant_hessian, curvature, largest_stable_rates
from races.together import can_run_together
from races.tuning import tuned
from surfaces import SURFACES, own_surface

RATED = {name: method for name, method in OPTIMIZERS.items() if "learning_rate" in method.hyperparameters}


def assert_single(result, method, rate, value=0):
    """One cell of a sweep against the race of its own."""
    outcome = result[method]
    at = (rate, value) if outcome.losses.ndim > 1 else (rate,)
    t = race(result.spec.single(method, rate, value))[method]
    assert (int(outcome.diverged_at[at]) or None) == t.diverged_at
    tail = 1 if result.spec.race.noise == "none" or t.diverged_at else math.ceil(result.spec.race.steps / 10)
    assert outcome.losses[at] == pytest.approx(t.losses[-tail:].mean(), rel=1e-6, abs=1e-12)
    assert outcome.best[at] == pytest.approx(np.nanmin(t.losses), rel=1e-6, abs=1e-12)
    assert (None if math.isnan(outcome.steps[at]) else outcome.steps[at]) == t.steps_to_tolerance
    return t


@each("method", OPTIMIZERS)
def test_a_sweep_is_so_many_single_races(method):
    tame = tuned("rosenbrock")["learning_rates"].get(method, 0.5) / 2
    spec = RaceSpec(surface="rosenbrock", optimizers={method: {}}, steps=60)
    lowest = OPTIMIZERS[method].hyperparameters["learning_rate"].minimum if method in RATED else 1e-3
    result = sweep(SweepSpec(spec, low=max(tame / 10, lowest), high=tame, count=4))
    outcome = result[method]
    assert outcome.losses.shape == outcome.steps.shape == outcome.diverged.shape == (4,)
    assert outcome.flat == (method not in RATED)
    assert outcome.ran.all()
    for rate in range(4):
        assert_single(result, method, rate)
    if outcome.flat:
        assert len(set(outcome.losses)) == 1
        assert outcome.stable is None


SIMPLE = [name for name, method in OPTIMIZERS.items() if can_run_together(method)]


@each(
    "given",
    [
        {},
        {"schedule": "cosine"},
        {"surface_parameters": {"b": 5}, "noise": "additive", "noise_parameters": {"sigma": 0.1}},
    ],
)
@each("first", range(0, len(SIMPLE), MAX_METHODS))
def test_methods_that_run_together_are_so_many_alone(first, given):
    methods = SIMPLE[first : first + MAX_METHODS]
    spec = RaceSpec(surface="rosenbrock", optimizers={name: {} for name in methods}, steps=60, **given)
    both = sweep(SweepSpec(spec, low=1e-4, high=2e-3, count=3))
    for method in methods:
        alone = sweep(SweepSpec(replace(spec, optimizers={method: {}}), low=1e-4, high=2e-3, count=3), lambda *_: None)
        for rate in np.flatnonzero(both[method].ran):
            assert_single(both, method, rate)
        np.testing.assert_allclose(both[method].losses, alone[method].losses, rtol=1e-9)


@pytest.mark.parametrize("method", ["momentum", "adam", "adadelta", "newton"])
def test_a_second_hyperparameter_is_a_second_axis(method):
    name = (
        next(name for name in OPTIMIZERS[method].hyperparameters if name != "learning_rate") if method != "sgd" else ""
    )
    spec = RaceSpec(surface="rosenbrock", optimizers={method: {}, "nesterov": {}}, steps=40)
    if not name:
        with pytest.raises(SpecError, match="sgd has no second hyperparameter"):
            SweepSpec(spec, second=Second("sgd", "momentum", 0, 0.9))
        return
    declared = OPTIMIZERS[method].hyperparameters[name]
    second = Second(method, name, declared.value_at(0.2), declared.value_at(0.6), 3)
    result = sweep(SweepSpec(spec, low=2e-3, high=5e-3, count=4, second=second))
    assert result[method].losses.shape == (4, 3)
    assert result["nesterov"].losses.shape == (4,)
    for rate in range(4):
        for value in range(3):
            assert_single(result, method, rate, value)
        assert_single(result, "nesterov", rate)


@each(
    "given",
    [
        {"noise": "minibatch", "seed": 3},
        {"noise": "additive", "noise_parameters": {"sigma": 0.2}},
        {"schedule": "cosine"},
        {"units": (2.0, 0.5, 3.0)},
        {"surface_parameters": {"b": 20}, "start": (-0.5, 2.0)},
    ],
)
def test_what_else_a_race_has_is_in_its_sweep(given):
    spec = RaceSpec(
        surface="rosenbrock", optimizers={"sgd": {}, "adam": {"beta1": 0.5}, "newton": {}}, steps=50, **given
    )
    result = sweep(SweepSpec(spec, low=1e-4, high=1e-3, count=3))
    for method in ("sgd", "adam"):
        for rate in range(3):
            assert_single(result, method, rate)
    assert result["newton"].ran.tolist() == [False, False, True]  # its range begins at 0.001
    assert_single(result, "newton", 2)
    assert math.isnan(result["newton"].losses[0])


def test_with_noise_the_best_rate_is_no_matter_of_chance():
    """Of the last loss the best rate is another for each seed; of the mean of the last tenth it hardly moves."""
    race_of = RaceSpec("sphere", {"sgd": {}}, (-4.0, 3.0), 400, noise="additive", noise_parameters={"sigma": 2.0})
    spec = SweepSpec(race_of, low=0.01, high=0.5, count=25)
    places = {"mean": [], "last": []}
    for seed in range(6):
        result = sweep(replace(spec, race=replace(race_of, seed=seed)))
        places["mean"].append(result.best_of("sgd")[0])
        lasts = [race(result.spec.single("sgd", rate, 0))["sgd"].losses[-1] for rate in range(25)]
        places["last"].append(int(np.argmin(lasts)))
    assert np.ptp(places["mean"]) < np.ptp(places["last"]) / 1.5


def test_who_diverges_is_marked():
    spec = RaceSpec(surface="rosenbrock", optimizers={"sgd": {"learning_rate": 0.5}}, steps=50)
    result = sweep(SweepSpec(spec, low=1e-4, high=5, count=9))
    outcome = result["sgd"]
    for rate in range(9):
        t = assert_single(result, "sgd", rate)
        assert outcome.diverged[rate] == (t.status == "diverged")
    assert not outcome.diverged[0]
    assert outcome.diverged[-1]
    assert outcome.stable[1] < result.spec.rates[int(outcome.diverged.argmax())]
    best = result.best_of("sgd")
    assert outcome.losses[best] == outcome.losses[~outcome.diverged].min()
    assert result.best_of("sgd", "steps") is None  # 50 steps are too few for anybody


def test_without_minima_nobody_comes_within_tolerance():
    result = sweep(SweepSpec(RaceSpec(surface="saddle", optimizers={"sgd": {}}, steps=20), count=5))
    assert result.floor is None
    assert np.isnan(result["sgd"].steps).all()


def test_the_race_s_own_rate_does_not_matter_and_progress_counts_all_lanes():
    told = []
    rates = [{"learning_rate": rate} for rate in (0.01, 0.1)]
    specs = [
        SweepSpec(RaceSpec(optimizers={"sgd": {}, "vsgd": {}, "adam": given}, steps=30), count=10) for given in rates
    ]
    one, other = sweep(specs[0]), sweep(specs[1], lambda *done: told.append(done))
    assert (one["adam"].losses == other["adam"].losses).all()
    assert told[-1] == (21, 21)
    assert (one["vsgd"].losses == other["vsgd"].losses).all()
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert specs[0].lanes == 21
    assert 0 < specs[0].seconds < 1


@pytest.mark.parametrize("method", ["momentum", "adam", "newton"])
def test_an_estimate_is_of_all_races_whatever_they_differ_in(method):
    """Many values of a second hyperparameter take as long as so many more rates."""
    name = next(name for name in OPTIMIZERS[method].hyperparameters if name != "learning_rate")
    declared = OPTIMIZERS[method].hyperparameters[name]
    spec = RaceSpec(optimizers={method: {}, "vsgd": {}}, steps=100)
    second = Second(method, name, declared.value_at(0.2), declared.value_at(0.6), 10)
    rates = {"low": 1e-3, "high": 0.5}
    square, line = SweepSpec(spec, **rates, count=10, second=second), SweepSpec(spec, **rates, count=100)
    assert square.lanes == line.lanes == 101
    assert square.seconds == pytest.approx(line.seconds)
    assert square.seconds > SweepSpec(spec, **rates, count=10).seconds
    other = SweepSpec(replace(spec, optimizers={method: {}}), **rates, count=10, second=second)
    assert other.lanes == 100


def test_at_theory_s_bound_to_the_bit_a_rate_is_the_last_that_settles():
    """On the sphere gradient descent at 2/L steps from x to -x and back, and its loss does not grow."""
    spec = RaceSpec("sphere", {"sgd": {}}, start=(1.0, -1.0), steps=51)
    outcome = sweep(SweepSpec(spec, low=1.0, high=4.0, count=3))["sgd"]
    assert outcome.losses[1] == outcome.start_loss
    assert outcome.settled.tolist() == [True, True, False]
    assert outcome.stable == (1.0, pytest.approx(2.0))


def test_a_long_sweep_is_cut_in_parts_and_stays_the_same(monkeypatch):
    spec = SweepSpec(RaceSpec(optimizers={"adam": {}}, steps=30), count=11)
    whole = sweep(spec)["adam"]
    run._KNOWN.clear()
    monkeypatch.setattr("races.sweeps.run.AT_ONCE", 100)
    parts = []
    cut = sweep(spec, lambda done, total: parts.append(done))["adam"]
    assert parts == [3, 6, 9, 11]
    assert (cut.losses == whole.losses).all()
    assert (cut.diverged_at == whole.diverged_at).all()


def test_a_frame_has_a_row_for_each_race():
    second = Second("momentum", "momentum", 0, 0.9, 3)
    spec = SweepSpec(RaceSpec(optimizers={"sgd": {}, "momentum": {}, "bfgs": {}}, steps=20), count=4, second=second)
    frame = sweep(spec).to_frame()
    assert frame.groupby("optimizer", sort=False).size().to_dict() == {"sgd": 4, "momentum": 12, "bfgs": 1}
    assert frame["momentum.momentum"].dropna().unique() == pytest.approx(second.values)
    assert frame["loss"].notna().all()
    assert frame.loc[frame.optimizer == "bfgs", "learning_rate"].isna().all()


BAD = {
    "no methods": ({"optimizers": {}}, {}, "0 methods; allowed: 1 to 9"),
    "too many": ({"optimizers": {name: {} for name in [*OPTIMIZERS][: MAX_METHODS + 1]}}, {}, "10 methods"),
    "order": ({}, {"low": 1.0, "high": 0.1}, "from 1.0 to 0.1; allowed"),
    "negative": ({}, {"low": -1.0}, "from -1.0"),
    "nan": ({}, {"high": math.nan}, "to nan"),
    "text": ({}, {"high": "one"}, "to 'one'"),
    "count": ({}, {"count": 1}, "number of learning rates: 1 is out of range; allowed: a whole number from 2"),
    "fraction": ({}, {"count": 2.5}, "number of learning rates: 2.5 is not a whole number"),
    "somebody else": ({}, {"second": Second("lion", "beta1", 0, 0.5)}, "'lion' does not race; allowed: momentum"),
    "of none": ({"optimizers": {"sgd": {}}}, {"second": Second("sgd", "momentum", 0, 1)}, "sgd has no second"),
    "the rate": ({}, {"second": Second("momentum", "learning_rate", 0, 1)}, "allowed: momentum"),
    "out of range": ({}, {"second": Second("momentum", "momentum", 0, 2)}, "momentum: 2 is out of range"),
    "reversed": ({}, {"second": Second("momentum", "momentum", 0.9, 0.5)}, "0.9 to 0.5; the first must be below"),
    "values": (
        {},
        {"second": Second("momentum", "momentum", 0, 0.5, 999)},
        "number of values of momentum: 999 is out of range",
    ),
}


@each("case", BAD)
def test_a_bad_sweep_is_told(case):
    fields, given, words = BAD[case]
    with pytest.raises(SpecError) as told:
        SweepSpec(RaceSpec(**({"optimizers": {"momentum": {}}} | fields)), **given)
    assert words in str(told.value)


# Theory

QUADRATIC = {
    "sphere": 1.0,
    "rotated_quadratic": 100.0,
    "booth": 18.0,
    "matyas": 1.0,
    "linear_regression": 1.00811529,
    "normalized_regression": 1.9,
    "whitened_regression": 1.0,
    "slope_and_bias": 17.2354950,
}


@each("surface", SURFACES)
def test_the_quadratic_surfaces_are_found(surface):
    assert curvature(SURFACES[surface]) == (pytest.approx(QUADRATIC[surface]) if surface in QUADRATIC else None)


def test_own_functions_and_parameters_have_their_curvature():
    assert curvature(SURFACES["rotated_quadratic"].bind(condition_number=7.0, angle=20.0)) == pytest.approx(7)
    assert curvature(own_surface("3x^2 + 2x*y + y^2")) == pytest.approx(4 + math.sqrt(8))
    assert curvature(own_surface("x^2 - y^2")) is None  # quadratic, but it has no bottom
    assert constant_hessian(own_surface("x^2 - y^2")).tolist() == [[2, 0], [0, -2]]
    assert curvature(own_surface("x^2 + sin(y)")) is None
    assert curvature(own_surface("x + y")) is None


MU = [0.0, 0.5, 0.9]


@each("surface", QUADRATIC)
@each(
    "method, settings", [("sgd", {}), *((method, {"momentum": mu}) for method in ("momentum", "nesterov") for mu in MU)]
)
def test_the_measured_edge_is_theory_s(surface, method, settings):
    """From a start on the steepest direction nothing else shrinks meanwhile, so growth shows within the race."""
    bound = SURFACES[surface]
    _, vectors = np.linalg.eigh(constant_hessian(bound))
    (x_min, x_max), (y_min, y_max) = bound.domain
    start = np.array(bound.minima[0]) + 0.15 * min(x_max - x_min, y_max - y_min) * vectors[:, 1]
    spec = RaceSpec(surface=surface, optimizers={method: settings}, start=tuple(map(float, start)), steps=1500)
    edge = float(largest_stable_rates(method, spec.optimizers[method], bound))
    result = sweep(SweepSpec(spec, low=0.9 * edge, high=1.1 * edge, count=40))
    low, high = result[method].stable
    step = (1.1 / 0.9) ** (1 / 39)
    assert low == pytest.approx(0.9 * edge)
    assert edge / step <= high <= edge * step
    assert result[method].bound == pytest.approx([edge])


def test_the_bound_follows_the_second_hyperparameter_and_the_units():
    second = Second("momentum", "momentum", 0.0, 0.99, 5)
    spec = RaceSpec(surface="sphere", optimizers={"momentum": {}, "adam": {}}, units=(2.0, 1.0, 3.0), steps=5)
    result = sweep(SweepSpec(spec, count=3, second=second))
    assert result["momentum"].bound == pytest.approx(2 * (1 + second.values) / 12)
    assert result["adam"].bound is None


@pytest.mark.parametrize("given", [{"noise": "additive"}, {"schedule": "cosine"}, {"surface": "beale"}])
def test_theory_has_no_word_elsewhere(given):
    spec = RaceSpec(**({"surface": "sphere", "optimizers": {"sgd": {}}, "steps": 5} | given))
    assert sweep(SweepSpec(spec, count=3))["sgd"].bound is None


def test_nine_methods_of_the_first_page_fit():
    spec = SweepSpec(RaceSpec(optimizers={name: {} for name in CLASSICS}, steps=5), count=3)
    assert list(sweep(spec)) == list(CLASSICS)
    assert all(not isinstance(OPTIMIZERS[name], Vector) for name in CLASSICS)


# Links


LINKS = [
    "surface=beale&start=1,1.6&steps=120&sgd=learning_rate:0.001&rates=0.0001,1,40",
    "surface=rotated_quadratic,condition_number:50,angle:45&start=-3,1&steps=200&momentum=learning_rate:0.01"
    "&rates=0.001,0.1,20&second=momentum.momentum,0,0.99,12&measure=steps",
    "surface=own&f=x^2%2B3*y^2&domain=-2,2,-2,2&start=1,1&steps=30&noise=additive,sigma:0.5&seed=3"
    "&adam=learning_rate:0.1,beta1:0.5&rates=0.01,2,9",
]


@pytest.mark.parametrize("query", LINKS)
def test_a_link_reads_back_as_the_same_sweep(query):
    scene, problems = sweep_from_query(query)
    assert problems == []
    again, problems = sweep_from_query(scene.to_query())
    assert problems == []
    assert again == scene
    assert again.to_query() == scene.to_query()


def test_a_race_s_link_opens_with_its_first_panel():
    scene, problems = sweep_from_query("?surface=beale&adam=&surface=sphere&sgd=&step=30&theme=dark&speed=2")
    assert problems == ["2 panels; the first is swept"]
    assert (scene.spec.race.surface, [*scene.spec.race.optimizers]) == ("beale", ["adam"])


def test_without_a_link_a_quadratic_is_swept():
    scene, problems = sweep_from_query("")
    assert (problems, scene.measure, scene.spec.second) == ([], "loss", None)
    assert scene.spec.race.surface == "rotated_quadratic"
    assert [*scene.spec.race.optimizers] == [*CLASSICS]


@each(
    "query, words",
    [
        ("sgd=&rates=1,0.1,60", "from 1.0 to 0.1; allowed"),
        ("sgd=&rates=1,2", "'1,2' is not understood; allowed: lowest,highest,how many"),
        ("sgd=&second=momentum.momentum,0,0.9,10", "'momentum' does not race; allowed: sgd"),
        ("momentum=&second=momentum.momentum,0,x,10", "second: '0,x,10' is not understood"),
        ("momentum=&second=momentum.momentum,0,2,10", "momentum: 2.0 is out of range"),
        ("sgd=&measure=luck", "measure: 'luck'; allowed: loss, steps"),
        ("surface=beale&optimizers=none", "no methods; allowed: 1 to 9"),
        ("&".join(f"{name}=" for name in [*OPTIMIZERS][:11]), "11 methods; the first 9 are swept"),
        ("surface=hill&sgd=", "unknown surface 'hill'"),
        ("sgd=&" + "x" * 40_000, "characters; allowed"),
    ],
)
def test_a_bad_part_of_a_link_is_told_and_its_default_stands_in(query, words):
    scene, problems = sweep_from_query(query)
    assert any(words in problem for problem in problems), problems
    assert sweep_from_query(scene.to_query()) == (scene, [])
