"""The suite on other processors: `python tests/processors.py [--only NAME] [pytest's own arguments]`.

Sums are rounded in another order by every kernel of OpenBLAS, NumPy's loops and the C library's exp and sin differ in
their last bits from one processor to the next; a check that hangs on those bits is green on one machine and red on
another. Each SETTING makes this machine compute as a lesser one would. Runs pytest once a setting, without the browser
and without Redis, prints a line for each and fails if one of them failed. What this machine cannot be is said.
"""

import argparse
import importlib
import os
import platform
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
SUITE = ["tests", "--ignore=tests/browser", "--ignore=tests/jobs/test_jobs_on_workers.py"]

#: OpenBLAS' kernels for x86-64, and the feature, as NumPy calls it, without which they are an illegal instruction.
KERNELS = {"Nehalem": "SSE42", "Sandybridge": "AVX", "Haswell": "FMA3", "Zen": "FMA3", "SkylakeX": "AVX512_SKX"}

#: What exp, sin and pow of the GNU C library are to do without: they have versions of their own with fused products.
WITHOUT_FUSED = "glibc.cpu.hwcaps=-FMA,-FMA4,-AVX2"


@dataclass(frozen=True)
class Setting:
    """A way to compute, as variables of the environment; `impossible` says why this machine cannot do so, if so."""

    name: str
    environment: dict[str, str] = field(default_factory=dict)
    impossible: str = ""


def settings() -> Iterator[Setting]:
    """Every kernel of OpenBLAS, and NumPy and the C library without what only some processors have."""
    machine = platform.machine()
    if machine not in ("x86_64", "AMD64"):
        yield from (Setting(name, impossible=f"kernels for x86-64, and this is {machine}") for name in KERNELS)
        yield Setting("baseline", impossible=f"features of x86-64, and this is {machine}")
        return
    # which of them a processor has, and which NumPy chooses at run time, NumPy tells in no public place
    inner = importlib.import_module("numpy._core._multiarray_umath")
    features: dict[str, bool] = inner.__cpu_features__

    seen: dict[str, str] = {}
    for name, needed in KERNELS.items():
        if not features.get(needed):
            yield Setting(name, impossible=f"this processor has no {needed}")
            continue
        used = kernel(name)
        if used in seen:
            yield Setting(name, impossible=f"this OpenBLAS has the kernels of {seen[used]} for it")
        elif used != name:
            yield Setting(name, impossible=f"this NumPy computes with {used or 'another library than OpenBLAS'}")
        else:
            seen[used] = name
            yield Setting(name, {"OPENBLAS_CORETYPE": name})
    removable = [name for name in inner.__cpu_dispatch__ if features.get(name)]
    environment = {"GLIBC_TUNABLES": WITHOUT_FUSED}
    yield Setting("baseline", environment | ({"NPY_DISABLE_CPU_FEATURES": " ".join(removable)} if removable else {}))


def kernel(name: str) -> str:
    """The kernels that OpenBLAS takes when it is asked for those of `name`; empty if there is no OpenBLAS."""
    asked = os.environ | {"OPENBLAS_CORETYPE": name, "OPENBLAS_VERBOSE": "2"}
    said = subprocess.run([sys.executable, "-c", "import numpy"], env=asked, capture_output=True, text=True, check=True)
    found = re.search(r"^Core: (\w+)", said.stdout + said.stderr, re.MULTILINE)
    return found[1] if found else ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", action="append", metavar="NAME", help=f"of {', '.join(KERNELS)}, baseline")
    only, arguments = parser.parse_known_args()
    red = 0
    for setting in settings():
        if only.only and setting.name not in only.only:
            continue
        if setting.impossible:
            print(f"{setting.name:12} not run: {setting.impossible}", flush=True)
            continue
        began = time.monotonic()
        command = [sys.executable, "-m", "pytest", *SUITE, "-rfE", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=os.environ | setting.environment, capture_output=True, text=True)
        told = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
        last = (done.stdout.strip().splitlines() or done.stderr.strip().splitlines() or ["nothing was said"])[-1]
        print(f"{setting.name:12} {last} ({time.monotonic() - began:.0f} s)", *told, sep="\n    ", flush=True)
        if done.returncode:
            red += 1
            variables = " ".join(f"{key}='{value}'" for key, value in setting.environment.items())
            print(f"    again: {variables} python -m pytest ...", flush=True)
    return 1 if red else 0


if __name__ == "__main__":
    sys.exit(main())
