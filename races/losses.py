"""Losses made from a surface, as noise shows them to a step."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from surfaces import Loss, Surface


def tilted(surface: Surface, a: float, b: float) -> Loss:
    """f(x, y) + a x + b y."""

    def value(x: Any, y: Any) -> Any:
        return surface.value(x, y) + a * x + b * y

    def gradient(x: Any, y: Any) -> tuple[Any, Any]:
        f_x, f_y = surface.gradient(x, y)
        return f_x + a, f_y + b

    return Loss(value, gradient, surface.hessian, surface.residuals, surface.residual_count)


def scaled(surface: Surface, c: float) -> Loss:
    """c f(x, y)."""

    def value(x: Any, y: Any) -> Any:
        return c * surface.value(x, y)

    def gradient(x: Any, y: Any) -> tuple[Any, Any]:
        f_x, f_y = surface.gradient(x, y)
        return c * f_x, c * f_y

    def hessian(x: Any, y: Any) -> tuple[Any, Any, Any]:
        f_xx, f_xy, f_yy = surface.hessian(x, y)
        return c * f_xx, c * f_xy, c * f_yy

    return Loss(value, gradient, hessian)


def linear(a: float, b: float) -> Loss:
    """a x + b y."""
    return Loss(lambda x, y: a * x + b * y, lambda x, y: (a + 0 * x, b + 0 * y), lambda x, y: (0 * x, 0 * x, 0 * x))


def sum_of_squares(surface: Surface, weights: Mapping[int, float], errors: list[float] | None = None) -> Loss:
    """Σ w_k (r_k + e_k)² over the residuals r_k that have a weight."""
    assert surface.residuals  # RaceSpec has seen to it
    every = surface.residuals

    def residuals(x: Any, y: Any) -> list[tuple]:
        found = every(x, y)
        kept = []
        for k, weight in weights.items():
            r, gradient, hessian = found[k]
            root = math.sqrt(weight)
            moved = r + errors[k] if errors else r
            kept.append((root * moved, tuple(root * g for g in gradient), tuple(root * h for h in hessian)))
        return kept

    def value(x: Any, y: Any) -> Any:
        return sum(r * r for r, _, _ in residuals(x, y))

    def gradient(x: Any, y: Any) -> tuple[Any, Any]:
        found = residuals(x, y)
        return sum(2 * r * g[0] for r, g, _ in found), sum(2 * r * g[1] for r, g, _ in found)

    def hessian(x: Any, y: Any) -> tuple[Any, ...]:
        parts = [
            (2 * (g[0] * g[0] + r * h[0]), 2 * (g[0] * g[1] + r * h[1]), 2 * (g[1] * g[1] + r * h[2]))
            for r, g, h in residuals(x, y)
        ]
        return tuple(sum(part) for part in zip(*parts, strict=True))

    return Loss(value, gradient, hessian, residuals, len(weights))
