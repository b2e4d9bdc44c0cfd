"""What is seen once a question's race has been run: the answer, said as a check of that race."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from races import RaceResult, Trajectory

#: A racer in a panel.
Course = tuple[int, str]
Races = Sequence[RaceResult]


@dataclass(frozen=True)
class Shows:
    """`words` say what is seen, and `holds` whether it is so in the races of a step."""

    words: str
    holds: Callable[[Races], bool]


def of(races: Races, course: Course) -> Trajectory:
    """The course's trajectory."""
    panel, name = course
    return races[panel][name]


def settled(trajectory: Trajectory) -> float:
    """The mean loss of the last tenth."""
    return float(np.mean(trajectory.losses[-max(len(trajectory.losses) // 10, 1) :]))


def lengths(trajectory: Trajectory) -> np.ndarray:
    """‖Δx‖ of each step, (steps,)."""
    return np.asarray(np.hypot(*np.diff(trajectory.positions, axis=0).T))


def ahead(first: Course, second: Course, times: float = 1.0) -> Shows:
    """Who ends lower, by this factor at least."""
    return Shows(
        f"{first[1]} ends below {second[1]}",
        lambda races: settled(of(races, first)) * times < settled(of(races, second)),
    )


def level(first: Course, second: Course, factor: float) -> Shows:
    """Who end alike, within a factor."""
    return Shows(
        f"{first[1]} and {second[1]} end alike",
        lambda races: 1 / factor < settled(of(races, first)) / settled(of(races, second)) < factor,
    )


def same(first: Course, second: Course, within: float = 1e-4) -> Shows:
    """Whose paths are the same."""
    return Shows(f"{first[1]} and {second[1]} walk the same path", lambda races: _apart(races, first, second) <= within)


def differ(first: Course, second: Course, by: float) -> Shows:
    """Whose paths part, by this distance at least."""
    return Shows(f"{first[1]} and {second[1]} part", lambda races: _apart(races, first, second) >= by)


def arrives(course: Course, by: int) -> Shows:
    """Who is home by that step."""
    return Shows(
        f"{course[1]} is home by step {by}", lambda races: (of(races, course).steps_to_tolerance or np.inf) <= by
    )


def fades(course: Course, times: float) -> Shows:
    """Whose steps at the end are so many times shorter than its longest one."""
    return Shows(
        f"the steps of {course[1]} fade",
        lambda races: float(lengths(of(races, course))[-10:].max()) * times < float(lengths(of(races, course)).max()),
    )


def step_length(course: Course, step: int, length: float) -> Shows:
    """How long a step is, within 2 %."""
    return Shows(
        f"step {step} of {course[1]} is {length:g} long",
        lambda races: bool(np.isclose(lengths(of(races, course))[step - 1], length, rtol=0.02)),
    )


def _apart(races: Races, first: Course, second: Course) -> float:
    """How far two paths are apart at most."""
    return float(np.hypot(*(of(races, first).positions - of(races, second).positions).T).max())


def settles(course: Course, below: float) -> Shows:
    """Whose loss ends that low."""
    return Shows(f"{course[1]} ends below {below:g}", lambda races: settled(of(races, course)) < below)


def never(course: Course) -> Shows:
    """Who is not home at the end."""
    return Shows(f"{course[1]} is not home", lambda races: of(races, course).steps_to_tolerance is None)


def gone(course: Course) -> Shows:
    """Who leaves the picture for good."""
    return Shows(f"{course[1]} is gone", lambda races: of(races, course).status == "diverged")


def rests(course: Course, steps: int) -> Shows:
    """Who stands still for that many steps, and then goes."""
    return Shows(
        f"{course[1]} waits {steps} steps",
        lambda races: not lengths(of(races, course))[:steps].any() and lengths(of(races, course))[steps] > 0,
    )


def longer(first: Course, second: Course, times: float) -> Shows:
    """Whose last step is so many times as long."""
    return Shows(
        f"{first[1]} ends with longer steps",
        lambda races: bool(lengths(of(races, first))[-1] > times * lengths(of(races, second))[-1]),
    )


def thrown(first: Course, second: Course, step: int, times: float) -> Shows:
    """Who is thrown so many times as far from where it was before that step."""

    def away(trajectory: Trajectory) -> float:
        return float(np.hypot(*(trajectory.positions[step:] - trajectory.positions[step - 1]).T).max())

    return Shows(
        f"{first[1]} is thrown farther", lambda races: away(of(races, first)) > times * away(of(races, second))
    )


def falls_after(course: Course, step: int, times: float) -> Shows:
    """Whose loss about that step is still so many times its loss at the end."""
    return Shows(
        f"the loss of {course[1]} falls after step {step}",
        lambda races: bool(
            np.mean(of(races, course).losses[step - 20 : step + 20]) > times * settled(of(races, course))
        ),
    )


def about(trajectory: Trajectory, step: int) -> float:
    """The mean loss about a step."""
    return float(np.mean(trajectory.losses[step - 10 : step + 10]))


def lower_at(step: int, first: Course, second: Course, times: float) -> Shows:
    """Who is lower about that step, by this factor at least."""
    return Shows(
        f"at step {step} {first[1]} is below {second[1]}",
        lambda races: about(of(races, first), step) * times < about(of(races, second), step),
    )


def under(course: Course, loss: float, step: int) -> Shows:
    """Whose loss is first below that at about that step."""
    return Shows(
        f"{course[1]} is below {loss:g} after {step} steps",
        lambda races: abs(int(np.argmax(of(races, course).losses < loss)) - step) < 5,
    )


def same_race(first: Course, second: Course, within: float) -> Shows:
    """Whose losses are the same at all steps, to within this share of the first."""

    def holds(races: Races) -> bool:
        losses, others = of(races, first).losses, of(races, second).losses
        return bool(np.abs(losses - others).max() <= within * losses[0])

    return Shows(f"{first[1]} and {second[1]} run the same race", holds)


def reaches(course: Course, x: float, step: int) -> Shows:
    """Who is at |x| so far out at about that step."""
    return Shows(
        f"{course[1]} is at {x:g} after {step} steps",
        lambda races: abs(int(np.argmax(abs(of(races, course).positions[:, 0]) > x)) - step) < 10,
    )


def stays(course: Course, place: tuple[float, float], within: float) -> Shows:
    """Who is that near to a place in all of the last tenth."""

    def holds(races: Races) -> bool:
        ends = of(races, course).positions
        away = ends[-max(len(ends) // 10, 1) :] - np.array(place)
        return bool(np.hypot(*away.T).max() <= within)

    return Shows(f"{course[1]} stays at ({place[0]:g}, {place[1]:g})", holds)


def lowest(course: Course) -> Shows:
    """Who ends lowest of those in its panel that are in the picture."""
    panel, name = course

    def holds(races: Races) -> bool:
        ends = {other: t.losses[-1] for other, t in races[panel].items() if t.status not in ("left", "diverged")}
        return min(ends, key=lambda other: ends[other]) == name

    return Shows(f"{name} ends lowest", holds)


def two_orders(panel: int) -> Shows:
    """The order by loss is not that by accuracy."""

    def holds(races: Races) -> bool:
        runs = list(races[panel].values())
        by_loss = np.argsort([t.losses[-1] for t in runs])
        return list(by_loss) != list(np.argsort([-t.accuracies[-1] for t in runs if t.accuracies is not None]))

    return Shows("loss and accuracy have two orders", holds)


def nears(course: Course, distance: float) -> Shows:
    """How far from the nearest minimum somebody is in the last steps, within 10 %."""
    return Shows(
        f"{course[1]} ends {distance:g} away",
        lambda races: bool(np.isclose(np.mean(of(races, course).distances[-10:]), distance, rtol=0.1)),
    )
