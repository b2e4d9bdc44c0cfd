"""Binary answers as assets/core/answer.mjs reads them; tests/js reads the same table."""

import base64
import json
from pathlib import Path

import numpy as np
import pytest

from figures.block import packed

TYPES = {"float64": "<f8", "float32": "<f4", "int16": "<i2", "uint8": "u1"}
CASES = json.loads(Path(__file__).parents[1].joinpath("shared/answers.json").read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES)
def test_an_answer_is_written_as_the_page_reads_it(case):
    body = b""
    for name, values in case["parts"]:
        numbers = np.array(values, TYPES[name])
        body += bytes(-len(body) % numbers.itemsize) + numbers.tobytes()
    content = packed(case["description"], np.frombuffer(body, np.uint8))
    assert base64.b64encode(content).decode() == case["base64"]
