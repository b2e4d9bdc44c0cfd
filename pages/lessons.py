"""The contents page of the lecture: a card for each lesson, by group."""

from __future__ import annotations

from functools import lru_cache

import dash
from dash import dcc, html

from components.head import head
from figures.trails import ground, trails
from lessons import LESSONS, Lesson

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
    """The surface of the lesson's last panel, and the trails on it in both themes."""
    ground, *both = _drawn(name)
    layers = zip(both, ("light", "dark"), strict=True)
    return [
        html.Img(src=ground, alt="", className="ground"),
        *(html.Img(src=image, alt="", className=theme) for image, theme in layers),
    ]


@lru_cache(maxsize=64)
def _drawn(name: str) -> tuple[str, str, str]:
    spec = LESSONS[name].scene.panels[-1].spec
    return ground(spec), trails(spec, "light"), trails(spec, "dark")
