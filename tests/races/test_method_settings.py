"""Settings of a method in a link, as assets/core/settings_text.mjs writes them, too; tests/js reads the same table."""

import json
from pathlib import Path

from each import each

from optimizers import OPTIMIZERS
from races import RaceSpec
from races.query import spec_to_query

CASES = json.loads(Path(__file__).parents[1].joinpath("shared/method_settings.json").read_text(encoding="utf-8"))[
    "cases"
]


@each("case", CASES)
def test_a_link_has_the_learning_rate_and_what_is_unusual(case):
    name = case["method"]
    assert case["usual"] == {key: each.default for key, each in OPTIMIZERS[name].hyperparameters.items()}
    query = spec_to_query(RaceSpec(optimizers={name: case["settings"]}))
    assert query.endswith(f"&{name}={case['text']}")
