"""What the Adam paper says of its experiments, and what their miniatures show: pairs of short texts. The numbers are
those of the stored curves; `tests/networks/test_statements.py` checks the words around them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .results import results

Claims = tuple[tuple[str, str], ...]


def claims(name: str) -> Claims:
    """The claims of an experiment, or of "bias_correction"; none before the curves are made."""
    return CLAIMS[name]() if results()["experiments"] else ()


def cost(experiment: str, method: str, epoch: int) -> float:
    """The cost at an epoch, the mean over the seeds."""
    return float(np.mean(results()["experiments"][experiment][method]["cost"], axis=0)[epoch])


def gap(method: str, epoch: int) -> float:
    """The cost of the logistic regression above its optimum."""
    return cost("logistic", method, epoch) - results()["optimum"]["logistic"]


def mean_cost(experiment: str, method: str) -> float:
    """The mean cost over seeds and epochs, without epoch 0."""
    return float(np.mean(np.array(results()["experiments"][experiment][method]["cost"])[:, 1:]))


def bias_cost(beta2: str, word: str, epoch: int) -> float:
    """The cost of Adam "with" or "without" its bias correction, the mean over the seeds."""
    return float(np.mean(results()["bias_correction"][beta2][word], axis=0)[epoch])


def _logistic() -> Claims:
    adam, nesterov, adagrad = (f"{gap(method, 45):.3f}" for method in ("adam", "nesterov", "adagrad"))
    return (
        (
            "Adam converges like SGD with Nesterov momentum, and both faster than AdaGrad (figure 1, left).",
            f"Reproduced: after 45 epochs the cost is {adam} above its optimum with Adam, {nesterov} with SGD-Nesterov"
            f" and {adagrad} with AdaGrad.",
        ),
        (
            "On sparse features (words of reviews) AdaGrad and Adam are far ahead of SGD-Nesterov (figure 1, right).",
            "Not tried: pixels of digits are not sparse.",
        ),
    )


def _mlp() -> Claims:
    order = ("adam", "adagrad", "adadelta", "nesterov")
    adam, adagrad, adadelta, nesterov = (f"{mean_cost('mlp', method):.3f}" for method in order)
    return (
        (
            "With dropout, Adam converges better than AdaGrad, RMSProp, SGD-Nesterov and AdaDelta (figure 2a).",
            f"Reproduced but for RMSProp: the mean cost over 45 epochs is {adam} with Adam, {adagrad} with AdaGrad,"
            f" {adadelta} with AdaDelta and {nesterov} with SGD-Nesterov; RMSProp ties with Adam, at"
            f" {mean_cost('mlp', 'rmsprop'):.3f}.",
        ),
    )


def _convnet() -> Claims:
    methods = ("adam", "adagrad", "nesterov")
    (adam, adagrad, nesterov), (last_adam, last_adagrad, last_nesterov) = (
        [f"{cost('convnet', method, epoch):.3f}" for method in methods] for epoch in (3, 45)
    )
    spread = np.std([run[45] for run in results()["experiments"]["convnet"]["adam"]["cost"]])
    return (
        (
            "Adam and AdaGrad make rapid progress in the first epochs (figure 3, left).",
            f"Reproduced: at epoch 3 Adam has {adam}, AdaGrad {adagrad} and SGD-Nesterov {nesterov}. At epoch 5"
            " SGD-Nesterov has caught up with AdaGrad; Adam stays ahead of both for thirty epochs and has the smallest"
            f" mean cost of all, {mean_cost('convnet', 'adam'):.3f}.",
        ),
        (
            "In the long run Adam and SGD-Nesterov converge considerably faster than AdaGrad (figure 3, right).",
            f"Not reproduced: at epoch 45 Adam has {last_adam}, SGD-Nesterov {last_nesterov} and AdaGrad"
            f" {last_adagrad}, and seeds alone differ by as much (standard deviation {spread:.3f}). The paper's network"
            " is deeper, and its pictures (CIFAR-10) are harder.",
        ),
    )


def _bias_correction() -> Claims:
    told = ", ".join(
        f"{bias_cost(beta2, 'with', 10):.2f} with and {bias_cost(beta2, 'without', 10):.2f} without at β₂ = {beta2}"
        for beta2 in results()["bias_correction"]
    )
    return (
        (
            "Without the bias correction, β₂ close to 1 makes training unstable, above all in the first epochs"
            " (section 6.4, on an autoencoder).",
            f"Reproduced on this network: the cost after 10 epochs is {told}.",
        ),
    )


CLAIMS: dict[str, Callable[[], Claims]] = {
    "logistic": _logistic,
    "mlp": _mlp,
    "convnet": _convnet,
    "bias_correction": _bias_correction,
}
