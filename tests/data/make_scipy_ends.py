"""Make scipy_ends.json: where scipy.optimize's methods end, which tests/optimizers/test_scipy.py compares with.

Run it from the repository's root in an environment with scipy (requirements-bench.txt)::

    python tests/data/make_scipy_ends.py

Nothing of this project is used: the surfaces are written anew, with their gradients; starts lie where every method of
a line search arrives at the same minimum. scipy's Newton-CG stands for `newton`, started where the Hessian is definite,
as its dogleg needs it, too; MINPACK's lmder for `levenberg_marquardt`, where the surface is a sum of squares.
"""

import json
from pathlib import Path

import numpy as np
import scipy
from scipy.optimize import approx_fprime, least_squares, minimize

FILE = Path(__file__).with_name("scipy_ends.json")

SURFACES = {
    "rosenbrock": (lambda p: (1 - p[0]) ** 2 + 100 * (p[1] - p[0] ** 2) ** 2, (-1.2, 1.0)),
    "beale": (
        lambda p: sum((c - p[0] + p[0] * p[1] ** k) ** 2 for k, c in ((1, 1.5), (2, 2.25), (3, 2.625))),
        (2.5, 0.3),
    ),
    "himmelblau": (lambda p: (p[0] ** 2 + p[1] - 11) ** 2 + (p[0] + p[1] ** 2 - 7) ** 2, (3.5, 2.5)),
    "booth": (lambda p: (p[0] + 2 * p[1] - 7) ** 2 + (2 * p[0] + p[1] - 5) ** 2, (-8.0, -6.0)),
    "zakharov": (
        lambda p: p[0] ** 2 + p[1] ** 2 + (p[0] / 2 + p[1]) ** 2 + (p[0] / 2 + p[1]) ** 4,
        (-4.0, 3.0),
    ),
    "mccormick": (
        lambda p: np.sin(p[0] + p[1]) + (p[0] - p[1]) ** 2 - 1.5 * p[0] + 2.5 * p[1] + 1,
        (-0.2, -1.2),
    ),
}
RESIDUALS = {
    "rosenbrock": lambda p: [1 - p[0], 10 * (p[1] - p[0] ** 2)],
    "beale": lambda p: [c - p[0] + p[0] * p[1] ** k for k, c in ((1, 1.5), (2, 2.25), (3, 2.625))],
    "himmelblau": lambda p: [p[0] ** 2 + p[1] - 11, p[0] + p[1] ** 2 - 7],
    "booth": lambda p: [p[0] + 2 * p[1] - 7, 2 * p[0] + p[1] - 5],
}
METHODS = {
    "conjugate_gradient": "CG",
    "bfgs": "BFGS",
    "newton": "Newton-CG",
    "lbfgs": "L-BFGS-B",
    "dogleg": "dogleg",
}
OPTIONS = {"Newton-CG": {"xtol": 1e-12}, "L-BFGS-B": {"gtol": 1e-6, "ftol": 1e-15}}


def simplex_paths(steps=40):
    """The best corner after each iteration."""
    found = {}
    for name, (f, start) in SURFACES.items():
        path = []
        minimize(f, start, method="Nelder-Mead", callback=lambda x, path=path: path.append(x.tolist()))
        found[name] = path[:steps]
    return found


def main():
    ends = {}
    for name, (f, start) in SURFACES.items():

        def gradient(p, f=f):
            return (approx_fprime(p, f, 1e-6) + approx_fprime(p, f, -1e-6)) / 2  # central

        def hessian(p, gradient=gradient):
            rows = np.array([(gradient(p + step) - gradient(p - step)) / 2e-4 for step in 1e-4 * np.eye(2)])
            return (rows + rows.T) / 2

        def keep(ours, end, value, name=name, start=start):
            ends[f"{ours}/{name}"] = {"start": start, "end": end.tolist(), "value": float(value)}

        for ours, theirs in METHODS.items():
            more = {"hess": hessian} if theirs == "dogleg" else {}
            found = minimize(f, start, method=theirs, jac=gradient, options=OPTIONS.get(theirs, {"gtol": 1e-6}), **more)
            keep(ours, found.x, found.fun)
        if name in RESIDUALS:
            found = least_squares(RESIDUALS[name], start, method="lm", xtol=1e-12, ftol=1e-12)
            keep("levenberg_marquardt", found.x, 2 * found.cost)
    told = {"scipy": scipy.__version__, "ends": ends, "nelder_mead": simplex_paths()}
    FILE.write_text(json.dumps(told, indent=1) + "\n")
    print(f"{FILE}: {len(ends)} ends")


if __name__ == "__main__":
    main()
