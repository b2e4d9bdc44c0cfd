"""SOAP: Adam along the axes of Shampoo's matrices.

Shampoo's matrices L and R say along which directions a layer's gradients vary; SOAP turns the gradient into these axes,
does there what Adam does, and turns the step back. The axes are followed by one round of power iteration every few
steps, so that they cost little. As in the authors' program the first step only finds the axes, and Adam's corrections
count from the second; the mean is kept in the axes of the weights, as is theirs. In a network biases are moved by AdamW
with the same settings.

On a surface the two weights are a matrix of 2 × 1, so there is one axis q to be followed, and the one across it. What
is left across is 0, unless it is more than rounding.
"""

from math import inf
from typing import Annotated

import numpy as np

from hyperparameters import Hyperparameter

from .adamw import adamw
from .block import other, total
from .elementwise import quotient, sqrt, where
from .formula import aligned
from .matrix import eigen, matrix

RANK = 1e-24  # squares across below this share of those along are rounding


def of_a_matrix(
    W, G, t, M=0.0, V=0.0, L=0.0, R=0.0, P=None, Q=None, *, learning_rate, beta1, beta2, epsilon, weight_decay, every
):
    """P and Q are the axes of rows and of columns."""
    W = W - learning_rate * weight_decay * W
    if P is not None:
        n = t - 1
        M, V = beta1 * M + (1 - beta1) * G, beta2 * V + (1 - beta2) * (P.T @ G @ Q) ** 2
        turned = (P.T @ M @ Q) / (1 - beta1**n) / (np.sqrt(V / (1 - beta2**n)) + epsilon)
        W = W - learning_rate * P @ turned @ Q.T
    L, R = beta2 * L + (1 - beta2) * G @ G.T, beta2 * R + (1 - beta2) * G.T @ G
    if P is None:
        P, Q = eigen(L)[1], eigen(R)[1]
    elif (t - 1) % every == 0:
        P, Q = np.linalg.qr(L @ P)[0], np.linalg.qr(R @ Q)[0]
    return W, M, V, L, R, P, Q


def formula(t, k=1.0, w=1.0, v=0.0):
    """With numbers: the first step finds the axis, and some turn it."""
    if t == inf:
        return aligned(
            r"\mathbf m_t &= \beta_1 \mathbf m_{t-1} + (1 - \beta_1)\, \mathbf g_t, \qquad"
            r" \mathbf G_t = \mathbf P^\top \mathbf g_t\, \mathbf Q",
            r"\mathbf v_t &= \beta_2 \mathbf v_{t-1} + (1 - \beta_2)\, \mathbf G_t^2",
            r"\mathbf u_t &= \mathbf P \Bigl( (\mathbf P^\top \hat{\mathbf m}_t\, \mathbf Q) \oslash"
            r" (\sqrt{\hat{\mathbf v}_t} + \epsilon) \Bigr) \mathbf Q^\top",
            r"x_t &= x_{t-1} - \alpha \bigl( u_t + \lambda\, x_{t-1} \bigr)",
            r"\mathbf L_t &= \beta_2 \mathbf L_{t-1} + (1 - \beta_2)\, \mathbf g_t \mathbf g_t^\top, \qquad"
            r" \mathbf P: \text{its axes, every } K \text{ steps}",
        )
    axes = (
        r"G_t &= \beta_2 G_{t-1} + (1 - \beta_2)\, g_t^2, \qquad"
        r" c_t = \beta_2 c_{t-1} + (1 - \beta_2)\, g_t\, \breve g_t",
    )
    if t == 1:
        return aligned(
            *axes, r"q_t &= g_t / \sqrt{\mathbf g_t^\top \mathbf g_t}", r"x_t &= x_{t-1} - \alpha \lambda x_{t-1}"
        )
    across = np.all(np.asarray(w) > RANK * np.asarray(v))
    rest = r" + \frac{s_t / (1 - \beta_1^{t - 1})}{\sqrt{w_t / (1 - \beta_2^{t - 1})} + \epsilon}" if across else ""
    return aligned(
        r"m_t &= \beta_1 m_{t-1} + (1 - \beta_1)\, g_t",
        r"a_t &= \mathbf q_{t-1}^\top \mathbf g_t, \qquad b_t = \mathbf q_{t-1}^\top \mathbf m_t, \qquad"
        r" s_t = m_t - b_t\, q_{t-1}",
        r"v_t &= \beta_2 v_{t-1} + (1 - \beta_2)\, a_t^2",
        r"w_t &= \beta_2 w_{t-1} + (1 - \beta_2) (\mathbf g_t^\top \mathbf g_t - a_t^2)" if across else "",
        r"u_t &= \frac{b_t / (1 - \beta_1^{t - 1})}{\sqrt{v_t / (1 - \beta_2^{t - 1})} + \epsilon}\, q_{t-1}" + rest,
        r"x_t &= x_{t-1} - \alpha (u_t + \lambda x_{t-1})",
        *axes,
        r"z_t &= G_t\, q_{t-1} + c_t\, \breve q_{t-1}, \qquad \breve z_t = \breve G_t\, \breve q_{t-1} + c_t\, q_{t-1},"
        r" \qquad q_t = z_t / \sqrt{z_t^2 + \breve z_t^2}"
        if np.all(np.asarray(k) == 0)
        else "",
    )


