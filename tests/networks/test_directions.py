"""Directions through the weights, and what projecting on their plane loses."""

import numpy as np
import pytest

from networks.directions import explained, filter_normalized, lost, principal, project

RANDOM = np.random.default_rng(0)
PLANE = np.linalg.qr(RANDOM.standard_normal((40, 2)))[0].T  # orthonormal
FLAT = RANDOM.standard_normal((30, 2)) @ PLANE + 5.0  # a path in a plane that does not pass through 0


def test_a_path_in_a_plane_is_kept_whole():
    centre = FLAT[-1]
    directions = principal([FLAT], centre)
    np.testing.assert_allclose(directions @ directions.T, np.eye(2), atol=1e-12)
    assert explained([FLAT], directions).sum() == pytest.approx(1)
    assert lost(FLAT, centre, directions) == pytest.approx(0, abs=1e-12)
    seen = project(FLAT, centre, directions)
    np.testing.assert_allclose(centre + seen @ directions, FLAT, atol=1e-12)
    assert (seen[-1] == 0).all()
    assert seen[0, 0] <= 0 <= seen[0, 1]


def test_the_principal_plane_keeps_more_than_any_other():
    path = RANDOM.standard_normal((25, 60)).cumsum(axis=0)
    best = lost(path, path[-1], principal([path], path[-1]))
    others = [lost(path, path[-1], RANDOM.standard_normal((2, 60))) for _ in range(50)]
    assert 0 < best < min(others)
    values = np.linalg.svd(path - path[-1], compute_uv=False) ** 2
    assert best == pytest.approx(1 - values[:2].sum() / values.sum())


def test_even_a_random_walk_is_mostly_explained():
    walk = np.random.default_rng(1).standard_normal((400, 2000)).cumsum(axis=0)
    first, second = explained([walk], principal([walk - walk.mean(axis=0)], np.zeros(2000)))
    assert first == pytest.approx(6 / np.pi**2, abs=0.05)
    assert second == pytest.approx(6 / np.pi**2 / 4, abs=0.03)


def test_a_path_on_a_line_has_a_second_direction_too():
    line = np.linspace(0, 1, 9)[:, None] * np.ones(12)
    directions = principal([line], line[-1])
    np.testing.assert_allclose(directions @ directions.T, np.eye(2), atol=1e-12)
    assert lost(line, line[-1], directions) == pytest.approx(0, abs=1e-12)


def test_filters_of_random_directions_are_as_long_as_the_centre_s():
    centre = np.random.default_rng(2).standard_normal(50)
    filters = [slice(0, 10), slice(10, 20), slice(25, 50)]
    directions = filter_normalized(centre, filters, 3)
    for chosen in filters:
        wanted = np.linalg.norm(centre[chosen])
        np.testing.assert_allclose(np.linalg.norm(directions[:, chosen], axis=1), [wanted, wanted])
    assert (directions[:, 20:25] == 0).all()
    assert (directions == filter_normalized(centre, filters, 3)).all()
    assert (directions != filter_normalized(centre, filters, 4)).any()


def test_directions_that_are_not_orthogonal_project_to_the_nearest_point():
    directions = np.array([[1.0, 0, 0], [1, 1, 0]])
    path = np.array([[2.0, 3, 7], [0, 0, 0]])
    np.testing.assert_allclose(project(path, np.zeros(3), directions), [[-1, 3], [0, 0]], atol=1e-12)
    assert lost(path, np.zeros(3), directions) == pytest.approx(49 / 62)
