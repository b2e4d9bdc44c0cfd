"""`python app.py` where it cannot work, case by case in one interpreter; test_app.py runs this.

A case is {"port", and "cache": RAVINE_CACHE, "without": a package that is missing, "unwritable": the temporary folder
is}. Of each it prints {"stdout", "stderr", "code"} as a process of its own would have them.
"""

from __future__ import annotations

import io
import json
import os
import runpy
import sys
import tempfile
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any
from unittest.mock import patch

ROOT = Path(__file__).resolve().parents[1]
#: Rooms that know the packages that are missing in a case; those below them stay, as they do not.
UPSTAIRS = {"app", "pages", "components", "jobs", "exports"}


class Missing:
    """Finds nothing in a package."""

    def __init__(self, package: str) -> None:
        self.package = package

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> None:
        if name.partition(".")[0] == self.package:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def refuse(*_: Any, **__: Any) -> None:
    raise PermissionError(13, "Permission denied")


def ended(case: dict[str, Any]) -> dict[str, Any]:
    """How `python app.py` ends. Where a package is missing it and who may know it are imported anew."""
    forgotten = UPSTAIRS | {case["without"]} if "without" in case else set()
    out, err, code = io.StringIO(), io.StringIO(), 0
    with ExitStack() as stack:
        taken = {name: sys.modules.pop(name) for name in [*sys.modules] if name.partition(".")[0] in forgotten}
        stack.callback(sys.modules.update, taken)  # of what was imported meanwhile, NumPy cannot be imported twice
        stack.enter_context(patch.object(sys, "argv", ["app.py", "--port", case["port"]]))
        stack.enter_context(patch.dict(os.environ, {"RAVINE_CACHE": case["cache"]} if "cache" in case else {}))
        if "without" in case:
            stack.enter_context(patch.object(sys, "meta_path", [Missing(case["without"]), *sys.meta_path]))
        if "unwritable" in case:
            stack.enter_context(patch.object(tempfile, "TemporaryFile", refuse))
        stack.enter_context(redirect_stdout(out))
        stack.enter_context(redirect_stderr(err))
        try:
            runpy.run_path(str(ROOT / "app.py"), run_name="__main__")
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
            if isinstance(stop.code, str):
                print(stop.code, file=err)
    return {"stdout": out.getvalue(), "stderr": err.getvalue(), "code": code}


if __name__ == "__main__":
    sys.path[0] = str(ROOT)
    print(json.dumps({name: ended(case) for name, case in json.loads(sys.argv[1]).items()}))
