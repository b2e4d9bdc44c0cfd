"""The pointer on a picture: a click or a drag starts everybody there; who leaves the picture is an arrow."""

import numpy as np
import pytest
from playwright.sync_api import expect

from races import RaceSpec
from races import race as run
from surfaces import SURFACES

RACERS = "sgd=learning_rate:0.001&momentum=learning_rate:0.001&adam=learning_rate:0.1"
FLAT = f"surface=beale&start=1,1.6&steps=120&{RACERS}&step=100"

AXES = """panel => {
    const { xaxis, yaxis } = Look.plot(panel)._fullLayout;
    return [xaxis.range, yaxis.range];
}"""


def data_at(race, panel, px, py):
    """The data coordinates of a pixel: its place in the plot area, between the ends of the axes."""
    left, top, width, height = race.js("panel => Look.area(panel)", panel)
    (x0, x1), (y0, y1) = race.js(AXES, panel)
    return x0 + (px - left) / width * (x1 - x0), y0 + (top + height - py) / height * (y1 - y0)


def assert_everybody_starts_at(race, panel, x, y):
    assert race.spec(panel)["start"] == pytest.approx([x, y], rel=1e-5, abs=1e-6)
    for name, path in race.paths()[panel].items():
        assert (path[0][0], path[1][0]) == pytest.approx((x, y), rel=1e-5, abs=1e-6), name


@pytest.mark.parametrize("place", [(0.31, 0.27), (0.777, 0.518), (0.03, 0.97)])
def test_a_click_starts_everybody_at_that_pixel(race, place):
    race.show(FLAT)
    left, top, width, height = race.js("Look.area(0)")
    px, py = round(left + place[0] * width), round(top + place[1] * height)
    race.page.mouse.click(px, py)
    race.settle()
    x, y = data_at(race, 0, px, py)
    assert_everybody_starts_at(race, 0, x, y)
    for panel_field, value in zip("xy", (x, y), strict=True):
        assert float(race.field(f"Start {panel_field} of panel 1").input_value()) == pytest.approx(value, rel=1e-5)
    assert race.js("Look.tracked(0, 'adam', 0)") == pytest.approx([px, py], abs=0.05)


def test_neighbouring_pixels_are_different_starts(race):
    race.show(FLAT)
    left, top, width, height = race.js("Look.area(0)")
    starts = set()
    for k in range(4):
        race.page.mouse.click(round(left + width / 3) + k, round(top + height / 3) + k)
        race.settle()
        starts.add(tuple(race.spec()["start"]))
    assert len(starts) == 4


def test_a_click_after_a_zoom(race):
    race.show(FLAT)
    race.js("Plotly.relayout(Look.plot(0), { 'xaxis.range': [0.5, 1.5], 'yaxis.range': [1, 2] })")
    race.settle()
    left, top, width, height = race.js("Look.area(0)")
    px, py = round(left + 0.2 * width), round(top + 0.7 * height)
    race.page.mouse.click(px, py)
    race.settle()
    x, y = data_at(race, 0, px, py)
    assert 0.5 < x < 1
    assert_everybody_starts_at(race, 0, x, y)
    race.js("Plotly.relayout(Look.plot(0), { 'xaxis.range': [-4.5, 4.5], 'yaxis.range': [-4.5, 4.5] })")


def test_a_zoom_ends_with_its_surface(race):
    race.show(FLAT)
    race.button("Zoom into panel 1").click()
    race.until("() => Ravine.state.panels[0].zoom")
    race.settle()
    assert "zoom=" in race.link()
    race.choose("Surface of panel 1", SURFACES["himmelblau"].label)
    race.until("() => Ravine.state.panels[0].spec.surface === 'himmelblau'")
    race.until("() => Look.plot(0)._fullLayout.meta.surface === Ravine.surfaceOf(0).label")
    race.settle()
    assert race.js(AXES, 0) == [list(side) for side in SURFACES["himmelblau"].domain]
    assert race.js("Ravine.state.panels[0].zoom") is None
    assert "zoom=" not in race.link()


