"""Who sees how far something is."""

import io
import sys
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from itertools import pairwise
from types import SimpleNamespace

import pytest

import progress
from exports import Options, save
from networks import Training, train
from networks.plane import plane
from networks.plane_spec import PlaneSpec
from progress import counted, progress_bar

SHORT = Options(width=320, height=240, fps=5, pace=5, hold=0)


def saved(folder, **given):
    return save("?surface=sphere&steps=5&sgd=", folder / "race.mp4", SHORT, **given)


def planned(folder, **given):
    return plane(PlaneSpec("logistic", {"adam": {}}, epochs=1, grid=21), **given)


def trained(folder, **given):
    return [*train(Training("logistic", "sgd", epochs=2), **given)]


WORKS = {"save": saved, "plane": planned, "train": trained}


@contextmanager
def terminal(tty=True):
    """What is printed at a terminal, bars and words."""
    screen = io.StringIO()
    screen.isatty = lambda: tty
    with redirect_stderr(screen), redirect_stdout(screen):
        yield screen


@pytest.fixture
def at_once(monkeypatch):
    """Bars without their pauses, however soon the work is done."""
    monkeypatch.setattr(progress, "DELAY", 0)
    monkeypatch.setattr(progress, "INTERVAL", 0)


@pytest.fixture
def cell(monkeypatch):
    """A notebook's outputs, {number: what it holds}, and all that they have held."""
    found = SimpleNamespace(outputs={}, states=[])

    def show(number, content):
        found.outputs[number] = content["text/plain"]
        found.states.append(content["text/plain"])

    def display(content, raw, display_id):
        number = len(found.outputs)
        show(number, content)
        return SimpleNamespace(update=lambda content, raw: show(number, content))

    found.shell = SimpleNamespace(config={"IPKernelApp": {}})
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: found.shell))
    monkeypatch.setitem(sys.modules, "IPython.display", SimpleNamespace(display=display))
    return found


@pytest.mark.parametrize("work", WORKS.values(), ids=WORKS)
def test_a_terminal_shows_a_bar_and_then_nothing(tmp_path, at_once, work):
    with terminal() as screen:
        work(tmp_path)
    assert "%|" in screen.getvalue()
    assert not screen.getvalue().rpartition("\r")[2].strip()


@pytest.mark.parametrize("work", WORKS.values(), ids=WORKS)
def test_a_notebook_shows_a_bar_in_one_output_that_is_empty_in_the_end(tmp_path, at_once, cell, capfd, work):
    work(tmp_path)
    assert any("%|" in state for state in cell.states)
    assert cell.outputs == {0: ""}
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("work", WORKS.values(), ids=WORKS)
def test_elsewhere_nothing_is_shown_and_who_counts_is_told_all(tmp_path, at_once, work):
    told = []
    with terminal() as screen:
        work(tmp_path, progress=lambda *done: told.append(done))
    with terminal(tty=False) as file:
        work(tmp_path)
    assert screen.getvalue() + file.getvalue() == ""
    assert told[-1][0] == told[-1][1] > 0
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_what_is_done_soon_shows_no_bar(cell):
    with terminal() as screen, progress_bar("frames") as told:
        told(1, 2)
    assert not cell.outputs
    cell.shell.config.clear()
    with terminal() as screen, progress_bar("frames") as told:
        told(1, 2)
    assert screen.getvalue() == ""


def test_what_is_printed_between_items_has_its_own_line():
    with terminal() as screen:
        for item in counted("abc", 2, "epochs"):
            print(f"[{item}]")
    shown = [line.rpartition("\r")[2] for line in screen.getvalue().split("\n")]
    assert [line for line in shown if line.startswith("[")] == ["[a]", "[b]", "[c]"]
    assert "1/2" in screen.getvalue()


@pytest.mark.parametrize(("seconds", "between"), [(1e-6, (200, 1024)), (1e-4, (5, 20)), (0.005, (1, 1))])
def test_loops_look_about_every_millisecond_however_long_a_round_takes(monkeypatch, seconds, between):
    now, looked = [0.0], []
    monkeypatch.setattr("time.perf_counter", lambda: now[0])
    with progress.looked_after(lambda: looked.append(now[0])):
        done = []
        for each in progress.rounds(1, 6001):
            now[0] += seconds
            done.append(each)
    assert done == [*range(1, 6001)]
    rounds = sorted(round((after - before) / seconds) for before, after in pairwise(looked))
    assert between[0] <= rounds[len(rounds) // 2] <= between[1]
    assert rounds[-1] <= between[1]


def test_a_loop_whose_rounds_become_slow_looks_more_often(monkeypatch):
    now, looked = [0.0], []
    monkeypatch.setattr("time.perf_counter", lambda: now[0])
    with progress.looked_after(lambda: looked.append(now[0])):
        for each in progress.rounds(0, 12_000):
            now[0] += 1e-7 if each < 10_000 else 0.005
    assert looked[-1] - looked[-2] == pytest.approx(0.005)
