"""Typed expressions: the notation that is read, what is said of everything else, and how it is typeset."""

import math

import pytest
from each import each

from surfaces import ExpressionError, own_surface
from surfaces.own.formulas import formulas
from surfaces.own.parsing import ALLOWED, MAX_DEPTH, MAX_LENGTH, parse
from surfaces.own.typeset import typeset

X, Y = 0.7, 1.3
SIGNS = "allowed: + - * / ^"
COMMA = "a ',' stands only between the arguments of min and max"
AMBIGUOUS = "a product without a sign is ambiguous after '/'"
MISSING = "a number, x, y, a function or '(' is missing"


# What is read

READ = {
    "(1-x)^2+100*(y-x^2)^2": (1 - X) ** 2 + 100 * (Y - X**2) ** 2,
    "f(x, y) = x + y": X + Y,
    "f(x,y)=x+y": X + Y,
    " f = x": X,
    "z = x*y": X * Y,
    "2x": 2 * X,
    "2 x": 2 * X,
    "2x^2y": 2 * X**2 * Y,
    "x y": X * Y,
    "x(y+1)": X * (Y + 1),
    "(x+1)(y-1)": (X + 1) * (Y - 1),
    "3sin(x)": 3 * math.sin(X),
    "sin(x)cos(y)": math.sin(X) * math.cos(Y),
    "2pi x": 2 * math.pi * X,
    "pi(x)": math.pi * X,
    "-x^2": -(X**2),
    "(-x)^2": X**2,
    "2^-x": 2**-X,
    "2*-x": -2 * X,
    "x--y": X + Y,
    "+x": X,
    "x^y^2": X ** (Y**2),
    "x**2": X**2,
    "x^-2": X**-2,
    "x/y/2": X / Y / 2,
    "(3x)^-2/(5y)^-3*7": (3 * X) ** -2 / (5 * Y) ** -3 * 7,
    "2/(3x)/(7y)^2-1/3": 2 / (3 * X) / (7 * Y) ** 2 - 1 / 3,
    "x/y*2": X / Y * 2,
    "x-y-1": X - Y - 1,
    "1.5e2x": 150 * X,
    "2e-1x": 0.2 * X,
    "2e^x": 2 * math.e**X,
    "2exp(x)": 2 * math.exp(X),
    ".5x+5.": 0.5 * X + 5,
    "ln(x)+log(y)": math.log(X) + math.log(Y),
    "log10(x)+log2(y)": math.log10(X) + math.log2(Y),
    "max(x, y) - min(x,y)": Y - X,
    "abs(x-y)": Y - X,
    "sqrt(x)^3": X**1.5,
    "x^0.5 x^(1/2)": X,
    "asin(x)+acos(x)+atan(y)": math.pi / 2 + math.atan(Y),
    "sinh(x)+cosh(x)": math.exp(X),
    "tanh(x)tan(y)": math.tanh(X) * math.tan(Y),
}


@each("text, value", READ.items())
def test_the_usual_notation_is_read(text, value):
    assert formulas(text).value(X, Y) == pytest.approx(value, rel=1e-14)


TYPESET = {
    "(1-x)^2+100(y-x^2)^2": r"\left(1 - x\right)^{2} + 100 \left(y - x^{2}\right)^{2}",
    "z = y+x": "y + x",
    "-x/2*y": r"-\frac{x y}{2}",
    "x/(y+1)": r"\frac{x}{y + 1}",
    "1/(1/x)": r"\frac{1}{\frac{1}{x}}",
    "2*3x": r"2 \cdot 3 x",
    "2*(1/3)": r"2 \cdot \frac{1}{3}",
    "x*-y": r"x \left(-y\right)",
    "x-(y-1)": r"x - \left(y - 1\right)",
    "x+-y": "x - y",
    "-(x+y)": r"-\left(x + y\right)",
    "x^y^2": "x^{y^{2}}",
    "(x^y)^2": r"\left(x^{y}\right)^{2}",
    "x^(1/2)": r"x^{\frac{1}{2}}",
    "exp(-x)^2": r"\left(e^{-x}\right)^{2}",
    "e^x": "e^{x}",
    "sqrt(x)+abs(y)": r"\sqrt{x} + \left|y\right|",
    "2pi asin(x)": r"2 \pi \arcsin\left(x\right)",
    "log10(x)-ln(y)": r"\log_{10}\left(x\right) - \ln\left(y\right)",
    "min(x, 2y)": r"\min\left(x, 2 y\right)",
    "0.25x": "0.25 x",
    "1e-7x": "10^{-7} x",
    "2.5e20^x": r"\left(2.5 \cdot 10^{20}\right)^{x}",
}


