"""The shape of the catalog, which `components.catalog` builds, and of what single pages add to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NotRequired, TypedDict

from figures.basins import BasinTheme
from figures.strokes import Strokes
from races.tuning import Tuned
from surfaces.surface import Point

Range = tuple[float, float]


class Declared(TypedDict):
    """A hyperparameter's declaration: see `Hyperparameter`. `label` is its name as people write it."""

    symbol: str
    minimum: float
    maximum: float
    scale: str
    help: str
    paper: float | None
    unit: str
    name: str
    default: float
    label: str


class LookEntry(TypedDict):
    """A racer's colour by theme, and the outline of its marker as an SVG path."""

    light: str
    dark: str
    path: str


class OptimizerEntry(TypedDict):
    """A method. Pages add what only they need: its symbol among Plotly's, and whether it is a `Vector` method."""

    label: str
    hyperparameters: dict[str, Declared]
    paper_rate: float | None
    look: LookEntry
    symbol: NotRequired[str]
    vector: NotRequired[bool]


class SurfaceEntry(TypedDict):
    """A surface: `offers` are the needs of noises that it meets; `live` are the noises with which the page can run a
    race itself, "none" among them, if it can; `scored` is a classifier's loss; `equal`: x and
    y have the same scale; `eye`: where it is seen from in space; one that `moves` has `Facts` that follow
    from its hyperparameters; one that `scatters` has samples to show; `formula` is LaTeX, of your own function and of
    a plane."""

    label: str
    domain: tuple[Range, Range]
    start: Point
    minima: Sequence[Point]
    learning_rate: float
    hyperparameters: dict[str, Declared]
    offers: list[str]
    live: Sequence[str]
    scored: bool
    equal: bool
    eye: tuple[float, float, float]
    moves: bool
    scatters: bool
    tuned: Tuned
    formula: NotRequired[str]


class ScheduleEntry(TypedDict):
    """A learning-rate schedule, or what multiplies all of them."""

    label: str
    hyperparameters: dict[str, Declared]


class NoiseEntry(TypedDict):
    """A kind of noise, what a loss must have for it, "" for nothing, and what the mean of its samples is. What it draws
    depends on the hyperparameters `drawn`, and if it is `shared` on those of the surface."""

    label: str
    needs: str
    mean: str
    hyperparameters: dict[str, Declared]
    drawn: list[str]
    shared: bool


class Casing(TypedDict):
    """Of a theme, what lies around trails and around heads."""

    casing: str
    rim: str


class ExportChoices(TypedDict):
    """Of formats and settings their kinds, and the defaults as text."""

    formats: dict[str, str]
    settings: dict[str, Sequence[str]]
    defaults: dict[str, str]


class OwnExample(TypedDict):
    """What the editor of your own function begins with."""

    expression: str
    domain: tuple[Range, Range]


class View(TypedDict):
    """What a link holds beside its panels, complete: `races.query.VIEW`."""

    step: int | None
    speed: float
    loop: Literal["on", "off"]
    dimensions: Literal["2", "3"]
    camera: tuple[float, float, float] | None
    chart: Literal["loss", "distance", "move", "accuracy"]
    shared: Literal["on", "off"]
    axis: Literal["step", "evaluations"]
    theme: Literal["light", "dark"] | None
    names: Literal["auto", "on", "off"]
    predict: Literal["on", "off"]
    average: Literal["none", "mean", "ema"]
    average_from: int
    average_decay: float
    average_of: Sequence[str]
    pins: Sequence[str]


class Catalog(TypedDict):
    """What every page knows of the registries."""

    optimizers: dict[str, OptimizerEntry]
    surfaces: dict[str, SurfaceEntry]
    schedules: dict[str, ScheduleEntry]
    races: dict[str, ScheduleEntry]
    noises: dict[str, NoiseEntry]
    needs: Mapping[str, str]
    classics: list[str]
    own: OwnExample
    max_seed: int
    casings: dict[str, Casing]
    strokes: Strokes
    arrows: dict[str, str]
    view: View
    exports: ExportChoices
    same_rate: float
    max_panels: int
    max_steps: int


class Known(Catalog):
    """What the race page, lessons and planes know, whatever they show: besides, the texts of plain elements as HTML, by
    their places, and the chooser of surfaces, a component of Dash."""

    rows: dict[str, str]
    chooser: Any


class StageTold(TypedDict):
    """What such a page is told when it is opened: where to ask, also for what is known, and its own texts."""

    known_path: str
    race_path: str
    scenes_path: str
    pictures_path: str
    races_path: str
    functions_path: str
    scatters_path: str
    units_path: str
    inside_path: str
    equation_path: str
    links_path: str
    export_path: str
    estimate_path: str
    programs_path: str
    methods_path: str
    loss_path: str
    texts: dict[str, str]


class StageCatalog(Known, StageTold):
    """Both together."""


class PageModule(TypedDict):
    """What a page that is no race says to be opened: its path, and the address of its module."""

    path: str
    module: str


class BasinLimits(TypedDict):
    """Of basin maps: how many methods, starts a side (at least, at most; of vector methods), and how many steps of
    lanes take a moment, and an answer's time."""

    methods: int
    sizes: list[int]
    vector_size: int
    preview: int
    live: int
    least: int


class BasinCatalog(Catalog):
    """What the basin page knows besides."""

    tones: int
    colors: dict[str, BasinTheme]
    limits: BasinLimits
    paths: dict[str, str]
    methods_path: str
    loss_path: str
    path: str
    module: str


class SweepLimits(TypedDict):
    """Of sweeps: the learning rates, and how many rates, second values and methods."""

    lowest: float
    highest: float
    rates: int
    values: int
    methods: int
