"""Small networks that the same methods train: the Adam paper's experiments in miniature, and their results."""

from .claims import claims
from .data import Data, digits, load, mnist
from .experiments import EXPERIMENTS, Experiment
from .idx import DataError, read_idx
from .models import convnet, mlp, softmax_regression
from .network import Network
from .objective import NetworkObjective
from .results import results
from .today import today
from .training import Epoch, Training, TrainingError, refusals, train

__all__ = [
    "EXPERIMENTS",
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
    "today",
    "train",
]
