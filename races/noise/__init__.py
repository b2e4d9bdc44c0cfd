"""Noise: each step sees a sample of the loss instead of the loss itself; the surface that is drawn is the expectation.

All racers of a race see the same samples, drawn from its seed: a fair race. A longer race begins with the samples of a
shorter one. This is the contents page: a new kind is what it draws (draws.py), the loss of a step with such a row
(kinds.py), and a row here.
"""

from collections.abc import Mapping

from .draws import chances, data, directions, mean_errors, normal, normals, orders
from .kind import NEEDS, Noise
from .kinds import additive, data_batches, masked, minibatch, multiplicative, noisy_targets, outliers

__all__ = ["NEEDS", "NOISES", "Noise"]

NOISES: Mapping[str, Noise] = {
    "none": Noise("none"),
    "additive": Noise("additive", normals, additive),
    "multiplicative": Noise("multiplicative", normal, multiplicative),
    "minibatch": Noise("mini-batch", orders, minibatch, "squares"),
    "data_batches": Noise("mini-batch of data", data, data_batches, "samples"),
    "noisy_targets": Noise("noisy targets", mean_errors, noisy_targets, "squares"),
    "outliers": Noise("outliers", directions, outliers),
    "masked": Noise("masked", chances, masked),
}
