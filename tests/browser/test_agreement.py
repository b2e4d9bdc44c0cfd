"""A browser finds what Python finds: every method on every surface, random settings,
under every noise, schedule and units; its workers find the same."""

import agreement
import pytest


@pytest.fixture(scope="module")
def page(browser):
    """A page of a server of the table; its scripts are in tests/js/agree.mjs."""
    with agreement.served([*agreement.everything(), *agreement.at_random(), *agreement.conditions()]) as address:
        page = browser.new_page()
        page.goto(address)
        yield page
        page.close()


@pytest.fixture(scope="module")
def verdicts(page):
    """What the browser says of each racer of the table."""
    return page.evaluate("import('/tests/js/agree.mjs').then(({ asked }) => asked())")


def failing(verdicts, is_bad):
    return [verdict for verdict in verdicts if is_bad(verdict)]


def test_the_table_is_whole(verdicts):
    assert {(v["name"], v["surface"]) for v in verdicts if v["kind"] == "tuned"} == {
        (method, surface) for method in agreement.METHODS for surface in agreement.LOSSES
    }
    assert sum(v["kind"] == "random" for v in verdicts) == agreement.RANDOM
    assert sum(v["kind"] == "conditions" for v in verdicts) > 30 * len(agreement.METHODS)
    assert sum(v["exact"] for v in verdicts) > 2000


def test_arithmetic_is_the_same_to_the_bit(verdicts):
    assert not failing(verdicts, lambda v: v["exact"] and not v["same"])


def test_the_rest_is_as_near_as_disturbed_bits_allow(verdicts):
    assert not failing(verdicts, lambda v: v["astray"] >= 0)


def test_racers_diverge_at_the_same_step(verdicts):
    """Always; but who goes at another step for a single bit, goes at another step in another library."""
    unsteady = failing(verdicts, lambda v: not v["steady"])
    assert len(unsteady) <= len(verdicts) / 200
    assert not failing(verdicts, lambda v: v["said"][0] != v["known"][0] and v not in unsteady)


def test_what_is_measured_on_the_same_path_is_the_same(verdicts):
    assert not failing(verdicts, lambda v: v["same"] and (v["said"] != v["known"] or v["loss"] > 1e-12))
    assert not failing(verdicts, lambda v: v["norm"] > 1e-12)


def test_workers_find_what_the_page_finds(page):
    told = page.evaluate("import('/tests/js/agree.mjs').then(({ byWorkers }) => byWorkers())")
    assert told["count"] > 100
    assert told["same"] == told["count"]
    assert told["refused"] == "Error: Error: unknown on sphere has no program"
