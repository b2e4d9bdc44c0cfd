"""The update equation of a method with the numbers of one step put in."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from optimizers import Optimizer

#: How a hyperparameter's symbol stands in a formula, where that is not the symbol itself.
SYMBOLS = {
    "α": r"\alpha", "μ": r"\mu", "ρ": r"\rho", "ε": r"\epsilon", "β₁": r"\beta_1", "β₂": r"\beta_2", "λ": r"\lambda",
    "η⁺": r"\eta^{+}", "η⁻": r"\eta^{-}", "Δ_min": r"\Delta_{\min}", "Δ_max": r"\Delta_{\max}", "κ": r"\kappa",
    "φ": r"\phi", "θ": r"\theta", "ψ": r"\psi", "δ": r"\delta",
}  # fmt: skip
#: How a state stands in its method's formula, where that is not its name.
STATES = {
    "step": r"\Delta", "move": r"\Delta x", "gain": "G", "bar": r"\bar\delta", "g2": "E[g^2]", "dx2": r"E[\Delta x^2]",
    "g_mean": r"\bar g", "v_mean": r"\bar v", "h_mean": r"\bar h", "h2_mean": r"\bar w", "tau": r"\tau", "v_max": "u",
    "loss": "f", "previous": "g", "alpha": r"\alpha", "beta": r"\beta", "lambda": r"\lambda",
}  # fmt: skip

#: What follows a symbol that a formula defines.
DEFINES = ("=", r"\approx", ":")


def numbered(
    optimizer: Optimizer,
    settings: Mapping[str, float],
    step: int,
    now: Mapping[str, float],
    before: Mapping[str, float],
) -> str:
    """The LaTeX formula of `optimizer` for one coordinate with its numbers.

    `now` and `before` hold the coordinate "x", the gradient "g" and the states, after this step and the one before it.
    What the formula names besides (a hat, a case) stays a symbol; so does what it defines, with its number.
    """
    words: dict[str, str] = {}
    for name in now:
        token = STATES.get(name, name) if name not in ("x", "g") else name
        words.setdefault(token + "_{t-1}", number(before[name]))
        if name != "previous":
            words.setdefault(token + "_t", number(now[name]))
    words |= {
        SYMBOLS.get(parameter.symbol, parameter.symbol): number(settings[name])
        for name, parameter in optimizer.hyperparameters.items()
        if parameter.scale != "switch"
    }
    words["^t"] = f"^{{{step}}}"  # of a power
    tokens = "|".join(re.escape(token) for token in sorted(words, key=len, reverse=True))
    pattern = re.compile(rf"(?<![A-Za-z\\])(?<!\\hat )(?<!\\Delta )(?:{tokens})(?![A-Za-z_])")

    def written(found: re.Match[str]) -> str:
        token = found.group(0)
        after = found.string[found.end() :].lstrip(" &")
        if after.startswith(":="):
            return token
        return f"{token} = {words[token]}" if after.startswith(DEFINES) else words[token]

    return _FACTORS.sub(r"\1 \\cdot ", pattern.sub(written, optimizer.formula))


#: A number, and after a space another: a product.
_FACTORS = re.compile(r"(\{[\d.]+\}|(?<=\d)\)|\}\))(?:\\,\s*|\s+)(?=\{\d|\()")


def number(value: float) -> str:
    """A number for a formula, to four digits: in parentheses if it is negative."""
    if math.isnan(value):
        return r"\text{–}"
    if math.isinf(value):
        return r"\infty" if value > 0 else r"(-\infty)"
    text = f"{value:.4g}"
    if "e" in text:
        mantissa, power = text.split("e")
        text = rf"{mantissa} \cdot 10^{{{int(power)}}}"
        return f"({text})"
    return f"({text})" if value < 0 else f"{{{text}}}"
