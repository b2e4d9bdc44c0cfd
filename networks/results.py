"""What `python -m networks.curves` has stored in `results.json`; curves.py says what it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from caches import counted

PARTS = ("experiments", "optimum", "tried", "rates", "bias_correction")
DATA = Path(__file__).with_name("results.json")


@counted(1, 500_000)
def results() -> dict[str, Any]:
    """The stored results, by the names of PARTS; empty ones before the file is made."""
    return json.loads(DATA.read_text()) if DATA.exists() else {part: {} for part in PARTS}
