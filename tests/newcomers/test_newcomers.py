"""One file and one row, and it runs: a surface and two methods that nothing has been made for.

Their files, in `house`, are put into a copy of the project, with a row each. `checks.py` is run there.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import patience
import pytest

from lessons import FIRST_VIEW, LESSONS
from races.query import spec_to_query

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
PARTS = (
    "races.tuning",
    "races.ranking",
    "figures.thumbnails",
    "networks.curves",
    "networks.today_curves",
)  # of `make data`
#: Of each table: the line after which a line goes. Whoever adds something there does no more.
ROWS = {
    "surfaces/__init__.py": (
        ("    easom,\n", "    egg_crate,\n"),
        ('    "ackley": ackley.surface,\n', '    "egg_crate": egg_crate.surface,\n'),
    ),
    "optimizers/__init__.py": (
        ("from .bfgs import bfgs\n", "from .cauchy import cauchy\n"),
        ("from .sgd import sgd\n", "from .softsign import softsign\n"),
        ("        lion,\n", "        softsign,\n"),
        ("        bfgs,\n", "        cauchy,\n"),
    ),
}


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """The copy."""
    copy = tmp_path_factory.mktemp("newcomers") / "ravine"
    ignored = shutil.ignore_patterns(".*", "node_modules", "tests", "docs")
    shutil.copytree(ROOT, copy, ignore=ignored)
    shutil.copytree(HERE / "house", copy, dirs_exist_ok=True)
    shutil.copy(HERE / "checks.py", copy)
    for file, rows in ROWS.items():
        text = (copy / file).read_text()
        for before, row in rows:
            assert text.count(before) == 1, (file, before)
            text = text.replace(before, before + row)
        (copy / file).write_text(text)
    links = [*map(spec_to_query, FIRST_VIEW), *(scene.to_query() for one in LESSONS.values() for scene, _ in one.shown)]
    (copy / "links.json").write_text(json.dumps(links))
    return copy


def test_newcomers_take_part_in_everything_and_leave_the_others_as_they_are(house):
    command = [sys.executable, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", "checks.py"]
    environment = os.environ | {"RAVINE_CACHE": str(house / "cache")}
    found = subprocess.run(
        command,
        cwd=house,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=3 * patience.seconds(),
        check=False,
    )
    assert found.returncode == 0, found.stdout + found.stderr


def test_make_data_makes_only_what_is_named():
    if shutil.which("make") is None:
        pytest.skip("there is no make")
    command = ["make", "--dry-run", "--assume-old=.venv/dev", "data"]
    for only in ("", "sphere"):
        found = subprocess.run([*command, f"ONLY={only}"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        told = [
            line.partition(" -m ")[2].strip() for line in found.splitlines() if " -m " in line and "pip" not in line
        ]
        parts = [f"{part} {only}".strip() for part in PARTS]
        assert told == parts + ([] if only else ["networks.shipped_planes"])
