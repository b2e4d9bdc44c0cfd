"""The shapes of what the race page and lessons are answered (pages/answers.py, race.py, inside.py, exporting.py)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, NotRequired, TypedDict

from figures.block import PanelBlock
from figures.draws import DrawsBlock
from figures.layout import Figure
from races import RaceSpec
from surfaces.surface import Point

from .catalog import Range, SurfaceEntry, View

#: The fields of a spec as plain values, `to_dict()` of one.
RaceFields = Annotated[dict[str, Any], RaceSpec]


class Problems(TypedDict):
    """Why something cannot be had, each with what was given and what is allowed."""

    problems: list[str]


class Problem(TypedDict):
    """Why a typed function cannot be read, with a mark below the place; or why a link cannot be shortened."""

    problem: str


class CourseFacts(TypedDict):
    """Where a race runs if that is elsewhere than where it is drawn: the picture there, and the matrix that leads from
    its points to those that are drawn."""

    domain: tuple[Range, Range]
    matrix: tuple[Point, Point]


class Facts(TypedDict):
    """What of a surface of data follows from its hyperparameters; `drawn_back`: trails are drawn in other coordinates
    than those that are optimized, those of the `course`."""

    domain: tuple[Range, Range]
    start: Point
    minima: Sequence[Point]
    condition_number: float | None
    drawn_back: bool
    course: CourseFacts | None


class OpenedPanel(TypedDict):
    """A panel as a link holds it: the fields of its spec, the zoomed part of its picture (x_min, x_max, y_min, y_max),
    whether its axes have the same scale, None for what the surface declares, and what the catalog does not have of its
    surface."""

    spec: RaceFields
    zoom: tuple[float, float, float, float] | None
    equal: bool | None
    own: SurfaceEntry | None
    facts: Facts | None


class Opened(TypedDict):
    """The state that a link holds, the captions of its panels if they are a lesson's or the first view, and a message
    for each part that could not be read."""

    panels: list[OpenedPanel]
    view: View
    captions: Sequence[str]
    problems: list[str]


class Pictures(TypedDict):
    """Of each panel the picture of its surface, and the axes of a chart: components of Dash; and the facts of the
    surfaces."""

    pictures: list[Any]
    curve: Any
    facts: list[Facts | None]


class SceneAnswer(Pictures):
    """What a link shows."""

    opened: Opened


class PanelAnswer(PanelBlock):
    """A panel's racers; its part of the link, its surface and start; `reference` is the same race in the surface's own
    units."""

    query: str
    surface: str
    start: Point | None
    facts: Facts | None
    draws: DrawsBlock | None
    reference: NotRequired[PanelBlock]


class DrawsAnswer(TypedDict):
    """The description of POST /draws, before the numbers: of each race its draws, None where there are none."""

    draws: list[DrawsBlock | None]


class RacesAnswer(TypedDict):
    """The description of POST /races, before the numbers; `next` is how many racers are answered where there are more:
    the others are to be asked for."""

    panels: list[PanelAnswer]
    next: int | None


class InsideAnswer(TypedDict):
    """Charts of a racer's states, and by kind its arrow at each step, x and y."""

    figure: Figure
    arrows: dict[str, list[list[float]]]


class EquationAnswer(TypedDict):
    """A racer's update in LaTeX with its numbers."""

    x: str
    y: str


class EstimateAnswer(TypedDict):
    """What is known of a file before it is made; one that is `quick` needs no job."""

    words: list[str]
    warnings: list[str]
    quick: bool


class ExportProblems(TypedDict):
    """Why a file cannot be made, by the setting that is wrong, "" for none."""

    problems: dict[str, str]


class LinkAnswer(TypedDict):
    """A short link, its QR code as the address of a picture, the last day that it works (ISO), and whether it outlives
    a restart of the machine, too."""

    address: str
    qr: str
    until: str
    lasting: bool


class ScatterAnswer(TypedDict):
    """The samples of a surface, each (u, v, tone), and what its weights draw among them: `surfaces.scatter`."""

    line: str
    points: list[list[float]]
    levels: Sequence[float]


class LessonPanel(TypedDict):
    """A panel of a lesson."""

    spec: RaceFields
    zoom: tuple[float, float, float, float] | None


class HandParameter(TypedDict):
    """What a lesson's slider goes over."""

    minimum: float
    maximum: float
    scale: str
    unit: str


class LessonHand(TypedDict):
    """What a reader moves at a step: `parameter` None is the start. `across` is marked on the slider with `mark`."""

    names: Sequence[str]
    label: str
    symbol: str
    parameter: HandParameter | None
    across: float | None
    mark: str
    panels: Sequence[int] | None


class LessonSource(TypedDict):
    """Where a racer's method is from: its label with the years, and the whole source; its card is a click away."""

    name: str
    words: str
    source: str


class LessonStop(TypedDict):
    """A step of a lesson: its text in Markdown, and in plain letters, and what stands beside it."""

    text: str
    plain: str
    search: str
    panels: list[LessonPanel]
    view: View
    captions: Sequence[str]
    highlight: str | None
    hand: LessonHand | None
    sources: list[LessonSource]


class LessonTold(TypedDict):
    """What the page must know of a lesson; the last stop is the question."""

    title: str
    stops: list[LessonStop]
    answer: str
    at: int
    race_path: str
