"""What a process remembers is bounded by bytes, and says its size."""

import ast
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from each import each

import caches
from caches import BUDGET, MB, Kept, kept, sizes, weight
from lessons.captions import _known
from networks.data import digits
from networks.plane_files import find, shipped
from networks.results import results
from races import RaceSpec, programs, race, ranking, tuning
from races.fields import MAX_STEPS, bound_surface
from races.noise.samples import LARGEST, rows_of
from surfaces import datasets, logistic_regression, noisy_moons, normalized_regression, quadratic, whitened_regression

ROOT = Path(__file__).parents[1]
ELSEWHERE = {"tests", "benchmarks", "docs", ".venv", "node_modules"}
HOUSE = [path for path in ROOT.rglob("*.py") if path.relative_to(ROOT).parts[0] not in {*ELSEWHERE, "caches.py"}]


@pytest.fixture
def named(monkeypatch):
    """Caches that are made here are known as long as the check runs."""
    monkeypatch.setattr(caches, "_CACHES", dict(caches._CACHES))


@dataclass
class Holder:
    numbers: np.ndarray
    more: list = field(default_factory=list)


def closed_over(value):
    return lambda: value


@each(
    "value",
    [
        np.zeros(10_000),
        b"x" * 80_000,
        "x" * 80_000,
        [float(n) for n in range(2500)],
        {n: str(n) for n in range(1000, 2000)},
        Holder(np.zeros(10_000)),
        closed_over(np.zeros(10_000)),
        (np.zeros(20_000)[::2],),  # it keeps all of what it shows
    ],
)
def test_a_value_weighs_what_it_keeps(value):
    assert 60_000 < weight(value) < 170_000
    assert weight([value, value]) < weight(value) + 200
    assert weight([weight, Holder, np, MB]) < 500  # what is there anyway


def test_what_is_made_of_a_text_has_a_weight():
    space = {"numbers": list(range(1000, 4000))}
    exec("def f(x):\n    return " + " + ".join(f"x * {n}.5" for n in range(500)), space)
    assert weight(space["f"]) > 100_000


def test_what_was_not_asked_for_the_longest_goes_first(named):
    asked = []

    @kept(1300)
    def texts(letter, count=200):
        asked.append(letter)
        return letter * count

    for letter in "ab":
        assert texts(letter) == letter * 200
    texts("a")
    texts("c")
    texts("d")
    texts("a")
    assert asked == ["a", "b", "c", "d"]
    texts("b")
    texts("b", count=5000)  # larger than the cache: it is not kept, and pushes nobody out
    texts("b", count=5000)
    texts("b")
    assert asked == ["a", "b", "c", "d", "b", "b", "b"]
    (size,) = (size for name, size in sizes().items() if name.endswith("texts"))
    assert 0 < size[0] <= size[1] == 1300
    texts.cache_clear()
    assert next(size for name, size in sizes().items() if name.endswith("texts")) == (0, 1300)


def test_what_a_value_makes_when_it_is_asked_for_counts(named):
    found, holder = Kept("here", 100_000), Holder(np.zeros(0))
    found["holder"] = holder
    holder.more.append(b"x" * 90_000)
    found["next"] = b"y" * 50_000
    assert [*found] == ["next"]
    assert sizes()["here"][0] < 51_000


def test_many_at_once_lose_no_count(named):
    from concurrent.futures import ThreadPoolExecutor

    found = Kept("here", 20_000)

    def work(seed):
        for number in np.random.default_rng(seed).integers(0, 200, 500).tolist():
            found[number] = "x" * (number + 1)
            found.get(number // 2)
            found.pop(number // 3, None)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    assert sizes()["here"][0] <= 20_000
    for key in [*found]:
        del found[key]
    assert sizes()["here"][0] == 0


def test_all_that_is_remembered_is_bounded_together():
    """functools' caches, which know no bytes, stand in caches.py alone; and every bound is within the budget."""
    import app  # noqa: F401 - it has every module

    unbounded = {
        (path.relative_to(ROOT).as_posix(), alias.name)
        for path in HOUSE
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "functools"
        for alias in node.names
        if alias.name in ("cache", "lru_cache")
    }
    assert unbounded == set()
    assert sum(most for _, most in sizes().values()) <= BUDGET
    assert all(now <= most for now, most in sizes().values())


def test_races_keep_to_their_bound():
    for number in range(60):
        race(RaceSpec("beale", {"adam": {"learning_rate": 0.01 + number / 1000}}, steps=MAX_STEPS))
    now, most = sizes()["races.race._racer"]
    assert most - 400_000 < now <= most


def test_the_largest_draws_are_kept_for_all_racers():
    surface = bound_surface("noisy_moons", (("samples", 400.0),))
    first = rows_of("data_batches", (("batch_size", 400.0),), 1, surface, MAX_STEPS)
    assert first.nbytes > 0.9 * LARGEST
    assert rows_of("data_batches", (("batch_size", 400.0),), 1, surface, MAX_STEPS) is first


DATA = (0.1, 0.9, 0.1, 400.0, 1.0)
#: Of what is only counted, the largest entry.
ENTRIES = {
    datasets.inputs: (0.1, 0.9, 400.0, 1.0),
    datasets.moons: (0.3, 400.0, 1.0),
    quadratic.products: DATA,
    quadratic.whitening: (0.1, 0.9, 0.01),
    logistic_regression.samples_with_labels: (0.1, 0.9, 1.0, 400.0, 1.0),
    logistic_regression.loss: (0.1, 0.9, 1.0, 400.0, 1.0),
    logistic_regression._facts: (0.1, 0.9, 1.0, 400.0, 1.0),
    noisy_moons.samples_with_labels: (0.3, 400.0, 1.0),
    noisy_moons.loss: (0.3, 400.0, 1.0),
    normalized_regression.normalized: (0.1, 0.9, 0.01, 0.0),
    whitened_regression.whitened: (0.1, 0.9, 0.01, 0.0),
    tuning.stored: (),
    tuning.tuned: ("beale",),
    ranking.ranking: (),
    results: (),
    digits: (),
    programs.untraced: (),
    _known: (),
}


@each("function", ENTRIES)
def test_what_is_counted_is_no_larger_than_it_is_said_to_be(function):
    given = ENTRIES[function]
    _, most = sizes()[f"{function.__module__}.{function.__qualname__}"]
    assert weight((given, function(*given))) <= most / function.cache_parameters()["maxsize"]


def test_planes_that_ship_are_no_larger_than_they_are_said_to_be():
    assert len(shipped()) <= 8
    assert max(weight(find(name)) for name in shipped()) <= 150_000
