"""The sliders that stand on the stage: `adam.beta1` is a hyperparameter of a method, surface, schedule or noise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hyperparameters import shown
from optimizers import OPTIMIZERS
from schedules import OF_RACES, SCHEDULES
from surfaces import SURFACES

from ..noise import NOISES

MASTER = "master"  # the factor on all learning rates
BEFORE = {"warmup.length": "race.warmup"}  # what a name was once
MOST = 2
REGISTRIES: tuple[Mapping[str, Any], ...] = (OPTIMIZERS, SURFACES, SCHEDULES, NOISES, OF_RACES)


def pins(text: str) -> tuple[str, ...]:
    """The names of a link, separated by commas. Raises ValueError that says what is allowed."""
    names = [BEFORE.get(name, name) for name in text.split(",")] if text else []
    for name in names:
        group, _, key = name.rpartition(".")
        declared: Mapping[str, Any] = next((table[group].hyperparameters for table in REGISTRIES if group in table), {})
        if name != MASTER and key not in declared:
            more = f"; {group} has {', '.join(declared)}" if declared else ""
            raise ValueError(f"{shown(name)} is none; allowed: {MASTER}, or method.hyperparameter as adam.beta1{more}")
    if len(names) > MOST or len(set(names)) < len(names):
        raise ValueError(f"allowed: up to {MOST}, each once")
    return tuple(names)
