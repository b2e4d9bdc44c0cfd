"""All checks, stage by stage: `python tests/stages.py check` without pytest, `python tests/stages.py test` with it.

The checks go side by side, as many as there are processors, and each says what it has to say when it ends. pytest goes
beside them and before them: they take what it leaves of the processors, and a red one ends it. At the end stands how
long each took; `--since` is when the set-up began (seconds since 1970), which is told and not counted.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parents[1]
SCRIPTS = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "tests" / "js").glob("*.test.mjs"))
#: The checks' commands by their names; the longest first, so that they end together.
CHECKS = {
    "mypy": [sys.executable, "-m", "mypy"],
    "tsc": ["tsc"],
    "tsc, pages": ["tsc", "--project", "tsconfig.pages.json"],
    "node": ["node", "--test", "--test-reporter=./tests/js/reporter.mjs", *SCRIPTS],
    "biome": ["biome", "check", "--error-on-warnings"],
    "ruff": [sys.executable, "-m", "ruff", "check", "."],
    "ruff format": [sys.executable, "-m", "ruff", "format", "--check", "."],
}
#: What node's checks ask Python for, they ask this one.
WITH_PYTHON = os.environ | {"RAVINE_PYTHON": sys.executable}
PYTEST = [sys.executable, "-m", "pytest"]
#: pytest and what it starts keep bytecode, even where others are told not to: some fifty processes would each compile
#: the project anew.
KEEPING = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
NICE = 10  # of what goes beside pytest
Stage = tuple[str, float, bool]  # its name, its seconds, whether it is green


def check(name: str, command: list[str], beside: bool = False) -> Stage:
    """A check, at its end; what it says is printed in one piece."""
    began = time.monotonic()
    try:
        process = subprocess.Popen(
            command, cwd=ROOT, env=WITH_PYTHON, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
        )
        if beside and os.name != "nt":
            os.setpriority(os.PRIO_PROCESS, process.pid, NICE)
        said, green = process.communicate()[0], process.returncode == 0
    except OSError as error:
        said, green = f"{command[0]} cannot be run: {error.strerror}\n", False
    print("\n" * beside, f"---- {name}\n{said}", sep="", end="", flush=True)
    return name, time.monotonic() - began, green


def check_all() -> list[Stage]:
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(check, CHECKS, CHECKS.values()))


def check_and_test() -> list[Stage]:
    """The checks, and beside them pytest, which a red one ends."""
    began = time.monotonic()
    print("---- pytest", flush=True)
    # a job of a shell without job control ignores SIGINT, and so would what it starts
    usual = signal.signal(signal.SIGINT, signal.default_int_handler)
    pytest = subprocess.Popen(PYTEST, cwd=ROOT, env=KEEPING)
    signal.signal(signal.SIGINT, usual)
    ended = []  # the red ones that ended it

    def end_when_red(future: Future[Stage]) -> None:
        name, _, green = future.result()
        if not green and pytest.poll() is None:
            ended.append(name)
            pytest.send_signal(signal.SIGTERM if os.name == "nt" else signal.SIGINT)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        # what is soon done comes first: that is how soon one hears of it
        checks = [pool.submit(check, name, command, beside=True) for name, command in reversed(CHECKS.items())]
        for future in checks:
            future.add_done_callback(end_when_red)
        green = pytest.wait() == 0
        seconds = time.monotonic() - began
    told = f"pytest, ended by {ended[0]}" if ended else "pytest"
    return [*(future.result() for future in reversed(checks)), (told, seconds, green)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=["check", "test"])
    parser.add_argument("--since", type=float, metavar="SECONDS", help="when the set-up began")
    given = parser.parse_args()
    began = time.monotonic()
    setup = [] if given.since is None else [("set-up, not counted", time.time() - given.since, True)]
    stages = check_and_test() if given.what == "test" else check_all()
    told = [*setup, *stages, (f"in all, {os.cpu_count()} processors", time.monotonic() - began, True)]
    lines = [f"{seconds:7.1f} s  {name}{'' if green else ': RED'}" for name, seconds, green in told]
    print("----", *lines, sep="\n", flush=True)
    return 0 if all(green for *_, green in stages) else 1


if __name__ == "__main__":
    sys.exit(main())
