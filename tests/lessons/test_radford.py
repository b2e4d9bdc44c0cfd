"""Radford's presets run as his animations do: the rules as they were fitted to his frames, written out here."""

import numpy as np
import pytest

from lessons import LESSONS
from races import race

PRESETS = ("radford_beale", "radford_long_valley", "radford_saddle")
EPSILON = 1e-6  # his, under the root


def animated(spec, name):
    """His positions, (steps + 1, 2): the look-ahead form of NAG, and ε under the root."""
    settings, gradient = spec.optimizers[name], spec.bound_surface.gradient
    rate, mu, rho = (settings.get(key) for key in ("learning_rate", "momentum", "rho"))
    x = np.array(spec.start)
    v = s = d = np.zeros(2)
    path = [x]
    for _ in range(spec.steps):
        g = np.array(gradient(*x), dtype=float)
        if name == "sgd":
            x = x - rate * g
        elif name in ("momentum", "nesterov"):
            v = mu * v - rate * g
            x = x + (v if name == "momentum" else mu * v - rate * g)
        elif name == "adagrad":
            s = s + g * g
            x = x - rate * g / np.sqrt(s + EPSILON)
        elif name == "rmsprop":
            s = rho * s + (1 - rho) * g * g
            x = x - rate * g / np.sqrt(s + EPSILON)
        else:
            epsilon = settings["epsilon"]
            s = rho * s + (1 - rho) * g * g
            step = -np.sqrt(d + epsilon) / np.sqrt(s + epsilon) * g
            d = rho * d + (1 - rho) * step**2
            x = x + rate * step
        path.append(x)
    return np.array(path)


@pytest.mark.filterwarnings("ignore:overflow", "ignore:invalid value")
@pytest.mark.parametrize("name", PRESETS)
def test_the_paths_are_those_of_the_animations(name):
    (spec,) = [panel.spec for panel in LESSONS[name].scene.panels]
    (left, right), (bottom, top) = spec.bound_surface.domain
    for racer, trajectory in race(spec).items():
        theirs, ours = animated(spec, racer), trajectory.positions
        if racer == "nesterov":  # they draw where it looks: ahead of ours by μ times the last step
            last = np.diff(ours, axis=0, prepend=ours[:1])
            ours = ours + spec.optimizers[racer]["momentum"] * last
        x, y = theirs.T
        seen = (left <= x) & (x <= right) & (bottom <= y) & (y <= top)
        apart = np.hypot(*(ours - theirs)[seen].T)
        assert apart.mean() < 0.02, racer
        if racer not in ("adagrad", "rmsprop"):
            assert apart.max() < 1e-6, racer


@pytest.mark.parametrize("name", PRESETS)
def test_they_run_at_25_steps_a_second(name):
    for scene, _ in LESSONS[name].shown:
        assert 30 * scene.view["speed"] == pytest.approx(25, abs=0.01)


@pytest.mark.parametrize(
    ("name", "elevation", "azimuth"), [("radford_long_valley", 45, 225), ("radford_saddle", 30, 285)]
)
def test_the_camera_stands_where_his_did(name, elevation, azimuth):
    view = LESSONS[name].shown[0][0].view
    x, y, z = view["camera"]
    assert view["dimensions"] == "3"
    assert np.degrees(np.arctan2(z, np.hypot(x, y))) == pytest.approx(elevation, abs=0.1)
    assert np.degrees(np.arctan2(y, x)) % 360 == pytest.approx(azimuth, abs=0.1)
