"""What first visitors would wait for is made before the server's processes begin, which then share it: what the race
page loads, compressed as browsers ask for it, and the pages' layouts. Without it each process would spend a second on
its first visitor."""

from __future__ import annotations

import os
import re
from concurrent.futures import ThreadPoolExecutor

import dash
from dash._utils import to_json
from flask import Flask

from figures import THEMES

from .packed import WAYS

LOADED = re.compile(r'(?:href|src)="(/[^"]*)"')
SCENES = re.compile(r'<meta name="scenes" content="([^"]*)"')
LATER = "/_dash-layout", "/_dash-dependencies"  # what Dash's renderer asks for


def addresses(flask: Flask) -> list[str]:
    """What the race page loads, as its first visitor asks for it."""
    text = flask.test_client().get("/").text
    scenes = [f"{path}&search=&theme={theme}&size=1" for path in SCENES.findall(text) for theme in THEMES]
    found = (path.replace("&amp;", "&") for path in [*LOADED.findall(text), *scenes])
    return [*dict.fromkeys(found), *map(dash.get_relative_path, LATER)]


def warm(flask: Flask) -> None:
    """Have all of it made. Compressing lets go of the interpreter, so it is done on all processors."""
    with flask.test_request_context("/"):
        for page in dash.page_registry.values():
            if callable(page["layout"]) and not page["path_template"]:
                to_json(page["layout"]())

    def ask(path: str) -> None:
        for way in WAYS:
            flask.test_client().get(path, headers={"Accept-Encoding": way}).close()

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        [*pool.map(ask, addresses(flask))]  # an error of one of them is raised
