"""No more pesky learning rates: vSGD computes its rate from curvature and noise."""

from races import RaceSpec

from .answer import rests, settles
from .grounds import ravine
from .hand import slider
from .lesson import Lesson, Step


def bowl(sigma: float, steps: int, *racers: str) -> RaceSpec:
    """A bowl with curvatures 1 and 10 along the axes, with noise of deviation `sigma` on the gradient."""
    settings = {"sgd": {"learning_rate": 0.15}, "vsgd": {}}
    noise = {"noise": "additive", "noise_parameters": {"sigma": sigma}, "seed": 5} if sigma else {}
    return ravine(10, 0, steps, more=noise, **{name: settings[name] for name in racers})


lesson = Lesson(
    title="No more pesky learning rates",
    group="A rate for every weight",
    line="vSGD: on a noisy parabola the best rate can be computed, so nobody has to set it.",
    steps=(
        Step(
            r"On a parabola of curvature $h$ Newton’s rate $1/h$ goes to the minimum in one step. With noise that is "
            r"too bold: the best greedy rate is $\eta = \frac{1}{h}\, (\mathrm{E}\,g)^2 / \mathrm{E}[g^2]$.",
            [bowl(2.0, 300, "sgd", "vsgd")],
            ["noise σ = 2"],
            hand=slider("additive.sigma", over=(0, 10)),
        ),
        Step(
            r"The second factor is the share of the gradient that is signal. Far away it is nearly 1; at the minimum "
            "the mean gradient vanishes and only noise is left, so the rate sinks by itself.",
            view={"step": 60},
        ),
        Step(
            "vSGD-l keeps running means of $g$, $g^2$ and $|h|$ for each weight. While it looks at its first ten "
            "samples it stands still; then it goes, at a rate that nobody set.",
            view={"step": 12},
            highlight="vsgd",
        ),
        Step(
            r"Compare the ends: SGD at a fixed rate keeps dancing at its noise floor; vSGD’s loss goes on falling, "
            "because its rates shrink like $1/t$.",
            view={"step": 300},
        ),
        Step(
            "Without noise the share is 1 once the slow start is forgotten, and vSGD is Newton’s method on the "
            "diagonal. Turn the ravine away from the axes and the diagonal no longer knows its shape.",
            [bowl(0.0, 60, "sgd", "vsgd"), ravine(100, 45, 60, vsgd={})],
            ["no noise", "k = 100, turned by 45°"],
            hand=slider("rotated_quadratic.condition_number", over=(1, 1000), panels=(1,)),
        ),
    ),
    question="vSGD has no learning rate. Has it no hyperparameters?",
    answer="It has: the number of first samples, the slow start, a least curvature. But they matter little, while a "
    "learning rate matters more than anything else. And it pays with a second pass for the curvature.",
    asked=Step(
        "",
        [bowl(2.0, 300, "vsgd")],
        ["noise σ = 2"],
        predict=True,
        shows=(
            rests((0, "vsgd"), 10),
            settles((0, "vsgd"), 1e-3),
        ),
        hand=slider("vsgd.samples", over=(1, 100)),
    ),
)
