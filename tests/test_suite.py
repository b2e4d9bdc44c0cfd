"""What tests/conftest.py holds the run to: no skip and no second run in silence, whole files in one process, the
longest first; what `make test` prints of its stages; and which browser it finds."""

import os
import re
import signal
import subprocess
import sys
from collections import Counter
from functools import partial
from itertools import groupby, takewhile
from pathlib import Path

import patience
import pytest
import stages
from weights import SECONDS

HERE = Path(__file__).parent
NOTED = """
from pathlib import Path
import pytest

@pytest.mark.parametrize("number", range(4))
def test(worker_id, number):
    with Path(__file__).with_name(worker_id).open("a") as notes:
        print(Path(__file__).name, number, file=notes)
"""
FILES = {
    "test_a_short.py": NOTED,
    "test_b_long.py": NOTED,
    "test_c_longest.py": NOTED,
    "test_d_skips.py": """
import pytest

@pytest.mark.parametrize("reason", ["there is no redis-server", "Windows has no signals"])
def test(reason):
    pytest.skip(reason)
""",
    "test_e_again.py": """
import pytest

times = []

@pytest.mark.flaky(reruns=1)
def test():
    times.append(1)
    assert len(times) > 1, "not the first time"
""",
    "weights.py": "SECONDS = {'test_b_long.py': 3, 'test_c_longest.py': 4}\n",
}


#: No other plugins than these checks are about.
ALONE = ["--disable-plugin-autoload", "-p", "no:cacheprovider"]


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """pytest over FILES with this suite's conftest, with CI, where skips alone matter, and without:
    {CI's value: (exit code, output, folder)}."""
    found = {}
    for ci in ("", "true"):
        folder = tmp_path_factory.mktemp("suite")
        for name, text in FILES.items():
            if not ci or name in ("weights.py", "test_d_skips.py"):
                (folder / name).write_text(text)
        for name in ("conftest.py", "patience.py"):
            (folder / name).symlink_to(HERE / name)
        environment = {name: value for name, value in os.environ.items() if "PYTEST" not in name} | {"CI": ci}
        command = [sys.executable, "-m", "pytest", "-c", os.devnull, "--rootdir", str(folder), *ALONE, "-rs",
                   "-p", "xdist", "-p", "rerunfailures", "-n", "1", "--dist", "loadgroup",
                   "--no-loadscope-reorder"]  # fmt: skip
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        found[ci] = done.returncode, done.stdout + done.stderr, folder
    return found


def test_what_is_skipped_is_told(runs):
    code, output, _ = runs[""]
    assert code == 0, output
    assert "there is no redis-server" in output
    assert "must run all" not in output


def test_in_ci_it_is_red_but_for_what_another_system_has(runs):
    code, output, _ = runs["true"]
    assert code == 1, output
    _, *told = output.partition("skipped, where CI must run all")[2].splitlines()
    assert list(takewhile(lambda line: not line.startswith("="), told)) == ["there is no redis-server"]


def test_what_is_run_once_more_is_told_with_its_first_failure(runs):
    code, output, _ = runs[""]
    assert code == 0, output
    _, title, told = output.partition("run once more")
    assert title
    assert "test_e_again.py::test" in told
    assert "not the first time" in told


def test_files_stay_together_and_the_longest_come_first(runs):
    *_, folder = runs[""]
    (notes,) = folder.glob("gw*")
    order = [name for name, _ in groupby(line.split()[0] for line in notes.read_text().splitlines())]
    assert order == ["test_c_longest.py", "test_b_long.py", "test_a_short.py"]


