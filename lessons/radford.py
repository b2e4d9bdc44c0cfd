"""Alec Radford's animations on Beale's function, in a long valley and at a monkey saddle, with his settings.

He published no numbers; these were measured from the frames (axes calibrated, dots tracked, rules fitted), and so was
the pace of 25 steps a second. The drawing order is the contents page's and the colours are the palette's, which keep
his in spirit. What differs:

- NAG. His dots are the points where the gradient is taken, x + μ v; ours are the corrected points x. On Beale and at
  the saddle ours lie a little behind.
- AdaGrad and RMSProp add ε = 1e-6 under the root; ours stands outside it, so 1e-3 takes its place where gradients are
  tiny and it matters: in the long valley and at the saddle. On Beale it does not.
- AdaDelta's ε on Beale stands for his learning rate times √ε, which is all that can be told.
- The surfaces have their own domains: Beale's ends at 4.5 here, the saddle's at 1.5 (5 and 1 in his frames).
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from races import RaceSpec
from races.spec import Settings

from .answer import lowest, reaches
from .hand import Hand, slider
from .lesson import Lesson, Step

GROUP = "Radford’s animations"
PACE = 0.8333  # of 30 steps a second


def eye(elevation: float, azimuth: float, distance: float = 2.45) -> tuple[float, float, float]:
    """The camera at these angles, in degrees."""
    up, around = math.radians(elevation), math.radians(azimuth)
    flat = distance * math.cos(up)
    place = (flat * math.cos(around), flat * math.sin(around), distance * math.sin(up))
    return round(place[0], 3), round(place[1], 3), round(place[2], 3)


def racers(rate: float, adagrad: Settings, rmsprop: Settings, adadelta: Settings) -> dict[str, Settings]:
    """His six methods; SGD, momentum and NAG share a rate."""
    rolling = {"learning_rate": rate, "momentum": 0.95}
    return {
        "sgd": {"learning_rate": rate},
        "momentum": rolling,
        "nesterov": rolling,
        "adagrad": adagrad,
        "rmsprop": {"rho": 0.95, **rmsprop},
        "adadelta": {"learning_rate": 1.0, "rho": 0.95, **adadelta},
    }


BEALE = RaceSpec(
    surface="beale",
    start=(1.0, 1.6),
    steps=198,
    optimizers=racers(0.001, {"learning_rate": 1.0}, {"learning_rate": 0.075}, {"epsilon": 0.03}),
)
LONG_VALLEY = RaceSpec(
    surface="long_valley",
    start=(-1e-6, 0.25),
    steps=198,
    optimizers=racers(
        0.01, {"learning_rate": 0.05, "epsilon": 1e-3}, {"learning_rate": 0.01, "epsilon": 1e-3}, {"epsilon": 1e-6}
    ),
)
SADDLE = RaceSpec(
    surface="monkey_saddle",
    start=(-0.245, -0.5),
    steps=174,
    optimizers=racers(
        0.005, {"learning_rate": 0.05, "epsilon": 1e-3}, {"learning_rate": 0.01, "epsilon": 1e-3}, {"epsilon": 1e-6}
    ),
)
FLAT: dict[str, Any] = {"speed": PACE}
VALLEY_VIEW: dict[str, Any] = {"speed": PACE, "dimensions": "3", "camera": eye(45, 225)}
SADDLE_VIEW: dict[str, Any] = {"speed": PACE, "dimensions": "3", "camera": eye(30, 285)}

radford_beale = Lesson(
    title="Radford: Beale’s function",
    group=GROUP,
    line="Momentum overshoots and circles before it arrives; the adaptive methods go more straight.",
    steps=(
        Step(
            "Six methods leave the same point. Steep walls, a bend, and a flat floor: SGD must be careful on the "
            "walls, and is then too slow for the floor.",
            [BEALE],
            view=FLAT,
            hand=slider("momentum.momentum", "nesterov.momentum", over=(0.5, 0.99)),
        ),
        Step(
            "Momentum and NAG gather speed on the wall and shoot past the bend; they come back in a loop. NAG turns "
            "earlier, and arrives first of the two.",
            view={"step": 60},
            highlight="momentum",
        ),
        Step(
            "AdaGrad divides by all it has seen, so the steep wall does not throw it. It is near early, and slow at "
            "the end.",
            view={"step": 198},
            highlight="adagrad",
        ),
    ),
    question="Who has the smallest loss at the end, and is that a fair comparison?",
    answer="NAG, by a little. Every method runs at a rate that somebody chose for the show: it tells of characters, "
    "not of ranks.",
    asked=Step("", [BEALE], view=FLAT, predict=True, hand=Hand(), shows=(lowest((0, "nesterov")),)),
)
radford_long_valley = Lesson(
    title="Radford: the long valley",
    group=GROUP,
    line="SGD sees nothing to do along the floor; the adaptive methods break the symmetry at once.",
    steps=(
        Step(
            r"$f = 5y^2 - x^2$. The start is a millionth off the ridge, $x = -10^{-6}$: the gradient along the valley "
            "is nearly nothing, across it is large.",
            [LONG_VALLEY],
            view=VALLEY_VIEW,
            hand=slider("rmsprop.epsilon", over=(1e-8, 0.1)),
        ),
        Step(
            "AdaGrad, RMSProp and AdaDelta divide each gradient by its own size: the tiny one counts as much as the "
            "large one, and within ten steps they are under way.",
            view={"step": 30},
        ),
        Step(
            "Momentum and NAG swing across the valley meanwhile. The slope along it grows under them, and they leave "
            "after about 80 steps; SGD is still there at the end.",
            view={"step": 90},
        ),
    ),
    question="SGD’s $x$ grows by 2 % a step. When would it leave?",
    answer=r"$1.02^t = 10^6$ gives $t \approx 700$ for one unit. It is not stuck, only slow; on a network you would "
    "call that converged and stop.",
    asked=Step(
        "",
        [replace(LONG_VALLEY, steps=800, optimizers={"sgd": LONG_VALLEY.optimizers["sgd"]})],
        view=VALLEY_VIEW | {"speed": 4.0},
        predict=True,
        shows=(reaches((0, "sgd"), 1.0, 700),),
        hand=slider("sgd.learning_rate", over=(0.005, 0.1)),
    ),
)
radford_saddle = Lesson(
    title="Radford: the saddle",
    group=GROUP,
    line="SGD lingers at the saddle; the adaptive methods quickly find the way down.",
    steps=(
        Step(
            "A monkey saddle: three valleys meet at a level point. The start lies almost on a wall that leads to the "
            "middle.",
            [SADDLE],
            view=SADDLE_VIEW,
            hand=slider("momentum.momentum", "nesterov.momentum", over=(0.5, 0.99)),
        ),
        Step(
            "RMSProp and AdaGrad turn downhill first and are well below by step 45. The others still slide towards the "
            "middle.",
            view={"step": 45},
        ),
        Step(
            "NAG leaves next, then momentum, at last AdaDelta, whose steps begin tiny and grow: at the end it has "
            "overtaken AdaGrad. SGD has hardly begun to leave.",
            view={"step": 174},
        ),
    ),
    question="Why does AdaDelta, the last of the adaptive methods to leave, end in front?",
    answer="Its numerator remembers past steps: long steps make long steps, so on a slope that never ends it speeds "
    "up, where AdaGrad’s divisor only grows.",
    asked=Step(
        "",
        [SADDLE],
        view=SADDLE_VIEW | {"chart": "move"},
        predict=True,
        shows=(lowest((0, "adadelta")),),
        hand=slider("adadelta.epsilon", over=(1e-8, 1e-3)),
    ),
)
