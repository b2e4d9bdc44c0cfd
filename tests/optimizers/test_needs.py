"""What methods need, by which they are found: it follows from what they declare, and from what they ask for."""

import numpy as np
from each import each

from optimizers import OPTIMIZERS
from optimizers.needs import NEEDS, needs_of
from optimizers.vector import vector


def having(need):
    return {name for name, method in OPTIMIZERS.items() if need in needs_of(method)}


def test_who_needs_what():
    """A few by hand; the others follow."""
    assert {"vsgd", "polyak_step", "dog", "prodigy", "bfgs", "steepest_descent"} <= having("no learning rate")
    assert not {"sgd", "adam", "newton", "barzilai_borwein"} & having("no learning rate")
    assert {"newton", "newton_diagonal", "hessian_free", "vsgd"} <= having("uses curvature")
    assert not {"bfgs", "conjugate_gradient", "adam", "barzilai_borwein"} & having("uses curvature")
    assert {"sam", "vsgd_fd"} <= having("two gradients a step")
    assert not {"sgd", "newton_diagonal", "bfgs"} & having("two gradients a step")
    assert {"irprop_plus", "polyak_step", "bfgs", "steepest_descent"} <= having("uses the loss")
    assert not {"sgd", "adam", "newton"} & having("uses the loss")
    assert {"manhattan", "lion", "signum", "sam"} <= having("never rests")


@each("name", OPTIMIZERS)
def test_a_need_is_one_of_those_that_are_offered(name):
    assert set(needs_of(OPTIMIZERS[name])) <= set(NEEDS)


def test_who_asks_for_values_alone_is_without_gradients():
    @vector(label="Lower", source="(2000)", formula="x_t = x_{t-1}", watch="", states={})
    def lower(f, x):
        while True:
            x = x / 2 if f.value(x / 2) < f.value(x) else x + np.ones(2)
            yield (x,)

    assert set(needs_of(lower)) >= {"without gradients", "uses the loss", "no learning rate"}
    assert "uses curvature" not in needs_of(lower)