def test_without_celery_its_checks_say_so_and_the_others_run():
    code = "import sys, pytest; sys.modules['celery'] = None; sys.exit(pytest.main(sys.argv[1:]))"
    files = [str(HERE / "jobs" / name) for name in ("test_jobs_on_workers.py", "test_limits.py")]
    command = [sys.executable, "-c", code, "-c", os.devnull, "--rootdir", str(HERE), *ALONE, "-q", "-rs", *files]
    environment = {name: value for name, value in os.environ.items() if "PYTEST" not in name and name != "CI"}
    done = subprocess.run(command, cwd=HERE.parent, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "jobs on workers need the package celery: pip install -r requirements-cluster.txt" in done.stdout
    assert "1 passed, 1 skipped" in done.stdout


def test_the_table_of_costs_names_files_that_there_are():
    assert [name for name in SECONDS if not (HERE / name).is_file()] == []
    assert list(SECONDS.values()) == sorted(SECONDS.values(), reverse=True)


def test_who_waits_in_vain_leaves_the_next_half_the_patience(monkeypatch):
    monkeypatch.setattr(patience, "_seconds", patience.MOST)
    patience.spend()
    assert patience.seconds() == patience.MOST / 2
    for _ in range(9):
        patience.spend()
    assert patience.seconds() == patience.LEAST
    assert patience.milliseconds() == 1000 * patience.LEAST


@pytest.mark.parametrize("ignored", [False, True])
@pytest.mark.parametrize("code", [0, 3])
def test_every_stage_is_timed_and_a_red_check_ends_pytest(monkeypatch, capfd, request, code, ignored):
    if ignored:  # SIGINT, as in a job of a shell without job control
        request.addfinalizer(partial(signal.signal, signal.SIGINT, signal.signal(signal.SIGINT, signal.SIG_IGN)))
    checks = {"well": [sys.executable, "-c", "print('all well')"]}
    if code:
        checks |= {"red": [sys.executable, "-c", f"raise SystemExit({code})"], "missing": ["/no/such/tool"]}
    slow = f"import time; time.sleep({patience.seconds() if code else 0}); print('5 passed in 1.00s')"
    monkeypatch.setattr(stages, "CHECKS", checks)
    monkeypatch.setattr(stages, "PYTEST", [sys.executable, "-c", slow])
    monkeypatch.setattr(sys, "argv", ["stages.py", "test", "--since", "0"])
    assert stages.main() == bool(code)
    said = capfd.readouterr().out
    assert "all well" in said
    assert ("5 passed in 1.00s" in said) == (code == 0)
    assert ("/no/such/tool cannot be run: No such file" in said) == (code != 0)
    told = [re.sub(r"^ *[\d.]+ s +", "", line) for line in said.rpartition("----\n")[2].splitlines()]
    names = [name if name == "well" else f"{name}: RED" for name in checks]
    first, *others, ended, last = told
    assert [first, *others, last] == ["set-up, not counted", *names, f"in all, {os.cpu_count()} processors"]
    assert re.fullmatch("pytest, ended by (red|missing): RED" if code else "pytest", ended)


def test_a_red_pytest_is_red(monkeypatch, capfd):
    monkeypatch.setattr(stages, "CHECKS", {})
    monkeypatch.setattr(stages, "PYTEST", [sys.executable, "-c", "raise SystemExit(1)"])
    monkeypatch.setattr(sys, "argv", ["stages.py", "test"])
    assert stages.main() == 1
    assert "pytest: RED" in capfd.readouterr().out


def test_no_two_files_have_one_name():
    """pytest would take the second for the first."""
    names = Counter(path.name for path in HERE.rglob("test_*.py"))
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.skipif(os.name == "nt", reason="Windows runs no shell scripts")
@pytest.mark.parametrize("starts", [True, False])
def test_the_pinned_browser_comes_first_where_it_starts(tmp_path, starts):
    pinned, other = tmp_path / "node_modules/.chromium/chromium", tmp_path / "bin/chromium-headless-shell"
    script = tmp_path / "tests/find_browser.sh"
    for path, text in {
        pinned: f"#!/bin/sh\nexit {0 if starts else 127}\n",  # 127: a library is missing
        other: "#!/bin/sh\n",
        script: (HERE / "find_browser.sh").read_text(),
    }.items():
        path.parent.mkdir(parents=True)
        path.write_text(text)
        path.chmod(0o755)
    known = {name: value for name, value in os.environ.items() if name != "RAVINE_BROWSER"}
    known["PATH"] = f"{other.parent}:{known['PATH']}"
    found = subprocess.run([script], env=known, capture_output=True, text=True, check=True).stdout
    assert found == f"{pinned if starts else other}\n"
