"""Plotly's scripts. A page begins with the part that draws planes, which is a third of the whole in bytes and in what
it takes a browser to read; the whole is fetched where something in space is wanted (assets/ui/plotly.mjs).

The part is `plotly.js-cartesian-dist-min` of npm as it is (`npm pack plotly.js-cartesian-dist-min@VERSION`), because
who runs Ravine need not have node. It must be of the version that is in Python's package: then both draw the same.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs

import dash
import plotly

from caches import counted
from lessons import LESSONS

from .packed import asset, version_of
from .story import scene_at, stop_of

WHOLE = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
PART = "plotly/plotly-cartesian.min.js"


@counted(1, 500)
def whole_plotly() -> str:
    """The address of the whole, with its version."""
    suites = dash.get_relative_path("/_dash-component-suites")
    return f"{suites}/plotly/package_data/{WHOLE.name}?v={version_of(WHOLE.read_bytes())}"


def plotly_for(path: str, query: str) -> str:
    """The address of what a page at `path`, which is without the site's prefix, begins with."""
    return whole_plotly() if is_solid(path, query) else asset(PART)


def is_solid(path: str, query: str) -> bool:
    """Whether the page begins in three dimensions."""
    given = parse_qs(query)
    room, _, name = path.strip("/").partition("/")
    if room == "lessons" and name in LESSONS:
        return scene_at(name, stop_of(name, given.get("at", ["1"])[0])).view["dimensions"] == "3"
    return given.get("dimensions") == ["3"]
