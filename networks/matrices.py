"""A matrix rule on the flat weights of a network: each matrix by itself, and all else by the method's other rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from optimizers import Matrix

from .network import Network


class Matrices:
    """The rule of a matrix method as one of flat weights, `rule(x, g, t, *states)`, which returns weights and states.

    `states` are those before the first update: of each matrix its own, then those of all else. The rule sees later
    changes of settings["learning_rate"].
    """

    def __init__(self, method: Matrix, settings: dict[str, Any], network: Network, dtype: Any) -> None:
        places = [place for own in network.places for place in own]
        self.method, self.settings = method, settings
        self.matrices = [(place, shape) for place, shape in places if len(shape) == 2]
        rest = [np.arange(place.start, place.stop) for place, shape in places if len(shape) != 2]
        self.rest = np.concatenate(rest) if rest else np.empty(0, dtype=int)
        assert method.others
        self.of_others = method.settings_of_others(settings)
        self.others, *_ = method.others.bound(self.of_others)
        self.asked = [name for name in method.others.supplied if name not in ("x", "g")]
        first = method.others.states_at(np.zeros(len(self.rest), dtype=dtype), self.of_others)
        self.states: tuple[Any, ...] = (*([method.first_states()] * len(self.matrices)), first)

    def rule(self, x: np.ndarray, g: np.ndarray, t: int, *states: Any) -> tuple[Any, ...]:
        """One update."""
        moved, after = np.empty_like(x), []
        for (place, shape), state in zip(self.matrices, states, strict=False):
            found = self._of_a_matrix(x[place].reshape(shape), g[place].reshape(shape), t, *state)
            moved[place] = found[0].ravel()
            after.append(found[1:])
        if "learning_rate" in self.of_others:
            self.of_others["learning_rate"] = self.settings["learning_rate"]
        given: Mapping[str, Any] = {"t": t}
        others = self.others(x[self.rest], g[self.rest], *(given[name] for name in self.asked), *states[-1])
        moved[self.rest] = others[0]
        return (moved, *after, others[1:])

    def _of_a_matrix(self, *given: Any) -> tuple[Any, ...]:
        assert self.method.weights
        return self.method.weights(*given, **self.settings)
