"""Losses of n weights for the vector methods: quadratics, Rosenbrock's valley, a sum of squares; turned, and steeper.

Each is an :class:`optimizers.Objective` with a `start`; `asked` holds the names of what has been asked of it.
"""

from itertools import islice

import numpy as np


class Smooth:
    """What they share: `matrix_at`, the Hessian, gives the products with it."""

    factor, reach, fixed, residual_count = 1.0, 1e6, True, 0

    def __init__(self, start):
        self.start, self.asked, self.gradients = np.array(start, dtype=float), set(), 0

    def value(self, x):
        return float(self.loss(x))

    def gradient(self, x):
        self.gradients += 1
        return self.slope(x)

    def hessian(self, x):
        self.asked.add("hessian")
        return self.matrix_at(x)

    def hessian_vector(self, x, p):
        self.asked.add("hessian_vector")
        return self.matrix_at(x) @ p

    def gauss_newton_vector(self, x, p):
        self.asked.add("gauss_newton_vector")
        jacobian = self.jacobian(x)
        return 2 * jacobian.T @ (jacobian @ p)


class Quadratic(Smooth):
    """(x - c)ᵀ H (x - c) / 2 with eigenvalues from 1 to `condition`, in n weights."""

    def __init__(self, n, condition=30.0, seed=0):
        random = np.random.default_rng([n, seed])
        q, _ = np.linalg.qr(random.normal(size=(n, n)))
        self.matrix = q @ np.diag(np.linspace(1, condition, n)) @ q.T
        self.minimum = random.normal(size=n)
        super().__init__(random.normal(size=n))

    def loss(self, x):
        return (x - self.minimum) @ self.matrix @ (x - self.minimum) / 2

    def slope(self, x):
        return self.matrix @ (x - self.minimum)

    def matrix_at(self, x):
        return self.matrix


class Rosenbrock(Smooth):
    """Σ 100 (x_{i+1} - x_i²)² + (1 - x_i)², the chain of n weights, from its usual start. No residuals are offered."""

    def __init__(self, n):
        super().__init__(np.resize([-1.2, 1.0], n))

    def loss(self, x):
        return (100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2).sum()

    def slope(self, x):
        across, g = x[1:] - x[:-1] ** 2, np.zeros(len(x))
        g[:-1] = -400 * x[:-1] * across - 2 * (1 - x[:-1])
        g[1:] += 200 * across
        return g

    def matrix_at(self, x):
        middle = np.zeros(len(x))
        middle[:-1] = 1200 * x[:-1] ** 2 - 400 * x[1:] + 2
        middle[1:] += 200
        beside = np.diag(-400 * x[:-1], 1)
        return np.diag(middle) + beside + beside.T


class Squares(Smooth):
    """Broyden's tridiagonal equations as a sum of n squares: Moré, Garbow & Hillstrom (1981), problem 30."""

    def __init__(self, n):
        super().__init__(-np.ones(n))
        self.residual_count = n

    def residuals(self, x):
        around = np.concatenate([[0.0], x, [0.0]])
        return (3 - 2 * x) * x - around[:-2] - 2 * around[2:] + 1

    def jacobian(self, x):
        ones = np.ones(len(x) - 1)
        return np.diag(3 - 4 * x) - np.diag(ones, -1) - 2 * np.diag(ones, 1)

    def loss(self, x):
        return (self.residuals(x) ** 2).sum()

    def slope(self, x):
        return 2 * self.jacobian(x).T @ self.residuals(x)

    def matrix_at(self, x):
        jacobian = self.jacobian(x)
        return 2 * jacobian.T @ jacobian + np.diag(-8 * self.residuals(x))


class Turned(Smooth):
    """`factor` times another loss in axes that are turned: f(Qᵀ x)."""

    def __init__(self, loss, q, steeper=1.0):
        super().__init__(q @ loss.start)
        self.inner, self.q, self.steeper, self.residual_count = loss, q, steeper, loss.residual_count

    def loss(self, x):
        return self.steeper * self.inner.loss(self.q.T @ x)

    def slope(self, x):
        return self.steeper * (self.q @ self.inner.slope(self.q.T @ x))

    def matrix_at(self, x):
        return self.steeper * (self.q @ self.inner.matrix_at(self.q.T @ x) @ self.q.T)

    def jacobian(self, x):
        return np.sqrt(self.steeper) * self.inner.jacobian(self.q.T @ x) @ self.q.T


def records(method, f, steps, start=None, **given):
    """What a method yields in up to `steps` iterations: points and states."""
    settings = {name: parameter.default for name, parameter in method.hyperparameters.items()} | given
    x = f.start if start is None else start
    with np.errstate(all="ignore"):
        return list(islice(method.rule(f, x, **settings), steps))


def path(method, f, steps, **given):
    """The start and the points after up to `steps` iterations."""
    return np.array([f.start, *(x for x, *_ in records(method, f, steps, **given))])
