"""What is exported: the scene of a link with its races run, and the clock of its panels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from lessons import Lesson, captions_of, text_of
from races import RaceResult, RaceSpec, Trajectory, race
from races.averages import average_text, averages_in
from races.evaluations import step_of
from races.query import Panel, Scene, query_of, scene_from_query
from races.spec import SAME_UNITS

from .differing import differing
from .options import ExportError, Options

#: What an option makes of the scale of a panel; None is as its surface declares.
EQUAL = {"auto": None, "on": True, "off": False}

#: What `save` accepts: a link or its query, a scene, a lesson, results, or specs.
Exportable = str | Scene | Lesson | RaceResult | RaceSpec | Sequence[RaceResult] | Sequence[RaceSpec]


@dataclass(frozen=True)
class Take:
    """A scene, complete: `scene.panels[i].spec` ran as `results[i]`; `link` is what the file says it shows."""

    scene: Scene
    results: tuple[RaceResult, ...]
    link: str

    @property
    def theme(self) -> str:
        """ "light" or "dark"."""
        return self.scene.view["theme"] or "light"

    @property
    def solid(self) -> bool:
        """Whether it is seen in three dimensions."""
        return bool(self.scene.view["dimensions"] == "3")

    @property
    def predicts(self) -> bool:
        """Whether what is to come is hidden."""
        return bool(self.scene.view["predict"] == "on")

    @property
    def by_evaluations(self) -> bool:
        """Whether the clock runs in gradient evaluations."""
        return bool(self.scene.view["axis"] == "evaluations")

    @cached_property
    def captions(self) -> tuple[str, ...]:
        """What each panel shows, where a lesson has words for that; else none."""
        return captions_of([result.spec for result in self.results])

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What is said of each panel, "" for nothing: a lesson's words, else what differs between the panels."""
        return self.captions or tuple(" · ".join(words) for words in differing([r.spec for r in self.results]))

    @cached_property
    def text(self) -> str:
        """What the lesson's step says that this is, "" where it is none."""
        return text_of(self.scene)

    @cached_property
    def references(self) -> tuple[Mapping[str, Trajectory], ...]:
        """Of each panel in other units, the same race in the surface's own units; else nobody."""
        own = [replace(result.spec, units=SAME_UNITS) for result in self.results]
        return tuple(race(spec) if spec != r.spec else {} for spec, r in zip(own, self.results, strict=True))

    @cached_property
    def averages(self) -> tuple[Mapping[str, Trajectory], ...]:
        """Of each panel the averages of its racers' paths that are drawn beside them."""
        return tuple(averages_in(result, result.spec.bound_surface, self.scene.view) for result in self.results)

    @cached_property
    def average_texts(self) -> tuple[str, ...]:
        """The averages of each panel in words, with that their loss is not known where it is not; "" for none."""
        text = average_text(self.scene.view)
        unknown = (any(each.heights is not None for each in averages.values()) for averages in self.averages)
        told = (f"{text}, its loss not known" if each else text for each in unknown)
        return tuple(each if averages else "" for each, averages in zip(told, self.averages, strict=True))

    @cached_property
    def lasts(self) -> tuple[float, ...]:
        """When each panel's last racer is done, on the clock."""
        if not self.by_evaluations:
            return tuple(float(result.spec.steps) for result in self.results)
        return tuple(float(max([1, *(t.evaluations[-1] for t in result.values())])) for result in self.results)

    @property
    def last(self) -> float:
        """When everybody is done, on the clock."""
        return max(self.lasts)

    @property
    def now(self) -> float:
        """Where the link stops the clock; the end when it plays."""
        step = self.scene.view["step"]
        return self.last if step is None else min(float(step), self.last)

    def step_at(self, trajectory: Trajectory, now: float) -> float:
        """The racer's own real step when the clock is at `now`; at rest, its last one."""
        if not self.by_evaluations:
            return min(now, len(trajectory.losses) - 1)
        return step_of(trajectory.evaluations, now)


def take_of(what: Exportable, options: Options = Options(), link: str | None = None) -> Take:  # noqa: B008  (frozen)
    """The take of `what`, with the theme, the dimensions, the names and the scale of `options` where they are given.

    `link`, if given, is printed instead of the scene's own query. Raises ExportError for a link that is not
    understood; the message has a line for each problem.
    """
    scene = _scene(what)
    if not scene.panels:
        raise ExportError("there is nothing to export: the link names no surface")
    given = {key: getattr(options, key) for key in ("theme", "dimensions", "names") if getattr(options, key)}
    panels = [replace(panel, equal=EQUAL[options.equal]) for panel in scene.panels] if options.equal else scene.panels
    scene = replace(scene, panels=panels, view={**scene.view, **given})
    return Take(scene, tuple(race(panel.spec) for panel in scene.panels), link or f"?{scene.to_query()}")


def title_of(take: Take) -> str:
    """The surfaces' names."""
    return "Ravine: " + ", ".join(panel.spec.bound_surface.label for panel in take.scene.panels)


def _scene(what: Exportable) -> Scene:
    if isinstance(what, Scene):
        return what
    if isinstance(what, Lesson):
        return what.scene
    if isinstance(what, str):
        scene, problems = scene_from_query(query_of(what))
        if problems:
            raise ExportError("\n".join(problems))
        return scene
    several = [what] if isinstance(what, (RaceSpec, RaceResult)) else what
    return Scene([Panel(one.spec if isinstance(one, RaceResult) else one) for one in several])
