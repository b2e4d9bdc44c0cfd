"""Surfaces of the literature, typed, for the tests of typed surfaces."""

import pytest

from surfaces import SURFACES, own_surface

TYPED = {
    "sphere": "(x^2 + y^2)/2",
    "rosenbrock": "(1-x)^2 + 100*(y-x^2)^2",
    "beale": "(1.5 - x + x y)^2 + (2.25 - x + x y^2)^2 + (2.625 - x + x y^3)^2",
    "long_valley": "5y^2 - x^2",
    "bounded_valley": "10x^2 + (y^2 - 4)^2/80",
    "saddle": "x^2 - y^2",
    "monkey_saddle": "x^3 - 3x y^2",
    "himmelblau": "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
    "styblinski_tang": "(x^4 - 16x^2 + 5x + y^4 - 16y^2 + 5y)/2",
    "six_hump_camel": "(4 - 2.1x^2 + x^4/3)x^2 + x y + (4y^2 - 4)y^2",
    "rastrigin": "20 + x^2 + y^2 - 10cos(2pi x) - 10cos(2pi y)",
}
#: Other functions of the literature, on their own domains.
FAMOUS = {
    "ackley": ("-20exp(-0.2sqrt(0.5(x^2+y^2))) - exp(0.5(cos(2pi x)+cos(2pi y))) + e + 20", 5),
    "goldstein_price": (
        "(1+(x+y+1)^2*(19-14x+3x^2-14y+6x y+3y^2)) (30+(2x-3y)^2*(18-32x+12x^2+48y-36x y+27y^2))",
        2,
    ),
    "peaks": ("3(1-x)^2*exp(-x^2-(y+1)^2) - 10(x/5-x^3-y^5)exp(-x^2-y^2) - exp(-(x+1)^2-y^2)/3", 3),
    "cross_in_tray": ("-0.0001(abs(sin(x)sin(y)exp(abs(100-sqrt(x^2+y^2)/pi)))+1)^0.1", 10),
    "eggholder": ("-(y+47)*sin(sqrt(abs(x/2+(y+47))))-x*sin(sqrt(abs(x-(y+47))))", 512),
    "michalewicz": ("-sin(x)*sin(x^2/pi)^20 - sin(y)*sin(2y^2/pi)^20", 3),
    "schaffer": ("0.5+(sin(x^2-y^2)^2-0.5)/(1+0.001(x^2+y^2))^2", 50),
    "hinge": ("max(0, 1 - x y)", 2),
}
#: Each typed surface of the contents page beside the one that is written by hand; then all.
CASES = [
    pytest.param(own_surface(text, SURFACES[name].domain), SURFACES[name], id=name) for name, text in TYPED.items()
]
EVERY = [pytest.param(case.values[0], id=case.id) for case in CASES] + [
    pytest.param(own_surface(text, ((-reach, reach), (-reach, reach))), id=name)
    for name, (text, reach) in FAMOUS.items()
]


def inside(surface, x, y):
    (x_min, x_max), (y_min, y_max) = surface.domain
    return x_min <= x <= x_max and y_min <= y <= y_max