def test_zooming_out_shows_the_whole_surface_at_most(race):
    race.show(FLAT)
    for act in ("Zoom into", "Zoom out of", "Zoom out of"):
        race.button(f"{act} panel 1").click()
        race.settle()
    assert race.js(AXES, 0) == [list(side) for side in SURFACES["beale"].domain]


def test_dragging_moves_the_start_with_the_pointer(race):
    race.show(FLAT)
    left, top, width, height = race.js("Look.area(0)")
    mouse, paths = race.page.mouse, race.paths()[0]
    mouse.move(left + 0.2 * width, top + 0.2 * height)
    mouse.down()
    for place in (0.3, 0.45, 0.7):
        px, py = round(left + place * width), round(top + (place + 0.1) * height)
        race.js("Look.keep('drag', 0)")
        mouse.move(px, py, steps=4)
        x, y = data_at(race, 0, px, py)
        race.until("x => Math.abs(Look.racer(0, 'adam').x[0] - x) < 1e-4", x)
        assert_everybody_starts_at(race, 0, x, y)
        race.until("() => Look.difference('drag', 0) > 0.05")
    mouse.up()
    mouse.move(left + 0.5 * width, top + 0.5 * height)  # not held any more
    race.settle()
    assert_everybody_starts_at(race, 0, x, y)
    assert race.paths()[0] != paths


def test_the_start_is_a_ring_that_keys_move(race):
    race.show(FLAT)
    ring = race.slider("Start of panel 1")
    expect(ring).to_have_attribute("aria-valuetext", "x 1, y 1.6")

    def is_there():
        box = ring.bounding_box()
        middle = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
        assert middle == pytest.approx(race.js("Look.tracked(0, 'adam', 0)"), abs=0.5)

    is_there()
    (left, right), (bottom, top) = SURFACES["beale"].domain
    ring.focus()
    x, y = 1, 1.6
    step = race.step
    for key, across, up in (
        ("ArrowRight", 0.01, 0),
        ("ArrowDown", 0, -0.01),
        ("Shift+ArrowLeft", -0.001, 0),
        ("Shift+ArrowUp", 0, 0.001),
    ):
        race.page.keyboard.press(key)
        x, y = x + across * (right - left), y + up * (top - bottom)
        race.js("Look.frame()")
        assert_everybody_starts_at(race, 0, x, y)  # in its frame
    assert race.step == step, "the arrows are not the clock's"
    is_there()
    expect(ring).to_have_attribute("aria-valuetext", f"x {x:.4g}, y {y:.4g}")
    race.js("Ravine.setStart(0, 4.49, 1)")
    for _ in range(3):
        race.page.keyboard.press("ArrowRight")
    assert race.spec()["start"] == [right, 1], "not beyond the surface"
    race.js("document.activeElement.blur()")
    race.page.mouse.click(*race.js("Look.tracked(0, 'adam', 0)"))  # the mouse leaves the keyboard where it is
    assert race.js("document.activeElement === document.body")
    race.settle()
    race.show("surface=beale&start=1,1.6&steps=20&sgd=&zoom=2,3,2,3")
    expect(ring).to_be_hidden()  # it is not in the part that is seen


def test_the_value_under_the_pointer(race):
    race.show(FLAT)
    left, top, width, height = race.js("Look.area(0)")
    px, py = round(left + 0.6 * width), round(top + 0.4 * height)
    race.page.mouse.move(px, py)
    readout = race.page.locator("#readout-0")
    x, y = data_at(race, 0, px, py)
    expect(readout).to_contain_text(f"{x:.3g}")
    value = (1.5 - x + x * y) ** 2 + (2.25 - x + x * y**2) ** 2 + (2.625 - x + x * y**3) ** 2
    assert float(readout.inner_text().partition("≈")[2].replace("−", "-")) == pytest.approx(value, rel=0.006)
    race.page.mouse.move(*race.js("Look.marked(0, 3, .5)"))  # the star
    expect(readout).to_contain_text("The lowest minimum: f(3, 0.5) ≈ 0")
    race.page.mouse.move(2, 2)
    expect(readout).to_have_text("")


