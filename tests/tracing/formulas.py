"""Formulas that a program must follow to the bit, with the inputs at which they are asked; each runs on plain floats
and on NumPy's."""

import numpy as np

from optimizers.elementwise import maximum, minimum, quotient, sign, where
from optimizers.elementwise import sqrt as root
from surfaces.elementary import cos, exp, sin, sqrt

#: Constants that need care in text.
MINUS, HUGE = -1.0, 1e308 * 10

FORMULAS = {
    "a negative constant": lambda x, y: (x - MINUS, y + MINUS, MINUS - x, x * MINUS, MINUS * -y, -(x - MINUS)),
    "zeros of both signs": lambda x, y: (x + 0.0, x - 0.0, x + -0.0, x - -0.0, 0.0 - x, -0.0 + x, x * -0.0, 0.0 * y),
    "infinite constants": lambda x, y: (x + HUGE, x * -HUGE, HUGE - HUGE * y, minimum(x, HUGE), maximum(-HUGE, y)),
    "nan as a constant": lambda x, y: (x + (HUGE - HUGE), where(x > HUGE - HUGE, x, y), maximum(x, HUGE - HUGE)),
    "ones": lambda x, y: (1 * x, x * 1.0, x / 1, 1 / x, x**1, x**0),
    "signs": lambda x, y: (0 - x, -abs(-x), x - -y, x + -y, -x + y, -x - y, -x * -y, -(x * y), -(x + y), -x / y),
    "negative factors": lambda x, y: (x - -2.0 * y, x - (-y) * x, x + -3.0 * y, -4.0 * x - y, 1 - (-x) / y),
    "brackets": lambda x, y: (x - (y - x), (x - y) - x, x / (y / x), x / y / x, x * (y / x), x + (y + 1) + (x + y)),
    "division": lambda x, y: (x / y, 1 / (x - y), (x - y) / (x - y), quotient(x, y), quotient(x - x, y - y)),
    "roots": lambda x, y: (root(abs(x)) / root(abs(x - y)), root(x), sqrt(abs(y)), x**0.5, np.sqrt(abs(x * y))),
    "squares": lambda x, y: (x**2, x**2 * y, y * x**2, -(x**2), (x + y) ** 2 / 2, np.square(x)),
    "functions": lambda x, y: (sin(x), cos(y), exp(x), exp(-y * y), sin(x) * sin(x)),
    "comparisons": lambda x, y: (
        where(x > y, 1.0, 0.0), where(x >= y, x, y), where(x < y, x, y), where((x <= y) | (y < 0), x, -y),
        where((x == y) & (y != 0), x, 2.0), 1 - (x > y), (x > 0) * y, 0.0 + ((x > 0) == (y > 0)),
        where(x > 0, where(y > 0, 1.0, 2.0), where(y > 0, 3.0, 4.0)), where(where(x > 0, 1.0, 0.0) > 0, x, y),
    ),
    "compared comparisons": lambda x, y: (((x > 1) == (y > 2)) + 0.0, ((x < 3) != (y < 4)) * y, 1.0 * ((x > y) > 0)),
    "constants that meet": lambda x, y: (
        1.0 / where(x > 2, 0.0, 4.0), where(y > 0, 1.0, -1.0) / where(x > 1, 0.0, 2.0), 1e300 * where(x > 0, 1e300, 1.0)
    ),
    "switches": lambda x, y: (where(x, 1.0, 2.0), where((x > 0) | (y > 0) & (x < y), x, y)),
    "helpers": lambda x, y: (sign(x), sign(x - y), maximum(x, y), minimum(x, y), maximum(minimum(x, 1.0), -1.0)),
    "whole powers": lambda x, y: (x**3, y**4, x**7 - y**20, (x * y) ** 5),
    "negative powers": lambda x, y: (x**-1, y**-2, (1 + x * x) ** -3),
}  # fmt: skip

VALUES = (0.0, -0.0, 1.0, -1.0, 0.5, -2.5, 3.0, 1e-310, 1e200, -1e200, 710.0, -750.0, float("inf"), float("nan"))
#: Formulas whose powers Python rounds in one way and a program in another.
ROUNDED = ("whole powers", "negative powers")
#: Which of 0.0 and -0.0 is the larger one, NumPy leaves to the processor.
TIES = ("helpers", "infinite constants", "nan as a constant")
#: Formulas of functions that each language takes from a library of its own, which may differ in the last place.
LIBRARY = ("functions",)

#: Names that are taken: reserved words of either language, helpers of programs, what the form needs, short names.
WORDS = ["let", "power", "sign", "a", "b", "settings", "r", "k", "x", "lambda", "NaN", "make", "function", "c"]


def summed(given):
    """Something of all that is given."""
    return sum(each * (place + 2) for place, each in enumerate(given)) ** 2
