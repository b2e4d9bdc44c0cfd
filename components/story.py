"""The text of a lesson beside its panels: step, dots, question, and the ways on."""

from __future__ import annotations

from typing import cast

import dash
from dash import dcc, html

from lessons import LESSONS

from .icon import icon_button
from .shapes import LessonPanel, LessonStop, LessonTold, View


def story(name: str, at: int) -> html.Aside:
    """The story of a lesson, open at stop `at` (from 0; the last one is the question): assets/lessons/lessons.mjs."""
    lesson, names = LESSONS[name], list(LESSONS)
    place = names.index(name)
    before, after = names[:place][-1:], names[place + 1 :][:1]
    texts = [*(step.text for step in lesson.steps), lesson.question]
    return html.Aside(
        [
            html.Div(
                [
                    html.Span(f"{place + 1} of {len(names)}  ·  {lesson.group}"),
                    dcc.Link("All lessons", href=dash.get_relative_path("/lessons")),
                ],
                className="story-place",
            ),
            html.H2(lesson.title),
            html.Div(
                dcc.Markdown(texts[at], mathjax=True),
                id="story-text",
                **{"aria-live": "polite", "data-question": "A question for the class"},
            ),
            html.Details(
                [html.Summary("Show the answer"), html.Div(id="answer-text")],
                id="answer",
                hidden=at < len(lesson.steps),
            ),
            _steps(len(lesson.steps)),
            dcc.Link("Play with it", href=race_link(name, at), id="play-with-it", className="primary"),
            html.Nav(
                [
                    *(_way(each, "previous-lesson", "←") for each in before),
                    *(_way(each, "next-lesson", "→") for each in after),
                ],
                className="story-ways",
                **{"aria-label": "Other lessons"},
            ),
        ],
        id="story",
        **{"aria-label": "Lesson"},
    )


def told(name: str, at: int, race_path: str) -> LessonTold:
    """What assets/lessons/lessons.mjs must know of a lesson, open at stop `at`, and of the race page."""
    lesson = LESSONS[name]
    stops: list[LessonStop] = []
    texts = [(step.text, step.highlight) for step in lesson.steps] + [(lesson.question, None)]
    for (text, highlight), (scene, captions) in zip(texts, (*lesson.shown, lesson.shown_with_question), strict=True):
        panels: list[LessonPanel] = [{"spec": panel.spec.to_dict(), "zoom": panel.zoom} for panel in scene.panels]
        stops.append(
            {
                "text": text,
                "search": scene.to_query(),
                "panels": panels,
                "view": cast(View, dict(scene.view)),
                "captions": captions,
                "highlight": highlight,
            }
        )
    return {"stops": stops, "answer": lesson.answer, "at": at, "race_path": race_path}


def race_link(name: str, at: int) -> str:
    """The race page with what stop `at` of a lesson shows."""
    lesson = LESSONS[name]
    scene, _ = (*lesson.shown, lesson.shown_with_question)[at]
    return f"{dash.get_relative_path('/')}?{scene.to_query()}"


def _steps(question: int) -> html.Div:
    """The way through the stops, the last of which is the question."""
    return html.Div(
        [
            icon_button("back-step", "Step of the lesson before", "lesson-back"),
            *(_dot(step, question) for step in range(question + 1)),
            icon_button("next-step", "Next step of the lesson", "lesson-next"),
        ],
        className="story-steps",
        role="group",
        **{"aria-label": "Steps of the lesson"},
    )


def _dot(step: int, question: int) -> html.Button:
    what = "The question" if step == question else f"Step {step + 1}"
    return html.Button(
        "?" if step == question else str(step + 1),
        type="button",
        className="dot",
        title=what,
        **{"data-action": "lesson-step", "data-step": str(step), "aria-label": what},
    )


def _way(name: str, id_: str, arrow: str) -> dcc.Link:
    words = [arrow, LESSONS[name].title] if arrow == "←" else [LESSONS[name].title, arrow]
    return dcc.Link(" ".join(words), href=dash.get_relative_path(f"/lessons/{name}"), id=id_)
