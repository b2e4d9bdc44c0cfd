"""Edits are taken back and done again: by keys, buttons, Back and Forward; reloads and other pages keep them."""

from pathlib import Path

from playwright.sync_api import expect

TWO = "surface=beale&steps=30&momentum=learning_rate:0.001&adam=learning_rate:0.1&surface=sphere&sgd=&step=20"
WALK = Path(__file__).with_name("walk.js").read_text(encoding="utf-8")

#: Presses of keys, `count` of them; gives the state after each.
PRESS = """([key, shiftKey, count]) => Array.from({ length: count }, () => {
    for (const kind of ['keydown', 'keyup'])
        document.body.dispatchEvent(new KeyboardEvent(kind, { key, shiftKey, ctrlKey: true, bubbles: true }));
    return Ravine.stateText();
})"""


def test_a_random_walk_is_taken_back_and_done_again_to_the_bit(race):
    race.show(TWO)
    for part in range(5):
        texts = race.js(WALK, [part + 1, 40])
        race.js("Look.sleep()")  # each kind of edit was drawn once, by itself; pictures are most of what edits cost
        assert len(texts) == 41
        assert race.js(PRESS, ["z", False, 40]) == texts[-2::-1]
        race.js("Ravine.confirmed()")
        assert race.js("Ravine.stateText()") == texts[0]
        assert race.js(PRESS, ["Z", True, 20]) == texts[1:21]
        assert race.js(PRESS, ["y", False, 20]) == texts[21:]
        race.js("Ravine.confirmed()")
        assert race.js("Ravine.stateText()") == texts[-1]
    race.js("Look.wake()")
    race.settle()
    assert race.js("Ravine.stateText()") == texts[-1]


def now(race):
    return race.js("Ravine.stateText()")


def rate(race):
    return race.spec()["optimizers"]["adam"]["learning_rate"]


def until_entry(race):
    """Until the browser's history has an entry for the step of now, and the address its link."""
    race.until("() => Ravine.isAtEntry()")
    race.link()


def test_steps_are_taken_back_by_keys_and_buttons(race):
    race.show(TWO)
    first, paths = now(race), race.paths()
    undo, redo, reset = map(race.button, ("Undo", "Redo", "Everything as it was opened"))
    for button in (undo, redo, reset):
        expect(button).to_be_disabled()
    with race.grab(race.slider("Adam learning rate")) as move:  # a drag is one step
        for to in (0.3, 0.5, 0.4, 0.6):
            move(to)
            race.js("Look.frame()")
    race.settle()
    dragged = now(race)
    assert dragged != first
    race.page.keyboard.press("ControlOrMeta+z")
    race.js("Look.frame()")
    assert (now(race), race.paths()) == (first, paths), "in its frame"
    expect(undo).to_be_disabled()
    redo.click()
    assert now(race) == dragged
    expect(redo).to_be_disabled()
    race.page.keyboard.press("ControlOrMeta+z")
    assert now(race) == first
    race.page.keyboard.press("ControlOrMeta+Shift+z")
    assert now(race) == dragged
    race.page.keyboard.press("ControlOrMeta+z")
    race.page.keyboard.press("ControlOrMeta+y")
    assert now(race) == dragged

    field = race.field("Adam learning rate")
    field.click()
    field.press_sequentially("7")
    typed = field.input_value()
    field.press("ControlOrMeta+z")  # the browser's own, of what was typed
    assert now(race) == dragged
    assert field.input_value() != typed
    field.press("Escape")

    race.switch("momentum").dblclick()  # alone is one step
    assert list(race.spec()["optimizers"]) == ["momentum"]
    undo.click()
    assert now(race) == dragged
    undo.click()
    assert now(race) == first
    race.settle()


def test_a_refused_edit_leaves_no_step(race, troubles):
    race.show(TWO)
    first = now(race)
    race.js("Ravine.setSteps(10 ** 9)")
    expect(race.page.get_by_text("That race cannot be run")).to_be_visible()
    race.settle()
    troubles.clear()  # the browser says in its console that the server has refused
    assert now(race) == first
    expect(race.button("Undo")).to_be_disabled()
    expect(race.button("Redo")).to_be_disabled()


def test_reset_brings_back_what_was_opened(race):
    race.show(TWO)
    first = now(race)
    race.more("Adam")
    race.type("Adam learning rate", "0.7")
    race.segment("scope", "1")
    race.settle()
    race.button("Reset Adam").click()
    assert rate(race) == 0.1, "the link's, not the tuned one"
    race.js("Ravine.setMaster(2)")
    race.button("Everything as it was opened").click()
    assert now(race) == first
    race.button("Undo").click()
    assert race.js("Ravine.state.panels[0].master") == 2
    race.settle()


def test_back_and_forward_go_through_the_steps(race):
    race.show(TWO)
    texts = [now(race)]
    for edit in ("setMaster(2)", "setScope(0)", "soloRacer('adam')", "setView('chart', 'distance')"):
        race.js(f"Ravine.{edit}")
        race.settle()
        texts.append(now(race))
        until_entry(race)
    for text in texts[-2::-1]:
        race.page.go_back()
        race.until("text => Ravine.stateText() === text", text)
    until_entry(race)
    for text in texts[1:]:
        race.page.go_forward()
        race.until("text => Ravine.stateText() === text", text)
    for text in texts[-2:0:-1]:
        race.page.keyboard.press("ControlOrMeta+z")
        assert now(race) == text
    until_entry(race)
    race.page.go_back()  # from where the keys have led
    race.until("text => Ravine.stateText() === text", texts[0])
    expect(race.button("Undo")).to_be_disabled()
    race.settle()


def test_a_reload_and_other_pages_keep_the_steps(race):
    race.show(TWO)
    first = now(race)
    for edit in ("setMaster(2)", "setScope(0)", "setView('speed', 2)", "soloRacer('adam')"):
        race.js(f"Ravine.{edit}")
        race.settle()
    last = now(race)
    until_entry(race)
    race.page.reload()
    race.until("() => window.Ravine?.state?.begun")
    race.settle()
    assert now(race) == last
    race.page.keyboard.press("ControlOrMeta+z")
    alone = now(race)
    assert alone != last
    until_entry(race)
    race.page.get_by_role("link", name="Sweep", exact=True).click()
    race.until("() => !document.getElementById('race-page')")
    race.page.go_back()
    race.until("() => document.getElementById('race-page') && Ravine.state.panels.length === 2")
    race.settle()
    assert now(race) == alone
    race.page.go_forward()
    race.until("() => !document.getElementById('race-page')")
    race.page.go_back()
    race.until("() => document.getElementById('race-page') && Ravine.state.panels.length === 2")
    race.settle()
    race.page.go_back()
    for _ in range(2):
        race.page.keyboard.press("ControlOrMeta+z")
    race.until("text => Ravine.stateText() === text", first)
    assert race.js(PRESS, ["y", False, 4])[-1] == last
    until_entry(race)  # where the sweep page was
    race.settle()
    assert race.js("location.pathname") == "/"
