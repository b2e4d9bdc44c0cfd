"""What benchmarks/load.py asks for is what pages ask for: it is answered, and caches keep to their bounds."""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[2] / "benchmarks"))

from load import MIX, Answer, Dearest, Hand, small_race

from caches import sizes


class InProcess:
    """`load.Client` without a network."""

    def __init__(self, client):
        self._client = client

    def ask(self, path, body=None):
        headers = {"Accept-Encoding": "br", "Content-Type": "application/json"}
        answer = self._client.open(path, method="GET" if body is None else "POST", data=body and json.dumps(body),
                                   headers=headers)  # fmt: skip
        return Answer(answer.status_code, answer.data, 0.0)


@pytest.mark.parametrize("kind", MIX)
def test_each_kind_of_request_is_answered(client, kind):
    chance = random.Random(1)
    for _ in range(3):
        answers = MIX[kind](InProcess(client), chance)
        assert {answer.status for answer in answers} == {200}, [answer.body[:300] for answer in answers]
    assert all(now <= most for now, most in sizes().values())


def test_a_hand_sends_what_its_page_has(client):
    """The second confirmation is without the numbers of the racers that are held."""
    hand, chance = Hand(pause=(0, 0)), random.Random(1)
    first, second = (hand(InProcess(client), chance)[0] for _ in range(2))
    assert (first.status, second.status) == (200, 200)
    assert len(second.body) < len(first.body) / 3


def test_who_asks_for_the_dearest_finds_what_is_run(client):
    dearest, chance, statuses = Dearest(), random.Random(1), []
    while 200 not in statuses and dearest.steps > 20:
        statuses += [answer.status for answer in dearest(InProcess(client), chance)]
    assert {*statuses} <= {200, 400}
    assert statuses[-1] == 200
    assert small_race(InProcess(client), chance)[0].status == 200
