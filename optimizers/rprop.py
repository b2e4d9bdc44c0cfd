"""Rprop without weight backtracking (Rprop−): only the sign of the gradient counts.

Each coordinate has a step length of its own, longer while the sign stays, shorter when it flips. With both factors at
1 the length never changes: the Manhattan rule. A learning-rate schedule has no effect: the learning rate is only the
first step length.
"""

from typing import Annotated

from hyperparameters import Hyperparameter

from .elementwise import elementwise, maximum, minimum, sign, where


@elementwise(
    label="Rprop",
    source="Riedmiller & Braun (1993), A direct adaptive method for faster backpropagation learning; "
    "the variant Rprop− of Igel & Hüsken (2003)",
    formula=r"\begin{aligned} \eta_t &= \begin{cases} \eta^{+} & g_t\, g_{t-1} > 0 \\ \eta^{-} & g_t\, g_{t-1} < 0 \\"
    r" 1 & \text{otherwise} \end{cases} \\"
    r" \Delta_t &= \min(\max(\eta_t \cdot \Delta_{t-1}, \Delta_{\min}), \Delta_{\max}) \\"
    r" x_t &= x_{t-1} - \operatorname{sign}(g_t)\, \Delta_t \end{aligned}",
    watch="Steps grow by a fifth while the sign of the gradient stays and halve when it flips: steep or flat makes no "
    "difference. With mini-batches the signs vote instead of the sizes, and nine small votes beat one large.",
    symbols={"step": r"\Delta", "previous": "g"},
)
def rprop(
    x,
    g,
    step="learning_rate",
    previous=0.0,
    *,
    learning_rate: Annotated[float, Hyperparameter("Δ₀", 1e-6, 10, scale="log", help="first step length")] = 0.1,
    eta_plus: Annotated[float, Hyperparameter("η⁺", 1, 2, help="growth while the sign stays")] = 1.2,
    eta_minus: Annotated[float, Hyperparameter("η⁻", 0.1, 1, help="shrinkage when the sign flips")] = 0.5,
    step_min: Annotated[float, Hyperparameter("Δ_min", 1e-12, 0.1, scale="log", help="shortest step")] = 1e-6,
    step_max: Annotated[float, Hyperparameter("Δ_max", 0.1, 100, scale="log", help="longest step")] = 50.0,
):
    agreement = sign(g) * sign(previous)  # of the signs, not of the gradients: tiny ones must not underflow
    factor = where(agreement > 0, eta_plus, where(agreement < 0, eta_minus, 1.0))
    step = minimum(maximum(step * factor, step_min), step_max)
    return x - sign(g) * step, step, g
