"""Losses made from a surface, as noise shows them to a step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import add
from typing import Any

from optimizers.elementwise import where
from surfaces import Loss, Surface


def tilted(surface: Loss | Surface, a: Any, b: Any) -> Loss:
    """f(x, y) + a x + b y."""

    def value(x: Any, y: Any) -> Any:
        return surface.value(x, y) + a * x + b * y

    def gradient(x: Any, y: Any) -> tuple[Any, Any]:
        f_x, f_y = surface.gradient(x, y)
        return f_x + a, f_y + b

    return Loss(value, gradient, surface.hessian, surface.residuals, surface.residual_count)


def scaled(surface: Loss | Surface, c: Any) -> Loss:
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


def stretched(surface: Loss | Surface, a: Any, b: Any, c: Any) -> Loss:
    """f, but of the gradient a f_x and b f_y, and of the Hessian a f_xx, c f_xy and b f_yy.

    No loss has these derivatives everywhere. A step from (x₀, y₀) sees m f, in which a coordinate whose gradient is
    absent stays where it was, so that values and slopes agree along its line; m is the larger one of a and b.
    """

    def gradient(x: Any, y: Any) -> tuple[Any, Any]:
        f_x, f_y = surface.gradient(x, y)
        return a * f_x, b * f_y

    def hessian(x: Any, y: Any) -> tuple[Any, Any, Any]:
        f_xx, f_xy, f_yy = surface.hessian(x, y)
        return a * f_xx, c * f_xy, b * f_yy

    def held(x_0: float, y_0: float) -> Loss:
        m = max(a, b)

        def at(x: Any, y: Any) -> tuple[Any, Any]:
            return x if a else x_0, y if b else y_0

        kept = stretched(surface, a, b, c)
        return Loss(
            lambda x, y: m * surface.value(*at(x, y)),
            lambda x, y: kept.gradient(*at(x, y)),
            lambda x, y: kept.hessian(*at(x, y)),
        )

    return Loss(surface.value, gradient, hessian, seen_from=held)


def linear_where(condition: Any, a: Any, b: Any, surface: Loss | Surface) -> Loss:
    """a x + b y where the condition holds, else f(x, y)."""

    def value(x: Any, y: Any) -> Any:
        return where(condition, a * x + b * y, surface.value(x, y))

    def gradient(x: Any, y: Any) -> tuple[Any, Any]:
        f_x, f_y = surface.gradient(x, y)
        return where(condition, a, f_x), where(condition, b, f_y)

    def hessian(x: Any, y: Any) -> tuple[Any, Any, Any]:
        f_xx, f_xy, f_yy = surface.hessian(x, y)
        return where(condition, 0.0, f_xx), where(condition, 0.0, f_xy), where(condition, 0.0, f_yy)

    return Loss(value, gradient, hessian)


def sum_of_squares(surface: Loss | Surface, roots: Sequence[Any], errors: Sequence[Any] | None = None) -> Loss:
    """Σ (q_k (r_k + e_k))² over all residuals r_k, with the roots q_k of their weights."""
    assert surface.residuals  # RaceSpec has seen to it
    every = surface.residuals

    def residuals(x: Any, y: Any) -> list[tuple]:
        return [
            (
                root * (r + errors[k] if errors else r),
                tuple(root * g for g in gradient),
                tuple(root * h for h in hessian),
            )
            for k, (root, (r, gradient, hessian)) in enumerate(zip(roots, every(x, y), strict=True))
        ]

    def value(x: Any, y: Any) -> Any:
        return total(r * r for r, _, _ in residuals(x, y))

    def gradient(x: Any, y: Any) -> tuple[Any, Any]:
        found = residuals(x, y)
        return total(2 * r * g[0] for r, g, _ in found), total(2 * r * g[1] for r, g, _ in found)

    def hessian(x: Any, y: Any) -> tuple[Any, ...]:
        parts = [
            (2 * (g[0] * g[0] + r * h[0]), 2 * (g[0] * g[1] + r * h[1]), 2 * (g[1] * g[1] + r * h[2]))
            for r, g, h in residuals(x, y)
        ]
        return tuple(map(total, zip(*parts, strict=True)))

    return Loss(value, gradient, hessian, residuals, len(roots))


def total(parts: Iterable[Any]) -> Any:
    """The sum of some parts, of at least one."""
    return reduce(add, parts)
