"""What the player draws lies where Plotly draws: in the pictures and charts, after zoom and resize."""

import pytest

STEP = 40
THREE = "&".join(
    f"surface={surface}&start={start}&steps=120&momentum=learning_rate:0.001"
    for surface, start in (("beale", "1,1.6"), ("long_valley", "0.4,0.25"), ("himmelblau", "0.5,-0.5"))
)

PLACES = """step => Promise.all([0, 1, 2].flatMap(panel => ['picture', 'curve'].map(async kind => {
    const [{ name, x, y, loss }] = Ravine.panels[panel].racers;
    const marked = await Look.marked(panel, ...(kind === 'picture' ? [x[step], y[step]] : [step, loss[step]]), kind);
    const drawn = { head: Look.inkCentre(panel, 'heads', kind), track: Look.tracked(panel, name, step, kind) };
    return { where: `panel ${panel + 1}, ${kind}`, marked, ...drawn };
})))"""


def assert_aligned(race, when):
    """The head that is drawn, and the track it is drawn from, are where Plotly puts a marker."""
    for place in race.js(PLACES, STEP):
        assert place["head"] == pytest.approx(place["marked"], abs=1), (when, place["where"])
        assert place["track"] == pytest.approx(place["marked"], abs=0.5), (when, place["where"])


@pytest.fixture
def three(race):
    race.show(f"{THREE}&names=off&step={STEP}")
    yield race
    race.page.set_viewport_size({"width": 1280, "height": 720})


def test_tracks_lie_where_plotly_draws(three):
    scales = three.js("[0, 1, 2].map(panel => Look.plot(panel, 'curve')._fullLayout.yaxis.type)")
    assert "log" in scales
    assert_aligned(three, "at first")

    x, y = three.js("step => [Look.racer(0, 'momentum').x[step], Look.racer(0, 'momentum').y[step]]", STEP)
    ranges = {"xaxis.range": [x - 0.5, x + 0.9], "yaxis.range": [y - 0.7, y + 0.4]}
    three.js("ranges => Plotly.relayout(Look.plot(0), ranges)", ranges)
    three.js("Ravine.zoomBy(1, 0.9)")
    three.settle()
    low, high = three.js("Look.plot(1)._fullLayout.xaxis.range")
    assert high - low == pytest.approx(0.9 * 3)
    three.page.mouse.move(2, 2)
    assert_aligned(three, "after zooming")

    sizes = "Ravine.panels.map(({ layers }) => layers.picture.tracks.clip.slice(2).join())"
    before = three.js(sizes)
    three.page.set_viewport_size({"width": 1100, "height": 800})
    three.until(f"old => {sizes}.every((size, i) => size !== old[i])", before)
    three.settle()
    assert_aligned(three, "after the window has another size")