def test_one_start_for_all_panels_with_the_surface_or_for_one(race):
    race.show(
        f"surface=beale&steps=60&{RACERS}&surface=beale&steps=60&{RACERS}&surface=saddle&steps=60&{RACERS}&step=9"
    )
    before = [spec["start"] for spec in race.specs()]
    left, top, width, height = race.js("Look.area(0)")
    race.page.mouse.click(left + 0.3 * width, top + 0.6 * height)
    race.settle()
    first, second, third = (spec["start"] for spec in race.specs())
    assert first == second != before[0]
    assert third == before[2]
    race.segment("scope", "2")
    left, top, width, height = race.js("Look.area(1)")
    race.page.mouse.click(left + 0.6 * width, top + 0.6 * height)
    race.settle()
    now = [spec["start"] for spec in race.specs()]
    assert now[1] != second
    assert (now[0], now[2]) == (first, third)


NEAR_THE_EDGE = """([name, reach]) => {
    const wanted = Look.colour(name);
    const { data, width } = Look.pixels(0, 'heads', 'picture'), canvas = document.querySelector('#picture-0 .heads');
    const box = canvas.getBoundingClientRect(), [left, top, wide, high] = Look.area(0);
    let edge = 0, inside = 0;
    for (let i = 0; i < data.length; i += 4) {
        if (data[i + 3] < 200 || wanted.some((value, k) => Math.abs(value - data[i + k]) > 12)) continue;
        const x = ((i / 4) % width) + box.left - left, y = Math.floor(i / 4 / width) + box.top - top;
        if (Math.min(x, y, wide - x, high - y) < reach) edge++; else inside++;
    }
    return [edge, inside];
}"""


def test_a_racer_out_of_the_picture_is_an_arrow_at_the_edge(race):
    race.show("surface=monkey_saddle&start=-0.245,-0.5&steps=198&momentum=learning_rate:0.005,momentum:0.95&step=60")
    edge, inside = race.js(NEAR_THE_EDGE, ["momentum", 24])
    assert inside > 30
    assert edge == 0
    last = race.js("Look.racer(0, 'momentum').y.at(-1)")
    assert last < -1.5  # below the picture
    race.press("End")
    edge, inside = race.js(NEAR_THE_EDGE, ["momentum", 24])
    assert edge > 30
    assert inside == 0


SCALES = """panel => { const { xaxis, yaxis } = Look.plot(panel)._fullLayout;
    return [xaxis, yaxis].map(({ range: [low, high], _length }) => _length / (high - low)); }"""
RANGES = "panel => ['xaxis', 'yaxis'].map(axis => Look.plot(panel)._fullLayout[axis].range)"


