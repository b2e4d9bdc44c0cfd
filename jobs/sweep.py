"""The sweep job: a sweep that takes longer than the page should wait."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from figures import THEMES, best_rows, sweep_figure
from figures.sweeps import MEASURES
from races.sweeps import SweepSpec, sweep

from .kinds import Progress, job


@job("sweep", unit="race")
def run_sweep(request: dict[str, Any], folder: Path, progress: Progress) -> Path:
    """Request {"sweep": the fields of a SweepSpec, "size": factor on type, "form": "json" or "csv"}.

    JSON for the page, {"figures": by theme and measure, "rows": of `best_rows`}, or a table of every race.
    """
    result = sweep(SweepSpec.from_dict(request.get("sweep")), progress)
    name = f"ravine-sweep-{result.spec.race.surface}".replace("_", "-")
    if request.get("form") == "csv":
        path = folder / f"{name}.csv"
        result.to_frame().to_csv(path, index=False)
        return path
    size = request.get("size")
    size = float(size) if isinstance(size, int | float) and 0.5 <= size <= 3 else 1.0
    figures = {theme: {measure: sweep_figure(result, measure, theme, size) for measure in MEASURES} for theme in THEMES}
    path = folder / f"{name}.json"
    path.write_text(json.dumps({"figures": figures, "rows": best_rows(result)}))
    return path
