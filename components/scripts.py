"""The page's scripts: ES modules that import what they use. The first is assets/main.mjs; what that needs is fetched
beside it, and a page that is no race names its own."""

from __future__ import annotations

import mimetypes
from pathlib import Path

import dash

from exports.modules import modules_of

from .programs import programs_path
from .shapes import PageModule

ASSETS = Path(__file__).resolve().parents[1] / "assets"
FIRST = "main.mjs"
#: All other modules come as imports, not as scripts of their own.
IMPORTED = rf"^(?!{FIRST}$).*\.mjs$"

mimetypes.add_type("text/javascript", ".mjs")  # Windows and slim containers do not know it


def opens(module: str) -> PageModule:
    """What `openPage` (assets/main.mjs) needs beside a page's data: the address of the page's module, which exports
    `open(search, data)`."""
    return {"module": dash.get_asset_url(module)}


class Ravine(dash.Dash):
    """Dash, whose page begins with the modules: Dash's renderer runs after them, as they have what it calls by name."""

    def interpolate_index(self, **parts: str) -> str:
        """The page's HTML. Modules run when the page is read, in their order: the renderer becomes one of them."""
        parts["renderer"] = parts["renderer"].replace("application/javascript", "module")
        assets = [dash.get_asset_url(path.relative_to(ASSETS).as_posix()) for path in modules_of(ASSETS / FIRST)[:-1]]
        parts["metas"] += "".join(f'<link rel="modulepreload" href="{path}">' for path in [*assets, programs_path()])
        return super().interpolate_index(**parts)
