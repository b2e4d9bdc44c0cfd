"""The desk: sliders, fields, scope, rates, steps and schedule; what is dragged moves the trails, and nothing else."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from optimizers import OPTIMIZERS
from races import RaceSpec
from races import race as run
from races.tuning import tuned
from surfaces import SURFACES

RACERS = "sgd=learning_rate:0.002&momentum=learning_rate:0.001&adam=learning_rate:0.1"
BEALE = f"surface=beale&start=1,1.6&steps=120&{RACERS}"
HIMMELBLAU = f"surface=himmelblau&steps=120&{RACERS}"
ONE, TWO = f"{BEALE}&step=110", f"{BEALE}&{HIMMELBLAU}&step=110"
RATE = "Adam learning rate"


def rates(race, panel=0):
    return {name: settings["learning_rate"] for name, settings in race.spec(panel)["optimizers"].items()}


def changed(before, after):
    """The racers whose paths differ, panel by panel."""
    return [sorted(name for name in old if old[name] != new[name]) for old, new in zip(before, after, strict=True)]


# ---- dragging ----


@pytest.mark.parametrize(
    ("label", "racer", "places"),
    [
        ("Adam learning rate", "adam", (0.45, 0.65, 0.8)),
        ("Momentum momentum", "momentum", (0.1, 0.6, 0.3)),
        ("Adam beta1", "adam", (0.1, 0.3, 0.05)),
    ],
)
def test_a_dragged_slider_moves_its_racers_trail_during_the_drag(race, label, racer, places):
    race.show(ONE)
    if not label.endswith("learning rate"):
        race.more(OPTIMIZERS[racer].label)
    first = before = race.paths()
    with race.grab(race.slider(label)) as move:
        for place in places:
            race.js("Look.keep('drag', 0)")
            move(place)
            race.until(
                "([name, old]) => Look.racer(0, name).x.some((x, k) => x !== old[k])", [racer, before[0][racer][0]]
            )
            race.until("() => Look.difference('drag', 0) > 0.005")
            race.settle()
            now = race.paths()
            assert changed(before, now) == [[racer]]
            before = now
    race.settle()
    assert changed(first, race.paths()) == [[racer]]


def test_a_dragged_slider_ends_at_its_last_value(race):
    race.show(ONE)
    with race.grab(race.slider(RATE)) as move:
        for place in (0.2, 0.9, 0.3, 0.7, 0.5):
            move(place)
    race.settle()
    slider, value = race.slider(RATE), rates(race)["adam"]
    expected = OPTIMIZERS["adam"].hyperparameters["learning_rate"].value_at(float(slider.input_value()))
    assert value == pytest.approx(expected, rel=5e-3)
    trail = np.array(race.paths()[0]["adam"]).T
    np.testing.assert_allclose(trail, run(RaceSpec(**race.spec()))["adam"].positions, rtol=1e-6)
    assert float(race.field(RATE).input_value()) == value
    assert float(race.switch("adam").locator(".rate").inner_text()) == value


#: What a key makes of the value; the ends are those of the declaration.
KEYS = (("ArrowRight", 1.05), ("ArrowLeft", 1 / 1.05), ("PageUp", 2), ("PageDown", 1 / 2), ("Home", 0), ("End", 1e9))


def test_a_slider_by_the_keyboard(race):
    race.show(ONE)
    slider, declared = race.slider(RATE), OPTIMIZERS["adam"].hyperparameters["learning_rate"]
    slider.focus()
    for key, factor in KEYS:
        before = rates(race)["adam"]
        race.press(key)
        race.settle()
        now = rates(race)["adam"]
        assert now == pytest.approx(declared.clip(before * factor), rel=0.01), key
        expect(slider).to_have_attribute("aria-valuetext", race.field(RATE).input_value())
    expect(race.slider("Step of the race")).to_have_attribute("aria-valuetext", "step 110 of 120")


def test_the_factor_by_the_keyboard(race):
    race.show(TWO)
    slider, before = race.slider("Factor on all learning rates"), rates(race)
    expect(slider).to_have_attribute("aria-valuetext", "times 1")
    slider.press("PageUp")
    expect(slider).to_have_attribute("aria-valuetext", "times 2")
    race.settle()
    assert rates(race) == pytest.approx({name: 2 * rate for name, rate in before.items()})
    race.slider(RATE).press("PageDown")
    race.settle()
    assert rates(race)["adam"] == pytest.approx(before["adam"])


# ---- typing ----


TYPED = [
    (RATE, "0.0123456789", lambda spec: spec["optimizers"]["adam"]["learning_rate"]),
    (RATE, " 2e-3 ", lambda spec: spec["optimizers"]["adam"]["learning_rate"]),
    ("SGD learning rate", "0,004", lambda spec: spec["optimizers"]["sgd"]["learning_rate"]),
    ("Momentum momentum", "0.987654321", lambda spec: spec["optimizers"]["momentum"]["momentum"]),
    ("Number of steps", "57", lambda spec: spec["steps"]),
    ("Start x of panel 1", "-0.333333333333", lambda spec: spec["start"][0]),
    ("Start y of panel 1", "−1.25", lambda spec: spec["start"][1]),
]


def test_a_typed_number_is_set_exactly(race):
    race.show(ONE)
    race.more("Momentum")
    for label, text, read in TYPED:
        given, before = float(text.replace(",", ".").replace("−", "-")), race.paths()
        race.type(label, text)
        race.settle()
        assert read(race.spec()) == given, label
        assert race.paths() != before, label
        race.field(label).blur()
        shown = race.field(label).input_value()  # as every number is written, whatever was typed
        assert float(shown) == pytest.approx(given, rel=1e-5), label
        assert shown == shown.strip(), label


BAD = {
    RATE: ("abc", "1e308", "-1", "nan", "", "0"),
    "Momentum momentum": ("1.5", "1,0.5"),
    "Number of steps": ("1.5", "10000000", ""),
    "Start x of panel 1": ("NaN", "−40"),
}


#: Whether the message stands right below the row of the field, and covers no control and no picture.
BESIDE = """label => {
    const node = document.querySelector(`#race-page input[type=text][aria-label="${label}"]`);
    const row = node.closest('.desk-line, .racer, .parameter, .panel-foot'), box = document.querySelector('.notice');
    const { left, right, top, bottom } = box.getBoundingClientRect();
    const covered = [...document.querySelectorAll('button, input, .picture')].filter(each => each.checkVisibility()
        && !box.contains(each)).filter(each => {
        const other = each.getBoundingClientRect();
        return Math.min(right, other.right) - Math.max(left, other.left) > 1
            && Math.min(bottom, other.bottom) - Math.max(top, other.top) > 1;
    });
    return row.nextElementSibling === box && covered.length === 0;
}"""


def test_a_bad_text_in_a_field_is_told_and_changes_nothing(race):
    race.show(ONE)
    race.more("Momentum")
    specs, paths, sent, notice = race.specs(), race.paths(), len(race.posts()), race.page.get_by_role("alert")
    for label, texts in BAD.items():
        field = race.field(label)
        shown = field.input_value()
        for text in texts:
            race.type(label, text)
            expect(notice).to_have_text(re.compile(f"{label}: .*{re.escape(text)}.*; allowed: .* to .*"))
            expect(notice).to_be_visible()
            assert race.js(BESIDE, label), label
            expect(field).to_have_attribute("aria-invalid", "true")
            expect(field).to_have_value(text)
            field.press("Escape")
            expect(field).to_have_value(shown)
            expect(field).to_have_attribute("aria-invalid", "false")
            expect(notice).to_have_count(0)
    assert (race.specs(), race.paths(), len(race.posts())) == (specs, paths, sent)


def test_a_good_number_takes_the_message_away(race):
    race.show(ONE)
    race.type(RATE, "fast")
    expect(race.page.get_by_role("alert")).to_contain_text("fast")
    race.type(RATE, "0.2")
    expect(race.page.get_by_role("alert")).to_have_count(0)
    race.settle()
    assert rates(race)["adam"] == 0.2


def test_a_switch_and_a_reset(race):
    race.show(ONE)
    race.more("Adam")
    before = race.paths()
    race.page.get_by_role("checkbox", name="Adam bias correction").uncheck()
    race.settle()
    assert race.spec()["optimizers"]["adam"]["bias_correction"] == 0
    assert changed(before, race.paths()) == [["adam"]]
    race.type("Adam beta1", "0.5")
    race.settle()
    race.button("Reset Adam").click()
    race.settle()
    declared = OPTIMIZERS["adam"].hyperparameters
    wanted = {name: parameter.default for name, parameter in declared.items()}
    assert race.spec()["optimizers"]["adam"] == wanted | {"learning_rate": 0.1}, "as it was opened"
    expect(race.page.get_by_role("checkbox", name="Adam bias correction")).to_be_checked()
    expect(race.field("Adam beta1")).to_have_value(f"{declared['beta1'].default:g}")


# ---- the race ----


def test_a_rate_at_the_end_of_its_range_is_told(race):
    race.show("surface=beale&steps=120&adam=learning_rate:5&step=50")
    with race.grab(race.slider("Factor on all learning rates")) as move:
        move(1)
    limit = OPTIMIZERS["adam"].hyperparameters["learning_rate"].maximum
    expect(race.page.get_by_role("alert")).to_contain_text(f"Adam stays at {limit:g}")
    race.settle()
    assert rates(race) == {"adam": limit}
    expect(race.page.locator(".desk-line.master + .notice")).to_be_visible()
    race.segment("rates", "Tuned")  # and the message's cause has ended
    expect(race.page.get_by_role("alert")).to_have_count(0)


def test_the_schedule(race):
    race.show(ONE)
    before = race.paths()
    race.choose("Learning-rate schedule", "cosine")
    race.until("() => Ravine.state.panels[0].spec.schedule === 'cosine'")
    race.settle()
    cosine = race.paths()
    assert changed(before, cosine) == [["adam", "momentum", "sgd"]]
    drawn = race.page.locator("#rate-sketch")
    expect(drawn).to_have_attribute("aria-label", re.compile(r"from 1 to 0(\.\d+)? at the end$"))
    race.type("Learning rate warmup", "20")
    race.settle()
    expect(drawn).to_have_attribute("aria-label", re.compile(r"from 0\.05 up to 0\.\d+ to 0(\.\d+)? at the end$"))
    spec = RaceSpec(**race.specs()[0])
    assert (spec.schedule, spec.warmup) == ("cosine", 20.0)
    np.testing.assert_allclose(race.paths()[0]["sgd"], run(spec)["sgd"].positions.T, rtol=1e-12)
    race.type("Learning rate warmup", "1")
    race.choose("Learning-rate schedule", "constant")
    race.until("() => Ravine.state.panels[0].spec.schedule === 'constant'")
    race.settle()
    assert race.paths() == before
    expect(drawn).to_be_hidden()


#: From now on `Look.loaded` has the controls that Dash marks as loading or not: it draws them anew for that.
WATCHED = """() => {
    Look.loaded = [];
    const note = records => records.forEach(({ target }) => Look.loaded.push(Look.name(target)));
    Look.loads = new MutationObserver(note);
    Look.loads.observe(document.body, { subtree: true, attributeFilter: ['data-dash-is-loading'] });
}"""


def test_an_edit_leaves_alone_the_controls_that_it_does_not_change(race):
    """Else it costs ten times as much, which a hand feels."""
    race.show(ONE)
    race.js(WATCHED)
    for edit in ("setSchedule('cosine')", "setSurface(0, 'sphere')", "setView('chart', 'distance')"):
        race.js(f"() => {{ Ravine.{edit}; }}")
        race.settle()
    expect(race.page.locator("#schedule")).to_have_value(re.compile("cosine"))
    loaded = race.js("() => { Look.loads.disconnect(); return Look.loaded; }")
    assert not loaded


def test_the_number_of_steps(race):
    race.show(ONE)
    race.type("Number of steps", "40")
    race.settle()
    expect(race.page.locator("#step")).to_have_text("40 / 40")
    assert len(race.paths()[0]["sgd"][0]) == 41
    race.type("Number of steps", "2000")
    race.settle()
    expect(race.page.locator("#step")).to_have_text("40 / 2000")


# ---- a surface's own hyperparameters ----


@pytest.mark.parametrize(
    ("surface", "label", "name", "value"),
    [
        ("rosenbrock", "Rosenbrock b", "b", "5"),
        ("rotated_quadratic", "Rotated quadratic angle", "angle", "75"),
    ],
)
def test_a_surfaces_hyperparameter_redraws_background_and_trails(race, surface, label, name, value):
    race.show(f"surface={surface}&steps=120&{RACERS}&step=80")
    race.js("Look.keep('surface', 0)")
    before = race.js("Array.from(Look.plot(0)._fullData[0].z, row => Array.from(row))")
    paths = race.paths()
    race.type(label, value)
    race.until("old => Look.plot(0)._fullData[0].z.some((row, j) => row.some((z, i) => z !== old[j][i]))", before)
    race.settle()
    assert race.spec()["surface_parameters"][name] == float(value)
    assert changed(paths, race.paths()) == [["adam", "momentum", "sgd"]]
    assert race.js("Look.difference('surface', 0)") > 0.005
    dragged = race.paths()
    with race.grab(race.slider(label)) as move:
        move(0.8)
        race.until("old => Look.racer(0, 'sgd').x.some((x, k) => x !== old[k])", dragged[0]["sgd"][0])
    race.settle()


# ---- scope and rates of two panels ----


def test_the_scope_is_one_panel_or_all(race):
    race.show(TWO)
    before = race.paths()
    race.segment("scope", "2")
    race.type(RATE, "0.33")
    race.settle()
    assert [rates(race, panel)["adam"] for panel in range(2)] == [0.1, 0.33]
    assert changed(before, race.paths()) == [[], ["adam"]]
    expect(race.page.locator("#panel-1")).to_contain_class("chosen")
    race.segment("scope", "All panels")
    expect(race.field(RATE)).to_have_value("")
    expect(race.field(RATE)).to_have_attribute("placeholder", "0.1 to 0.33")
    assert not race.js(CUT, RATE)
    race.type(RATE, "0.05")
    race.settle()
    assert [rates(race, panel)["adam"] for panel in range(2)] == [0.05] * 2


#: Whether a field has less room than the span in it takes.
CUT = """label => {
    const node = document.querySelector(`#desk input[type=text][aria-label="${label}"]`);
    const style = getComputedStyle(node);
    const pen = document.createElement('canvas').getContext('2d');
    pen.font = `${style.fontWeight} ${getComputedStyle(node, '::placeholder').fontSize} ${style.fontFamily}`;
    const room = node.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    return pen.measureText(node.placeholder).width > room;
}"""


def test_what_panels_have_that_differs_is_told_and_set_for_all(race):
    race.show(f"{BEALE}&{HIMMELBLAU.replace('steps=120', 'steps=90&schedule=cosine')}&step=30")
    expect(race.field("Number of steps")).to_have_attribute("placeholder", "90 to 120")
    expect(race.labelled("Learning-rate schedule").locator("option:checked")).to_have_text("constant, cosine")
    race.type("Number of steps", "70")
    race.settle()
    assert [spec["steps"] for spec in race.specs()] == [70, 70]
    race.choose("Learning-rate schedule", "cosine")
    race.until("() => Ravine.state.panels.every(({ spec }) => spec.schedule === 'cosine')")


def test_accuracy_is_offered_where_some_panel_has_one(race):
    offered = race.page.locator("#chart").get_by_text("Accuracy")
    race.show(TWO)
    expect(offered).to_have_count(0)
    race.show(f"{BEALE}&surface=noisy_moons&steps=30&sgd=&step=10")
    expect(offered).to_have_count(1)


def test_a_slider_over_all_panels_keeps_their_ratio(race):
    race.show(f"{BEALE}&{HIMMELBLAU.replace('adam=learning_rate:0.1', 'adam=learning_rate:0.01')}&step=50")
    with race.grab(race.slider(RATE)) as move:
        move(0.62)
        move(0.7)
    race.settle()
    first, second = (rates(race, panel)["adam"] for panel in range(2))
    assert first > 0.2
    assert first / second == pytest.approx(10, rel=0.02)


def test_the_master_slider_scales_all_rates(race):
    race.show(TWO)
    before, paths = [rates(race, panel) for panel in range(2)], race.paths()
    with race.grab(race.slider("Factor on all learning rates")) as move:
        move(0.4)
        race.until("old => Look.racer(1, 'sgd').x.some((x, k) => x !== old[k])", paths[1]["sgd"][0])
        factor = race.js("Ravine.state.panels[1].master")
        assert 0.2 < factor < 0.6
        race.settle()
        for panel in range(2):
            scaled = {name: rate * factor for name, rate in before[panel].items()}
            assert rates(race, panel) == pytest.approx(scaled, rel=5e-3)
        move(0.5)
    race.settle()
    assert race.js("Ravine.state.panels[1].master") == 1
    assert [rates(race, panel) for panel in range(2)] == before
    assert race.paths() == paths
    expect(race.page.locator(".master output")).to_have_text("× 1")


def test_presets_of_rates(race):
    race.show(TWO)
    race.segment("rates", "Tuned")
    race.settle()
    for panel, surface in enumerate(("beale", "himmelblau")):
        wanted = tuned(surface)["learning_rates"]
        assert rates(race, panel) == {name: wanted[name] for name in ("sgd", "momentum", "adam")}
    race.segment("rates", "Papers’")
    race.settle()
    for panel, surface in enumerate(("beale", "himmelblau")):
        safe = SURFACES[surface].learning_rate  # for the methods whose papers name none
        paper = {name: OPTIMIZERS[name].hyperparameters["learning_rate"].paper or safe for name in rates(race)}
        assert rates(race, panel) == paper
    race.segment("rates", "Same")
    race.settle()
    assert len(set(rates(race, 0).values()) | set(rates(race, 1).values())) == 1
    expect(race.field(RATE)).to_have_value("0.01")
    race.type(RATE, "0.02")
    race.settle()
    assert rates(race)["adam"] == 0.02
    race.segment("rates", "Tuned")  # also after an edit by hand
    race.settle()
    assert rates(race)["adam"] == tuned("beale")["learning_rates"]["adam"]


def test_after_a_race_that_was_refused_the_controls_still_drive_the_race(race, troubles):
    race.show(TWO)
    race.js("Ravine.setSteps(1e9)")
    race.until("() => document.querySelector('.notice')?.textContent.includes('1000000000')")
    race.settle()
    assert all("400" in trouble for trouble in troubles)  # which the browser's console notes
    troubles.clear()
    assert [spec["steps"] for spec in race.specs()] != [1e9, 1e9]
    before = race.paths()[0]["adam"]
    race.type("Adam learning rate", "0.05")
    race.settle()
    assert rates(race, 0)["adam"] == 0.05
    assert race.paths()[0]["adam"] != before


def chosen(race):
    """The choice of rates that is shown."""
    return race.page.locator("#rates input:checked").locator("..")


def test_a_choice_of_rates_belongs_to_its_panels_and_ends_with_a_rate_set_by_hand(race):
    race.show(TWO)
    race.segment("scope", "2")
    race.segment("rates", "Same")
    race.settle()
    expect(chosen(race)).to_have_text("Same")
    race.segment("scope", "All panels")
    expect(chosen(race)).to_have_text("Custom")
    race.segment("scope", "2")
    expect(chosen(race)).to_have_text("Same")
    race.type("Adam learning rate", "0.05")
    race.settle()
    expect(chosen(race)).to_have_text("Custom")
    expect(race.page.locator("#rates input[value=custom]")).to_be_disabled()  # it comes about, and is not chosen
    race.segment("rates", "Same")  # it can be chosen again
    race.settle()
    assert rates(race, 1)["adam"] == 0.01


def test_after_the_mouse_the_keyboard_belongs_to_the_clock(race):
    race.show(TWO)
    race.seek(30)
    with race.grab(race.slider("Adam learning rate")) as move:
        move(0.4)
    free = "() => document.activeElement === document.body"  # a moment after the mouse is let go
    race.until(free)
    race.press("ArrowRight")
    assert race.step == 31
    race.segment("chart", "Distance")
    race.until(free)
    race.press("ArrowRight")
    assert race.step == 32
    race.type("Adam learning rate", "0.05")
    race.press("ArrowLeft")
    assert race.step == 31


def test_a_finger_that_scrolls_does_not_start_the_race_elsewhere(visit):
    race = visit("surface=beale&start=1,1.6&adam=&step=10", has_touch=True, viewport={"width": 390, "height": 844})
    touch = """([type, x, y]) => document.querySelector('#picture-0 .js-plotly-plot').dispatchEvent(new PointerEvent(
        type, { bubbles: true, pointerType: 'touch', button: 0, clientX: x, clientY: y }))"""
    left, top, width, height = race.js("Look.area(0)")
    x, y = left + width / 2, top + height / 2
    for kind, moved in (("pointerdown", 0), ("pointermove", -50), ("pointercancel", -70)):
        race.js(touch, [kind, x, y + moved])
    race.settle()
    assert race.spec()["start"] == [1, 1.6]
    for kind in ("pointerdown", "pointerup"):
        race.js(touch, [kind, x, y])
    race.until("() => Ravine.state.panels[0].spec.start.join() !== '1,1.6'")


# ---- the sections of the desk ----


SEEN = """() => [...document.querySelectorAll('#desk :is(button, input, select, summary, [role=slider])')]
    .filter(node => node.checkVisibility() && node.getBoundingClientRect().bottom <= innerHeight).length"""


def test_what_is_not_used_live_is_folded_says_what_it_stands_at_and_stays_as_it_was_left(visit):
    race = visit("")
    assert race.js(SEEN) <= 45  # 54 before there were sections
    present = race.page.locator("#desk .section:visible .present")
    expect(present).to_have_text(["198, constant", "none", "none", "loss over steps", "the surface’s own"])
    steps, noise = (race.page.locator(f"#desk [data-section={name}] > summary") for name in ("steps", "noise"))
    expect(race.page.get_by_role("textbox", name="Number of steps")).to_be_hidden()
    steps.focus()
    race.press("Enter")  # is the section's, not the clock's
    field = race.page.get_by_role("textbox", name="Number of steps")
    expect(field).to_be_visible()
    expect(steps.locator(".present")).to_be_hidden()
    race.press("Tab")
    expect(field).to_be_focused()
    race.type("Number of steps", "57")
    race.choose("Noise", "additive")
    expect(race.page.locator("#desk [data-section=noise] input[type=range]:visible")).to_be_in_viewport(ratio=1)
    race.type("Seed of the noise", "7")
    for section in (steps, noise):
        section.click()
    expect(present.nth(0)).to_have_text("57, constant")
    expect(present.nth(1)).to_have_text("additive, seed 7")
    noise.click()
    race.until("() => localStorage.getItem('ravine.desk') === 'noise'")  # a fold is told later
    race.link()
    race.page.reload()
    race.until("() => window.Ravine?.state?.begun")
    expect(race.page.get_by_role("textbox", name="Seed of the noise")).to_be_visible()
    expect(race.page.get_by_role("textbox", name="Number of steps")).to_be_hidden()
    expect(race.page.locator("[data-section=surface]")).to_be_hidden()  # none of these has a hyperparameter
    race.show("surface=rosenbrock&sgd=&steps=30&step=10")
    expect(race.page.locator("[data-section=surface] .present")).to_have_text("b 100")
