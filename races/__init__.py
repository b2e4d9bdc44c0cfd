"""Races: a RaceSpec says what is run, `race` runs it, Trajectories come back.

>>> from races import RaceSpec, race
>>> result = race(RaceSpec(surface="sphere", optimizers={"sgd": {"learning_rate": 0.5}}, start=(4, 0), steps=3))
>>> result["sgd"].positions[:, 0].tolist()
[4.0, 2.0, 1.0, 0.5]
"""

from .checksum import racer_key
from .ending import TOLERANCE
from .race import race
from .spec import MAX_STEPS, RaceSpec, SpecError
from .trajectory import RaceResult, Trajectory

__all__ = ["MAX_STEPS", "TOLERANCE", "RaceResult", "RaceSpec", "SpecError", "Trajectory", "race", "racer_key"]
