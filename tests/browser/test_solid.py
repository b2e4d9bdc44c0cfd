"""Three dimensions: a click starts there, tracks lie where Plotly draws, a turned camera is in the link."""

import base64

import numpy as np
import pytest

from exports import take_of
from exports.sheet import ground_of
from exports.solid import Solid

STEP = 40
SOLID = f"surface=himmelblau&start=0.5,-0.5&steps=120&momentum=learning_rate:0.001&dimensions=3&names=off&step={STEP}"


@pytest.fixture
def box(race):
    """The shared page with SOLID, also where a check is run once more, and the picture's place in the window."""
    race.show(SOLID)
    return race.page.locator("#picture-0").bounding_box()


def head(race):
    return race.js("step => Look.tracked(0, 'momentum', step)", STEP)


def test_a_click_starts_there(race, box):
    for place in ((0.5, 0.3), (0.43, 0.38), (0.56, 0.42)):
        px, py = round(box["x"] + place[0] * box["width"]), round(box["y"] + place[1] * box["height"])
        start = race.spec()["start"]
        race.page.mouse.click(px, py)
        race.until("old => Ravine.state.panels[0].spec.start.join() !== old.join()", start)
        race.settle()
        x, y = race.spec()["start"]
        assert race.js("[Look.racer(0, 'momentum').x[0], Look.racer(0, 'momentum').y[0]]") == pytest.approx([x, y])
        assert race.js("Look.tracked(0, 'momentum', 0)") == pytest.approx([px, py], abs=3), place
    race.page.mouse.click(box["x"] + 0.5 * box["width"], box["y"] + 0.97 * box["height"])  # beside the surface
    race.settle()
    assert race.spec()["start"] == [x, y]


MARK = """async step => {
    const [{ x, y, loss }] = Ravine.panels[0].racers, plot = Look.plot(0);
    await Plotly.restyle(plot, { hidesurface: true, 'contours.z.show': false }, [0]);
    await Plotly.restyle(plot, { visible: false }, [1]); // the minima
    await Plotly.addTraces(plot, {
        type: 'scatter3d', mode: 'markers', x: [x[step]], y: [y[step]], z: [Look.height(0, loss[step])],
        marker: { color: '#ff00ff', size: 9, symbol: 'circle', line: { width: 0 } },
    });
}"""

UNMARK = """async () => {
    await Plotly.deleteTraces(Look.plot(0), -1);
    await Plotly.restyle(Look.plot(0), { hidesurface: false, 'contours.z.show': true }, [0]);
    await Plotly.restyle(Look.plot(0), { visible: true }, [1]);
}"""


def assert_aligned(race, box, when):
    """The head that is drawn, and the track it is drawn from, are where the magenta marker is on the screen."""
    style = race.page.add_style_tag(content=".tracks { visibility: hidden }")
    shot = race.page.screenshot(clip=box)
    style.evaluate("node => node.remove()")
    centre = race.js("png => Look.magentaCentre(png)", base64.b64encode(shot).decode())
    assert centre, "Plotly's marker is not on the screen"
    where = [box["x"] + centre[0], box["y"] + centre[1]]
    assert head(race) == pytest.approx(where, abs=1.5), (when, "track")
    assert race.js("Look.inkCentre(0, 'heads', 'picture')") == pytest.approx(where, abs=2), (when, "head")


def test_tracks_lie_where_plotly_draws_and_the_link_holds_the_camera(race, box):
    race.js(MARK, STEP)
    race.settle()
    assert_aligned(race, box, "at first")

    before = head(race)
    turn(race, box, 110, 25)
    after = head(race)
    assert max(abs(new - old) for new, old in zip(after, before, strict=True)) > 3
    assert_aligned(race, box, "after a turn")
    race.js(UNMARK)
    race.settle()

    link = race.link()
    assert "dimensions=3" in link
    assert "camera=" in link
    turn(race, box, -300, -40)  # and let go beside the picture
    race.show(link)
    near = "([x, y, step]) => Math.hypot(...Look.tracked(0, 'momentum', step).map((p, i) => p - [x, y][i])) < 1"
    race.until(near, [*after, STEP])


