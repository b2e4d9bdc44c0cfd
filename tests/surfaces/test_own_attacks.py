"""Hostile expressions: each is refused, or makes a surface, and none holds the process."""

import subprocess
import sys
from pathlib import Path

import patience

HUGE = "10^90*10^90*10^90*10^90"  # beyond the floats
#: Python, and what only looks like mathematics: all of it is refused.
CODE = [
    "__import__('os').system('true')",
    "x.__class__.__mro__",
    "().__class__",
    "x.real",
    "lambda: x",
    "(lambda x: x)(y)",
    "[x for x in y]",
    "{x: y}",
    "x[0]",
    "x if y else 1",
    "x := 3",
    "(x:=3)",
    "x = 3",
    "x; y",
    "x # y",
    "'x'",
    '"x"*9',
    "f'{x}'",
    "f(x)",
    "f(x, y)",
    "x @ y",
    "x // y",
    "x % y",
    "x << 9",
    "~x",
    "not x",
    "x and y",
    "x < y",
    "x == y",
    "...",
    "*x",
    "**x",
    "x!",
    "`x`",
    "$x",
    "\\x",
    "import(os)",
    "exec(x)",
    "eval(x)",
    "open(x)",
    "print(x)",
    "power(x, y)",
    "sign(x)",
    "positive(x)",
    "Symbol(x)",
    "nan",
    "inf",
    "oo",
    "zoo",
    "I",
    "1j",
    "0x10",
    "1_000",
    "True",
    "None",
    "x\0y",
    "x\ny",
    "x\r\n",
    "\tx",
    "\ud800",
    "\U0001d465^2",
    "x\u200b",
    "\u202ex",
    "ｓｉｎ(x)",
    "ѕin(x)",
    "x²",
    "²x",
    "٣x",
    "9" * 10**6,
    "x" * 10**6,
    "(" * 10**5,
    "(" * 10**5 + "x" + ")" * 10**5,
    "-" * 10**5 + "x",
    "((" * 70 + "x" + "))" * 70,
    "-" * 299 + "x",
    "^".join("x" * 150),
    "sin(" * 50 + "x" + ")" * 50,
    "9^9^9^9",
    "9**9**9**9",
    "x + 9^9^9^9",
    "x^9^9^9",
    "x^(10^10)",
    "x^1e99",
    "x^-1e99",
    "1e308x",
    "1e99^1e99",
    "1e9999",
    "10^99x" + "*10^99" * 40,
    "((((((((x^9)^9)^9)^9)^9)^9)^9)^9)^9",
    "((((3x)^90)^90)^90)^90",
    "((((1.0001x)^90)^90)^90)^90",
    f"sin({HUGE})+x",
    f"({HUGE})^x",
    f"(-{HUGE})^x",
    f"x^({HUGE})",
    f"x^(-{HUGE})",
    f"({HUGE}x)^2",
    f"max(x, {HUGE})",
    f"min({HUGE}, 1/{HUGE})",
    f"abs(-{HUGE})/{HUGE}*x",
    "exp(exp(exp(exp(99))))",
    "exp(x-x+exp(x-x+exp(x-x+99)))",
    "cosh(1e99)x",
    "sinh(x-x+9^9)",
    "x/(x-x)",
    "0^-1+x",
    "0/0",
    "(x-x)^(y-y-1)",
    "log(x-x)",
    "(-1)^0.5",
    "(-1)^x",
    "asin(2)",
    "sqrt(-1)+x",
]
#: Large, deep, steep or odd: refused or accepted, but soon.
HEAVY = [
    *("*".join(f"(x+{i}y)" for i in range(n)) for n in (5, 10, 20, 30, 37)),
    *("*".join(f"sin(x+{i}y)" for i in range(n)) for n in (5, 10, 20, 24)),
    *("/".join(f"(x+{i}y)" for i in range(n)) for n in (5, 10, 20, 37)),
    "*".join(["(x+y)"] * 50),
    "*".join("xy" * 75),
    "x" + "y x" * 99,
    "+".join("xy" * 75),
    *("+".join(f"sin({i}x)*cos({i}y)" for i in range(n)) for n in (5, 10, 16)),
    "+".join(f"x^{i}y^{i}" for i in range(35)),
    "+".join(f"(x-{i})^2*y^{i}" for i in range(20)),
    "+".join(f"e^(x y/{i})" for i in range(1, 24)),
    "+".join(f"sqrt(x y+{i})" for i in range(20)),
    *(f"{name}(" * 14 + "x y" + ")" * 14 for name in ("sin", "tan", "exp", "log", "cosh", "atan")),
    "sqrt(1+" * 14 + "x y" + ")" * 14,
    "1/(x+" * 14 + "y" + ")" * 14,
    "x^(1/" * 14 + "y" + ")" * 14,
    "^".join("xy" * 8),
    "(x^y)^" * 8 + "x",
    "(" * 14 + "x+y" + ")^2+x" * 14,
    "(" * 14 + "x" + "^2+y)" * 14,
    "max(x y," * 14 + "x" + ")" * 14,
    "abs(x-" * 14 + "y" + ")" * 14,
    "max(min(x,y),min(y,x))" * 12,
    f"({HUGE})^-1*x",
    "e**e**e**e**e**x",
    "1e99^1e99^x",
    "2^2^2^2^2^2^x",
    "x^x^x^x^x^x",
    "(x+1e99)^99",
    "(1e-99x)^99",
    "(x/1e99)^-99",
    "1e99x^99",
    "1e-99/x^99",
    "1e99sin(1e99x)",
    "tan(1e9x y)",
    "1/sin(1/x)/sin(1/y)",
    "(x-y)^99(x+y)^-99",
    "2(2(2(2(2(2(2(2(2(x+y)+x)+y)+x)+y)+x)+y)+x)+y)",
    "0*(" * 14 + "x" + ")" * 14,
    "sin(x)^0",
    "log10(exp(log2(exp(ln(sqrt(abs(min(max(x, y), 2))))))))",
]
CHILD = """
import sys
sys.path[:0] = ["tests", "tests/surfaces"]
from test_own_attacks import CODE, HEAVY
from surfaces import ExpressionError, own_surface
for text in CODE + HEAVY:
    try:
        own_surface(text)
        print("accepted", flush=True)
    except ExpressionError:
        print("refused", flush=True)
"""


def test_no_attack_holds_the_process():
    """All of them in one process, with warnings as errors. It takes some five seconds."""
    command = [sys.executable, "-W", "error", "-c", CHILD]
    done = subprocess.run(
        command, cwd=Path(__file__).parents[2], capture_output=True, text=True, timeout=patience.seconds()
    )
    assert done.returncode == 0, done.stderr
    answers = done.stdout.split()
    assert len(answers) == len(CODE) + len(HEAVY)
    assert [text for text, answer in zip(CODE, answers, strict=False) if answer != "refused"] == []
    assert {"refused", "accepted"} == set(answers[len(CODE) :])
