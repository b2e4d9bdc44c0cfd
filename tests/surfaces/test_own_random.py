"""Random expressions have the value that Python computes; random text is refused politely."""

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from surfaces import ExpressionError, own_surface
from surfaces.own.formulas import formulas

NUMBERS = {"2": 2.0, "3": 3.0, "0.5": 0.5, "1.25e1": 12.5, "pi": math.pi, "e": math.e, "x": None, "y": None}
UNARY = {
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "atan": math.atan,
    "tanh": math.tanh,
    "exp": math.exp,
    "log": math.log,
    "ln": math.log,
    "sqrt": math.sqrt,
    "abs": abs,
    "log10": math.log10,
    "log2": math.log2,
    "cosh": math.cosh,
    "sinh": math.sinh,
    "acos": math.acos,
    "asin": math.asin,
}
#: How two operands are written, and what Python makes of them.
BINARY = {
    "({} + {})": lambda a, b: a + b,
    "({}-{})": lambda a, b: a - b,
    "({})*({})": lambda a, b: a * b,
    "({}) ({})": lambda a, b: a * b,
    "(({})/({}))": lambda a, b: a / b,
    "({})^({})": math.pow,
    "min({}, {})": min,
    "max({},{})": max,
}


def leaf(name):
    value = NUMBERS[name]
    return name, lambda point, _: point[name] if value is None else value


def combined(shape, operation, *parts):
    """Text, and a function (point, noise) that computes it as Python does, each result disturbed by the noise."""
    texts, computes = zip(*parts, strict=True)
    return shape.format(*texts), lambda point, noise: operation(*(c(point, noise) for c in computes)) * (1 + noise())


@st.composite
def expressions(draw, leaves):
    """An expression with so many numbers and names."""
    if leaves == 1:
        return leaf(draw(st.sampled_from(list(NUMBERS))))
    kind = draw(st.sampled_from(["call", "minus", *["binary"] * 4]))
    if kind == "binary":
        shape, left = draw(st.sampled_from(list(BINARY))), draw(st.integers(1, leaves - 1))
        return combined(shape, BINARY[shape], draw(expressions(left)), draw(expressions(leaves - left)))
    part = draw(expressions(leaves))
    if kind == "minus":
        return combined("(-{})", lambda a: -a, part)
    name = draw(st.sampled_from(list(UNARY)))
    return combined(name + "({})", UNARY[name], part)


def pattern(*signs):
    """A noise that takes these signs in turn."""
    count = 0

    def noise():
        nonlocal count
        count += 1
        return 1e-10 * signs[count % len(signs)]

    return noise


@settings(max_examples=250)
@given(st.integers(2, 12).flatmap(expressions), st.floats(-3, 3), st.floats(-3, 3))
def test_random_expressions_have_the_value_that_python_computes(expression, x, y):
    text, compute = expression
    point = {"x": x, "y": y}
    try:
        expected = compute(point, lambda: 0.0)
        disturbed = [compute(point, pattern(*signs)) for signs in ((1, 1), (1, -1), (1, 1, -1), (-1, 1, 1, 1))]
        formula = formulas(text).value
    except (ArithmeticError, ValueError):  # Python's, or the expression was refused
        return
    tolerance = 10 * max(abs(value - expected) for value in disturbed) + 1e-9 * abs(expected) + 1e-300
    if math.isfinite(tolerance):
        assert abs(formula(x, y) - expected) <= tolerance


FRAGMENTS = [*"xy2+-*/^(),.= _é\n", "0.5", "1e9", "**", "sin(", "exp(", "min(", "log", "sqrt", "pi", "foo"]
GARBAGE = st.text() | st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join)


@settings(max_examples=300)
@given(GARBAGE)
def test_any_text_makes_a_surface_or_an_expression_error(text):
    try:
        surface = own_surface(text)
    except ExpressionError as error:
        problem = error
    else:
        assert all(map(math.isfinite, (*surface.start, surface.learning_rate, surface.value(*surface.start))))
        return
    assert str(problem)
    assert problem.position is None or 0 <= problem.position <= len(text)
