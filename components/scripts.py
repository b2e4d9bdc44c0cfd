"""What the page's HTML has loaded: our scripts and styles, which are few bundles (components/bundles.py), and what they
need, beside each other. With `--debug` scripts come module by module, and styles file by file."""

from __future__ import annotations

import mimetypes
import re

import dash
from flask import request

from exports.modules import modules_of

from .bundles import FIRST, SCRIPTS_PATH, STYLE, bundles, version
from .packed import ASSETS, asset
from .programs import programs_path
from .shapes import PageModule

BUNDLED = r"\.(?:mjs|css)$"
#: In development: all other modules come as imports, not as scripts of their own.
IMPORTED = rf"^(?!{FIRST}$).*\.mjs$"

mimetypes.add_type("text/javascript", ".mjs")  # Windows and slim containers do not know it


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
        parts["favicon"] = f'<link rel="icon" type="image/svg+xml" href="{asset("logo.svg")}">'
        modules = [programs_path()]
        if self.is_bundled:
            parts["css"] += f'<link rel="stylesheet" href="{self.address_of(STYLE)}">'
            parts["scripts"] = f'<script type="module" src="{self.address_of(FIRST)}"></script>' + parts["scripts"]
            modules += self._own_bundle()
        else:
            modules += [
                self.address_of(path.relative_to(ASSETS).as_posix()) for path in modules_of(ASSETS / FIRST)[:-1]
            ]
        parts["metas"] += "".join(f'<link rel="modulepreload" href="{path}">' for path in modules)
        return super().interpolate_index(**parts)

    def _own_bundle(self) -> list[str]:
        """That of the page that is asked for, if it has one."""
        room = re.split("/", dash.strip_relative_path(request.path) or "")[0]
        name = f"{room}/{room}.mjs"
        return [self.address_of(name)] if name in bundles() else []
