"""The samples of surfaces of data, as the page asks for them."""

import json

import pytest

from surfaces import SURFACES


@pytest.mark.parametrize("name", [name for name, surface in SURFACES.items() if surface.scatter])
def test_samples_come_with_what_is_drawn_among_them(client, name):
    given = {"samples": 20}
    answer = client.get("/scatters", query_string={"surface": name, "parameters": json.dumps(given)})
    assert answer.status_code == 200
    assert answer.cache_control.max_age
    told, shown = answer.get_json(), SURFACES[name].bind(**given).scatter()
    assert (told["line"], told["levels"]) == (shown.line, list(shown.levels))
    assert [point[:2] for point in told["points"]] == shown.points.round(4).tolist()


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ({"surface": "beale"}, "surface: 'beale' has no samples to show; allowed: linear_regression"),
        ({}, "surface: '' has no samples to show"),
        ({"surface": "noisy_moons", "parameters": "{"}, "surface_parameters"),
        ({"surface": "noisy_moons", "parameters": '{"samples": 5}'}, "samples: 5 is out of range; allowed: "),
    ],
)
def test_what_cannot_be_shown_is_told(client, asked, problem):
    answer = client.get("/scatters", query_string=asked)
    assert answer.status_code == 400
    assert problem in "; ".join(answer.get_json()["problems"])
