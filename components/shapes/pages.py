"""The shapes of what the other pages are answered: basins, sweep, planes, ranking, networks."""

from __future__ import annotations

from typing import Annotated, Any, NotRequired, TypedDict

from figures.basins import BasinDescription
from figures.layout import Figure
from figures.sweeps.numbers import SweepNumbers
from figures.sweeps.values import BestRow
from networks.plane_spec import PlaneSpec
from races.basins import BasinSpec
from races.sweeps import SweepSpec

from .catalog import SurfaceEntry
from .race import Facts

#: The fields of a spec as plain values, `to_dict()` of one.
SweepFields = Annotated[dict[str, Any], SweepSpec]
BasinFields = Annotated[dict[str, Any], BasinSpec]
PlaneFields = Annotated[dict[str, Any], PlaneSpec]


class OpenedBasins(TypedDict):
    """The maps that a link asks for."""

    spec: BasinFields
    own: SurfaceEntry | None
    facts: Facts | None
    problems: list[str]


class BasinAnswer(BasinDescription):
    """The description of POST /basins/maps, before the bytes; `query` is that of the race."""

    query: str
    facts: Facts | None


class SweepContent(TypedDict):
    """A sweep with its link; `base` is the race's link without methods, `runs` says at which of the rates each method
    runs; one that takes long has no figure and no rows; numbers are of sweeps over rates alone."""

    sweep: SweepFields
    measure: str
    query: str
    base: str
    rates: list[float]
    runs: dict[str, list[bool]]
    values: list[float]
    seconds: float
    lanes: int
    figure: NotRequired[Figure]
    rows: NotRequired[list[BestRow]]
    numbers: NotRequired[SweepNumbers]


class SweepAnswer(SweepContent):
    """What is beside it: parts of the link that could not be read, the factor on type, whether it starts elsewhere than
    was asked for, and where they are asked for the surface's picture and what the page must know of your own."""

    problems: list[str]
    size: float
    facts: Facts | None
    moved: bool
    ground: NotRequired[Figure]
    own: NotRequired[SurfaceEntry]


class PlaneRow(TypedDict):
    """Of a racer on a plane: the shares of its path that the axes keep, what is lost, and the losses at its end, its
    own and below it."""

    name: str
    axes: list[str]
    lost: str
    own: str
    below: str


class PlaneWords(TypedDict):
    """What is said of a plane; of one that is not made yet only title, facts and how long that takes."""

    title: str
    facts: str
    spec: PlaneFields
    seconds: NotRequired[float]
    rows: NotRequired[list[PlaneRow]]
    together: NotRequired[list[str]]
    distortion: NotRequired[str]
    clock: NotRequired[str]


class PlanesAnswer(TypedDict):
    """By their texts, planes that are here and planes that can be made."""

    words: dict[str, PlaneWords]
    missing: dict[str, PlaneWords]
    problems: list[str]


class PlaneAnswer(TypedDict):
    """A plane's text, whether it is here, and about how many seconds it takes to make."""

    plane: str
    here: bool
    seconds: float


class RankingRow(TypedDict):
    """Of a method: the shares of problems that it solved and was fastest on, its median ratio to the fastest."""

    name: str
    solved: float
    wins: float
    ratio: float | None


class RankingAnswer(TypedDict):
    """Performance profiles."""

    figure: Figure
    rows: list[RankingRow]
    said: str


class OfSchedule(TypedDict):
    """The schedule of a training."""

    schedule: str
    schedule_parameters: dict[str, float]
    warmup: float


class NetworkSetup(OfSchedule):
    """What a link of the network page asks for, complete."""

    experiment: str
    of: str
    curves: list[str]
    epoch: str
    scale: str
    data: str
    normalization: str
    seed: int
    epochs: int
    batch_size: int
    methods: dict[str, dict[str, float]]


class Claim(TypedDict):
    """What a paper says, and what is seen here."""

    paper: str
    verdict: str
    here: str
    kind: str


class CurveRow(TypedDict):
    """Of a method's stored curves: what was tuned, by symbol, and means over the seeds."""

    name: str
    settings: dict[str, float]
    seeds: int
    mean: float
    final: float
    spread: float
    accuracy: float


class TodayRow(TypedDict):
    """Of an entry's stored curves: what was tuned, medians over the seeds, gradients for a sample in an epoch, and the
    time of an epoch beside Adam's."""

    name: str
    method: str
    label: str
    settings: dict[str, float]
    seeds: int
    mean: float | None
    final: float | None
    range: list[float | None]
    accuracy: float
    passes: float
    time: float | None


class CurvesAnswer(TypedDict):
    """Stored curves of an experiment; rows are `CurveRow`s, `TodayRow`s, or those of the bias correction or spectra."""

    experiment: str
    figure: Figure
    rows: list[Any]
    claims: list[Claim]
    about: str


class OpenedNetworks(TypedDict):
    """What a link of the network page shows."""

    setup: NetworkSetup
    problems: list[str]
    shown: CurvesAnswer


class TrainingLine(TypedDict):
    """A method's cost and accuracy after an epoch."""

    name: str
    epoch: int
    cost: float | None
    accuracy: float | None
    diverged: bool