def test_the_way_down_is_perpendicular_to_the_level_lines(race):
    """On bowls, saddles and data both axes have the same scale unless somebody chooses; the picture is widened, and
    computed for what it shows; zoom and the link agree."""
    race.show("surface=rotated_quadratic&steps=9&sgd=&surface=rosenbrock&steps=9&sgd=&step=0")
    across, up = race.js(SCALES, 0)
    assert across == pytest.approx(up, rel=1e-6)
    bowl, (one, other) = SURFACES["rotated_quadratic"], race.js(SCALES, 1)
    assert other != pytest.approx(one, rel=0.05)  # a valley is shown as it was
    shown = race.js(RANGES, 0)
    assert all(low <= a and b <= high for (low, high), (a, b) in zip(shown, bowl.domain, strict=True))
    assert any(high - low > 1.05 * (b - a) for (low, high), (a, b) in zip(shown, bowl.domain, strict=True))
    grid = race.js("(({ x0, dx, y0, dy, z }) => [[x0, x0 + dx * (z[0].length - 1)], [y0, y0 + dy * (z.length - 1)]])"
                   "(Look.plot(0)._fullData[0])")  # fmt: skip
    assert all(a <= low and high <= b for (low, high), (a, b) in zip(shown, grid, strict=True))
    x, y = (0.9 * high + 0.1 * low for low, high in shown)  # in a corner, beside the domain
    value = float(race_surface(race.spec(0)).value(x, y))
    assert race.js("([x, y]) => Ravine.panels[0].layers.picture.lossAt(x, y)", [x, y]) == pytest.approx(value, rel=0.05)
    x, y = race.spec(0)["start"]
    step = [-slope for slope in race_surface(race.spec(0)).gradient(x, y)]
    (x0, y0), (x1, y1) = (race.js("([x, y]) => Ravine.panels[0].layers.picture.pixelOf(x, y)", point)
                          for point in ([x, y], [x + 1e-3 * step[0], y + 1e-3 * step[1]]))  # fmt: skip
    assert (x1 - x0) * step[1] == pytest.approx((y0 - y1) * step[0], rel=2e-3)
    assert "equal" not in race.link()
    race.button("Zoom into panel 1").click()
    race.until("() => Ravine.state.panels[0].zoom")
    across, up = race.js(SCALES, 0)
    assert across == pytest.approx(up, rel=1e-6)
    race.button("The whole surface in panel 1").click()
    race.until("() => Ravine.state.panels[0].zoom === null")
    switch = race.button("Same scale of x and y in panel 1")
    expect(switch).to_have_attribute("aria-pressed", "true")
    switch.click()
    race.settle()
    expect(switch).to_have_attribute("aria-pressed", "false")
    assert race.js(RANGES, 0) == [pytest.approx(axis) for axis in bowl.domain]
    assert "equal=off" in race.link()


def race_surface(spec):
    return SURFACES[spec["surface"]].bind(**spec["surface_parameters"])


AROUND = """([points, panel]) => {
    const { data, width } = Look.pixels(panel, 'heads', 'picture');
    const box = document.querySelector(`#picture-${panel} canvas.tracks.heads`).getBoundingClientRect();
    return points.map(([x, y]) => {
        const [px, py] = [x - box.left, y - box.top].map(each => Math.round(each * devicePixelRatio));
        return data[4 * (py * width + px) + 3];
    });
}"""


def test_what_a_method_draws_around_its_head_is_there(race):
    """The circle of the dogleg, in eight directions, at each step its own; nobody else has one."""
    link = "surface=rosenbrock&start=-1.2,1&steps=40&names=off&{}=&step={}"
    for step in (5, 12):
        spec = RaceSpec("rosenbrock", {"dogleg": {}}, (-1.2, 1.0), 40)
        found = run(spec)["dogleg"]
        (x, y), radius = found.positions[step], found.states["Delta"][step, 0]
        for name, drawn in (("dogleg", True), ("newton", False)):
            race.show(link.format(name, step))
            left, top, width, height = race.js("panel => Look.area(panel)", 0)
            (x0, x1), (y0, y1) = race.js(AXES, 0)
            angles = np.arange(8) * np.pi / 4 + 0.2
            points = np.column_stack([x + radius * np.cos(angles), y + radius * np.sin(angles)])
            px = left + width * (points[:, 0] - x0) / (x1 - x0)
            py = top + height * (y1 - points[:, 1]) / (y1 - y0)
            inside = (px > left + 2) & (px < left + width - 2) & (py > top + 2) & (py < top + height - 2)
            assert inside.sum() >= 5
            inked = race.js(AROUND, [np.column_stack([px, py])[inside].tolist(), 0])
            assert [alpha > 100 for alpha in inked] == [drawn] * len(inked), (name, step)
