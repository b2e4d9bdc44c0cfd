"""One lesson: the panels of the race page, with its story in the place of the desk."""

from __future__ import annotations

from typing import Any

import dash
from dash import ClientsideFunction, Input, Output, State, clientside_callback, dcc, html

from components.head import head
from components.story import stop_of, story, told
from hyperparameters import shown
from lessons import LESSONS
from pages.stage import stage

PATH = "_pages_location.pathname"  # of the page that Dash makes


def title_of(name: str = "", **_: str) -> str:
    """What the browser's tab says."""
    return f"Ravine: {LESSONS[name].title}" if name in LESSONS else "Ravine: no such lesson"


dash.register_page(__name__, path_template="/lessons/<name>", name="Lesson", title=title_of, order=None)


def layout(name: str = "", at: str | list[str] = "1", **_: Any) -> html.Div:
    """The lesson `name` at step `at`, from 1; one more than its steps is the question. A link may say anything: of
    several steps the first counts, and "?name=..." does not change the lesson that the path names."""
    name = dash.ctx.inputs[PATH].rpartition("/")[2] if PATH in (dash.ctx.inputs or {}) else name
    if name not in LESSONS:
        return _nowhere(name)
    place = stop_of(name, at[0] if isinstance(at, list) else at)
    stores = dcc.Store(id="lesson", data=told(name, place, dash.get_relative_path("/"))), dcc.Store(id="lesson-opened")
    return stage("Lesson", LESSONS[name].line, *stores, beside=story(name, place), class_name="lesson")


def _nowhere(name: str) -> html.Div:
    return html.Div(
        [
            head("Lesson", skips={"lessons": "content"}),
            html.Main(
                [
                    html.H2(f"There is no lesson {shown(name)}."),
                    dcc.Link("All lessons", href=dash.get_relative_path("/lessons"), className="primary"),
                ],
                id="lessons",
                className="lessons",
            ),
        ]
    )


clientside_callback(
    ClientsideFunction("ravine", "lesson"),
    Output("lesson-opened", "data"),  # without one Dash would not call it for a page that is new
    Input("lesson", "data"),
    State("catalog", "data"),
)
