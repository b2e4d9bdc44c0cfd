"""The lecture, after Ishan Misra's "Optimization for Deep Networks": lessons in its order, then Radford's animations.

`LESSONS` is the contents page: a new lesson is one file and one row.
"""

from . import (
    adadelta,
    adagrad,
    adam,
    adamax,
    batch_normalization,
    batch_size,
    bias_correction,
    conjugate_gradients,
    curvature,
    decay,
    delta_bar_delta,
    gradient_descent,
    momentum,
    moons,
    natural_networks,
    nesterov,
    nine_plus_one,
    one_rate_per_weight,
    outlier,
    radford,
    rmsprop,
    rprop,
    units,
    vsgd,
)
from .captions import captions_of, text_of
from .first_view import FIRST_VIEW
from .hand import Hand
from .lesson import Lesson, Step

#: By name, in the order of the lecture; lessons of a group stand together.
LESSONS: dict[str, Lesson] = {
    "gradient_descent": gradient_descent.lesson,
    "outlier": outlier.lesson,
    "momentum": momentum.lesson,
    "nesterov": nesterov.lesson,
    "decay": decay.lesson,
    "one_rate_per_weight": one_rate_per_weight.lesson,
    "delta_bar_delta": delta_bar_delta.lesson,
    "rprop": rprop.lesson,
    "nine_plus_one": nine_plus_one.lesson,
    "adagrad": adagrad.lesson,
    "rmsprop": rmsprop.lesson,
    "vsgd": vsgd.lesson,
    "units": units.lesson,
    "adadelta": adadelta.lesson,
    "adam": adam.lesson,
    "bias_correction": bias_correction.lesson,
    "adamax": adamax.lesson,
    "conjugate_gradients": conjugate_gradients.lesson,
    "curvature": curvature.lesson,
    "batch_size": batch_size.lesson,
    "batch_normalization": batch_normalization.lesson,
    "natural_networks": natural_networks.lesson,
    "radford_beale": radford.radford_beale,
    "radford_long_valley": radford.radford_long_valley,
    "radford_saddle": radford.radford_saddle,
    "radford_moons": moons.radford_moons,
}

__all__ = ["FIRST_VIEW", "LESSONS", "Hand", "Lesson", "Step", "captions_of", "text_of"]
