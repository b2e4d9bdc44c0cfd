"""Random valid specs and scenes, drawn from the declarations."""

from hypothesis import strategies as st

from optimizers import OPTIMIZERS
from races import MAX_STEPS, RaceSpec
from races.averages import AVERAGES, DECAY
from races.fields import MAX_SEED
from races.noise import NOISES
from races.query import MAX_PANELS, MEASURES, SPEEDS, Panel, Scene
from schedules import SCHEDULES
from surfaces import OWN, SURFACES, own_surface

EXPRESSIONS = [
    {"expression": "(1-x)^2 + 10*(y-x^2)^2", "domain": ((-2.0, 2.0), (-1.0, 3.0))},
    {"expression": "x^2+y^2 + 0.1*sin(3x)", "domain": ((-1.5, 1.25), (-1.0, 1.0))},
]


def value(parameter):
    """Any allowed value of a hyperparameter."""
    if parameter.scale in ("switch", "whole"):
        return st.integers(int(parameter.minimum), int(parameter.maximum)).map(float)
    return st.floats(parameter.minimum, parameter.maximum)


def some(declared):
    """Values for some of the declared hyperparameters."""
    return st.fixed_dictionaries({}, optional={name: value(parameter) for name, parameter in declared.items()})


@st.composite
def specs(draw):
    surface, schedule = draw(st.sampled_from([*SURFACES, OWN])), draw(st.sampled_from(list(SCHEDULES)))
    own = draw(st.sampled_from(EXPRESSIONS)) if surface == OWN else {}
    bound = own_surface(**own) if own else SURFACES[surface]
    parameters = draw(some(bound.hyperparameters))
    bound = bound.bind(**parameters)  # data, and with them the picture, follow from the hyperparameters
    noise = draw(st.sampled_from([name for name, n in NOISES.items() if bound.offers(n.needs)]))
    names = draw(st.lists(st.sampled_from(list(OPTIMIZERS)), max_size=6, unique=True))
    return RaceSpec(
        surface=surface,
        surface_parameters=parameters,
        **own,
        optimizers={name: draw(some(OPTIMIZERS[name].hyperparameters)) for name in names},
        start=draw(st.none() | st.tuples(*(st.floats(low, high) for low, high in bound.domain))),
        steps=draw(st.integers(1, MAX_STEPS)),
        schedule=schedule,
        schedule_parameters=draw(some(SCHEDULES[schedule].hyperparameters)),
        warmup=draw(st.just(1.0) | st.floats(1, 500)),
        noise=noise,
        noise_parameters=draw(some(NOISES[noise].hyperparameters)),
        seed=draw(st.integers(0, MAX_SEED)),
        units=draw(st.tuples(*[st.just(1.0) | st.floats(1e-6, 1e6)] * 3)),
    )


def intervals():
    ends = st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=2, unique=True)
    return ends.map(sorted)


VIEWS = {
    "step": st.none() | st.integers(0, MAX_STEPS),
    "speed": st.sampled_from(SPEEDS),
    "loop": st.sampled_from(["on", "off"]),
    "dimensions": st.sampled_from(["2", "3"]),
    "camera": st.none() | st.tuples(*[st.floats(-10, 10)] * 3),
    "chart": st.sampled_from([*MEASURES]),
    "shared": st.sampled_from(["on", "off"]),
    "axis": st.sampled_from(["step", "evaluations"]),
    "theme": st.sampled_from([None, "light", "dark"]),
    "names": st.sampled_from(["auto", "on", "off"]),
    "predict": st.sampled_from(["on", "off"]),
    "average": st.sampled_from([*AVERAGES]),
    "average_from": st.integers(0, MAX_STEPS),
    "average_decay": st.floats(*DECAY),
    "average_of": st.sets(st.sampled_from([*OPTIMIZERS])).map(lambda some: tuple(n for n in OPTIMIZERS if n in some)),
    "pins": st.lists(st.sampled_from(["master", "adam.beta1", "rosenbrock.b"]), max_size=2, unique=True).map(tuple),
}


def scenes():
    zooms = st.none() | st.tuples(intervals(), intervals()).map(lambda pair: (*pair[0], *pair[1]))
    equal = st.sampled_from([None, True, False])
    panels = st.lists(st.builds(Panel, specs(), zooms, equal), min_size=1, max_size=MAX_PANELS)
    return st.builds(Scene, panels, st.fixed_dictionaries(VIEWS))
