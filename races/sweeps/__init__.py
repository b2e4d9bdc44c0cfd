"""Sweeps: one race at many learning rates, and at many values of a second hyperparameter of one of its methods.

>>> from races import RaceSpec
>>> spec = SweepSpec(RaceSpec(surface="sphere", optimizers={"sgd": {}}, steps=300), low=0.5, high=4, count=71)
>>> low, high = sweep(spec)["sgd"].stable
>>> (low, round(high, 2))
(0.5, 1.96)
"""

from .link import MEASURES, SweepScene, default_race, sweep_from_query
from .result import Outcome, SweepResult, tail_of
from .run import sweep
from .spec import HIGHEST, LOWEST, MAX_METHODS, MAX_RATES, MAX_VALUES, Second, SweepSpec

__all__ = [
    "HIGHEST",
    "LOWEST",
    "MAX_METHODS",
    "MAX_RATES",
    "MAX_VALUES",
    "MEASURES",
    "Outcome",
    "Second",
    "SweepResult",
    "SweepScene",
    "SweepSpec",
    "default_race",
    "sweep",
    "sweep_from_query",
    "tail_of",
]
