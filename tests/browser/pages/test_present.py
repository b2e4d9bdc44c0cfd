"""On stage: full screen, spotlight and the link for the class."""

import re
from urllib.parse import unquote
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

LINK = "surface=beale&start=1,1.6&steps=60&sgd=&adam=&surface=sphere&sgd=&step=10"

#: What the pen has drawn at a place of the window: the name of a colour, or "".
PEN = """([x, y]) => {
    const pen = document.querySelector('#pen'), { left, top } = pen.getBoundingClientRect(), ratio = devicePixelRatio;
    const [red, , blue, alpha] = pen.getContext('2d').getImageData((x - left) * ratio, (y - top) * ratio, 1, 1).data;
    return alpha < 200 ? '' : red > blue ? 'red' : 'blue';
}"""
INKED = """() => {
    const pen = document.querySelector('#pen'), { width, height } = pen;
    const { data } = pen.getContext('2d').getImageData(0, 0, width, height);
    return data.filter((value, i) => i % 4 === 3 && value).length;
}"""


def test_only_panels_legend_and_transport_are_there_in_larger_type_and_trails_follow_the_pictures(race):
    race.show(LINK)
    race.press("f")
    race.settle()
    page = race.page
    for hidden in ("#head", "#desk", "#standings"):
        expect(page.locator(hidden)).to_be_hidden()
    for shown in ("#panel-0 .picture", "#legend", "#curve-0", "#transport"):
        expect(page.locator(shown)).to_be_in_viewport(ratio=0.99)
    assert race.js("document.documentElement.scrollHeight <= innerHeight")
    wide = race.js("Ravine.projectionOf(Look.plot(0)).clip[2]")
    box = page.locator("#picture-0").bounding_box()
    assert 0.75 * box["width"] < wide < box["width"]
    race.press("Space")
    race.until("() => Ravine.clock.step > 12")
    race.press("Space")
    type_there = race.js("parseFloat(getComputedStyle(document.querySelector('#legend .legend-item')).fontSize)")
    race.press("f")
    race.settle()
    expect(page.locator("#head")).to_be_visible()
    type_here = race.js("parseFloat(getComputedStyle(document.querySelector('#legend .legend-item')).fontSize)")
    assert type_there > 1.2 * type_here


def test_it_asks_for_the_whole_screen_and_ends_with_it_or_by_escape(race):
    race.show("surface=sphere&sgd=&steps=60")
    race.js("Look.whole = ''")
    race.press("f")
    assert race.js("Look.whole") == "HTML"
    race.press("Escape")
    race.until("() => !document.querySelector('.presenting')")
    race.press("f")
    expect(race.page.locator(".presenting")).to_have_count(1)
    race.js("() => document.dispatchEvent(new Event('fullscreenchange'))")  # as by the browser's own way out
    expect(race.page.locator(".presenting")).to_have_count(0)
    leave = race.page.get_by_role("button", name="Leave the stage")  # for a hand without a keyboard
    expect(leave).to_have_count(0)
    race.press("f")
    expect(leave).to_be_in_viewport(ratio=1)
    leave.click()
    expect(race.page.locator(".presenting")).to_have_count(0)


def test_a_spotlight_follows_the_pointer(race):
    race.show(LINK)
    race.press("s")
    race.page.mouse.move(300, 200)
    light = race.page.locator("#spotlight")
    expect(light).to_have_css("pointer-events", "none")
    assert light.evaluate("node => [node.style.getPropertyValue('--x'), node.style.getPropertyValue('--y')]") == [
        "300px",
        "200px",
    ]
    race.press("s")
    expect(light).to_have_count(0)


def test_the_class_gets_a_short_link_to_this_picture(race):
    race.show(LINK)
    race.press("q")
    dialog = race.page.locator("#class-link")
    race.until("() => document.querySelector('#class-link img').naturalWidth > 20")
    address = dialog.locator(".address").inner_text()
    assert f"http://{address}".startswith(f"{race.address}/s/")
    expect(dialog.locator(".note")).to_contain_text("--host 0.0.0.0")  # it is served to this machine only
    expect(dialog.locator(".save")).to_have_attribute("href", re.compile("^data:image/svg"))
    code = dialog.locator("img").bounding_box()
    assert code["height"] >= 0.77 * race.page.viewport_size["height"]  # what test_short_links.py counts on
    assert dialog.locator(".save").bounding_box()["x"] > code["x"] + code["width"]
    with urlopen(f"http://{address}") as answer:
        assert unquote(answer.url) == f"{race.address}/?{unquote(race.js('Ravine.linkQuery(true)'))}"
    race.press("Escape")
    expect(dialog).to_be_hidden()


