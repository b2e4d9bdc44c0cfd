"""The lecture, after Ishan Misra's "Optimization for Deep Networks": lessons in its order, then Radford's animations.

`LESSONS` is the contents page: a new lesson is one file and one row.
"""

from . import (
    acceleration,
    adadelta,
    adagrad,
    adam,
    adamax,
    amsgrad,
    batch_normalization,
    batch_size,
    bias_correction,
    conjugate_gradients,
    curvature,
    decay,
    delta_bar_delta,
    edge_of_stability,
    gradient_descent,
    momentum,
    moons,
    natural_networks,
    nesterov,
    nine_plus_one,
    one_rate_per_weight,
    outlier,
    quasi_newton,
    radford,
    rare_word,
    rmsprop,
    rprop,
    schedules,
    steepest_descent,
    units,
    vsgd,
    weight_decay,
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
    "acceleration": acceleration.lesson,
    "decay": decay.lesson,
    "one_rate_per_weight": one_rate_per_weight.lesson,
    "edge_of_stability": edge_of_stability.lesson,
    "delta_bar_delta": delta_bar_delta.lesson,
    "rprop": rprop.lesson,
    "nine_plus_one": nine_plus_one.lesson,
    "adagrad": adagrad.lesson,
    "rare_word": rare_word.lesson,
    "rmsprop": rmsprop.lesson,
    "vsgd": vsgd.lesson,
    "units": units.lesson,
    "adadelta": adadelta.lesson,
    "adam": adam.lesson,
    "bias_correction": bias_correction.lesson,
    "adamax": adamax.lesson,
    "weight_decay": weight_decay.lesson,
    "amsgrad": amsgrad.lesson,
    "schedules": schedules.lesson,
    "steepest_descent": steepest_descent.lesson,
    "conjugate_gradients": conjugate_gradients.lesson,
    "quasi_newton": quasi_newton.lesson,
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
