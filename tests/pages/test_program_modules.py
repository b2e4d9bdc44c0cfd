"""Where pages find programs: addresses that change with the rules, answers that may be kept, and what is refused."""

from __future__ import annotations

import shutil

import pytest
from rjsmin import jsmin

from components.catalog import catalog, entry_of, own_entry
from optimizers import CLASSICS
from races.loss_modules import loss_module
from races.noise import NOISES
from races.programs import script
from races.seen import live_noises
from races.spec import plane_race
from surfaces import SURFACES, own_surface


@pytest.fixture(scope="module")
def programs(tmp_path_factory):
    """The module that serves them; the app is made once, where it is imported."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAVINE_CACHE", str(tmp_path_factory.mktemp("cache")))
        patch.delenv("REDIS_URL", raising=False)
        import app  # noqa: F401
    from components import programs

    return programs


def test_what_a_page_asks_for_is_there_and_may_be_kept(client, programs):
    whole, path = client.get(programs.programs_path()), programs.loss_path()
    assert (whole.text, whole.mimetype) == (jsmin(script(CLASSICS)), "text/javascript")
    rest = client.get(programs.methods_path())
    assert f"from'.{programs.programs_path()}'" in rest.text
    assert ",muon:{" in rest.text
    assert ",adam:{" not in rest.text
    loss = client.get(f"{path}&surface=beale&noise=outliers&units=1")
    assert (loss.text, loss.mimetype) == (loss_module("beale", noise="outliers", units=True), "text/javascript")
    own = client.get(f"{path}&surface=own&expression=x%5E2+%2B+3y")
    assert own.text == loss_module("own", "x^2 + 3y")
    for answer in (whole, rest, loss):
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_under_another_version_s_address_nothing_is_kept(client):
    for path in (
        "/programs.mjs",
        "/programs.mjs?v=0",
        "/methods.mjs?v=0",
        "/loss.mjs?surface=beale&v=0",
        "/loss.mjs?surface=beale",
    ):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-cache")


def test_the_version_follows_from_the_rules(programs, tmp_path, monkeypatch):
    for room in programs.ROOMS:
        shutil.copytree(programs.ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("*.json", "__pycache__"))
    now, version = programs.losses_version(), programs.losses_version.__wrapped__
    monkeypatch.setattr(programs, "ROOT", tmp_path)
    assert version() == now
    with (tmp_path / "races" / "noise" / "kinds.py").open("a") as rules:
        rules.write("# another\n")
    assert version() != now


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("", 400, "surface: ''; allowed: sphere, "),
        ("surface=bealle", 400, "surface: 'bealle'; allowed: sphere, "),
        ("surface=network&expression=logistic", 400, "surface: 'network'; allowed: "),
        ("surface=beale&noise=loud", 400, "noise: 'loud'; allowed: none, additive, "),
        ("surface=sphere&noise=minibatch", 400, "noise: minibatch needs a loss that is a sum of squares"),
        ("surface=own&expression=x&noise=data_batches", 400, "noise: data_batches needs a loss that is a mean over"),
        ("surface=beale&expression=x", 400, "expression: only the surface own has one"),
        ("surface=own&expression=x**y*", 400, "expression: "),
        ("surface=own", 400, "expression: "),
        ("surface=beale&units=2", 400, "units: '2'; allowed: 1, or none"),
        ("surface=beale&sigma=3", 400, "unknown part 'sigma'; allowed: surface, expression, noise, units, v"),
        ("surface=noisy_moons&noise=data_batches", 404, "no program: "),
        ("surface=logistic_regression", 404, "no program: value (surfaces/logistic_regression.py, line "),
    ],
)
def test_what_there_is_not_is_told(client, query, status, words):
    answer = client.get(f"/loss.mjs?{query}")
    assert (answer.status_code, answer.mimetype) == (status, "application/json")
    assert answer.get_json()["problem"].startswith(words)


def test_the_page_is_told_which_noises_it_can_run_itself():
    told = {name: entry["live"] for name, entry in catalog()["surfaces"].items()}
    assert told == {name: live_noises(surface) for name, surface in SURFACES.items()}
    assert told["noisy_moons"] == told["logistic_regression"] == ()
    anywhere = tuple(name for name, kind in NOISES.items() if not kind.needs)
    assert told["sphere"] == own_entry(own_surface("max(x, y^2)"))["live"] == anywhere
    assert entry_of(plane_race("logistic"))["live"] == ()
