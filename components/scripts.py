"""What the page's HTML has loaded: our scripts and styles, which are few bundles (components/bundles.py), and what they
need, beside each other. With `--debug` scripts come module by module, and styles file by file."""

from __future__ import annotations

import mimetypes
import re

import dash
from flask import request

from exports.modules import modules_of

from .bundles import FIRST, SCRIPTS_PATH, STYLE, bundles, version
from .known import known_path
from .packed import ASSETS, asset
from .plotly_files import plotly_for, whole_plotly
from .programs import programs_path
from .scenes import scenes_path
from .shapes import PageModule
from .skeleton import skeleton

BUNDLED = r"\.(?:mjs|css)$|^plotly|^regenerator"
#: In development: all other modules come as imports, not as scripts of their own.
IMPORTED = rf"^(?!{FIRST}$).*\.mjs$|^plotly|^regenerator"
#: Dash's tables, which no page has.
NEEDLESS = re.compile(r'<script src="[^"]*/dash_table/[^"]*"></script>\n?')
#: What teaches old browsers the language: those that run modules need no more of it than what follows, and all of it
#: takes as long as a picture.
POLYFILL = re.compile(r'(<script src=")[^"]*/polyfill@[^"]*("></script>)')
#: regenerator-runtime of npm as it is, with which Dash's components are written.
REGENERATOR = "regenerator/regenerator-runtime.js"

RACES = "", "lessons", "landscape"  # the rooms of pages of races

mimetypes.add_type("text/javascript", ".mjs")  # Windows and slim containers do not know it

#: Dash's own has no language, and puts its scripts into a footer, which is a landmark.
INDEX = """<!DOCTYPE html>
<html lang="en">
<head>
{%metas%}
<title>{%title%}</title>
{%favicon%}
{%css%}
</head>
<body>
{%app_entry%}
{%config%}
{%scripts%}
{%renderer%}
</body>
</html>
"""


def opens(path: str, module: str) -> PageModule:
    """What `openPage` (assets/main.mjs) needs beside a page's data: its path, and the address of its module, which
    exports `open(search, data)`."""
    return {"path": dash.get_relative_path(path), "module": dash.get_app().address_of(module)}


class Ravine(dash.Dash):
    """Dash, whose page begins with the modules: Dash's renderer runs after them, as they have what it calls by name."""

    def __init__(self, *given: str, debug: bool, **options: object) -> None:
        self.is_bundled = not debug
        super().__init__(*given, assets_ignore=IMPORTED if debug else BUNDLED, **options)

    def address_of(self, name: str) -> str:
        """The address of a module."""
        return (
            dash.get_relative_path(f"{SCRIPTS_PATH}/{version()}/{name}")
            if self.is_bundled
            else dash.get_asset_url(name)
        )

    def interpolate_index(self, **parts: str) -> str:
        """The page's HTML. Modules run when the page is read, in their order: the renderer becomes one of them."""
        parts["renderer"] = parts["renderer"].replace("application/javascript", "module")
        parts["scripts"] = POLYFILL.sub(rf"\1{asset(REGENERATOR)}\2", NEEDLESS.sub("", parts["scripts"]))
        parts["favicon"] = f'<link rel="icon" type="image/svg+xml" href="{asset("logo.svg")}">'
        modules = [programs_path(), *([known_path()] if self._room() in RACES else [])]
        if self._room() == "":
            parts["metas"] += f'<meta name="scenes" content="{scenes_path()}">'
        if self.is_bundled:
            parts["css"] += f'<link rel="stylesheet" href="{self.address_of(STYLE)}">'
            parts["scripts"] = f'<script type="module" src="{self.address_of(FIRST)}"></script>' + parts["scripts"]
            modules += self._own_bundle()
        else:
            modules += [
                self.address_of(path.relative_to(ASSETS).as_posix()) for path in modules_of(ASSETS / FIRST)[:-1]
            ]
        parts["metas"] += "".join(f'<link rel="modulepreload" href="{path}">' for path in modules)
        room, search = self._room(), request.query_string.decode(errors="replace")
        plotly = plotly_for(request.path, search)
        parts["metas"] += self._of_graphs(plotly) if request.path != "/lessons" else ""  # the only page without one
        if plotly != whole_plotly():
            parts["metas"] += f'<meta name="whole-plotly" content="{whole_plotly()}">'
        parts["app_entry"] += skeleton(room, search)
        parts["config"] = parts["config"].replace(
            '"serve_locally":true', f'"serve_locally":false,"plotlyjs_url":"{plotly}"'
        )
        return super().interpolate_index(**parts)

    def _of_graphs(self, plotly: str) -> str:
        """What Dash fetches when the first graph is there, so that it comes beside the rest: Plotly, and the component
        around it."""
        around = dash.get_relative_path("/_dash-component-suites/dash/dcc/async-graph.js")
        soon = 'rel="preload" as="script" fetchpriority="low"'  # after what the page is put up with
        return "".join(f'<link {soon} href="{path}">' for path in (plotly, around))

    def _room(self) -> str:
        """The first part of the path that is asked for, which is without the site's prefix; "" for the race page."""
        return request.path.lstrip("/").partition("/")[0]

    def _own_bundle(self) -> list[str]:
        """That of the page that is asked for, if it has one."""
        name = f"{self._room()}/{self._room()}.mjs"
        return [self.address_of(name)] if name in bundles() else []
