"""AdaMax: the largest gradient instead of the root of the mean square."""

from collections.abc import Mapping

from races import RaceSpec

from .grounds import plane
from .hand import slider
from .lesson import Lesson, Step

RATE = {"learning_rate": 0.05}


def sphere(steps: int, noise: Mapping[str, float] | None = None) -> RaceSpec:
    """Adam and AdaMax on the sphere, with the outlier of the lesson “One outlier” or without."""
    return RaceSpec(
        surface="sphere",
        start=(-4.0, 3.0),
        steps=steps,
        noise="outliers" if noise else "none",
        noise_parameters=noise or {},
        seed=4,
        optimizers={"adam": RATE, "adamax": RATE},
    )


lesson = Lesson(
    title="AdaMax",
    group="Units and Adam",
    line="Adam’s root mean square with an infinite exponent: a decaying maximum.",
    steps=(
        Step(
            r"Adam divides by a 2-norm of past gradients. Take the $p$-norm and let $p \to \infty$: it becomes a "
            r"maximum, $u_t = \max(\beta_2 u_{t-1}, |g_t|)$. The step is $-\frac{\alpha}{1-\beta_1^t}\, m_t/u_t$.",
            [sphere(200)],
            hand=slider("adam.learning_rate", "adamax.learning_rate", over=(0.01, 0.3)),
        ),
        Step(
            r"A maximum has no cold start: $u_1 = |g_1|$ at once, so only $m$ needs a correction. On a plane Adam and "
            r"AdaMax walk side by side, $\alpha$ a step.",
            [plane(adam=RATE, adamax=RATE)],
            hand=slider("adam.learning_rate", "adamax.learning_rate", over=(0.005, 0.2)),
        ),
        Step(
            r"The bound is simpler: the paper says a step is at most $\alpha$. Almost: the exact limit at the defaults "
            r"is $1.009\,\alpha$, still far below Adam’s $7.3\,\alpha$.",
        ),
        Step(
            r"The price: a maximum remembers an outlier. After a gradient $K$ times as large $u$ shrinks by "
            r"$\beta_2 = 0.999$ a step, so steps stay short for about $1000 \ln K$ steps.",
            [sphere(200), sphere(200, {"probability": 0.01, "size": 8.0})],
            ["no outlier", "one outlier, at step 59"],
            hand=slider("outliers.size", over=(1, 50)),
        ),
    ),
    question=r"Why does AdaMax need no $\epsilon$?",
    answer=r"$u_t$ is never smaller than $|g_t|$, so the quotient cannot explode. It is 0 only while every gradient so "
    "far was 0, and then the step is 0 too.",
)
