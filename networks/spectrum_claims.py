"""What is said of the singular values of updates, and what the stored spectra show."""

from __future__ import annotations

import numpy as np

from .today import today

FLAT, STEEP = 0.5, 0.2  # the middle singular value as a share of the largest: at least, at most


def middle(epoch: str, method: str) -> float:
    """The middle one of the singular values of a method's update, as a share of the largest."""
    values = np.array(today()["spectra"][epoch][method])
    return float(np.median(values) / values[0])


def spectrum_claims(epoch: str) -> list[tuple[str, str, str]]:
    """Of an epoch each claim, the kind of its verdict ("yes", "partly", "no") and the numbers."""
    share = {method: middle(epoch, method) for method in today()["spectra"][epoch]}
    told = {method: f"{100 * value:.1f} %" for method, value in share.items()}
    steep = [share["sgd"] <= STEEP, share["adam"] <= STEEP]
    return [
        (
            "Jordan et al. (2024): the updates of SGD and Adam are dominated by just a few directions.",
            {0: "no", 2: "yes"}.get(sum(steep), "partly"),
            f"The middle one of 128 singular values is at most a fifth of the largest: SGD {told['sgd']}, Adam"
            f" {told['adam']}.",
        ),
        (
            "Jordan et al. (2024): Muon makes the singular values of an update nearly alike.",
            "yes" if share["muon"] >= FLAT else "no",
            f"The middle one is at least half of the largest: Muon {told['muon']}.",
        ),
        (
            "Gupta et al. (2018), Vyas et al. (2024): Shampoo and SOAP even out the directions of a gradient, too.",
            {0: "no", 2: "yes"}.get((share["shampoo"] > share["adam"]) + (share["soap"] > share["adam"]), "partly"),
            f"Is the middle one a larger share of the largest than with Adam, {told['adam']}? Shampoo"
            f" {told['shampoo']}, SOAP {told['soap']}.",
        ),
    ]
