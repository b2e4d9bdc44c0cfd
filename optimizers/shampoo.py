"""Shampoo: full-matrix AdaGrad for a layer, by two small matrices instead of one that is too large.

L sums up how the rows of a layer's gradients go together, R how the columns do; their inverse fourth roots, on both
sides of the gradient, take the place of AdaGrad's inverse root. Its first step is Muon's with exact singular values:
all of them are the learning rate. In a network biases are moved by AdaGrad at the same rate.

On a surface the two weights are a matrix of 2 × 1: R is one number, so that full-matrix AdaGrad's root of its matrix is
shared out, one half to L's fourth root and one to the sum of all squares. As long as all gradients have had one
direction, the step is along that; see adagrad_full.
"""

from math import inf
from typing import Annotated

import numpy as np

from hyperparameters import Hyperparameter

from .adagrad import adagrad
from .adagrad_full import RANK, parts
from .block import other, total
from .elementwise import maximum, quotient, sqrt, where
from .formula import aligned
from .matrix import eigen, matrix


def fourth_root(S, epsilon):
    """(S + ε I)^(-1/4), of a symmetric matrix; in directions in which there is nothing but rounding, 0."""
    values, vectors = eigen(S)
    values = values + epsilon
    known = values > RANK * values[0]
    return (vectors * np.where(known, values, np.inf) ** -0.25) @ vectors.T


def of_a_matrix(W, G, t, L=0.0, R=0.0, *, learning_rate, epsilon):
    """Algorithm 1."""
    L, R = L + G @ G.T, R + G.T @ G
    return W - learning_rate * fourth_root(L, epsilon) @ G @ fourth_root(R, epsilon), L, R


def formula(t, G=(1.0, 1.0), c=0.0, epsilon=0.0):
    """With numbers: as long as all gradients have had one direction, along that."""
    if t == inf:
        return aligned(
            r"\mathbf L_t &= \mathbf L_{t-1} + \mathbf g_t \mathbf g_t^\top, \qquad"
            r" \mathbf R_t = \mathbf R_{t-1} + \mathbf g_t^\top \mathbf g_t",
            r"\mathbf u_t &= (\mathbf L_t + \epsilon \mathbf I)^{-1/4}\, \mathbf g_t\,"
            r" (\mathbf R_t + \epsilon \mathbf I)^{-1/4}",
            r"x_t &= x_{t-1} - \alpha\, u_t",
        )
    full = np.all(parts(np.asarray(G), np.asarray(c), epsilon)[2])
    return aligned(
        r"G_t &= G_{t-1} + g_t^2, \qquad c_t = c_{t-1} + g_t\, \breve g_t",
        r"D_t &= (G_t + \epsilon) (\breve G_t + \epsilon) - c_t^2" if full else "",
        r"T_t &= G_t + \breve G_t + 2 \epsilon, \qquad R_t = \sqrt{\sqrt{G_t + \breve G_t + \epsilon}}",
        r"S_t &= \sqrt{T_t + 2 \sqrt{D_t}}" if full else "",
        r"u_t &= \frac{((\breve G_t + \epsilon + \sqrt{D_t})\, g_t - c_t\, \breve g_t) / S_t + \sqrt{\sqrt{D_t}}\, g_t}"
        r"{\sqrt{\sqrt{D_t}} \sqrt{S_t + 2 \sqrt{\sqrt{D_t}}}}"
        if full
        else r"u_t &= \frac{(G_t + \epsilon)\, g_t + c_t\, \breve g_t}{T_t \sqrt{\sqrt{T_t}}}",
        r"x_t &= x_{t-1} - \alpha\, u_t / R_t",
    )


@matrix(
    weights=of_a_matrix,
    others=adagrad,
    label="Shampoo",
    source="Gupta, Koren & Singer (2018), Shampoo: preconditioned stochastic tensor optimization, Algorithm 1",
    formula=formula,
    watch="It turns the ravine as full-matrix AdaGrad does, but only by a fourth root, so it bends where that one goes "
    "straight. Both begin straight downhill with the same length.",
    group="beyond Adam",
    rotates=True,
)
def shampoo(
    x,
    g,
    G=0.0,
    c=0.0,
    D=0.0,
    *,
    learning_rate: Annotated[float, Hyperparameter("α", 1e-6, 100, scale="log", help="first step")] = 0.5,
    epsilon: Annotated[float, Hyperparameter("ε", 1e-12, 1, scale="log", help="added to the diagonals")] = 1e-8,
):
    G = G + g * g
    c = c + g * other(g)
    trace, determinant, known = parts(G, c, epsilon)
    right = sqrt(sqrt(total(G) + epsilon))
    root = where(known, sqrt(maximum(determinant, 0.0)), 1.0)
    half, size = sqrt(root), sqrt(trace + 2 * root)
    full = (((other(G) + epsilon + root) * g - c * other(g)) / size + half * g) / (half * sqrt(size + 2 * half))
    alone = quotient((G + epsilon) * g + c * other(g), trace * sqrt(sqrt(trace)))
    return x - learning_rate * quotient(where(known, full, alone), right), G, c, determinant