@matrix(
    weights=of_a_matrix,
    others=adamw,
    label="SOAP",
    source="Vyas et al. (2024), SOAP: improving and stabilizing Shampoo using Adam",
    formula=formula,
    watch="It is Adam in axes that turn until they lie along the ravine, so it no longer matters how the ravine lies. "
    "Its first step only looks; then watch the steps change when the axes do.",
    group="beyond Adam",
    rotates=True,
    hovers=True,
)
def soap(
    x,
    g,
    t,
    m=0.0,
    v=0.0,
    w=0.0,
    G=0.0,
    c=0.0,
    q=0.0,
    k=0.0,
    *,
    learning_rate: Annotated[float, Hyperparameter("α", 1e-6, 10, scale="log", help="step size", paper=0.003)] = 0.05,
    beta1: Annotated[float, Hyperparameter("β₁", 0, 0.9999, scale="memory", help="memory of m")] = 0.95,
    beta2: Annotated[float, Hyperparameter("β₂", 0, 0.9999, scale="memory", help="memory of v and of the axes")] = 0.95,
    epsilon: Annotated[float, Hyperparameter("ε", 1e-12, 1, scale="log", help="guards the division")] = 1e-8,
    weight_decay: Annotated[float, Hyperparameter("λ", 0, 1, help="pull towards the origin", paper=0.01)] = 0.0,
    every: Annotated[
        float, Hyperparameter("K", 1, 100, scale="whole", help="steps between two turns", paper=10)
    ] = 10.0,
):
    begun = t > 1
    n, seen = where(begun, t - 1, 1), where(begun, g, 0.0)
    a = total(q * seen)
    r = seen - a * q
    m = beta1 * m + (1 - beta1) * seen
    v = beta2 * v + (1 - beta2) * a * a
    w = beta2 * w + (1 - beta2) * total(r * r)
    b = total(q * m)
    along = quotient(b / (1 - beta1**n), sqrt(v / (1 - beta2**n)) + epsilon) * q
    rest = where(w > RANK * v, m - b * q, 0.0)
    across = quotient(rest / (1 - beta1**n), sqrt(w / (1 - beta2**n)) + epsilon)
    G, c = beta2 * G + (1 - beta2) * g * g, beta2 * c + (1 - beta2) * g * other(g)
    k = where(begun & (k + 1 < every), k + 1, 0.0)
    z = where(begun, G * q + c * other(q), g)
    turned = where(k == 0, quotient(z, sqrt(total(z * z))), q)
    return x - learning_rate * (along + across + weight_decay * x), m, v, w, G, c, turned, k
