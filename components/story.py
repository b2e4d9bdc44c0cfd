"""The text of a lesson beside its panels: step, dots, question, and the ways on."""

from __future__ import annotations

import re
from typing import cast

import dash
from dash import dcc, html

from lessons import LESSONS, Hand
from lessons.hand import declared
from optimizers import OPTIMIZERS
from races.query import Scene
from races.query.pins import REGISTRIES

from .icon import icon_button
from .plain import plain, together
from .shapes import LessonHand, LessonPanel, LessonSource, LessonStop, LessonTold, View

YEAR = r"\b1[89]\d\d\b|\b20\d\d\b"


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
                dcc.Markdown(together(texts[at]), mathjax=True),
                id="story-text",
                **{"aria-live": "polite", "data-question": "A question for the class", "data-plain": plain(texts[at])},
            ),
            html.Div(id="story-hand", role="group", hidden=True, **{"aria-label": "Move it"}),
            html.Details(
                [html.Summary("Show the answer"), html.Div(id="answer-text")],
                id="answer",
                hidden=at < len(lesson.steps),
            ),
            html.Div(id="story-sources", role="group", **{"aria-label": "Sources of the methods"}),
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
    shown = (*lesson.shown, lesson.shown_with_question)
    for (text, highlight), (scene, captions), hand in zip(texts, shown, lesson.hands, strict=True):
        panels: list[LessonPanel] = [{"spec": panel.spec.to_dict(), "zoom": panel.zoom} for panel in scene.panels]
        stops.append(
            {
                "text": together(text),
                "plain": plain(text),
                "search": scene.to_query(),
                "panels": panels,
                "view": cast(View, dict(scene.view)),
                "captions": captions,
                "highlight": highlight,
                "hand": _hand(hand) if hand else None,
                "sources": _sources(scene),
            }
        )
    return {"title": lesson.title, "stops": stops, "answer": together(lesson.answer), "at": at, "race_path": race_path}


def _sources(scene: Scene) -> list[LessonSource]:
    """Of those who race, each once."""
    names = dict.fromkeys(name for panel in scene.panels for name in panel.spec.optimizers)
    return [
        {
            "name": name,
            "words": f"{OPTIMIZERS[name].label} {re.findall(YEAR, OPTIMIZERS[name].source)[0]}",
            "source": OPTIMIZERS[name].source,
        }
        for name in names
    ]


def _hand(hand: Hand) -> LessonHand:
    """What assets/lessons/hand.mjs must know of what is moved."""
    told: LessonHand = {
        "names": hand.names,
        "label": "Drag the ring in the picture: everybody starts there",
        "symbol": "",
        "parameter": None,
        "across": hand.across,
        "mark": hand.mark,
        "panels": hand.panels,
    }
    if not hand.is_start:
        one = hand.parameter
        told |= {"label": " and ".join(map(_label, hand.names)), "symbol": one.symbol}
        told["parameter"] = {"minimum": one.minimum, "maximum": one.maximum, "scale": one.scale, "unit": one.unit}
    return told


def _label(name: str) -> str:
    """As the desk calls it: "SGD learning rate"."""
    group = name.partition(".")[0]
    entries = (table[group].label for table in REGISTRIES if group in table)
    return f"{next(entries, '')} {declared(name).label}".strip()


def stop_of(name: str, at: str) -> int:
    """The stop of a lesson, from 0, that `at` of an address names, from 1; the first one if it is no number."""
    stop = int(at) if at.isascii() and at.isdecimal() and len(at) < 4 else 1
    return min(max(stop, 1), len(LESSONS[name].steps) + 1) - 1


def scene_at(name: str, at: int) -> Scene:
    """What stop `at` of a lesson shows."""
    lesson = LESSONS[name]
    return (*lesson.shown, lesson.shown_with_question)[at][0]


def race_link(name: str, at: int) -> str:
    """The race page with the same."""
    return f"{dash.get_relative_path('/')}?{scene_at(name, at).to_query()}"


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