@each("text, latex", TYPESET.items())
def test_latex_is_in_the_order_of_typing(text, latex):
    assert typeset(parse(text)) == "f(x, y) = " + latex


# What is not

REFUSED = [
    ("", "the expression is empty", None, "type an expression in x and y, such as x^2 + 2y^2"),
    ("  ", "the expression is empty", None, "type an expression in x and y, such as x^2 + 2y^2"),
    ("f(x, y) =", "the expression is empty", None, "type an expression in x and y, such as x^2 + 2y^2"),
    ("x" * 301, "the expression is too long (301 characters)", 300, f"allowed: {MAX_LENGTH} characters"),
    ("(" * 16 + "x", "the expression is nested too deeply", 16, f"allowed: {MAX_DEPTH} levels"),
    ("-" * 17 + "x", "the expression is nested too deeply", 16, f"allowed: {MAX_DEPTH} levels"),
    ("x^" * 16 + "x", "the expression is nested too deeply", 32, f"allowed: {MAX_DEPTH} levels"),
    ("x + foo", "unknown name 'foo'", 4, ALLOWED),
    ("X^2", "unknown name 'X'", 0, f"write x; {ALLOWED}"),
    ("2Sin(x)", "unknown name 'Sin'", 1, f"write sin; {ALLOWED}"),
    ("1+xy", "unknown name 'xy'", 2, f"write x*y; {ALLOWED}"),
    ("x2", "unknown name 'x2'", 0, f"write x*2; {ALLOWED}"),
    ("nan", "unknown name 'nan'", 0, ALLOWED),
    ("inf x", "unknown name 'inf'", 0, ALLOWED),
    ("(x", "this '(' is never closed", 0, ""),
    ("1+sin(x", "this '(' is never closed", 5, ""),
    ("(x+(y)", "this '(' is never closed", 0, ""),
    ("x)", "this ')' closes nothing", 1, ""),
    ("()", f"{MISSING} before ')'", 1, ""),
    ("x+", MISSING, 2, ""),
    ("*x", f"{MISSING} before '*'", 0, ""),
    ("x*/y", f"{MISSING} before '/'", 2, ""),
    ("x***y", f"{MISSING} before '*'", 3, ""),
    ("x.y", "an operator is missing before '.'", 1, SIGNS),
    ("x 2", "an operator is missing before '2'", 2, SIGNS),
    ("(x 2)", "an operator is missing before '2'", 3, SIGNS),
    ("1.2.3", "an operator is missing before '.3'", 3, SIGNS),
    ("1/2x", AMBIGUOUS, 3, "write a/(b*c) or a/b*c"),
    ("x/y(x+1)", AMBIGUOUS, 3, "write a/(b*c) or a/b*c"),
    ("sin x", "sin takes parentheses", 0, "write sin(x)"),
    ("sin^2(x)", "sin takes parentheses", 0, "write sin(x)"),
    ("sin()", f"{MISSING} before ')'", 4, ""),
    ("sin(x, y)", "sin was given 2 arguments", 0, "allowed: 1"),
    ("y min(x)", "min was given 1 argument", 2, "allowed: 2"),
    ("1,5x", COMMA, 1, "decimals take a point"),
    ("(1,5)x", COMMA, 0, "decimals take a point"),
    ("y = x^2", "this '=' says nothing", 2, "only 'f(x, y) =' or 'z =' may stand in front"),
    ("z = z", "unknown name 'z'", 4, ALLOWED),
    ("x+1e101", "the number '1e101' is too large", 2, "allowed: up to 1e+100"),
    ("x^2 + 9^9^9", "9^3.8742e+08 has no finite real value", 7, ""),
    ("x + 1/0", "0^-1 has no finite real value", 5, ""),
    ("x + log(-1)", "log(-1) has no finite real value", 4, ""),
    ("x/(y-y)", "0^-1 has no finite real value", 1, ""),
    ("10^90*x*10^90^2", "10^8100 has no finite real value", 10, ""),
    ("(10^60)^1.8", "a constant of 1e+108 is too large", 7, "allowed: up to 1e+100"),
    ("x^101", "an exponent is too large", 1, "allowed: up to 100"),
    ("x^(10^10)", "an exponent is too large", 1, "allowed: up to 100"),
    ("x^-100.5", "an exponent is too large", 1, "allowed: up to 100"),
    ("(x^20)^20", "exponents multiply to too large a one", 6, "allowed: up to 100"),
    ("(10^60x)^2", "a constant of 1e+120 is too large", 8, "allowed: up to 1e+100"),
    ("(-2)^x", "powers of -2 are not real numbers", 4, "allowed: a positive base"),
    ("10^99x" + "*10^99" * 4, "the expression or its derivatives contain a constant that is too large", None, ""),
    ("*".join(f"(x+{i}y)" for i in range(1, 38)), "the second derivatives of the expression are too large", None, "*"),
    ("x¹", "the character '¹' (superscript one) cannot stand in an expression", 1, "write ^1"),
    ("1+ｘ", "the character 'ｘ' (fullwidth latin small letter x) cannot stand in an expression", 2, "write x"),
    ("х+1", "the character 'х' (cyrillic small letter ha) cannot stand in an expression", 0, "write x"),
    ("x−y", "the character '−' (minus sign) cannot stand in an expression", 1, "write -"),
    ("2×x", "the character '×' (multiplication sign) cannot stand in an expression", 1, "write *"),
    ("|x|", "the character '|' (vertical line) cannot stand in an expression", 0, "write abs( )"),
    ("π x", "the character 'π' (greek small letter pi) cannot stand in an expression", 0, "write pi"),
    ("x\ny", "the character U+000A cannot stand in an expression", 1, "write a space"),
    ("x\0", "the character U+0000 cannot stand in an expression", 1, "*"),
    ("x☃", "the character '☃' (snowman) cannot stand in an expression", 1, "*"),
    ("log(x)+log(y)", "f has no finite value on 76% of x -2 to 2, y -2 to 2", None, "*"),
    ("acos(x)+sqrt(x)", "f has no finite value on 73% of x -2 to 2, y -2 to 2", None, "*"),
    ("asin(1.02cosh(x-x^2)^0)", "asin(1.02) has no finite real value", 0, ""),
    ("sqrt(-1-x^2)", "f has no finite value on 100% of x -2 to 2, y -2 to 2", None, "*"),
    ("e**e**e**e**e**x", "f has no finite value on 61% of x -2 to 2, y -2 to 2", None, "*"),
]


