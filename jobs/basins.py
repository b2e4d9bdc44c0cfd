"""The job of basin maps: finer grids, and methods whose starts run one by one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from figures import packed
from figures.basins import basin_block
from hyperparameters import shown
from races.basins import BasinSpec, basins

from .kinds import Progress, job


@job("basins", unit="lane step")
def basin_maps(request: dict[str, Any], folder: Path, progress: Progress) -> Path:
    """Request {"spec": the fields of a BasinSpec}; the file is what `figures.basins.basin_block` packs."""
    fields = request.get("spec")
    try:
        spec = BasinSpec(**fields)  # type: ignore[arg-type]
    except TypeError:
        raise ValueError(f"{shown(fields)} is no request for basin maps") from None
    found = basins(spec, progress)
    path = folder / f"basins-{spec.surface.replace('_', '-')}.bin"
    path.write_bytes(packed(*basin_block(found, spec.race.bound_surface, spec.steps)))
    return path
