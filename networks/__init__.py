"""Small networks that the same methods train: the Adam paper's experiments in miniature, and their results."""

from .claims import claims
from .data import Data, digits, load, mnist
from .experiments import EXPERIMENTS, Experiment
from .idx import DataError, read_idx
from .models import convnet, mlp, softmax_regression
from .network import Network
from .objective import NetworkObjective
from .results import results
from .training import Epoch, Training, TrainingError, refusals, train

#: The networks, by name; each is a function of the pictures' size, the number of classes and what it has to choose.
NETWORKS = {function.__name__: function for function in (softmax_regression, mlp, convnet)}

__all__ = [
    "EXPERIMENTS",
    "NETWORKS",
    "Data",
    "DataError",
    "Epoch",
    "Experiment",
    "Network",
    "NetworkObjective",
    "Training",
    "TrainingError",
    "claims",
    "convnet",
    "digits",
    "load",
    "mlp",
    "mnist",
    "read_idx",
    "refusals",
    "results",
    "softmax_regression",
    "train",
]
