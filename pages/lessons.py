"""The contents page of the lecture: a card for each lesson, by group."""

from __future__ import annotations

import dash
from dash import dcc, html
from flask import Response

from caches import MB, kept
from components.head import head
from exports.formats import media_type
from figures.trails import ground, trails
from lessons import LESSONS, Lesson

dash.register_page(__name__, path="/lessons", title="Ravine: lessons", name="Lessons", order=1)


PICTURES_PATH = "/lesson-pictures"
LAYERS = ("ground.png", "light.svg", "dark.svg")  # of a small picture


def layout(**_: str) -> html.Div:
    """All lessons."""
    numbered = list(enumerate(LESSONS.items(), start=1))
    groups = list(dict.fromkeys(lesson.group for lesson in LESSONS.values()))
    return html.Div(
        [
            head(
                "Lessons",
                html.Span("A guided tour of the lecture.", className="hint"),
                skips={"lessons": "lessons"},
            ),
            html.Main(
                [
                    html.Section(
                        [
                            html.H2(group),
                            html.Ol(
                                [_card(k, name, one) for k, (name, one) in numbered if one.group == group],
                                className="lesson-cards",
                            ),
                        ]
                    )
                    for group in groups
                ],
                id="lessons",
                className="lessons",
            ),
        ]
    )


def _card(number: int, name: str, lesson: Lesson) -> html.Li:
    return html.Li(
        dcc.Link(
            [
                html.Div(_picture(name), className="lesson-picture", **{"aria-hidden": "true"}),
                html.Div(
                    [
                        html.Div(
                            [html.Span(str(number), className="number"), html.Strong(lesson.title)],
                            className="lesson-title",
                        ),
                        html.P(lesson.line),
                    ],
                    className="lesson-words",
                ),
            ],
            href=dash.get_relative_path(f"/lessons/{name}"),
            className="lesson-card",
        )
    )


def _picture(name: str) -> list[html.Img]:
    """The surface of the lesson's last panel, and the trails on it in both themes."""
    return [
        html.Img(src=dash.get_relative_path(f"{PICTURES_PATH}/{name}/{layer}"), alt="", className=layer.split(".")[0])
        for layer in LAYERS
    ]


@dash.get_app().server.get(f"{PICTURES_PATH}/<name>/<layer>")
def lesson_picture(name: str, layer: str) -> Response:
    """GET one layer of a lesson's small picture: not in the page itself, as Dash sends that with every page."""
    if name not in LESSONS or layer not in LAYERS:
        return Response("There is no such picture.\n", 404, mimetype="text/plain")
    answer = Response(_drawn(name, layer), mimetype=media_type(layer))
    answer.cache_control.max_age = 3600
    return answer


@kept(2 * MB)
def _drawn(name: str, layer: str) -> bytes:
    spec = LESSONS[name].scene.panels[-1].spec
    return ground(spec) if layer == "ground.png" else trails(spec, layer.removesuffix(".svg")).encode()
