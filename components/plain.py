"""A lesson's text as it is typeset, and in plain letters: what is read until that is there which typesets formulas."""

from __future__ import annotations

import re
import unicodedata

SIGNS = {
    "cdot": "·", "times": "×", "sum": "Σ", "partial": "∂", "nabla": "∇", "infty": "∞", "approx": "≈", "top": "ᵀ",
    "leftarrow": "←", "to": "→", "le": "≤", "ge": "≥", "|": "‖", "%": "%", ",": " ", "left": "", "right": "",
}  # fmt: skip
RAISED = ("0123456789+-()tnkTᵀ*", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵗⁿᵏᵀᵀ*")
LOWERED = ("0123456789+-()tijk", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎ₜᵢⱼₖ")
PART = r"\s*(?:\{([^{}\\]*)\}|([^\s{}\\]))"  # of what a command takes, innermost first


def together(markdown: str) -> str:
    """The text with the comma or the full stop that follows a formula within it: else a line may begin with it."""
    return re.sub(r"\$([^$]+)\$([.,;:])", r"$\1{\2}$", markdown)


def plain(markdown: str) -> str:
    """The text with each formula between dollars as near to it as letters come."""
    return re.sub(r"\$([^$]*)\$", lambda found: _formula(found.group(1)), markdown)


def _formula(latex: str) -> str:
    text, before = re.sub(r"\\([A-Za-z]+|.)", _sign, latex), ""
    while text != before:
        before = text
        text = re.sub(rf"\\mathrm{PART}", _of, text)
        text = re.sub(rf"\\hat{PART}", lambda found: _of(found) + "\u0302", text)
        text = re.sub(rf"\\bar{PART}", lambda found: _of(found) + "\u0304", text)
        text = re.sub(rf"\\sqrt{PART}", lambda found: f"√{_closed(_of(found))}", text)
        text = re.sub(rf"\\frac{PART}{PART}", lambda found: f"{_closed(_of(found))}/{_closed(_of(found, 3))}", text)
        text = re.sub(rf"\^{PART}", lambda found: _moved("^", _of(found), RAISED), text)
        text = re.sub(rf"_{PART}", lambda found: _moved("_", _of(found), LOWERED), text)
    return re.sub(r" +", " ", re.sub("[{}]", "", text)).strip()


def _sign(found: re.Match[str]) -> str:
    """The sign or the Greek letter of a command, or a command that takes something, as it is."""
    word = found.group(1)
    if word in SIGNS:
        return SIGNS[word]
    if word in ("hat", "bar", "sqrt", "frac", "mathrm"):
        return found.group(0)
    case = "CAPITAL" if word[0].isupper() else "SMALL"
    try:
        return unicodedata.lookup(f"GREEK {case} LETTER {word.upper().replace('LAMBDA', 'LAMDA')}")
    except KeyError:
        return word  # max, ln


def _of(found: re.Match[str], group: int = 1) -> str:
    """What a command takes, in braces or one letter."""
    return found.group(group) or found.group(group + 1) or ""


def _closed(text: str) -> str:
    return text if re.fullmatch(r"[\w.‖ₜ²]*", text) else f"({text})"


def _moved(mark: str, text: str, letters: tuple[str, str]) -> str:
    """Above or below the line, where there are such letters."""
    return text.translate(str.maketrans(*letters)) if set(text) <= set(letters[0]) else f"{mark}{text}"
