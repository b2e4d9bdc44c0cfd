"""Thirty methods, your own function, noise, gradient evaluations, the look inside, and units."""

import math

import pytest
from playwright.sync_api import expect

from optimizers import OPTIMIZERS
from optimizers.needs import needs_of
from races import RaceSpec
from races import race as run
from races.units import unit_reports

BEALE = "surface=beale&start=1,1.6&steps=60&momentum=learning_rate:0.001&adam=learning_rate:0.1&step=20"


# ---- methods ----


def test_a_method_is_found_and_joins_the_race(race):
    race.show(BEALE)
    race.button("Choose methods").click()
    dialog = race.page.get_by_role("dialog", name="Methods")
    expect(dialog.locator(".choice:visible")).to_have_count(len(OPTIMIZERS))
    search = race.page.get_by_role("searchbox", name="Search methods")
    expect(search).to_be_focused()
    needs = {name for name, method in OPTIMIZERS.items() if "no learning rate" in needs_of(method)}
    need = race.button("no learning rate")
    for press in (need.click, lambda: search.fill("without a learning rate")):
        press()
        expect(need).to_have_attribute("aria-pressed", "true")
        shown = dialog.locator(".choice:visible").evaluate_all("nodes => nodes.map(node => node.dataset.name)")
        assert set(shown) == needs
    need.click()
    expect(search).to_have_value("")
    expect(dialog.locator(".choice:visible")).to_have_count(len(OPTIMIZERS))
    search.fill("martens 2010")
    expect(dialog.locator(".choice:visible")).to_have_count(1)
    search.press("Enter")
    race.settle()
    assert list(race.spec()["optimizers"]) == ["momentum", "adam", "hessian_free"]
    race.page.keyboard.press("Escape")  # empties the search
    race.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    race.press(" ")  # belongs to the clock, not to the button that opened the dialog
    assert race.js("Ravine.clock.playing")
    expect(dialog).to_be_hidden()
    race.press(" ")
    wanted = run(RaceSpec(**race.spec()))["hessian_free"]
    assert race.paths()[0]["hessian_free"][0] == pytest.approx(wanted.positions[:, 0], rel=1e-5, abs=1e-6)
    expect(race.switch("hessian_free")).to_be_visible()
    race.button("Choose methods").click()
    dialog.locator("[data-name=hessian_free]").click()
    race.button("Close: Methods").click()
    race.settle()
    assert "hessian_free" not in race.spec()["optimizers"]
    expect(race.switch("hessian_free")).to_have_count(0)


def test_all_methods_race_at_once(race):
    race.show("surface=rosenbrock&steps=60&step=60&" + "&".join(f"{name}=" for name in OPTIMIZERS))
    assert list(race.paths()[0]) == list(OPTIMIZERS)
    expect(race.page.locator("#legend .legend-item")).to_have_count(len(OPTIMIZERS))


def test_the_race_is_played_by_gradient_evaluations(race):
    race.show("surface=rosenbrock&steps=40&sgd=&conjugate_gradient=&axis=evaluations&step=30")
    t = run(RaceSpec(**race.spec()))["conjugate_gradient"]
    assert race.js("Ravine.clock.last") == max(40, t.evaluations[-1])
    at = int(t.evaluations.searchsorted(30, side="right")) - 1
    assert race.js("Math.floor(Look.racer(0, 'conjugate_gradient').stepAt(30) + 1e-9)") == at
    assert race.js("Look.racer(0, 'sgd').stepAt(30)") == 30
    expect(race.page.locator("#step")).to_contain_text("30 /")


# ---- your own function ----


def test_a_typed_function_is_raced_on_and_shared(race):
    race.show(BEALE)
    race.choose("Surface of panel 1", "Your own function…")
    expression = race.field("Expression in x and y")
    expression.fill("x^2 + 3*y^2 + foo(x)")
    expect(race.page.locator("#own-message")).to_contain_text("unknown name 'foo'")
    expect(race.page.locator("#own-formula")).to_be_hidden()
    expect(race.button("Race on it")).to_be_disabled()
    expression.fill("x^2 + 3*y^2 + sin(2x)")
    expect(race.page.locator("#own-formula mjx-container").first).to_be_visible()
    expression.press("Enter")
    expect(race.page.locator("#own")).to_be_hidden()
    race.settle()
    spec = race.spec()
    assert (spec["surface"], spec["expression"]) == ("own", "x^2 + 3*y^2 + sin(2x)")
    link, paths = race.link(), race.paths()
    race.show(BEALE)
    race.show(link)
    assert race.spec() == spec
    assert race.paths() == paths
    race.button("About the surface of panel 1").click()
    expect(race.page.get_by_role("dialog")).to_contain_text("Your own function")
    race.press("Escape")


