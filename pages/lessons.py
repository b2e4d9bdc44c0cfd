"""The contents page of the lecture: a card for each lesson, by group."""

from __future__ import annotations

from functools import lru_cache

import dash
from dash import dcc, html

from components.head import head
from figures.trails import trails
from lessons import LESSONS, Lesson
from surfaces import SURFACES

dash.register_page(__name__, path="/lessons", title="Ravine: lessons", name="Lessons", order=1)


def layout(**_: str) -> html.Div:
    """All lessons."""
    numbered = list(enumerate(LESSONS.items(), start=1))
    groups = list(dict.fromkeys(lesson.group for lesson in LESSONS.values()))
    return html.Div(
        [
            head("Lessons", html.Span("A guided tour of the lecture.", className="hint")),
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
    """The small picture of the surface of the lesson's first panel, and the trails on it, in both themes."""
    spec = LESSONS[name].scene.panels[-1].spec
    ground = [html.Img(src=dash.get_asset_url(f"surfaces/{spec.surface}.png"), alt="", className="ground")]
    return [
        *(ground if spec.surface in SURFACES else []),
        *(html.Img(src=_trails(name, theme), alt="", className=theme) for theme in ("light", "dark")),
    ]


@lru_cache(maxsize=128)
def _trails(name: str, theme: str) -> str:
    return trails(LESSONS[name].scene.panels[-1].spec, theme)
