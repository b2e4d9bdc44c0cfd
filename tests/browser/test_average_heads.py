"""The average of the path: a second head beside each racer, chosen in the desk, in the link, and taken back."""

import numpy as np
import pytest
from playwright.sync_api import expect

from exports import take_of

RACERS = "sgd=learning_rate:0.015&adam=learning_rate:0.3"
NOISY = f"surface=rotated_quadratic&start=3,2&steps=80&noise=additive&{RACERS}&step=80"
SEEN = """() => {
    const { averages, layers } = Ravine.panels[0];
    const ends = ({ tracks: { tracks } }) =>
        tracks.filter(({ quiet }) => quiet).map(({ name, xy }) => [name, ...xy.slice(-2)]);
    const heads = layers.picture.tracks.heads.filter(({ track }) => track.quiet);
    return {
        averages: averages.map(({ name, x, y, loss }) => [name, [...x], [...y], [...loss]]),
        picture: ends(layers.picture), curve: ends(layers.curve),
        heads: heads.map(({ track, x, y }) => [track.name, x, y]),
        marked: averages.map(({ x, y }) => layers.picture.pixelOf(x.at(-1), y.at(-1))),
        told: layers.picture.symbolAt(...layers.picture.pixelOf(averages[0]?.x.at(-1), averages[0]?.y.at(-1))),
    };
}"""
INK = "['past', 'heads'].map(name => Look.ink(0, name, 'picture'))"


def assert_averaged(race, view):
    """What is drawn are the averages that Python knows of this view; with their losses in the scoreboard."""
    race.settle()
    found, wanted = race.js(SEEN), take_of(f"{NOISY}&{view}").averages[0]
    assert [name for name, *_ in found["averages"]] == list(wanted)
    for name, x, y, loss in found["averages"]:
        np.testing.assert_allclose(np.transpose([x, y]), wanted[name].positions, rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(loss, wanted[name].losses, rtol=1e-7)
    for kind in ("picture", "heads"):
        for (_, *at), place in zip(found[kind], found["marked"], strict=True):
            assert at == pytest.approx(place, abs=0.6), kind
    assert [name for name, *_ in found["curve"]] == list(wanted)
    cells = race.page.locator("#scoreboards td.average")
    shown = dict(zip(race.js("[...document.querySelectorAll('#scoreboards tbody tr')].map(row => row.dataset.name)"),
                     cells.all_text_contents(), strict=True))  # fmt: skip
    for name, text in shown.items():
        if name not in wanted:
            assert text == "–"
            continue
        assert float(text.replace("−", "-")) == pytest.approx(wanted[name].losses[-1], rel=6e-3)
    return found


def test_an_average_is_chosen_moved_linked_and_taken_back(race):
    race.show(NOISY)
    assert race.js(SEEN)["averages"] == []
    expect(race.page.locator("#scoreboards td.average").first).to_be_hidden()
    bare = race.js(INK)

    race.segment("average", "EMA")
    assert "average=ema" in race.link()
    found = assert_averaged(race, "average=ema")
    assert all(more > ink for more, ink in zip(race.js(INK), bare, strict=True)), "trails and heads are drawn"
    assert found["told"].startswith("Average of "), found["told"]
    expect(race.page.locator("#average_from-line")).to_be_hidden()
    race.type("Decay of the average", "0.9")
    assert_averaged(race, "average=ema&average_decay=0.9")
    race.page.keyboard.press("Escape")

    race.segment("average", "Mean")
    race.type("Step after which the mean begins", "30")
    assert_averaged(race, "average=mean&average_from=30")
    expect(race.page.locator("#present-average")).to_have_text("mean of the path since step 30")
    assert "average_from=30" in race.link()

    those = race.page.get_by_role("toolbar", name="Racers whose average is drawn").get_by_role("button")
    expect(those).to_have_text(["All", "SGD", "Adam"])
    those.nth(2).click()
    assert "average_of=adam" in race.link()
    assert_averaged(race, "average=mean&average_from=30&average_of=adam")
    expect(race.page.locator("#present-average")).to_have_text("mean of the path since step 30 (Adam)")
    assert [those.nth(place).get_attribute("aria-pressed") for place in range(3)] == ["false", "false", "true"]
    race.button("Undo").click()
    assert "average_of" not in race.link()
    assert_averaged(race, "average=mean&average_from=30")
    race.button("Undo").click()
    race.button("Undo").click()
    assert_averaged(race, "average=ema&average_decay=0.9")


def test_a_link_has_the_average_in_space_too(race):
    race.show(f"{NOISY}&average=mean&average_from=10&average_of=sgd,lion")  # lion does not race
    assert_averaged(race, "average=mean&average_from=10&average_of=sgd,lion")
    lion = race.page.locator("#average_of [data-name=lion]")
    expect(lion).to_have_attribute("title", "Lion does not race now")
    race.unfold("average_of")
    lion.click()
    expect(lion).to_have_count(0)
    assert race.link().endswith("average_of=sgd")
