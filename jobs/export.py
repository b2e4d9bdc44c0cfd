"""The export job: what is on screen, as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from exports import FORMATS, ExportError, Options, read_options, save
from hyperparameters import shown
from networks.plane import plane
from networks.plane_files import keep, missing
from networks.plane_spec import LONGEST
from races.query import Scene, planes_in, query_of, scene_from_query

from .kinds import Progress, job


@job("export", unit="frame")
def export(request: dict[str, Any], folder: Path, progress: Progress) -> Path:
    """Request {"link": an address or its query, "format": of `exports.FORMATS`, "options": of `exports.SETTINGS`}."""
    make_planes(request.get("link"), progress)
    scene, ending, options = read_request(request)
    surfaces = dict.fromkeys(panel.spec.surface for panel in scene.panels)
    name = "-".join(["ravine", *surfaces]).replace("_", "-")
    link = request["link"]
    return save(link, folder / f"{name}.{ending}", options, link=link, progress=progress)


def make_planes(link: Any, progress: Progress) -> None:
    """Make the planes of a link that are not on this machine: another one may have made them. Raises ValueError."""
    wanted = missing(planes_in(query_of(link)) if isinstance(link, str) else ())
    seconds = sum(spec.seconds for spec in wanted)
    if seconds > LONGEST:
        raise ExportError(
            f"the {len(wanted)} planes of this link would take about {seconds:.0f} s; allowed: up to {LONGEST:.0f} s;"
            " make them one by one on the page Landscape"
        )
    for spec in wanted:
        keep(plane(spec, progress))


def read_request(request: Any) -> tuple[Scene, str, Options]:
    """What a request asks for: the scene of its link, the format and the options. Raises ExportError."""
    asked = request if isinstance(request, dict) else {}
    link, ending, options = asked.get("link"), asked.get("format"), asked.get("options") or {}
    if not isinstance(link, str) or not isinstance(options, dict):
        raise ExportError(f"{shown(request)} is not the request of an export")
    if not isinstance(ending, str) or ending not in FORMATS:
        raise ExportError(f"there is no format {shown(ending)}; allowed: {', '.join(FORMATS)}")
    scene, problems = scene_from_query(query_of(link))
    if problems or not scene.panels:
        raise ExportError("\n".join(problems) or "the link names no surface")
    return scene, ending, read_options(options)
