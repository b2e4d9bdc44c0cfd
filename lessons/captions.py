"""The captions and the texts of races that are a lesson's own: with the words that they have there, wherever they are
shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from caches import counted
from races import RaceSpec
from races.query import Scene

from .first_view import FIRST_VIEW, LOOK_FOR

if TYPE_CHECKING:
    from .lesson import Lesson


def captions_of(specs: Sequence[RaceSpec]) -> tuple[str, ...]:
    """What each panel shows, in the words of the lesson whose step has these panels, or of the first view, which others
    may have joined; none where there is no such."""
    if len(specs) == len(FIRST_VIEW):
        specs = tuple(map(_without_others, specs, FIRST_VIEW))
    return _known().get(tuple(specs), ())


def _without_others(spec: RaceSpec, first: RaceSpec) -> RaceSpec:
    """The spec of the first view, if this is it with more racers; else as it is."""
    known = {name: settings for name, settings in spec.optimizers.items() if name in first.optimizers}
    return first if known == first.optimizers and replace(spec, optimizers=known) == first else spec


def text_of(scene: Scene) -> str:
    """The text of the lesson's step that shows this scene, at the same step of the race; "" where there is none."""
    specs = tuple(panel.spec for panel in scene.panels)
    found = [
        (shown.view["step"] == scene.view["step"], step.text)
        for lesson in _lessons().values()
        for step, (shown, _) in zip(lesson.steps, lesson.shown, strict=True)
        if tuple(panel.spec for panel in shown.panels) == specs
    ]
    return next((text for same, text in found if same), found[0][1] if found else "")


def _lessons() -> Mapping[str, Lesson]:
    from . import LESSONS

    return LESSONS


@counted(1, 300_000)
def _known() -> dict[tuple[RaceSpec, ...], tuple[str, ...]]:
    steps = (step for lesson in _lessons().values() for step in (*lesson.shown, lesson.shown_with_question))
    known = {tuple(panel.spec for panel in scene.panels): captions for scene, captions in steps if captions}
    return known | {FIRST_VIEW: LOOK_FOR}
