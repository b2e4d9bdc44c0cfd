"""The captions of races that are a lesson's own: with the words that they have there, wherever they are shown."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from races import RaceSpec


def captions_of(specs: Sequence[RaceSpec]) -> tuple[str, ...]:
    """What each panel shows, in the words of the lesson whose step has these panels; none where there is no such."""
    return _known().get(tuple(specs), ())


@cache
def _known() -> dict[tuple[RaceSpec, ...], tuple[str, ...]]:
    from . import LESSONS

    steps = (step for lesson in LESSONS.values() for step in (*lesson.shown, lesson.shown_with_question))
    return {tuple(panel.spec for panel in scene.panels): captions for scene, captions in steps if captions}
