"""Noise: each step sees a sample of the loss instead of the loss itself. What the mean of the samples is, each kind
says: mostly the surface that is drawn, but not always.

All racers of a race see the same samples, drawn from its seed: a fair race. A longer race begins with the samples of a
shorter one. This is the contents page: a new kind is what it draws (draws.py), the loss of a step with such a row
(kinds.py), and a row here.
"""

from collections.abc import Mapping

from .draws import chances, data, directions, mean_errors, nine_to_one, normal, normals, orders
from .kind import NEEDS, Noise
from .kinds import additive, data_batches, masked, minibatch, multiplicative, nine_plus_one, noisy_targets, outliers

__all__ = ["NEEDS", "NOISES", "Noise"]

DRAWN = "The mean of the gradients is that of the surface that is drawn."

NOISES: Mapping[str, Noise] = {
    "none": Noise("none", mean="Every step sees the surface that is drawn."),
    "additive": Noise("additive", normals, additive, mean=DRAWN),
    "multiplicative": Noise("multiplicative", normal, multiplicative, mean=DRAWN),
    "minibatch": Noise("mini-batch", orders, minibatch, "squares", DRAWN),
    "data_batches": Noise(
        "mini-batch of data",
        data,
        data_batches,
        "samples",
        f"{DRAWN} Where a batch is normalized by itself it is not: at 20 samples the mean gradient is 3 % short at the "
        "start, of whitened inputs 23 % long, and less with larger batches.",
    ),
    "noisy_targets": Noise(
        "noisy targets", mean_errors, noisy_targets, "squares", f"{DRAWN} The values are higher by a constant."
    ),
    "outliers": Noise(
        "outliers",
        directions,
        outliers,
        mean="The mean of the gradients is 1 − p times that of the surface that is drawn: an outlier takes the place "
        "of a sample, and points anywhere.",
    ),
    "nine_plus_one": Noise("nine plus one", nine_to_one, nine_plus_one, mean=DRAWN),
    "masked": Noise(
        "masked",
        chances,
        masked,
        mean=f"{DRAWN} Values are those of the surface; who compares values along a line sees an absent coordinate "
        "held where the step began.",
    ),
}
