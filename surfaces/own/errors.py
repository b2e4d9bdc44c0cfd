"""What is wrong with a typed expression, where, and what to type instead."""

from __future__ import annotations

import re
import unicodedata

ALPHABET = "the letters a to z, digits, spaces and + - * / ^ ( ) . , ="
_STRANGE = re.compile(r"[^A-Za-z0-9 +\-*/^().,=]")
#: What to type for characters that come with copied formulas.
_INSTEAD = {
    **dict.fromkeys("−–—", "-"),
    **dict.fromkeys("×·⋅∗", "*"),
    **dict.fromkeys("÷∕⁄:", "/"),
    **dict.fromkeys("[{", "("),
    **dict.fromkeys("]}", ")"),
    **{"π": "pi", "√": "sqrt( )", "|": "abs( )", "х": "x", "у": "y", "е": "e", "_": "nothing", ";": ","},
    **dict.fromkeys("\t\n\r\u00a0\u2009\u202f\u3000", "a space"),
}


class ExpressionError(ValueError):
    """A typed expression that makes no surface.

    The message counts positions from 1, as people do; `position` is the index in `text`, the expression as given, or
    None where no single place is to blame.
    """

    def __init__(self, problem: str, remedy: str = "", text: str = "", position: int | None = None) -> None:
        place = "" if position is None else f" at position {position + 1}"
        super().__init__(f"{problem}{place}{remedy and '; '}{remedy}")
        self.problem, self.remedy, self.text, self.position = problem, remedy, text, position

    @property
    def pointed(self) -> str:
        """The message and, for monospaced type, the expression with a caret under the place."""
        if self.position is None:
            return str(self)
        line = "".join(character if character.isprintable() else "?" for character in self.text)
        return f"{self}\n{line}\n{' ' * self.position}^"


def check_alphabet(text: str) -> None:
    """Raises ExpressionError for the first character that no expression has, naming it and what it looks like."""
    if not (found := _STRANGE.search(text)):
        return
    character = found[0]
    like = unicodedata.normalize("NFKC", character)
    if character in _INSTEAD:
        remedy = f"write {_INSTEAD[character]}"
    elif unicodedata.category(character) == "No" and like.isdecimal():
        remedy = f"write ^{int(like)}"
    elif like != character and not _STRANGE.search(like):
        remedy = f"write {like}"
    else:
        remedy = f"allowed: {ALPHABET}"
    name = unicodedata.name(character, f"U+{ord(character):04X}")
    quoted = f"'{character}' ({name.lower()})" if character.isprintable() else name
    raise ExpressionError(f"the character {quoted} cannot stand in an expression", remedy, text, found.start())
