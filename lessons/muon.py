"""From AdaGrad to Shampoo to Muon: what is left of the full matrix when a layer keeps two small ones, and then none."""

from __future__ import annotations

from dataclasses import replace

from races import RaceSpec

from .answer import nears
from .grounds import ravine
from .hand import slider
from .lesson import Lesson, Step

HALF = {"learning_rate": 0.5}


def corner() -> RaceSpec:
    """The full matrix and Adam, each at its best rate, from a corner of the ravine."""
    racers: dict[str, dict[str, float]] = {"adagrad_full": {"learning_rate": 3.6}, "adam": {"learning_rate": 0.725}}
    return replace(ravine(100, 30, 120, **racers), start=(3.0, -3.0))


def diagonal(condition_number: float = 100) -> RaceSpec:
    """A ravine along the axes: Muon on (x, y) as a vector, and Signum, which is Muon on diag(x, y)."""
    rate = {"learning_rate": 0.1}
    racers = {"muon": rate | {"momentum": 0.0}, "signum": rate | {"beta": 0.0}}
    return replace(ravine(condition_number, 0, 40, **racers), start=(-3.05, 1.05))


def muon(rate: float, schedule: str = "constant") -> RaceSpec:
    """Muon at this rate, which may fall."""
    racer = {"learning_rate": rate, "momentum": 0.5}
    return ravine(20, 30, 80, more={"schedule": schedule}, muon=racer)


lesson = Lesson(
    title="From AdaGrad to Shampoo to Muon",
    group="After Adam",
    line="Two small matrices for a layer instead of a huge one; and without memory: all singular values alike.",
    steps=(
        Step(
            "Full-matrix AdaGrad sees across the axes: in this turned ravine the loss is below a millionth after 8 "
            r"steps. Adam, at the best of 40 rates, needs 112. But a layer of $1000 \times 1000$ has a matrix of "
            r"$10^{12}$ numbers. What can be left out?",
            [corner()],
            ["κ = 100, each at its best"],
            hand=slider("rotated_quadratic.condition_number", over=(1, 1000)),
        ),
        Step(
            r"Shampoo (Gupta et al. 2018, Algorithm 1) sums up how rows and columns go together, $L = \sum G G^\top$, "
            r"$R = \sum G^\top G$, and steps by $\alpha\, L^{-1/4}\, G\, R^{-1/4}$: two million numbers. With two "
            "weights $R$ is one number, so it turns only half as far: home after 11 steps, not 3.",
            [ravine(100, 30, 60, adagrad_full={"learning_rate": 3.0}, shampoo={"learning_rate": 3.0})],
            ["the full matrix, and Shampoo"],
            hand=slider("rotated_quadratic.condition_number", over=(1, 1000)),
        ),
        Step(
            r"At first $L = G G^\top$ and $R = G^\top G$: of $G = U \Sigma V^\top$ is left $U V^\top$, all singular "
            "values 1. Muon (Jordan et al. 2024) does that at every step, to its momentum. Shampoo’s steps fade as "
            "AdaGrad’s do; Muon’s never.",
            [ravine(20, 30, 60, shampoo=HALF, muon=HALF)],
            ["both begin alike, α = 0.5"],
            {"chart": "move"},
            hand=slider("muon.learning_rate", "shampoo.learning_rate", over=(0.1, 1.0)),
        ),
        Step(
            r"What is hidden here? As a vector $(x, y)$ has one singular value, and a step one length to share: "
            r"Muon goes where it is steep. As the layer $\mathrm{diag}(x, y)$ it has two, and Muon makes them alike. "
            "Without memory that is Signum: 30 steps bring both home.",
            [diagonal()],
            ["Muon: 2 × 1. Signum: diag(x, y)"],
            hand=slider("rotated_quadratic.condition_number", over=(1, 1000)),
        ),
        Step(
            r"Five rounds of products do it, no root: $X \leftarrow aX + (bA + cA^2)X$ with $A = X X^\top$. What was "
            "above 0.01 ends between 0.68 and 1.14. But a step that never fades needs a rate that does: here to zero, "
            "linearly.",
            [muon(0.2), muon(0.2, "linear")],
            ["α = 0.2 throughout", "α = 0.2, falling to 0"],
            hand=slider("muon.learning_rate", over=(0.05, 0.5)),
        ),
    ),
    question="At a constant rate, how near does Muon come to the minimum? And at half the rate?",
    answer="Half a step: it leaps over the minimum and back, 0.2 away at α = 0.4, 0.1 at 0.2. Half the rate, half the "
    "distance, and about twice the steps to get there.",
    asked=Step(
        "",
        [muon(0.4), muon(0.2)],
        ["α = 0.4", "α = 0.2"],
        predict=True,
        shows=(nears((0, "muon"), 0.2), nears((1, "muon"), 0.1)),
        hand=slider("muon.learning_rate", over=(0.05, 0.5), panels=(1,)),
    ),
)
