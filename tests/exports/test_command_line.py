"""`python app.py export`, `race` and `list`, without the page."""

import argparse
import io

import pandas as pd
import pytest
from each import each

from exports import FORMATS, SETTINGS, read_frame
from exports.command_line import add_commands, run
from lessons import LESSONS
from networks import EXPERIMENTS
from optimizers import OPTIMIZERS
from surfaces import SURFACES

LINK = "?surface=beale&steps=20&adam=&sgd=&step=7"


@pytest.fixture
def ravine(capsys):
    """Runs a command line; returns its status, what it printed and what it complained about."""

    def type_in(*words):
        parser = argparse.ArgumentParser()
        add_commands(parser.add_subparsers())
        try:
            status = run(parser.parse_args(list(words)))
        except SystemExit as end:
            status = end.code
        return status, *capsys.readouterr()

    return type_in


@pytest.mark.parametrize("ending", [name for name, kind in FORMATS.items() if kind.kind != "video"])
def test_the_ending_says_the_format(ravine, tmp_path, ending):
    path = tmp_path / f"race.{ending}"
    status, out, told = ravine("export", LINK, "-o", str(path), "--quiet")
    assert (status, out) == (0, "")
    assert told.startswith(f"{path}: ")
    assert path.stat().st_size > 1000


def test_videos_take_the_settings_of_the_dialog(ravine, tmp_path):
    import av

    path = tmp_path / "race.mp4"
    words = ("--size", "square", "--height", "480", "--fps", "10", "--pace", "10", "--hold", "0.5", "--theme", "dark")
    status, _, told = ravine("export", "https://example.org/race" + LINK, "-o", str(path), *words)
    assert status == 0, told
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        assert (stream.width, stream.height, stream.frames) == (1080, 480, 21 + 5)
        assert container.metadata["comment"] == "https://example.org/race" + LINK


@each(
    "words, told",
    [
        (("export", LINK, "-o", "race.avi"), "'race.avi' names no format; allowed: .mp4"),
        (("export", LINK, "-o", "race"), "'race' names no format"),
        (("export", LINK, "-o", "race.mp4", "--fps", "900"), "fps: '900'"),
        (("export", LINK, "-o", "race.mp4", "--width", "641"), "even numbers from 240 to 1920"),
        (("export", LINK, "-o", "race.mp4", "--size", "huge"), "720p"),
        (("export", LINK, "-o", "nowhere/race.csv"), "cannot write to 'nowhere'"),
        (("export", "first", "-o", "race.mp4"), "'first' is no lesson and no link; lessons: first_view"),
        (("export", "adam/9", "-o", "race.mp4"), "'adam/9' is no step of adam; allowed: adam/1 to adam/5"),
        (("export", "?surface=bealo", "-o", "race.mp4"), "unknown surface 'bealo'"),
        (("race", "?surface=beale&zap=1"), "unknown key 'zap'"),
        (("train", "vgg"), "unknown experiment 'vgg'; allowed: logistic, mlp, convnet"),
        (("train", "mlp", "--data", "nowhere"), "nowhere: there is no such folder"),
        (("train", "mlp", "--schedule", "cos"), "unknown schedule 'cos'; allowed: constant, inverse_sqrt"),
        (("train", "mlp", "--set", "learning_rate"), "--set: 'learning_rate'; allowed: a name and a value"),
        (("list", "colours"), "methods"),
    ],
)
def test_what_is_not_understood_is_told(ravine, words, told):
    status, out, message = ravine(*words)
    assert status == 2
    assert out == ""
    assert told in message
    assert "Traceback" not in message


def test_race_prints_the_scoreboard_or_the_table(ravine, tmp_path):
    status, out, _ = ravine("race", LINK)
    assert status == 0
    assert "adam" in out
    assert len(out.splitlines()) == 3
    status, out, _ = ravine("race", LINK, "--csv")
    assert status == 0
    (tmp_path / "a.csv").write_text(out)
    frame, link = read_frame(tmp_path / "a.csv")
    assert len(frame) == 42
    assert "surface=beale" in link
    assert isinstance(pd.read_csv(io.StringIO(out), comment="#"), pd.DataFrame)


def test_train_prints_every_epoch(ravine):
    words = ("train", "logistic", "--optimizer", "sgd", "--epochs", "2", "--batch-size", "200")
    status, out, _ = ravine(*words, "--set", "learning_rate=0.5")
    assert status == 0
    assert [line.split()[0] for line in out.splitlines()] == ["epoch", "0", "1", "2"]
    _, slower, _ = ravine(*words, "--set", "learning_rate=0.001", "--csv")
    cost = pd.read_csv(io.StringIO(slower))["cost"]
    assert len(cost) == 3
    assert float(out.splitlines()[-1].split()[1]) < cost.iloc[-1] < cost.iloc[0]


@each("word", ["first_view", "adam", "nesterov/4", *LESSONS])
def test_lessons_and_their_steps_have_names(ravine, word):
    status, out, told = ravine("race", word)
    assert status == 0, told
    assert "loss" in out


def test_list_names_everything(ravine):
    _, everything, _ = ravine("list")
    for name in (*OPTIMIZERS, *SURFACES, *LESSONS, *EXPERIMENTS, *FORMATS):
        assert name in everything
    _, methods, _ = ravine("list", "methods")
    assert "learning_rate:0.1 " in next(line for line in methods.splitlines() if line.strip().startswith("adam "))
    assert "beale" not in methods.split()


def test_help_says_what_is_allowed(ravine):
    status, out, _ = ravine("export", "--help")
    assert status == 0
    for name, setting in SETTINGS.items():
        assert f"--{name}" in out
        assert setting.allowed in " ".join(out.split())
