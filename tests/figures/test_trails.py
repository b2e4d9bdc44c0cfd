"""The small pictures of a race: the surface, and the trails on it."""

from xml.etree import ElementTree

import pytest

from figures import LOOKS
from figures.thumbnails import HEIGHT, WIDTH
from figures.trails import FAR, ground, trails
from races import RaceSpec, race

SPEC = RaceSpec(surface="sphere", steps=60, optimizers={"sgd": {"learning_rate": 0.1}, "adam": {}})


def lines(svg):
    return ElementTree.fromstring(svg).findall("{http://www.w3.org/2000/svg}polyline")


def ends(line):
    points = line.get("points").split()
    return [tuple(map(float, point.split(","))) for point in (points[0], points[-1])]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_racer_has_its_trail_in_its_colour(theme):
    found = lines(trails(SPEC, theme))
    assert [line.get("stroke") for line in found[1::2]] == [getattr(LOOKS[name], theme) for name in SPEC.optimizers]
    x, y = ends(found[1])[0]
    assert (x, y) == (pytest.approx((1 / 10) * WIDTH, abs=0.06), pytest.approx((2 / 10) * HEIGHT, abs=0.06))
    assert ends(found[1])[1] == pytest.approx((WIDTH / 2, HEIGHT / 2), abs=1.5)


def test_what_runs_away_ends_near_the_picture():
    wild = RaceSpec(surface="sphere", steps=60, optimizers={"sgd": {"learning_rate": 3.0}})
    assert race(wild)["sgd"].status == "diverged"
    for line in lines(trails(wild, "light")):
        assert all(abs(x) <= FAR * WIDTH and abs(y) <= FAR * HEIGHT for x, y in ends(line))


def test_the_ground_follows_the_surface_as_it_is_bound():
    flat, steep = (
        RaceSpec(surface="rotated_quadratic", surface_parameters={"condition_number": k, "angle": 0}) for k in (2, 500)
    )
    assert ground(flat)[:4] == b"\x89PNG"
    assert ground(flat) != ground(steep)
