"""What the page's JavaScript needs to know of the registries, derived from the declarations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import cast

from exports import FORMATS, SETTINGS, Options
from figures import ARROWS, LOOKS, MARKERS, THEMES
from figures.strokes import STROKES
from hyperparameters import Hyperparameter
from optimizers import CLASSICS, OPTIMIZERS, Optimizer
from races import MAX_STEPS, RaceSpec
from races.fields import MAX_SEED
from races.noise import NEEDS, NOISES
from races.query import MAX_PANELS, VIEW
from races.seen import live_noises
from races.spec import NETWORK, plane_race
from races.tuning import Tuned, quick_tune, tuned
from schedules import OF_RACES, SCHEDULES
from surfaces import OWN, SURFACES, Surface
from surfaces.own import DOMAIN

from .own import EXAMPLES
from .shapes import Catalog, Declared, ExportChoices, Facts, SurfaceEntry, View

SAME_RATE = 0.01  # where "the same for all" begins; within every method's range


def catalog() -> Catalog:
    """Optimizers, surfaces and schedules with their hyperparameters, looks and tuned rates, and the page's limits."""
    return {
        "optimizers": {
            name: {
                "label": optimizer.label,
                "hyperparameters": _declared(optimizer.hyperparameters),
                "paper_rate": _paper_rate(optimizer),
                "look": {
                    "light": LOOKS[name].light,
                    "dark": LOOKS[name].dark,
                    "path": MARKERS[LOOKS[name].marker],
                },
            }
            for name, optimizer in OPTIMIZERS.items()
        },
        "surfaces": {name: _surface(surface, tuned(name)) for name, surface in SURFACES.items()},
        "schedules": {
            name: {"label": schedule.label, "hyperparameters": _declared(schedule.hyperparameters)}
            for name, schedule in SCHEDULES.items()
        },
        "races": {
            name: {"label": each.label, "hyperparameters": _declared(each.hyperparameters)}
            for name, each in OF_RACES.items()
        },
        "noises": {
            name: {
                "label": noise.label,
                "needs": noise.needs,
                "mean": noise.mean,
                "hyperparameters": _declared(noise.hyperparameters),
                "drawn": list(noise.drawn),
                "shared": noise.shared,
            }
            for name, noise in NOISES.items()
        },
        "needs": NEEDS,
        "classics": list(CLASSICS),
        "own": {"expression": EXAMPLES[0], "domain": DOMAIN},
        "max_seed": MAX_SEED,
        "casings": {name: {"casing": theme.casing, "rim": theme.text} for name, theme in THEMES.items()},
        "arrows": ARROWS,
        "strokes": STROKES,
        "view": cast(View, {key: default for key, (default, _) in VIEW.items()}),
        "exports": _exports(),
        "same_rate": SAME_RATE,
        "max_panels": MAX_PANELS,
        "max_steps": MAX_STEPS,
    }


def _exports() -> ExportChoices:
    """Of the formats and the settings their kinds, and the defaults as text."""
    defaults = {field.name: getattr(Options, field.name) for field in fields(Options)}
    return {
        "formats": {ending: each.kind for ending, each in FORMATS.items()},
        "settings": {name: setting.kinds for name, setting in SETTINGS.items()},
        "defaults": {
            name: "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
            for name, value in defaults.items()
        },
    }


def _paper_rate(optimizer: Optimizer) -> float | None:
    rate = optimizer.hyperparameters.get("learning_rate")
    return rate.paper if rate else None


def own_entry(surface: Surface) -> SurfaceEntry:
    """What the page must know of your own function: the same as of the other surfaces, and the formula."""
    return {**_surface(surface, quick_tune(surface)), "formula": surface.formula}


def network_entry(spec: RaceSpec) -> SurfaceEntry:
    """The same of a network's plane; what was tuned is how everybody was trained."""
    everybody = plane_race(spec.expression)
    settings = {name: dict(values) for name, values in everybody.optimizers.items()}
    rates = {name: values["learning_rate"] for name, values in settings.items() if "learning_rate" in values}
    tuned: Tuned = {"steps": everybody.steps, "learning_rates": rates, "settings": settings}
    return {**_surface(spec.bound_surface, tuned), "formula": spec.bound_surface.formula}


def entry_of(spec: RaceSpec) -> SurfaceEntry | None:
    """What the page must know of the surface of a spec, None where its catalog says it."""
    if spec.surface == NETWORK:
        return network_entry(spec)
    return own_entry(spec.bound_surface) if spec.surface == OWN else None


def _surface(surface: Surface, tuned: Tuned) -> SurfaceEntry:
    return {
        "label": surface.label,
        "domain": surface.domain,
        "start": surface.start,
        "minima": surface.minima,
        "learning_rate": surface.learning_rate,
        "hyperparameters": _declared(surface.hyperparameters),
        "offers": [needs for needs in NEEDS if surface.offers(needs)],
        "live": live_noises(surface),
        "scored": surface.accuracy is not None,
        "equal": surface.equal,
        "eye": surface.eye,
        "moves": surface.facts is not None,
        "scatters": surface.scatter is not None,
        "tuned": tuned,
    }


def facts_of(surface: Surface) -> Facts | None:
    """What of a (bound) surface of data follows from its hyperparameters, as the page must know it; None of others."""
    if surface.facts is None and surface.batches is None:
        return None
    course = surface.course
    return {
        "domain": surface.domain,
        "start": surface.start,
        "minima": surface.minima,
        "condition_number": surface.condition_number,
        "drawn_back": course is not None,
        "course": None if course is None else {"domain": course.surface.domain, "matrix": course.matrix},
    }


def _declared(hyperparameters: Mapping[str, Hyperparameter]) -> dict[str, Declared]:
    return {
        name: {
            "symbol": parameter.symbol,
            "minimum": parameter.minimum,
            "maximum": parameter.maximum,
            "scale": parameter.scale,
            "help": parameter.help,
            "paper": parameter.paper,
            "unit": parameter.unit,
            "name": parameter.name,
            "default": parameter.default,
            "label": parameter.label,
        }
        for name, parameter in hyperparameters.items()
    }