@each("text, problem, position, remedy", REFUSED)
def test_an_error_says_what_is_wrong_where_and_what_is_allowed(text, problem, position, remedy):
    with pytest.raises(ExpressionError) as caught:
        own_surface(text)
    error = caught.value
    assert (error.problem, error.position) == (problem, position)
    assert error.remedy if remedy == "*" else error.remedy == remedy
    place = "" if position is None else f" at position {position + 1}"
    assert str(error) == f"{problem}{place}" + (f"; {error.remedy}" if error.remedy else "")


@each("given", [None, 3, ["x"], {"x": 1}, b"x", math.nan])
def test_what_is_not_text_is_refused(given):
    with pytest.raises(ExpressionError, match="is not a text; type an expression"):
        own_surface(given)


def test_the_error_points_at_the_place():
    with pytest.raises(ExpressionError) as caught:
        own_surface("x^2 + foo*y")
    assert caught.value.pointed == f"unknown name 'foo' at position 7; {ALLOWED}\nx^2 + foo*y\n      ^"
    assert caught.value.text == "x^2 + foo*y"
    with pytest.raises(ExpressionError) as caught:
        own_surface("x\n+")
    assert caught.value.pointed.endswith("\nx?+\n ^")
    with pytest.raises(ExpressionError) as caught:
        own_surface("")
    assert caught.value.pointed == str(caught.value)