def test_a_function_is_typed_by_keyboard_alone_and_stays(race):
    race.show(BEALE)
    race.field("Surface of panel 1").or_(race.page.get_by_role("combobox", name="Surface of panel 1")).focus()
    race.page.keyboard.press("ControlOrMeta+a")
    race.page.keyboard.type("your")
    race.press("Enter")
    expression = race.field("Expression in x and y")
    expect(expression).to_be_focused()
    race.page.keyboard.press("ControlOrMeta+a")
    race.page.keyboard.type("x^2 + 3*y^2")
    use = race.button("Race on it")
    expect(use).to_be_enabled()
    use.focus()
    race.press("Enter")
    expect(race.page.locator("#own")).to_be_hidden()
    race.settle()
    for _ in range(3):
        race.press("Enter")  # opens no list, and chooses nothing of it
    race.settle()
    assert (race.spec()["surface"], race.spec()["expression"]) == ("own", "x^2 + 3*y^2")
    assert not race.js("[...document.querySelectorAll('[role=listbox]')].some(node => node.checkVisibility())")
    expect(race.page.locator("dialog[open]")).to_have_count(0)
    expect(race.page.locator("#panel-0")).to_be_focused()
    race.press("Tab")  # goes on from there
    assert race.js("document.querySelector('#panel-0').contains(document.activeElement)")


# ---- noise ----


def test_noise_is_the_same_for_all_and_told_where_it_cannot_be(race):
    race.show(BEALE + "&surface=sphere&momentum=learning_rate:0.1")
    race.choose("Noise", "mini-batch")
    race.settle()
    expect(race.page.locator(".notice")).to_contain_text("Sphere")
    assert [spec["noise"] for spec in race.specs()] == ["minibatch", "none"]
    before = race.paths()[0]
    race.segment("scope", "1")
    race.type("Seed of the noise", "7")
    race.settle()
    assert race.spec()["seed"] == 7
    after = race.paths()[0]
    assert all(after[name] != before[name] for name in before)
    wanted = run(RaceSpec(**race.spec()))["adam"].positions
    assert after["adam"][0] == pytest.approx(wanted[:, 0], rel=1e-5, abs=1e-6)


# ---- the look inside ----


def test_the_look_inside_follows_the_clock_and_the_slider(race):
    race.show(BEALE)
    race.more("Momentum")
    race.button("Look inside Momentum").click()
    section = race.page.get_by_role("region", name="Inside one racer")
    expect(section).to_contain_text("Inside Momentum, panel 1")
    expect(section.locator("mjx-container")).to_have_count(2)
    expect(section.locator(".inside-cursor")).to_have_count(3)  # gradient, effective learning rate, v
    t = run(RaceSpec(**race.spec()))["momentum"]

    def number(step):
        return f"{t.positions[step, 0]:.4g}"

    expect(section.locator("#equation-x mjx-assistive-mml")).to_contain_text(number(20))
    race.press("ArrowRight")
    expect(section.locator("#equation-x mjx-assistive-mml")).to_contain_text(number(21))
    assert race.js("Look.ink(0, 'heads', 'picture')") > 400  # arrows, too
    race.button("Close the look inside").click()
    expect(section).to_be_hidden()


ORIGINS = """() => {
    const pen = CanvasRenderingContext2D.prototype, { translate, rotate } = pen, seen = [];
    pen.translate = function (x, y) { seen.push([x, y]); translate.call(this, x, y); };
    pen.rotate = function (angle) { seen.at(-1).push(angle); rotate.call(this, angle); };
    Ravine.panels[0].layers.picture.draw(Ravine.clock.step, false);
    Object.assign(pen, { translate, rotate });
    return seen;
}"""  # (x, y, angle) in pixels of the picture: of the head, then of each arrow


