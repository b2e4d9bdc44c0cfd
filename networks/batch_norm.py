"""Batch normalization (Ioffe & Szegedy 2015): each feature with the mean 0 and the variance 1 over the batch, then
scaled by γ and shifted by β; Algorithm 1, and its derivatives (section 3) in their short form::

    û = (u − μ)/s,   s = √(σ² + ε),   y = γ û + β
    dL/du = (e − mean(e) − û mean(e û))/s   with   e = γ dL/dy

In pictures a feature is a channel, over all samples and pixels (section 3.2). The bias of the layer before does nothing
here, for the mean takes it away.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from .layer import Arrays, Layer

EPSILON = 1e-5


class Normalized(NamedTuple):
    """What the way back needs: û, s, the batch's mean and variance, and whether it was these that normalized."""

    u: np.ndarray
    s: np.ndarray
    mean: np.ndarray
    variance: np.ndarray
    own: bool


@dataclass(frozen=True)
class BatchNorm(Layer):
    """On `size` features, or channels. It normalizes by the batch's statistics, or by the mean and variance `given`."""

    size: int

    @property
    def shapes(self) -> tuple[tuple[int, ...], ...]:
        return (self.size,), (self.size,)

    def initial(self, random: np.random.Generator) -> Arrays:
        return np.ones(self.size), np.zeros(self.size)

    def forward(self, theta: Arrays, x: np.ndarray, given: Any = None) -> tuple[np.ndarray, Any]:
        gamma, beta = theta
        mean, variance = given or (_mean(x), x.var(axis=tuple(range(x.ndim - 1))))
        s = np.sqrt(variance + np.asarray(EPSILON, dtype=x.dtype))
        u = (x - mean) / s
        return gamma * u + beta, Normalized(u, s, mean, variance, given is None)

    def gradients(self, theta: Arrays, memory: Any, dy: np.ndarray) -> Arrays:
        return _sum(dy * memory.u), _sum(dy)

    def back(self, theta: Arrays, memory: Any, dy: np.ndarray) -> np.ndarray:
        return _centred(theta[0] * dy, memory) / memory.s

    def forward_r(self, theta: Arrays, v: Arrays, memory: Any, rx: np.ndarray) -> tuple[np.ndarray, Any]:
        ru = _centred(rx, memory) / memory.s
        rs = _mean(memory.u * rx) if memory.own else np.zeros_like(memory.s)
        return v[0] * memory.u + theta[0] * ru + v[1], (ru, rs)

    def gradients_r(
        self, theta: Arrays, v: Arrays, memory: Any, memory_r: Any, dy: np.ndarray, rdy: np.ndarray
    ) -> Arrays:
        return _sum(rdy * memory.u + dy * memory_r[0]), _sum(rdy)

    def back_r(
        self, theta: Arrays, v: Arrays, memory: Any, memory_r: Any, dy: np.ndarray, rdy: np.ndarray
    ) -> np.ndarray:
        ru, rs = memory_r
        e, re = theta[0] * dy, v[0] * dy + theta[0] * rdy
        change = _centred(re, memory)
        if memory.own:
            change -= ru * _mean(e * memory.u) + memory.u * _mean(e * ru)
        return (change - _centred(e, memory) * (rs / memory.s)) / memory.s


def _centred(e: np.ndarray, memory: Normalized) -> np.ndarray:
    """e − mean(e) − û mean(e û): what of e keeps mean and variance; with given statistics, all of e."""
    return e - _mean(e) - memory.u * _mean(e * memory.u) if memory.own else e


def _sum(x: np.ndarray) -> np.ndarray:
    """The sum for each feature."""
    return x.reshape(-1, x.shape[-1]).sum(axis=0)


def _mean(x: np.ndarray) -> np.ndarray:
    """The mean for each feature."""
    return x.reshape(-1, x.shape[-1]).mean(axis=0)
