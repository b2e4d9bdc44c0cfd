"""Links of the network page: ?experiment=mlp&scale=linear&adam=learning_rate:0.01&sgd=&epochs=20&batch_size=64&seed=3

With of=today the stored curves are those of the methods of today, and curves=muon,adamw says which are drawn; epoch is
that of experiment=spectrum. What would be trained has a schedule, its schedule_parameters=final:0.1, and a warmup.

A method's settings that are not told are those tuned for the experiment. A link without methods
shows the stored curves.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl

from caches import counted
from components.shapes import NetworkSetup, OfSchedule
from hyperparameters import Hyperparameter, shown, whole_or
from jobs.training import MAX_METHODS, STANDARD, WHOLE, offered_data
from networks import EXPERIMENTS, Training, refusals
from networks.today import ENTRIES
from optimizers import OPTIMIZERS
from pages.networks_today import FIRST, MOST_CURVES, SETS, SPECTRUM, epochs_of_spectra
from schedules import NO_WARM_UP, SCHEDULES, WARM_UP

BIAS = "bias_correction"
#: Of the cost; the gap to the optimum only where that is known.
SCALES = {"log": "log", "linear": "linear", "gap": "above the optimum"}
OF_SCHEDULE = ("schedule", "schedule_parameters", "warmup")
KEYS = ("experiment", "of", "curves", "epoch", "scale", "data", "normalization", *WHOLE, *OF_SCHEDULE)
MAX_LENGTH = 8_000


@counted(8, 20_000)
def offered(experiment: str) -> dict[str, dict[str, float]]:
    """By method that can train the experiment's network its tuned settings, completed."""
    network = EXPERIMENTS[experiment].network
    return {
        name: dict(Training(experiment=experiment, optimizer=name).settings)
        for name in OPTIMIZERS
        if not refusals(name, network)
    }


def tuned_keys(experiment: str, name: str) -> list[str]:
    """The hyperparameters of a method that were tuned for the experiment: for most its learning rate."""
    tried = EXPERIMENTS[experiment].grids.get(name, {})
    return [key for key in tried or ("learning_rate",) if key in OPTIMIZERS[name].hyperparameters]


def setup_of_query(query: str) -> tuple[NetworkSetup, list[str]]:
    """What a query asks for, complete, and a message for each part that could not be read."""
    problems: list[str] = []
    if len(query) > MAX_LENGTH:
        problems.append(f"a link of {len(query)} characters; allowed: up to {MAX_LENGTH}")
        query = ""
    pairs = parse_qsl(query.removeprefix("?"), keep_blank_values=True)
    given: dict[str, str] = {}
    for key, text in pairs:
        given.setdefault(key, text)
    experiment = _one_of("experiment", given, (*EXPERIMENTS, BIAS, SPECTRUM), problems)
    scale = _one_of("scale", given, tuple(SCALES), problems)
    data = _one_of("data", given, tuple(offered_data()), problems)
    layers = EXPERIMENTS[experiment].normalizations if experiment in EXPERIMENTS else ("none",)
    setup: NetworkSetup = {
        "experiment": experiment,
        "of": _one_of("of", given, tuple(SETS), problems),
        "curves": _curves(given, problems),
        "epoch": _one_of("epoch", given, tuple(epochs_of_spectra()) or ("1",), problems),
        "scale": scale,
        "data": data,
        "normalization": _one_of("normalization", given, layers, problems),
        "seed": _whole("seed", given, problems),
        "epochs": _whole("epochs", given, problems),
        "batch_size": _whole("batch_size", given, problems),
        **_schedule(experiment, given, problems),
        "methods": {},
    }
    known = offered(experiment) if experiment in EXPERIMENTS else {}
    for name, text in given.items():
        if name in known and len(setup["methods"]) < MAX_METHODS:
            setup["methods"][name] = known[name] | _settings(name, text, problems)
        elif name in OPTIMIZERS and experiment in EXPERIMENTS and name not in known:
            problems += refusals(name, EXPERIMENTS[experiment].network)
        elif name not in (*KEYS, "theme"):
            methods = f"up to {MAX_METHODS} methods that train this network, such as adam"
            problems.append(f"{shown(name)}; allowed: {', '.join(KEYS)}, and {methods}")
    return setup, problems


def _whole(key: str, given: dict[str, str], problems: list[str]) -> int:
    """A number of WHOLE, STANDARD in place of a bad one."""
    low, high = WHOLE[key]
    return whole_or(STANDARD[key], given.get(key, STANDARD[key]), low, high, key, problems)


def _one_of(key: str, given: dict[str, str], allowed: tuple[str, ...], problems: list[str]) -> str:
    if given.get(key, allowed[0]) in allowed:
        return given.get(key, allowed[0])
    problems.append(f"{key}: {shown(given[key])}; allowed: {', '.join(allowed)}")
    return allowed[0]


def _curves(given: dict[str, str], problems: list[str]) -> list[str]:
    """The entries that are drawn, in their order."""
    told = given["curves"].split(",") if given.get("curves") else list(FIRST)
    if unknown := [name for name in told if name not in ENTRIES]:
        problems.append(f"curves: {shown(unknown[0])}; allowed: {', '.join(ENTRIES)}")
    if len(told) > MOST_CURVES:
        problems.append(f"curves: {len(told)} of them; allowed: up to {MOST_CURVES}")
    return [name for name in ENTRIES if name in told[:MOST_CURVES]] or list(FIRST)


def _schedule(experiment: str, given: dict[str, str], problems: list[str]) -> OfSchedule:
    """The schedule of what would be trained, the experiment's if nothing is told."""
    own = EXPERIMENTS[experiment].schedule if experiment in EXPERIMENTS else "constant"
    name = _one_of("schedule", given, (own, *(other for other in SCHEDULES if other != own)), problems)
    declared = SCHEDULES[name].hyperparameters
    usual = {key: one.default for key, one in declared.items()}
    warmup = NO_WARM_UP
    try:
        warmup = WARM_UP.hyperparameters["warmup"].parse(given.get("warmup", NO_WARM_UP))
    except ValueError as error:
        problems.append(str(error))
    told = _settings(name, given.get("schedule_parameters", ""), problems, declared)
    return {"schedule": name, "schedule_parameters": usual | told, "warmup": warmup}


def _settings(
    name: str, text: str, problems: list[str], declared: Mapping[str, Hyperparameter] | None = None
) -> dict[str, float]:
    """The settings of a method, or of what has `declared` them."""
    declared, settings = OPTIMIZERS[name].hyperparameters if declared is None else declared, {}
    for part in filter(None, text.split(",")):
        key, _, value = part.partition(":")
        try:
            settings[key] = declared[key].parse(value)
        except KeyError:
            problems.append(f"{name}: unknown hyperparameter {shown(key)}; allowed: {', '.join(declared) or 'none'}")
        except ValueError as error:
            problems.append(f"{name}: {error}")
    return settings