def test_arrows_begin_at_the_head_and_lead_to_the_next_step(race):
    """Of gradient descent all of them do."""
    race.show("surface=beale&start=1,1.6&steps=60&sgd=learning_rate:0.003&step=2")
    race.more("SGD")
    race.button("Look inside SGD").click()
    race.settle()
    for step in (0, 2, 5):
        race.seek(step)
        (x, y, _), *arrows = race.js(ORIGINS)
        assert len(arrows) == 2, "of the gradient and of the step"
        (x0, y0), (x1, y1) = (race.js("step => Look.tracked(0, 'sgd', step)", at) for at in (step, step + 1))
        for left, top, angle in arrows:
            assert (left, top) == pytest.approx((x, y), abs=0.1)
            apart = (angle - math.atan2(y1 - y0, x1 - x0)) % math.tau
            assert min(apart, math.tau - apart) < 0.05, step
    race.seek(60)
    assert len(race.js(ORIGINS)) == 1, "there is no next step"
    race.press("Escape")
    expect(race.page.locator("#inside")).to_be_hidden()


# ---- units ----


NOTE = "getComputedStyle(document.getElementById('picture-0'), '::before').content"


def test_units_are_changed_and_reported(race):
    race.show("surface=beale&start=1,1.6&steps=60&sgd=learning_rate:0.001&adam=learning_rate:0.1&newton=&step=60")
    race.page.locator("[data-action=units]").click()
    race.field("Unit of x").fill("2")
    race.field("Unit of x").press("Enter")
    race.settle()
    assert race.spec()["units"] == [2, 1, 1]
    rows = race.page.locator("#units-rows")
    expect(rows.locator("[data-name=newton]")).to_contain_text("the same")
    expect(rows.locator("[data-name=sgd]")).to_contain_text("%")
    for name, report in unit_reports(RaceSpec(**race.spec())).items():
        cells = rows.locator(f"[data-name={name}] td").all_inner_texts()
        shown = [float(cell.replace("−", "-")) for cell in cells[:2]]
        assert shown == pytest.approx([report.exponent, report.exponent_f], abs=0.01), name
    assert race.js("Ravine.panels[0].reference.map(({ name }) => name)") == ["sgd", "adam", "newton"]
    race.page.keyboard.press("Escape")
    expect(race.page.locator("#units")).to_be_hidden()
    assert "units=2,1,1" in race.link()
    race.choose("Noise", "additive")
    race.settle()
    assert race.js(NOTE) == '"with noise, in other units"'


def test_the_optimal_heavy_ball(race):
    """As Polyak (1964) has it, of the curvatures 1 and 100; a step of undo; elsewhere a message says why not."""
    race.show("surface=rotated_quadratic&steps=60&sgd=&momentum=learning_rate:0.001&step=20")
    before = race.spec()
    race.more("Momentum")
    ball = race.button("Optimal heavy ball")
    ball.click()
    race.settle()
    assert race.spec()["optimizers"]["momentum"] == pytest.approx({"learning_rate": 4 / 121, "momentum": 81 / 121})
    notice = race.page.locator(".notice[data-kind=heavy-ball]")
    assert "from 1 to 100, so √κ = 10." in notice.inner_text()
    assert "= 0.818 a step, gradient descent’s at best to (κ − 1)/(κ + 1) = 0.98." in notice.inner_text()
    race.page.keyboard.press("ControlOrMeta+z")
    race.settle()
    assert race.spec() == before
    expect(notice).to_have_count(0)
    race.show("surface=rotated_quadratic&units=2,2,0.5&noise=additive&steps=60&momentum=&step=20")
    race.more("Momentum")
    ball.click()  # in these units the loss has twice the curvature; noise changes nothing of it
    expect(notice).to_contain_text("√κ")  # perhaps not at once: the loss without its noise is asked for now
    assert "from 2 to 200, so √κ = 10." in notice.inner_text()
    race.show("surface=beale&steps=60&momentum=learning_rate:0.001&step=20")
    race.more("Momentum")
    before = race.spec()
    ball.click()
    assert "Beale is no quadratic: its curvature changes from place to place." in notice.inner_text()
    assert race.spec() == before