#: Resolves when Plotly's camera rests: it glides for a moment after it was let go.
AT_REST = """async () => {
    const eye = () => JSON.stringify(Look.plot(0)._fullLayout.scene._scene.getCamera());
    for (let before = '', calm = 0; calm < 5; before = eye()) {
        await Look.frame();
        calm = eye() === before ? calm + 1 : 0;
    }
}"""


def turn(race, box, right, down):
    """Turn the camera with the mouse, and wait until it rests."""
    x, y, before = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, race.js("Ravine.state.view.camera")
    race.page.mouse.move(x, y)
    race.page.mouse.down()
    for part in (0.25, 0.5, 0.75, 1):
        race.page.mouse.move(x + part * right, y + part * down)
        race.js("Look.frame()")  # a slow machine would see only where it ends
    race.page.mouse.up()
    race.until("old => JSON.stringify(Ravine.state.view.camera) !== JSON.stringify(old)", before)
    race.js(AT_REST)
    race.settle()


def test_exports_see_what_the_page_sees(race, box):
    """The same camera on the same plot area: every step of every racer is where the page has it."""
    turn(race, box, -80, 35)
    take = take_of(f"?{race.link()}")
    left, top, width, height = race.js("Ravine.projectionOf(Look.plot(0)).clip")
    picture = race.js("(({ x, y }) => [x, y])(Look.plot(0).getBoundingClientRect())")
    ground = ground_of(take, 0, (left + picture[0], top + picture[1], width, height), 14)
    assert isinstance(ground, Solid)
    shown = race.js("[...Array(121).keys()].map(step => Look.tracked(0, 'momentum', step))")
    assert ground.pixels(take.results[0]["momentum"]) == pytest.approx(np.array(shown), abs=0.5)


def drawn_in_space(race):
    race.until("Look.plot(0)?._fullLayout.scene && Look.plot(0, 'curve')")
    race.settle()


def test_space_is_fetched_when_it_is_wanted(visit, troubles):
    """A page in a plane begins with the part of Plotly that draws planes. Who presses 3-D gets the rest, which then
    draws all that is there; where it does not come, the page says so, stays flat, and tries again."""
    race = visit(SOLID.replace("&dimensions=3", ""))
    fetched = []
    race.page.on("request", lambda sent: fetched.append(sent.url) if "plotly.min.js" in sent.url else None)
    part = race.page.evaluate_handle("Plotly")
    race.page.route("**/plotly.min.js*", lambda route: route.abort())
    race.page.keyboard.press("3")
    race.page.locator("#notices .notice").filter(has_text="three dimensions").wait_for()
    race.until("Ravine.state.view.dimensions === '2'")
    race.settle()
    assert race.js("part => part === Plotly", part)
    assert len(fetched) == 1
    assert any("ERR_FAILED" in trouble for trouble in troubles)
    troubles[:] = [trouble for trouble in troubles if "ERR_FAILED" not in trouble]

    race.page.unroute("**/plotly.min.js*")
    race.js("Ravine.module('race/inside.mjs').lookInside('momentum')")
    race.page.locator("#inside-charts .main-svg").first.wait_for()
    race.page.keyboard.press("3")
    drawn_in_space(race)
    assert not race.js("part => part === Plotly", part)
    assert race.page.locator("#notices .notice").count() == 0
    race.page.locator("#inside-charts .main-svg").first.wait_for()
    race.js("Ravine.module('race/inside.mjs').closeInside()")  # its arrows
    race.settle()
    near = "Look.inkCentre(0, 'heads', 'picture').map((p, i) => p - Look.tracked(0, 'momentum', 40)[i])"
    assert race.js(near) == pytest.approx([0, 0], abs=2)

    race.page.keyboard.press("3")
    race.until("Look.plot(0)?._fullLayout.xaxis && !Look.plot(0)._fullLayout.scene")
    race.settle()
    for kind in ("picture", "curve"):
        x, y = race.js("kind => Look.tracked(0, 'momentum', 40, kind)", kind)
        assert race.js("kind => Look.inkCentre(0, 'heads', kind)", kind) == pytest.approx([x, y], abs=2)
    assert len(fetched) == 2
