"""Muon: momentum whose matrix is made orthogonal before the step, so that all its directions count alike.

A layer's gradient has a few large singular values and many small ones; Muon makes all of them about 1, by five rounds
of a polynomial of fifth degree in the matrix (Newton-Schulz), which needs products alone. The polynomial is steep at 0
and not exact at 1: what was between 0.01 and 1 ends between 0.68 and 1.14. The step has the scale √(rows / columns)
where a matrix has more rows (outputs) than columns; Moonshot's is 0.2 times the root of the larger number, to have the
rates of AdamW. In a network biases are moved by AdamW at the same rate.

On a surface the two weights are a matrix of 2 × 1, with one singular value: all that is left of Muon is a step whose
length is always the same, along the momentum. Train a network to see the rest.
"""

from typing import Annotated

import numpy as np

from hyperparameters import Hyperparameter

from .adamw import adamw
from .block import total
from .elementwise import quotient, sqrt
from .formula import aligned
from .matrix import matrix

A, B, C = 3.4445, -4.7750, 2.0315
ROUNDS = 5
ROOT, SHIFT, REST = C**0.25, B / (2 * C**0.5), A - B * B / (4 * C)
LARGE = 128  # rows from which a product is worth cutting


def orthogonal(U):
    """U with all singular values near 1; where all are 0, they stay. In 32 bits, for half of the time: programs of
    others do it in 16.

    A round, X := (A I + B S + C S²) X with S = X Xᵀ, is a square plus a multiple of I, (√C S + B/(2√C) I)² + D I, and
    where X has the scale of C^(1/4), √C S is X Xᵀ: so it is three products, in arrays that are there, and no more.
    """
    X = U.T if U.shape[0] > U.shape[1] else U
    X = np.divide(X, (np.linalg.norm(X) or 1.0) / ROOT, out=np.empty(X.shape, np.float32), casting="same_kind")
    Y, (S, P) = np.empty_like(X), np.empty((2, len(X), len(X)), np.float32)
    of_S, of_P = (square.reshape(-1)[:: len(X) + 1] for square in (S, P))  # their diagonals
    for _ in range(ROUNDS):
        np.matmul(X, X.T, out=S)
        of_S += SHIFT
        squared(S, P)
        of_P += REST
        np.matmul(P, X, out=Y)
        X, Y = Y, X
    X /= ROOT
    return X.T if U.shape[0] > U.shape[1] else X


def squared(S, out):
    """S S of a symmetric matrix; of a large one the lower left quarter is the upper right one, mirrored."""
    if len(S) < LARGE:
        return np.matmul(S, S, out=out)
    half = len(S) // 2
    np.matmul(S[:half], S, out=out[:half])
    np.matmul(S[half:], S[:, half:], out=out[half:, half:])
    out[half:, :half] = out[:half, half:].T
    return out


def of_one(s):
    """What the rounds make of one singular value."""
    for _ in range(ROUNDS):
        s = A * s + B * s**3 + C * s**5
    return s


#: The length of what it makes of a vector of two rows, with the scale.
SCALED = of_one(1.0) * 2**0.5


def of_a_matrix(W, G, t, M=0.0, *, learning_rate, momentum, weight_decay):
    """The post's rule, with the Moonshot report's weight decay."""
    part = (1 - momentum) * G
    M = momentum * M + part
    part += momentum * M  # Nesterov's look ahead, in the same place
    rows, columns = W.shape
    step = orthogonal(part)
    step *= learning_rate * max(1.0, rows / columns) ** 0.5
    return (1 - learning_rate * weight_decay) * W - step, M


def formula(t=0):
    """On the card of any matrix, with numbers of a vector."""
    if t == np.inf:
        return aligned(
            r"\mathbf m_t &= \mu\, \mathbf m_{t-1} + (1 - \mu)\, \mathbf g_t",
            r"\mathbf u_t &= \mu\, \mathbf m_t + (1 - \mu)\, \mathbf g_t, \qquad"
            r" \mathbf X_0 = \mathbf u_t / \lVert \mathbf u_t \rVert_F",
            r"\mathbf X_{k+1} &= a \mathbf X_k + (b\, \mathbf S_k + c\, \mathbf S_k^2)\, \mathbf X_k, \qquad"
            r" \mathbf S_k = \mathbf X_k \mathbf X_k^\top",
            r"x_t &= x_{t-1} - \alpha \bigl( s\, X_5 + \lambda\, x_{t-1} \bigr), \qquad"
            r" s = \sqrt{\max(1, \text{rows} / \text{columns})}",
        )
    return aligned(
        r"m_t &= \mu\, m_{t-1} + (1 - \mu)\, g_t",
        r"u_t &= \mu\, m_t + (1 - \mu)\, g_t, \qquad \breve u_t = \mu\, \breve m_t + (1 - \mu)\, \breve g_t",
        rf"x_t &= x_{{t-1}} - \alpha \Bigl( {SCALED:.9f}\, \frac{{u_t}}"
        r"{\sqrt{u_t^2 + \breve u_t^2}} + \lambda\, x_{t-1} \Bigr)",
    )


@matrix(
    weights=of_a_matrix,
    others=adamw,
    label="Muon",
    source="Jordan et al. (2024), Muon: an optimizer for hidden layers in neural networks; weight decay: "
    "Liu et al. (2025), Muon is scalable for LLM training",
    formula=formula,
    watch="Every step has the same length: here, where the weights are a matrix of 2 × 1, it is momentum divided by "
    "its size, and it never rests. What it does to the directions of a whole layer only a network shows.",
    group="beyond Adam",
    rotates=True,
    hovers=True,
)
def muon(
    x,
    g,
    m=0.0,
    *,
    learning_rate: Annotated[float, Hyperparameter("α", 1e-6, 10, scale="log", help="size of a step")] = 0.02,
    momentum: Annotated[float, Hyperparameter("μ", 0, 0.999, scale="memory", help="memory of m")] = 0.95,
    weight_decay: Annotated[float, Hyperparameter("λ", 0, 1, help="pull towards the origin", paper=0.1)] = 0.0,
):
    m = momentum * m + (1 - momentum) * g
    u = momentum * m + (1 - momentum) * g
    step = SCALED * quotient(u, sqrt(total(u * u)))
    return x - learning_rate * (step + weight_decay * x), m