def test_a_pen_draws_over_the_pictures_and_starts_nobody(race):
    race.show(LINK)
    page = race.page
    start, box = race.spec()["start"], page.locator("#picture-0").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def draw(*ends):
        page.mouse.move(*ends[0])
        page.mouse.down()
        for end in ends[1:]:
            page.mouse.move(*end, steps=4)
        page.mouse.up()

    race.press("d")
    draw((x - 60, y), (x + 60, y))
    race.press("2")
    draw((x, y - 60), (x, y + 60))
    assert race.js(PEN, [x - 50, y]) == race.js(PEN, [x + 50, y]) == "red"
    assert race.js(PEN, [x, y - 50]) == "blue"
    assert race.js(PEN, [x - 50, y - 50]) == ""
    assert race.spec()["start"] == start

    race.press("d")  # it is laid down: what is drawn stays, and a press starts there again
    assert race.js(PEN, [x - 50, y]) == "red"
    page.mouse.click(x + 30, y + 30)
    race.until("old => Ravine.state.panels[0].spec.start.join() !== old.join()", start)
    race.press("f")
    race.settle()
    assert race.js("document.querySelector('#pen').getBoundingClientRect().height > 500")
    assert race.js(INKED) > 300  # it has followed the panels
    race.press("Escape")
    expect(page.locator("#pen")).to_have_count(0)
    expect(page.locator(".presenting")).to_have_count(1)  # the next one leaves the stage
    pen = page.get_by_role("button", name="Pen: draw over the pictures")
    expect(pen).to_be_in_viewport(ratio=1)
    pen.click()
    draw((x, y), (x + 40, y))
    assert race.js(INKED) > 100
    page.get_by_role("button", name="Wipe what is drawn").click()
    expect(page.locator("#pen")).to_have_count(0)
    race.press("Escape")
    expect(page.locator(".presenting")).to_have_count(0)


def pinned(race):
    """What stands on the bar: names and values."""
    return race.js(
        """[...document.querySelectorAll('#pins .pinned')].map(line => [line.dataset.pinned,
            line.querySelector('input[type=text]')?.value ?? line.querySelector('.value').textContent])"""
    )


def test_pinned_sliders_stand_on_the_stage_and_act_as_the_desk_does(race):
    race.show(LINK)
    page = race.page
    race.press("f")
    assert pinned(race) == [["master", "× 1"]]  # nothing is pinned: the factor on all rates
    race.press("f")
    race.settle()
    page.locator(".racer[data-name=adam]").hover()
    race.button("Pin Adam learning rate").click()
    race.slider("SGD learning rate").focus()
    race.press("p")
    assert race.link().endswith("pins=adam.learning_rate,sgd.learning_rate")
    race.more("Adam")
    race.slider("Adam beta1").focus()
    race.press("p")
    expect(page.locator(".notice[data-kind=pins]")).to_contain_text("in the place of Adam α")
    link = race.link()
    assert link.endswith("pins=sgd.learning_rate,adam.beta1")
    race.button("Pin SGD learning rate").click()  # out again
    assert race.link().endswith("pins=adam.beta1")

    race.show(link)
    race.press("f")
    race.settle()
    values = dict(pinned(race))
    assert list(values) == ["sgd.learning_rate", "adam.beta1"]
    before = [spec["optimizers"]["sgd"]["learning_rate"] for spec in race.specs()]
    bar, transport = page.locator("#stage-bar").bounding_box(), page.locator("#transport").bounding_box()
    assert bar["y"] + bar["height"] <= transport["y"] + 1
    with race.grab(race.slider("SGD learning rate")) as move:
        move(0.8)
        race.js("() => Look.frame()")
        during = [spec["optimizers"]["sgd"]["learning_rate"] for spec in race.specs()]
        assert during[0] / before[0] == pytest.approx(during[1] / before[1], rel=0.02)  # in every panel by as much
        assert during[0] > 2 * before[0]
    race.type("Adam beta1", "0.5")
    race.until("() => Ravine.state.panels[0].spec.optimizers.adam.beta1 === 0.5")
    race.press("Escape")
    race.settle()
    race.more("Adam")
    assert race.field("Adam beta1").input_value() == "0.5"  # the desk's
    race.show("surface=sphere&adam=&pins=rosenbrock.b")
    race.press("f")
    assert [name for name, _ in pinned(race)] == ["adam.learning_rate"]  # that of the only racer
    race.press("f")
