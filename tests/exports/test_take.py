"""What is exported is what the link says."""

from dataclasses import replace

import pytest

from exports import ExportError, Options, take_of
from lessons import FIRST_VIEW
from races import RaceSpec, race
from races.query import Panel, Scene


def test_links_scenes_specs_and_results_are_the_same():
    spec = RaceSpec(surface="beale", optimizers={"adam": {"learning_rate": 0.1}}, steps=20)
    scene = Scene([Panel(spec)])
    for what in (
        scene,
        spec,
        race(spec),
        [spec],
        [race(spec)],
        f"?{scene.to_query()}",
        f"https://a.b/c?{scene.to_query()}",
    ):
        take = take_of(what)
        assert take.scene == scene
        assert take.link == f"?{scene.to_query()}"
        assert [result.spec for result in take.results] == [spec]
    assert len(take_of(FIRST_VIEW).results) == 3


def test_options_win_over_the_link():
    link = "?surface=beale&adam=&dimensions=3&theme=dark&step=9"
    assert (take_of(link).solid, take_of(link).theme, take_of(link).now) == (True, "dark", 9)
    other = take_of(link, Options(dimensions="2", theme="light"))
    assert (other.solid, other.theme, other.now) == (False, "light", 9)


def test_without_a_step_it_ends_at_the_end():
    assert take_of("?surface=beale&steps=30&adam=").now == 30


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("?surface=bealo", "unknown surface 'bealo'"),
        ("?surface=beale&zap=1", "unknown key 'zap'"),
        ("?", "nothing to export"),
    ],
)
def test_a_link_that_is_not_understood_is_told(link, told):
    with pytest.raises(ExportError, match=told):
        take_of(link)


def test_the_clock_in_evaluations_finds_the_step():
    take = take_of("?surface=rosenbrock&steps=60&bfgs=&sgd=&axis=evaluations")
    for trajectory in take.results[0].values():
        for step in (0, 1, 17, 59):
            now = trajectory.evaluations[step]
            at = take.step_at(trajectory, now)
            assert trajectory.evaluations[int(at)] == now
            half = take.step_at(trajectory, (now + trajectory.evaluations[step + 1]) / 2)
            assert at <= half <= at + 1
        assert take.step_at(trajectory, 1e9) == 60
    assert take.last == max(trajectory.evaluations[-1] for trajectory in take.results[0].values())


def test_other_units_come_with_the_race_in_their_own():
    spec = RaceSpec(surface="beale", optimizers={"sgd": {"learning_rate": 0.001}}, steps=10)
    take = take_of([spec, replace(spec, units=(2.0, 1.0, 1.0))])
    assert take.references[0] == {}
    assert take.references[1]["sgd"] is race(spec)["sgd"]
