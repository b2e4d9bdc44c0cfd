"""Rules by which the stored curves judge what papers say: each says of an experiment whether a claim holds there, and
tells the numbers.

A rule that compares two methods asks for MOST of the seeds, seed by seed: both have the same weights at the start, the
same batches and the same dropout.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .today import EPOCHS, seeds_of, today

MOST = 4  # of five seeds
ALIKE, CLOSE = 1.05, 0.01  # costs that differ by no more are alike, and accuracies close
LAST = 5  # epochs whose mean counts: single ones tremble

Rule = Callable[[str], tuple[bool, str]]  # of an experiment: whether it holds, and the numbers


def mean_costs(experiment: str, name: str) -> np.ndarray:
    """The mean cost over the epochs of each seed; inf where it diverged."""
    means = seeds_of(experiment, name)[:, 1:].mean(axis=1)
    return np.where(np.isnan(means), np.inf, means)


def costs_at(experiment: str, name: str, epoch: int) -> np.ndarray:
    """The cost of each seed after an epoch; inf where it diverged."""
    return np.nan_to_num(seeds_of(experiment, name)[:, epoch], nan=np.inf)


def last_costs(experiment: str, name: str) -> np.ndarray:
    """The cost of each seed, the mean of the LAST epochs; inf where it diverged."""
    return np.nan_to_num(seeds_of(experiment, name)[:, -LAST:].mean(axis=1), nan=np.inf)


def accuracies(experiment: str, name: str) -> np.ndarray:
    """The accuracy of each seed, the mean of the LAST epochs; 0 where it diverged."""
    return np.nan_to_num(seeds_of(experiment, name, "accuracy")[:, -LAST:].mean(axis=1), nan=0.0)


def epoch_of(experiment: str, name: str, level: float) -> int | None:
    """The first epoch after which the median cost of the seeds is at a level or below; None if there is none."""
    below = np.median(np.nan_to_num(seeds_of(experiment, name), nan=np.inf), axis=0) <= level
    return int(np.argmax(below)) if below.any() else None


def rate(experiment: str, name: str) -> float:
    """The learning rate that was tuned."""
    return float(today()["experiments"][experiment][name]["settings"]["learning_rate"])


def most(holds: np.ndarray, told: str) -> tuple[bool, str]:
    """Whether it holds for MOST of the seeds, and the numbers with their count."""
    count = int(np.count_nonzero(holds))
    return count >= MOST, f"{told} ({count} of {len(holds)} seeds)"


def matches(one: str, other: str) -> Rule:
    """Its mean cost is alike or lower, and its accuracy close or higher."""

    def rule(name: str) -> tuple[bool, str]:
        costs, others = mean_costs(name, one), mean_costs(name, other)
        right, reference = accuracies(name, one), accuracies(name, other)
        holds = (costs <= ALIKE * others) & (right >= reference - CLOSE)
        return most(holds, f"{_pair(costs, others)}, {_percents(right, reference)}")

    return rule


def faster(one: str, others: tuple[str, ...], factor: float) -> Rule:
    """Its mean cost is at most so many times that of the best of the others."""

    def rule(name: str) -> tuple[bool, str]:
        best = min(others, key=lambda other: float(np.median(mean_costs(name, other))))
        costs, reference = mean_costs(name, one), mean_costs(name, best)
        return most(costs <= factor * reference, _pair(costs, reference))

    return rule


def sooner(one: str, other: str, share: float) -> Rule:
    """The median of the seeds is where that of the other is in the end."""

    def rule(name: str) -> tuple[bool, str]:
        epoch = epoch_of(name, one, float(np.median(last_costs(name, other))))
        return epoch is not None and epoch <= share * EPOCHS, f"epoch {epoch}" if epoch else "not there"

    return rule


def ends_as_low(one: str, other: str) -> Rule:
    """Its last costs are alike or lower."""

    def rule(name: str) -> tuple[bool, str]:
        costs, reference = last_costs(name, one), last_costs(name, other)
        return most(costs <= ALIKE * reference, _pair(costs, reference))

    return rule


def accuracy(one: str, other: str, at_least: float) -> Rule:
    """At least so much more of the validation set is right, or, at 0, more of it."""

    def rule(name: str) -> tuple[bool, str]:
        right, reference = accuracies(name, one), accuracies(name, other)
        gained = right - reference
        return most(gained > 0 if at_least == 0 else gained >= at_least, _percents(right, reference))

    return rule


def smaller_rate(one: str, other: str) -> Rule:
    """Its tuned rate is smaller."""
    return lambda name: (rate(name, one) < rate(name, other), f"{rate(name, one):g} against {rate(name, other):g}")


def no_slower(one: str, other: str, factor: float) -> Rule:
    """An epoch takes at most so many times as long."""

    def rule(name: str) -> tuple[bool, str]:
        spent = [today()["experiments"][name][entry]["seconds"] for entry in (one, other)]
        return spent[0] <= factor * spent[1], f"{spent[0] / spent[1]:.1f} times"

    return rule


def better_for_its_gradients(one: str, other: str) -> Rule:
    """At the end of the other, and where the one has spent as many gradients."""

    def rule(name: str) -> tuple[bool, str]:
        passes = [today()["experiments"][name][entry]["passes"] for entry in (one, other)]
        epoch = max(int(EPOCHS * passes[1] / passes[0]), 1)
        costs, reference = costs_at(name, one, epoch), last_costs(name, other)
        return most(costs < reference, _pair(costs, reference))

    return rule


def _pair(costs: np.ndarray, others: np.ndarray) -> str:
    return f"{np.median(costs):.3f} against {np.median(others):.3f}"


def _percents(right: np.ndarray, others: np.ndarray) -> str:
    return f"{100 * np.median(right):.1f} against {100 * np.median(others):.1f} %"
