"""The export job: what is on screen, as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from exports import FORMATS, ExportError, read_options, save
from hyperparameters import shown
from races.link import scene_from_query

from .kinds import Progress, job


@job("export", unit="frame")
def export(request: dict[str, Any], folder: Path, progress: Progress) -> Path:
    """Request {"link": an address or its query, "format": of `exports.FORMATS`, "options": of `exports.SETTINGS`}."""
    link, ending, options = request.get("link"), request.get("format"), request.get("options") or {}
    if not isinstance(link, str) or not isinstance(options, dict):
        raise ExportError(f"{shown(request)} is not the request of an export")
    if not isinstance(ending, str) or ending not in FORMATS:
        raise ExportError(f"there is no format {shown(ending)}; allowed: {', '.join(FORMATS)}")
    scene, _ = scene_from_query(link.partition("?")[2] if "?" in link else link)
    surfaces = dict.fromkeys(panel.spec.surface for panel in scene.panels)
    name = "-".join(["ravine", *surfaces]).replace("_", "-")
    return save(link, folder / f"{name}.{ending}", read_options(options), link=link, progress=progress)
