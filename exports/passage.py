"""A lesson's text as lines of type on a picture: words in the page's typeface, formulas set by matplotlib."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .lettering import MEDIUM, Words, formula_width, width_of

LEADING = 1.45  # between lines, in sizes of type
PIECE = re.compile(r"\$[^$]+\$|[^$\s]+")
KNOWN = {r"\tfrac": r"\frac", r"\top": "T"}  # what matplotlib's formulas lack


@dataclass(frozen=True)
class Piece:
    """A word or a formula; `glued`: it follows the one before without a space."""

    text: str
    is_formula: bool
    glued: bool

    def width(self, size: float) -> float:
        """In pixels."""
        return formula_width(self.text, size) if self.is_formula else width_of(self.text, MEDIUM, size)


def pieces(text: str) -> list[Piece]:
    """The words and formulas of a text of a lesson."""
    found, end = [], 0
    for match in PIECE.finditer(text):
        piece = match.group(0)
        is_formula = piece.startswith("$")
        for ours, theirs in KNOWN.items() if is_formula else ():
            piece = piece.replace(ours, theirs)
        found.append(Piece(piece, is_formula, match.start() == end > 0))
        end = match.end()
    return found


def lines(text: str, size: float, width: float) -> list[list[tuple[float, Piece]]]:
    """The pieces in lines no wider than `width` pixels, each with its left end."""
    space, x = 0.28 * size, 0.0
    rows: list[list[tuple[float, Piece]]] = [[]]
    for word in _words(pieces(text)):
        wide = sum(piece.width(size) for piece in word)
        if x > 0 and x + space + wide > width:
            rows.append([])
            x = 0.0
        x += space if x > 0 else 0.0
        for piece in word:
            rows[-1].append((x, piece))
            x += piece.width(size)
    return rows


def _words(found: Sequence[Piece]) -> list[list[Piece]]:
    words: list[list[Piece]] = []
    for piece in found:
        if piece.glued:
            words[-1].append(piece)
        else:
            words.append([piece])
    return words


def height_of(text: str, size: float, width: float) -> float:
    """Of all lines, in pixels; 0 without a text."""
    return LEADING * size * len(lines(text, size, width)) if text else 0.0


def paint(words: Words, text: str, size: float, left: float, top: float, width: float) -> None:
    """The text on the figure."""
    for row, line in enumerate(lines(text, size, width) if text else ()):
        middle = top + (row + 0.5) * LEADING * size
        for x, piece in line:
            words.put(left + x, middle, piece.text, MEDIUM, size, formula=piece.is_formula)
