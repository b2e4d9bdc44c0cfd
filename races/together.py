"""Several methods in one run of lanes: each has lanes of its own, and all share each step's gradient.

At some fifty lanes a step takes as long as its NumPy calls take to begin, whatever the number of lanes. Nine methods
side by side call for the gradient and the checks once, not nine times.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from optimizers import OPTIMIZERS, Elementwise, Optimizer


@dataclass(frozen=True)
class Together(Elementwise):
    """Methods as one, for `run_lanes`. `parts` are the methods with their hyperparameters, numbers or arrays of shape
    (their lanes,), and with the slice of all lanes that is theirs.

    Its one hyperparameter is `learning_rate`, (lanes,), which a schedule scales; a method without one passes it over.
    """

    parts: tuple[tuple[Elementwise, Mapping[str, Any], slice], ...] = ()

    def initial_states(self, hyperparameters: Mapping[str, Any]) -> tuple[Any, ...]:
        """As many states as the method with the most has, (2, lanes) each; those of a method are the first ones."""
        states = np.zeros((len(self.states), 2, self.parts[-1][2].stop))
        for method, settings, own in self.parts:
            for state, initial in zip(states, method.initial_states(settings), strict=False):
                state[:, own] = initial
        return tuple(states)

    def bound(self, settings: dict[str, Any]) -> tuple[Callable[..., Any], Callable[..., Any] | None, None]:
        """The rule and the look-ahead of all methods, each on its own lanes."""
        values = [dict(given) for _, given, _ in self.parts]
        bound = [method.bound(own) for (method, _, _), own in zip(self.parts, values, strict=True)]
        places = [(own, len(method.states), "t" in method.supplied) for method, _, own in self.parts]
        seen: Any = None

        def rule(x: Any, g: Any, t: int, *states: Any) -> tuple[Any, ...]:
            nonlocal seen
            rates = settings["learning_rate"]
            if rates is not seen:
                seen = rates
                for value, (own, _, _) in zip(values, places, strict=True):
                    if "learning_rate" in value:
                        value["learning_rate"] = rates[own]
            after = [np.empty_like(x), *(state.copy() for state in states)]
            for (step, _, _), (own, count, timed) in zip(bound, places, strict=True):
                more = (t,) if timed else ()
                found = step(x[:, own], g[:, own], *more, *(state[:, own] for state in states[:count]))
                for whole, part in zip(after, found, strict=False):
                    whole[:, own] = part
            return tuple(after)

        ahead = [
            (look, own, count) for (_, look, _), (own, count, _) in zip(bound, places, strict=True) if look is not None
        ]

        def look_ahead(x: Any, *states: Any) -> Any:
            at = x.copy()
            for look, own, count in ahead:
                at[:, own] = look(x[:, own], *(state[:, own] for state in states[:count]))
            return at

        return rule, look_ahead if ahead else None, None


def can_run_together(method: Optimizer) -> bool:
    """Whether a method asks for nothing but position, gradient and step."""
    return isinstance(method, Elementwise) and {"x", "g", "t"}.issuperset(method.supplied)


def together(runs: Sequence[tuple[str, Mapping[str, Any], int]]) -> tuple[Together, dict[str, Any]]:
    """The methods of `runs`, (name, hyperparameters, lanes) each, as one; and the hyperparameters to run it with."""
    parts: list[tuple[Elementwise, Mapping[str, Any], slice]] = []
    rates, first = [], 0
    for name, settings, lanes in runs:
        method = OPTIMIZERS[name]
        assert isinstance(method, Elementwise)
        parts.append((method, settings, slice(first, first + lanes)))
        rates.append(np.broadcast_to(settings.get("learning_rate", 0.0), (lanes,)))
        first += lanes
    most = max(len(method.states) for method, _, _ in parts)
    example = parts[0][0]
    united = Together(
        name="together",
        label=", ".join(method.label for method, _, _ in parts),
        source="",
        declared="",
        watch="",
        group=example.group,
        rule=example.rule,
        states={f"state{place}": 0.0 for place in range(most)},
        hyperparameters={},
        supplied=("x", "g", "t"),
        parts=tuple(parts),
    )
    return united, {"learning_rate": np.concatenate(rates)}
