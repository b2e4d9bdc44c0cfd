"""Races on a network's plane: recordings, their links, and what does not apply to them."""

import numpy as np
import pytest
from each import each

from exports import Options, read_frame, save
from networks.plane_files import find
from optimizers import CLASSICS
from races import RaceSpec, SpecError, race
from races.basins import BasinSpec
from races.query import MAX_PANELS, Panel, Scene, planes_in, scene_from_query, spec_from_query, spec_to_query
from races.scoreboard import scoreboard
from races.spec import NO_PLANE, plane_race
from races.sweeps import SweepSpec, default_race, sweep_from_query

MLP = plane_race("mlp")


def test_a_race_is_the_recorded_training():
    result, plane = race(MLP), find("mlp")
    assert list(result) == list(plane.tracks)
    assert MLP.steps == plane.steps
    for name, trajectory in result.items():
        track = plane.tracks[name]
        assert (trajectory.positions == track.positions).all()
        assert (trajectory.losses == track.losses).all()
        assert (trajectory.gradient_norms == track.gradient_norms).all()
        assert (trajectory.evaluations == track.evaluations).all()
        np.testing.assert_allclose(trajectory.drawn_losses, track.plane_losses, rtol=0.1)
        assert (trajectory.status, trajectory.states, np.isnan(trajectory.distances).all()) == ("running", {}, True)
        with pytest.raises(ValueError, match="read-only"):
            trajectory.losses[0] = 0


def test_after_its_end_everybody_rests_and_less_can_be_shown():
    fields = {"surface": "network", "expression": "mlp", "optimizers": {"adam": {}}}
    longer = race(RaceSpec(**fields, steps=MLP.steps + 9))["adam"]
    assert (longer.positions[-9:] == longer.positions[MLP.steps]).all()
    assert len(race(RaceSpec(**fields, steps=20))["adam"].losses) == 21


@each(
    "query, written",
    [
        ("surface=network&plane=mlp", None),
        ("surface=network&plane=mlp&adam=&sgd=", "surface=network&plane=mlp&adam="),
        ("surface=network&plane=logistic&steps=50&optimizers=none", None),
        (f"surface=network&plane={find('mlp').spec.text}", "surface=network&plane=mlp"),
        ("surface=network&plane=mlp&adam=learning_rate:0.01", "surface=network&plane=mlp&adam="),
    ],
)
def test_links_there_and_back(query, written):
    spec, problems = spec_from_query(query)
    assert spec_to_query(spec) == (written or query)
    assert bool(problems) == ("sgd" in query)
    assert spec_from_query(spec_to_query(spec)) == (spec, [])
    assert RaceSpec(**spec.to_dict()) == spec


def test_two_planes_are_two_panels():
    query = "surface=network&plane=mlp&surface=network&plane=mlp-random&zoom=-0.5,0.5,-0.5,0.5&step=9"
    scene, problems = scene_from_query(query)
    assert (scene.to_query(), problems) == (query, [])
    assert planes_in(query) == ["mlp", "mlp-random"]
    assert len(planes_in("&".join(f"plane=mlp,seed:{seed}" for seed in range(1, 50)))) == MAX_PANELS
    assert Scene([Panel(MLP)]).to_query() == "surface=network&plane=mlp"


@each(
    "fields, problem",
    [
        ({"expression": "mlp", "optimizers": {"sgd": {}}}, "'sgd' was not trained on this plane; allowed: nesterov,"),
        ({"optimizers": {"adam": {"learning_rate": 0.5}}}, "it was trained with 0.01; another value is another plane"),
        ({"optimizers": {"adam": {"learning_rate": "x"}}}, "adam: learning_rate: 'x' is not a number"),
        ({"start": (0, 0)}, "start: (0, 0); a network's plane shows recorded trainings, so this cannot be set"),
        ({"noise": "additive"}, "noise: 'additive'; a network's plane"),
        ({"schedule": "cosine"}, "schedule: 'cosine'; a network's plane"),
        ({"units": (2, 1, 1)}, "units: (2, 1, 1); a network's plane"),
        ({"seed": 5}, "seed: 5; a network's plane"),
        ({"steps": 0}, "steps: 0 is out of range; allowed"),
        ({"expression": "mountain"}, "shipped planes: logistic, mlp, mlp-random"),
        ({"expression": "mlp,epochs:3/adam"}, "is not on this machine, or no longer; make it on the page Landscape"),
        ({"expression": None}, "None is no plane"),
        ({"expression": ["mlp"]}, "is no plane"),
    ],
)
def test_what_does_not_apply_is_named(fields, problem):
    told = {"surface": "network", "expression": "mlp", "optimizers": {"adam": {}}} | fields
    with pytest.raises(SpecError) as error:
        RaceSpec(**told)
    assert problem in str(error.value)
    spec, problems = RaceSpec.lenient(told)
    assert problems == error.value.problems
    race(spec)


def test_a_plane_that_is_not_here_is_told_and_the_default_stands_in():
    spec, problems = spec_from_query("surface=network&plane=mlp,epochs:3/adam")
    assert (spec.surface, set(spec.optimizers)) == ("beale", set(CLASSICS))
    named = "panel 1: the plane 'mlp,epochs:3/adam,learning_rate:0.01' is not on this machine, or no longer"
    assert problems == [f"{named}; make it on the page Landscape"]
    assert spec_from_query("surface=beale&plane=mlp")[1] == ["panel 1: plane: only the surface network has it"]


def test_nothing_else_is_run_on_it():
    with pytest.raises(SpecError, match="shows recorded trainings"):
        SweepSpec(MLP)
    with pytest.raises(SpecError, match="shows recorded trainings"):
        BasinSpec.of_race(MLP)
    scene, problems = sweep_from_query(spec_to_query(MLP))
    assert (scene.spec.race, problems) == (default_race(), [NO_PLANE])


def test_scoreboard_and_tables_have_it(tmp_path):
    board = scoreboard([race(MLP)])
    assert board["optimizer"].iloc[0] == min(race(MLP), key=lambda name: race(MLP)[name].losses[-1])
    frame, link = read_frame(save("?surface=network&plane=mlp&adam=", tmp_path / "race.csv"))
    assert link == "?surface=network&plane=mlp&adam="
    assert list(frame["loss"]) == list(race(MLP)["adam"].losses)


@pytest.mark.parametrize("dimensions", ["2", "3"])
def test_a_picture_of_it(tmp_path, dimensions):
    options = Options(width=640, height=480, dimensions=dimensions)
    path = save("?surface=network&plane=logistic&step=60", tmp_path / "race.png", options)
    assert path.stat().st_size > 20_000
