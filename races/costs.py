"""How long a race takes, estimated before it is run: in seconds on one core of a small machine.

What a step computes is counted from the programs of the rule and of the loss that it sees; the seconds that an
operation takes were fitted to measured races (benchmarks/costs.py prints both). Loops of vector methods end
when they have found what they look for, so of these it is what they need where it is hard.
"""

from __future__ import annotations

from caches import counted, kept
from optimizers import OPTIMIZERS, Elementwise, Vector
from surfaces import Surface
from surfaces.program import program_of
from tracing import Program, TraceError

from .course import path_of
from .fields import NETWORK
from .noise import NOISES
from .seen import seen_program
from .spec import RaceSpec
from .units import BRIEF

BEGIN = 200e-6  # s of a racer, however short
STEP = 2e-6  # of a step of any method
OPERATION = 6.5e-9  # of one plain operation
CALL = 8  # operations that a root, a power, a comparison or another function is worth
ASKED = 1.3e-6  # of each further number that a rule asks for
MINIMUM = 80e-9  # of a step's distance to one minimum
ROW = 1.5e-6  # of what noise has drawn for a step
DATA, SAMPLE = 25e-6, 30e-9  # of a sum over data, and of each of its samples
BATCH = 12e-6  # of choosing a batch of it
SEARCH, LOOKS = 15e-6, 2  # of an iteration of a vector method, and how often it evaluates what costs most
REPLAY = 5e-9  # of a step of a recorded training
INSIDE = 15e-6  # of a step that is looked into
PLAIN = frozenset({"add", "subtract", "multiply", "divide", "negative"})
GIVEN = frozenset({"input", "constant"})
ASKS = {"h": "hessian", "f": "value", "p": "gradient", "w": "gradient"}  # entries of a loss, by what a rule asks for


def race_seconds(spec: RaceSpec) -> float:
    """All racers of a spec."""
    return sum(racer_seconds(spec, name) for name in spec.optimizers)


def units_seconds(spec: RaceSpec) -> float:
    """Reports on the units of all racers of a spec."""
    return race_seconds(spec) * (2 + 2 * min(1.0, BRIEF / spec.steps))


def inside_seconds(spec: RaceSpec, name: str) -> float:
    """A look inside one racer, which is run again for it."""
    return 2 * racer_seconds(spec, name) + INSIDE * spec.steps


def racer_seconds(spec: RaceSpec, name: str) -> float:
    """One racer of a spec."""
    if spec.surface == NETWORK:
        return BEGIN + REPLAY * spec.steps
    method, shown = OPTIMIZERS[name], spec.bound_surface
    seen = path_of(shown, spec.units).seen
    losses = _evaluations(seen, spec.noise)
    if isinstance(method, Vector):
        step = SEARCH + LOOKS * max(losses.values())
    else:
        assert isinstance(method, Elementwise)
        asked = [ASKS[each] for each in method.supplied if each in ASKS]
        step = STEP + _rule(name) + losses["gradient"] + sum(losses[entry] + ASKED for entry in asked)
    noise = ROW if NOISES[spec.noise].losses else 0.0
    return BEGIN + spec.steps * (step + noise + MINIMUM * len(shown.minima))


@counted(64, 100)
def _rule(name: str) -> float:
    """Seconds of both coordinates of a step, without the loss."""
    method = OPTIMIZERS[name]
    assert isinstance(method, Elementwise)
    try:
        return 2 * OPERATION * _operations(method.program, *method.program.entries)
    except TraceError:
        return STEP


@kept(500_000)
def _evaluations(seen: Surface, noise: str) -> dict[str, float]:
    """Seconds of one evaluation of the value, the gradient and the Hessian that a step sees."""
    try:
        program = seen_program(seen, noise) if NOISES[noise].losses else program_of(seen)
    except TraceError:
        return dict.fromkeys(("value", "gradient", "hessian"), _over_data(seen, noise))
    return {name: OPERATION * _operations(program, name) for name in program.entries}


def _over_data(seen: Surface, noise: str) -> float:
    return DATA + SAMPLE * seen.sample_count + (BATCH if NOISES[noise].losses else 0.0)


def _operations(program: Program, *entries: str) -> int:
    """How many operations some entries are, in plain ones."""
    found = {entry: program.entries[entry] for entry in entries}
    used = Program(program.stages, found).used
    return sum(1 if each.operation in PLAIN else CALL for each in used if each.operation not in GIVEN)
