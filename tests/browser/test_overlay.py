"""What the player draws lies where Plotly draws: in the pictures and charts, after zoom and resize, and in 3-D."""

import base64

import pytest

STEP = 40
ALONE = f"steps=120&sgd=learning_rate:0.001&step={STEP}"
THREE = "&".join(
    f"surface={surface}&start={start}&steps=120&momentum=learning_rate:0.001"
    for surface, start in (("beale", "1,1.6"), ("long_valley", "0.4,0.25"), ("himmelblau", "0.5,-0.5"))
)


def point(race, panel, kind):
    """Data coordinates of the only racer at the clock's step, in the picture or in the chart."""
    return race.js(
        """([panel, kind, step]) => {
            const [{ x, y, loss }] = Ravine.panels[panel].racers;
            return kind === 'picture' ? [x[step], y[step]] : [step, loss[step]];
        }""",
        [panel, kind, STEP],
    )


def assert_aligned(race, when):
    """The head that is drawn, and the track it is drawn from, are where Plotly puts a marker."""
    for panel in range(3):
        for kind in ("picture", "curve"):
            where = race.js("given => Look.marked(...given)", [panel, *point(race, panel, kind), kind])
            head = race.js("given => Look.inkCentre(...given)", [panel, "heads", kind])
            track = race.js("given => Look.tracked(...given)", [panel, "momentum", STEP, kind])
            assert head == pytest.approx(where, abs=1), (when, panel, kind, "head")
            assert track == pytest.approx(where, abs=0.5), (when, panel, kind, "track")


def test_tracks_lie_where_plotly_draws(race):
    race.show(f"{THREE}&step={STEP}")
    scales = race.js("[0, 1, 2].map(panel => Look.plot(panel, 'curve')._fullLayout.yaxis.type)")
    assert "log" in scales
    assert_aligned(race, "at first")

    x, y = point(race, 0, "picture")
    ranges = {"xaxis.range": [x - 0.5, x + 0.9], "yaxis.range": [y - 0.7, y + 0.4]}
    race.js("ranges => Plotly.relayout(Look.plot(0), ranges)", ranges)
    race.page.locator("#picture-1").hover()
    race.page.locator("#picture-1 [data-title='Zoom out']").click()
    race.settle()
    ranges = race.js("[0, 1].map(panel => Look.plot(panel)._fullLayout.xaxis.range)")
    assert ranges[0] == pytest.approx([x - 0.5, x + 0.9])
    assert ranges[1][1] - ranges[1][0] > 4
    race.page.mouse.move(2, 2)
    assert_aligned(race, "after zooming")

    sizes = "Ravine.panels.map(({ layers }) => layers.picture.tracks.clip.slice(2).join())"
    before = race.js(sizes)
    race.page.set_viewport_size({"width": 1100, "height": 800})
    try:
        race.until(f"old => {sizes}.every((size, i) => size !== old[i])", before)
        race.settle()
        assert_aligned(race, "after the window has another size")
    finally:
        race.page.set_viewport_size({"width": 1280, "height": 720})
    race.until(f"old => {sizes}.join() === old.join()", before)


def magenta(race):
    """The centre of a magenta marker that Plotly draws in 3-D, from what is on the screen."""
    box = race.page.locator("#picture-0").bounding_box()
    style = race.page.add_style_tag(content=".tracks { visibility: hidden }")
    shot = race.page.screenshot(clip=box)
    style.evaluate("node => node.remove()")
    found = race.js("png => Look.magentaCentre(png)", base64.b64encode(shot).decode())
    assert found, "Plotly's marker is not on the screen"
    return [box["x"] + found[0], box["y"] + found[1]]


def test_tracks_lie_where_plotly_draws_in_three_dimensions(race):
    race.show(f"surface=himmelblau&start=0.5,-0.5&steps=120&momentum=learning_rate:0.001&dimensions=3&step={STEP}")
    race.js(
        """async step => {
            const [{ x, y, loss }] = Ravine.panels[0].racers, plot = Look.plot(0);
            await Plotly.restyle(plot, { hidesurface: true, 'contours.z.show': false }, [0]);
            await Plotly.addTraces(plot, {
                type: 'scatter3d', mode: 'markers', x: [x[step]], y: [y[step]], z: [Look.height(0, loss[step])],
                marker: { color: '#ff00ff', size: 9, symbol: 'circle', line: { width: 0 } },
            });
        }""",
        STEP,
    )
    try:
        race.settle()
        for when in ("at first", "after a turn"):
            if when == "after a turn":
                turn(race)
            where = magenta(race)
            assert race.js("step => Look.tracked(0, 'momentum', step)", STEP) == pytest.approx(where, abs=1.5), when
            assert race.js("Look.inkCentre(0, 'heads', 'picture')") == pytest.approx(where, abs=1.5), when
    finally:
        race.js("Plotly.deleteTraces(Look.plot(0), -1)")


def turn(race):
    """Turn the camera as a reader does, and wait until it rests."""
    before = race.js("step => Look.tracked(0, 'momentum', step)", STEP)
    box = race.page.locator("#picture-0").bounding_box()
    mouse, x, y = race.page.mouse, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + 110, y + 25, steps=8)
    mouse.up()
    race.until("Ravine.state.view.camera !== null")
    race.settle()
    after = race.js("step => Look.tracked(0, 'momentum', step)", STEP)
    assert max(abs(a - b) for a, b in zip(after, before, strict=True)) > 3
