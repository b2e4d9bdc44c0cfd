"""What the page shows when it is opened without a link: Radford's three surfaces with his settings.

Alec Radford published no numbers; these were measured from the frames of his animations (axes calibrated, dots
tracked, rules fitted). AdaDelta's ε on Beale stands for his learning rate times √ε, which is all that can be told.
Adam, which he did not show, joins at a rate of the same pace.
"""

from races import RaceSpec

FIRST_VIEW = (
    RaceSpec(
        surface="beale",
        start=(1.0, 1.6),
        steps=198,
        optimizers={
            "sgd": {"learning_rate": 0.001},
            "momentum": {"learning_rate": 0.001, "momentum": 0.95},
            "nesterov": {"learning_rate": 0.001, "momentum": 0.95},
            "adagrad": {"learning_rate": 1.0},
            "rmsprop": {"learning_rate": 0.075, "rho": 0.95},
            "adadelta": {"learning_rate": 1.0, "epsilon": 0.03},
            "adam": {"learning_rate": 0.15},
        },
    ),
    RaceSpec(
        surface="long_valley",
        start=(-1e-6, 0.25),
        steps=198,
        optimizers={
            "sgd": {"learning_rate": 0.01},
            "momentum": {"learning_rate": 0.01, "momentum": 0.95},
            "nesterov": {"learning_rate": 0.01, "momentum": 0.95},
            "adagrad": {"learning_rate": 0.05, "epsilon": 1e-6},
            "rmsprop": {"learning_rate": 0.01, "rho": 0.95, "epsilon": 1e-6},
            "adadelta": {"learning_rate": 1.0},
            "adam": {"learning_rate": 0.01},
        },
    ),
    RaceSpec(
        surface="monkey_saddle",
        start=(-0.245, -0.5),
        steps=198,
        optimizers={
            "sgd": {"learning_rate": 0.005},
            "momentum": {"learning_rate": 0.005, "momentum": 0.95},
            "nesterov": {"learning_rate": 0.005, "momentum": 0.95},
            "adagrad": {"learning_rate": 0.05},
            "rmsprop": {"learning_rate": 0.01, "rho": 0.95},
            "adadelta": {"learning_rate": 1.0},
            "adam": {"learning_rate": 0.01},
        },
    ),
)

#: What to look for in each, which Radford told of his: here it is what is seen of these races.
LOOK_FOR = (
    "Momentum swings far past, Adam does not",
    "SGD is stuck, the adaptive break out",
    "SGD stays, RMSProp and AdaGrad leave early",
)
