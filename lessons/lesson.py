"""A lesson: a few steps of text, each over one to four races, then a question for the class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from races import RaceSpec
from races.query import MAX_PANELS, VIEW, Panel, Range, Scene
from races.showing import Shown

from .answer import Shows
from .hand import Hand


@dataclass(frozen=True)
class Step:
    """One step: `text` in Markdown with formulas between dollars, and what stands beside it.

    A step without `specs` keeps the panels of the one before, with their captions and its view. `captions` say, in a
    few words, what each panel shows. `view` are keys of `races.query.VIEW`, such as step=40, which stops there, or
    pins=("adam.beta1",), a slider for the stage; the others are at their defaults, but that charts share their axis.
    `highlight` names a racer for whom the others step back. A step that asks what will happen declares `predict`: what
    is to come is hidden, and waits at the start, until somebody runs it. `hand` is what the reader moves under the
    text; a step without specs has that of the one before, unless it has its own. Its slider is the stage's, too, unless
    the step has pins. `zoom` is the part of the surface that its panels show, (x from, to, y from, to). `shows` is
    what is seen of it once it has been run: of a question, the answer.
    """

    text: str
    specs: Sequence[RaceSpec] = ()
    captions: Sequence[str] = ()
    view: Mapping[str, Any] = field(default_factory=dict)
    highlight: str | None = None
    predict: bool = False
    hand: Hand | None = None
    shows: Sequence[Shows] = ()
    zoom: Range | None = None

    def __post_init__(self) -> None:
        unknown = [key for key in self.view if key not in VIEW]
        if unknown:
            raise ValueError(f"unknown view {', '.join(unknown)}; allowed: {', '.join(VIEW)}")
        if len(self.specs) > MAX_PANELS or (self.captions and len(self.captions) != len(self.specs)):
            raise ValueError(
                f"{len(self.specs)} panels with {len(self.captions)} captions; allowed: one a panel, 1 to 4"
            )


@dataclass(frozen=True, repr=False)
class Lesson(Shown):
    """A lesson as the contents page lists it: `line` says in a sentence what it shows, `group` where it belongs.
    Beside the question stands what `asked` shows, in a step without a text of its own; else what the last step did. In
    a notebook a lesson shows the page of its `scene`."""

    title: str
    group: str
    line: str
    steps: Sequence[Step]
    question: str
    answer: str
    asked: Step | None = None

    def __post_init__(self) -> None:
        if not self.steps or not self.steps[0].specs:
            raise ValueError(f"{self.title}: the first step must have a race")

    def __repr__(self) -> str:
        return f"<Lesson {self.title}: {self.line} {len(self.steps)} steps>"

    @cached_property
    def shown(self) -> tuple[tuple[Scene, tuple[str, ...]], ...]:
        """What each step shows: its scene, complete, and the captions of its panels (or none)."""
        return self._all[: len(self.steps)]

    @property
    def shown_with_question(self) -> tuple[Scene, tuple[str, ...]]:
        """What stands beside the question, likewise."""
        return self._all[-1]

    @cached_property
    def hands(self) -> tuple[Hand | None, ...]:
        """What is moved at each step, and beside the question."""
        found: list[Hand | None] = []
        for step in (*self.steps, self.asked or Step("")):
            found.append(step.hand or (None if step.specs else found[-1]))
        return tuple(found)

    @cached_property
    def _all(self) -> tuple[tuple[Scene, tuple[str, ...]], ...]:
        """Of the steps and of the question."""
        specs: Sequence[RaceSpec] = ()
        captions: Sequence[str] = ()
        view: dict[str, Any] = {}
        zoom: Range | None = None
        defaults = {key: default for key, (default, _) in VIEW.items()} | {"shared": "on"}
        found = []
        for step, hand in zip((*self.steps, self.asked or Step("")), self.hands, strict=True):
            if step.specs:
                specs, captions, zoom, view = step.specs, step.captions, step.zoom, defaults | dict(step.view)
            else:
                view = view | dict(step.view)
            if hand and "pins" not in step.view and (step.hand or step.specs):
                view = view | {"pins": hand.pins}
            view = view | {"predict": "on" if step.predict else "off"}
            found.append((Scene([Panel(spec, zoom) for spec in specs], view), tuple(captions)))
        return tuple(found)

    @property
    def scene(self) -> Scene:
        """The scene that stands for the lesson: that of its last step with panels of its own, from the start."""
        last = max(place for place, step in enumerate(self.steps) if step.specs)
        return self.shown[last][0]
