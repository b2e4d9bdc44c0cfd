"""All checks, stage by stage: `python tests/stages.py check` without pytest, `python tests/stages.py test` with it.

The checks go side by side, as many as there are processors, and each says what it has to say when it ends. pytest
comes last, has the processors for itself, and is not begun where a check is red. At the end stands how long each took;
`--since` is when the set-up began (seconds since 1970), which is told and not counted.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parents[1]
SCRIPTS = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "tests" / "js").glob("*.test.mjs"))
#: The stages' commands by their names; the longest first, so that they end together.
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


def check(name: str, command: list[str]) -> tuple[str, float, bool]:
    """(name, seconds, whether it is green) of a check; what it says is printed in one piece."""
    began = time.monotonic()
    try:
        done = subprocess.run(
            command, cwd=ROOT, env=WITH_PYTHON, capture_output=True, text=True, encoding="utf-8", check=False
        )
        said, green = done.stdout + done.stderr, done.returncode == 0
    except OSError as error:
        said, green = f"{command[0]} cannot be run: {error.strerror}\n", False
    print(f"---- {name}\n{said}", end="", flush=True)
    return name, time.monotonic() - began, green


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=["check", "test"])
    parser.add_argument("--since", type=float, metavar="SECONDS", help="when the set-up began")
    given = parser.parse_args()
    lines = [] if given.since is None else [f"{time.time() - given.since:7.1f} s  set-up, not counted"]
    began = time.monotonic()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        done = list(pool.map(check, CHECKS, CHECKS.values()))
    lines += [f"{seconds:7.1f} s  {name}{'' if green else ': RED'}" for name, seconds, green in done]
    red = [name for name, _, green in done if not green]
    if given.what == "test" and red:
        lines.append(f"      -    pytest, not run: {', '.join(red)} must be green first")
    elif given.what == "test":
        print("---- pytest", flush=True)
        start = time.monotonic()
        code = subprocess.run(PYTEST, cwd=ROOT, env=KEEPING, check=False).returncode
        lines.append(f"{time.monotonic() - start:7.1f} s  pytest{': RED' if code else ''}")
        red += ["pytest"] if code else []
    lines.append(f"{time.monotonic() - began:7.1f} s  in all, {os.cpu_count()} processors")
    print("----", *lines, sep="\n", flush=True)
    return 1 if red else 0


if __name__ == "__main__":
    sys.exit(main())
