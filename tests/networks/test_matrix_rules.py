"""A matrix method on the flat weights of a network: each matrix by its own rule and states, all else by the other."""

import numpy as np
from each import each
from samples import SMALL

from networks.matrices import Matrices
from optimizers import OPTIMIZERS, Matrix

METHODS = [name for name, method in OPTIMIZERS.items() if isinstance(method, Matrix)]
RATES = (0.03, 0.03, 0.01, 0.02, 0.005)  # of a schedule, by update


@each("network", ["relu", "convnet", "convnet_batch"])
@each("name", METHODS)
def test_each_weight_moves_as_if_it_were_alone(name, network):
    """All settings are other than the defaults, the other rule's, too; the learning rate changes on the way."""
    method, network = OPTIMIZERS[name], SMALL[network]
    settings = {
        key: each.value_at(0.4 + 0.2 * each.position(each.default)) for key, each in method.hyperparameters.items()
    }
    random, places = np.random.default_rng(2), [place for own in network.places for place in own]
    gradients, start = random.normal(size=(len(RATES), network.size)), random.normal(size=network.size)

    x, flat = start, Matrices(method, given := dict(settings), network, start.dtype)
    states = flat.states
    for t, rate in enumerate(RATES, start=1):
        given["learning_rate"] = rate
        x, *states = flat.rule(x, gradients[t - 1], t, *states)

    expected = np.empty_like(start)
    for place, shape in places:
        own, states = start[place].reshape(shape), method.first_states()
        if len(shape) != 2:
            states = method.others.states_at(own, settings)
        for t, rate in enumerate(RATES, start=1):
            g, now = gradients[t - 1][place].reshape(shape), settings | {"learning_rate": rate}
            if len(shape) == 2:
                own, *states = method.weights(own, g, t, *states, **now)
            else:
                told = {"x": own, "g": g, "t": t}
                rule, *_ = method.others.bound({k: v for k, v in now.items() if k in method.others.hyperparameters})
                own, *states = rule(*(told[each] for each in method.others.supplied), *states)
        expected[place] = np.ravel(own)
    assert {len(shape) for _, shape in places} == {1, 2}
    np.testing.assert_allclose(x, expected, rtol=1e-9, atol=1e-12)
