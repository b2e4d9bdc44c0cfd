"""The job of a network's plane: train, span, evaluate."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hyperparameters import shown
from networks.plane import plane
from networks.plane_files import packed
from networks.plane_spec import PlaneSpec, read_plane

from .kinds import Progress, job


@job("plane", unit="evaluation")
def network_plane(request: dict[str, Any], folder: Path, progress: Progress) -> Path:
    """Request {"plane": the text of a PlaneSpec}; the file is what `networks.plane_files.packed` packs."""
    spec = plane_asked(request)
    path = folder / f"plane-{spec.key}.npz"
    path.write_bytes(packed(plane(spec, progress)))
    return path


def plane_asked(request: Any) -> PlaneSpec:
    """The spec that a request asks for. Raises ValueError."""
    asked = request.get("plane") if isinstance(request, dict) else None
    if not isinstance(asked, str):
        raise ValueError(f"{shown(request)} is no request for a plane")
    return read_plane(asked)
