"""The methods, one a file; this table is the contents page, in the order of the lecture.

A new method is one new file and one row here.
"""

from .adadelta import adadelta
from .adagrad import adagrad
from .adam import adam
from .adamax import adamax
from .elementwise import Elementwise
from .momentum import momentum
from .nesterov import nesterov
from .optimizer import GROUPS, Optimizer
from .rmsprop import rmsprop
from .rprop import rprop
from .sgd import sgd
from .vector import Objective, Vector

OPTIMIZERS: dict[str, Elementwise | Vector] = {
    optimizer.name: optimizer
    for optimizer in (
        sgd,
        momentum,
        nesterov,
        rprop,
        adagrad,
        rmsprop,
        adadelta,
        adam,
        adamax,
    )
}

#: The methods that race when none is named: those of the page's first view.
CLASSICS = ("sgd", "momentum", "nesterov", "rprop", "adagrad", "rmsprop", "adadelta", "adam", "adamax")

__all__ = ["CLASSICS", "GROUPS", "OPTIMIZERS", "Elementwise", "Objective", "Optimizer", "Vector"]
