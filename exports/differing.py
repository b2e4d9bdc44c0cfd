"""What differs between the panels of one picture, in words: without them two panels may look the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from hyperparameters import Hyperparameter, plain
from optimizers import OPTIMIZERS
from races import RaceSpec
from races.noise import NOISES
from schedules import NO_WARM_UP, SCHEDULES

Values = Mapping[str, float]


def people(value: float) -> str:
    """A number as people read it: to four digits, with a true minus."""
    return plain(float(f"{value:.4g}")).replace("-", "−")


def told(declared: Mapping[str, Hyperparameter], values: Values) -> dict[str, str]:
    """Each of these values with its symbol, by name; a switch is on or off."""
    return {
        name: f"{declared[name].symbol.partition('_')[0]} {'on' if value else 'off'}"
        if declared[name].scale == "switch"
        else f"{declared[name].symbol.replace('_', ' ')} = {people(value)}"
        for name, value in values.items()
    }


def _racers(spec: RaceSpec, rates: bool) -> dict[str, str]:
    """Their learning rates, or what else they are told."""
    return {
        f"{name}.{key}": f"{OPTIMIZERS[name].label} {text}"
        for name, values in spec.optimizers.items()
        for key, text in told(OPTIMIZERS[name].hyperparameters, values).items()
        if (key == "learning_rate") == rates
    }


def _place(spec: RaceSpec) -> str:
    return "start " + ", ".join(map(people, spec.start or spec.bound_surface.start))


def _warm_up(spec: RaceSpec) -> str:
    return f"warm-up {people(spec.warmup)} steps" if spec.warmup > NO_WARM_UP else "no warm-up"


#: The parts of a race, the most telling first: of each its words by a key, which are left out where all panels agree.
#: Learning rates come late, as legends print them, too, and starts are seen: a line that is too long is cut.
PARTS: Sequence[Callable[[RaceSpec], dict[str, str]]] = (
    lambda spec: _racers(spec, rates=False),
    lambda spec: told(spec.bound_surface.hyperparameters, spec.surface_parameters),
    lambda spec: {"noise": f"noise: {NOISES[spec.noise].label}"},
    lambda spec: told(NOISES[spec.noise].hyperparameters, spec.noise_parameters),
    lambda spec: {"seed": f"seed {spec.seed}"} if spec.noise != "none" else {},
    lambda spec: {"schedule": f"rate: {SCHEDULES[spec.schedule].label}"},
    lambda spec: told(SCHEDULES[spec.schedule].hyperparameters, spec.schedule_parameters),
    lambda spec: {"warmup": _warm_up(spec)},
    lambda spec: {"units": "units " + ", ".join(map(people, spec.units))},
    lambda spec: _racers(spec, rates=True),
    lambda spec: {"start": _place(spec)},
    lambda spec: {"steps": f"{spec.steps} steps"},
)


def differing(specs: Sequence[RaceSpec]) -> tuple[tuple[str, ...], ...]:
    """Of each panel what it has otherwise than another one; who takes part, and where, says the rest of the picture."""
    found: list[list[str]] = [[] for _ in specs]
    for part in PARTS:
        texts = [part(spec) for spec in specs]
        for key in dict.fromkeys(key for each in texts for key in each):
            having = {each[key] for each in texts if key in each}
            if len(having) > 1:
                for words, each in zip(found, texts, strict=True):
                    words.extend([each[key]] if key in each else [])
    return tuple(map(tuple, found))
