"""Scripts that come with their page, and not with the first load of any page."""

from __future__ import annotations

from typing import Any

import dash

#: Which of the assets these are: the files of a page's name.
LATER = r"^(networks|ranking|sweep).*\.js$"


def opens(namespace: str, *scripts: str) -> dict[str, Any]:
    """What `ravine.openPage` (assets/callbacks.js) needs beside a page's data: it loads the scripts, in this order, and
    then calls the namespace's `open(search, data)`."""
    return {"scripts": [dash.get_asset_url(name) for name in scripts], "opens": namespace}
