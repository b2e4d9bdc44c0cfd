"""The lessons: their contents page, and each lesson as a reader walks it. One page serves all checks."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from components.story import told
from lessons import LESSONS
from races.query import scene_from_query

NAMES = list(LESSONS)
GO = """address => {
    Look.before = Ravine.state.panels;
    history.pushState({}, '', address);
    dispatchEvent(new CustomEvent('_dashprivate_pushstate')); // what Dash listens to
}"""


#: Whether these races are the page's and run; their pictures may still come.
RACING = """specs => {
    if (Ravine.state.panels === Look.before) return false;
    const runs = ({ optimizers }, panel) => Ravine.panels[panel]?.racers.length === Object.keys(optimizers).length;
    return JSON.stringify(Ravine.state.panels.map(({ spec }) => spec)) === JSON.stringify(specs) && specs.every(runs);
}"""


@pytest.fixture(scope="module")
def tour(opened):
    """A page of its own, at the contents page."""
    with opened(None) as tour:
        tour.page.goto(f"{tour.address}/lessons")
        expect(tour.page.locator(".lesson-card")).to_have_count(len(LESSONS))
        yield tour


def begin(tour, name, query=""):
    """Go to a lesson by its address, as a link of the page does."""
    address = f"/lessons/{name}{query}"
    if tour.js("location.pathname + location.search") == address:  # a link to where one is changes nothing
        tour.page.goto(tour.address + address)
    else:
        tour.js(GO, address)
        tour.until("() => Ravine.state.panels !== Look.before")
    arrived(tour, name)


def arrived(tour, name):
    tour.page.wait_for_url(re.compile(rf"/lessons/{name}\b"))
    expect(tour.page.locator("#story h2")).to_have_text(LESSONS[name].title)
    tour.settle()


def shown_is(tour, name, step):
    """Whether the page's races are those of a step, from 1."""
    scene, _ = LESSONS[name].shown[step - 1]
    return tour.specs() == [panel.spec.to_dict() for panel in scene.panels]


def at(tour, place):
    """Wait until the address names a stop, from 1."""
    tour.until("place => location.search === `?at=${place}`", place)


def test_a_card_opens_its_lesson(tour):
    tour.page.get_by_role("link", name=re.compile(LESSONS[NAMES[1]].title)).click()
    arrived(tour, NAMES[1])
    tour.page.get_by_role("link", name=re.compile(LESSONS[NAMES[0]].title)).click()
    arrived(tour, NAMES[0])


def picture_of(name):
    """What Plotly draws of a lesson's first step."""
    scene, _ = LESSONS[name].shown[0]
    grounds = [(panel.spec.surface, panel.spec.surface_parameters, panel.zoom) for panel in scene.panels]
    return scene.view["dimensions"], repr(grounds)


@pytest.mark.parametrize("name", sorted(NAMES, key=picture_of))
def test_a_lesson_opens_and_plays(tour, name):
    """In the page of another lesson: to mount a page takes a second, and is the same for all. After one another those
    with the same picture, which is drawn once for them."""
    if not urlsplit(tour.page.url).path.startswith("/lessons/"):
        begin(tour, NAMES[0])
    lesson = told(name, 0, "/")
    tour.js(
        """lesson => {
            Look.before = Ravine.state.panels;
            dash_clientside.set_props('lesson', { data: lesson });
        }""",
        lesson,
    )
    tour.until(RACING, [panel["spec"] for panel in lesson["stops"][0]["panels"]])
    plays = tour.js("() => { const { playing } = Ravine.clock; Ravine.clock.pause(); return playing; }")
    assert plays == (lesson["stops"][0]["view"]["step"] is None)


#: Each text as an element of its own, in the place of what a page says.
WRITE = """([id, texts]) => {
    const markdown = text => ({
        namespace: 'dash_core_components', type: 'Markdown', props: { children: text, mathjax: true },
    });
    const children = texts.map(text => ({
        namespace: 'dash_html_components', type: 'Div', props: { children: markdown(text), className: 'lesson-text' },
    }));
    dash_clientside.set_props(id, { children });
}"""
#: Whether all are there, and every formula was typeset: what the source of one begins with is in no text any more.
TYPESET = r"""count => {
    const texts = [...document.querySelectorAll('.lesson-text')];
    return texts.length === count && texts.every(node => node.querySelector('p') && !/\\[([]/.test(node.textContent));
}"""
#: How many formulas each has, and how many errors: of what is drawn as SVG they are groups.
FORMULAS = """() => [...document.querySelectorAll('.lesson-text')].map(node =>
    ['mjx-container', '[data-mml-node=merror]'].map(kind => node.querySelectorAll(kind).length))"""


def test_the_texts_of_all_lessons_are_typeset(tour):
    """On a page that has nothing else, which is laid out anew for each formula."""
    if urlsplit(tour.page.url).path == "/lessons/alchemy":  # a link to where one is changes nothing
        tour.page.goto(f"{tour.address}/lessons/alchemy")
    else:
        tour.js(GO, "/lessons/alchemy")
    expect(tour.page.get_by_text("There is no lesson 'alchemy'.")).to_be_visible()
    lessons = [told(name, 0, "/") for name in NAMES]
    texts = ["\n\n".join([*(each["text"] for each in one["stops"]), one["answer"]]) for one in lessons]
    tour.js(WRITE, ["lessons", texts])
    tour.until(TYPESET, len(texts))
    found = dict(zip(NAMES, tour.js(FORMULAS), strict=True))
    assert found == {name: [text.count("$") // 2, 0] for name, text in zip(NAMES, texts, strict=True)}


def test_page_down_and_up_walk_the_steps_to_the_answer_and_on(tour):
    name, steps = "radford_beale", len(LESSONS["radford_beale"].steps)
    begin(tour, name)
    for step in range(2, steps + 1):
        tour.page.keyboard.press("PageDown")
        at(tour, step)
        tour.settle()
        assert shown_is(tour, name, step)
    expect(tour.page.locator("#answer")).to_be_hidden()
    tour.page.keyboard.press("PageDown")
    expect(tour.page.locator("#story-text")).to_contain_text(LESSONS[name].question[:30])
    expect(tour.button("Next step of the lesson")).to_be_disabled()
    tour.page.keyboard.press("PageUp")
    at(tour, steps)
    tour.page.keyboard.press("PageDown")
    tour.page.keyboard.press("PageDown")  # the answer
    expect(tour.page.locator("#answer-text")).to_contain_text("NAG, by a little")
    tour.page.keyboard.press("PageDown")
    arrived(tour, "radford_long_valley")


#: What stands in the place of the text while nothing is there that could typeset it.
WAITING = """() => {
    const text = document.getElementById('story-text');
    const there = [...text.childNodes];
    text.replaceChildren();
    const seen = getComputedStyle(text, '::after').content;
    text.append(...there);
    return JSON.parse(seen);
}"""


def test_the_text_is_read_while_what_typesets_it_comes(tour):
    begin(tour, "momentum", "?at=2")
    stops = told("momentum", 0, "/")["stops"]
    assert tour.js(WAITING) == stops[1]["plain"]
    tour.page.keyboard.press("PageDown")
    at(tour, 3)
    assert tour.js(WAITING) == stops[2]["plain"]


#: At each frame, where a picture or a chart is not as large as its place.
UNFITTING = """() => {
    window.unfitting = [];
    const count = document.getElementById('panels').dataset.count;
    let last = count;
    const look = () => {
        last = document.getElementById('panels').dataset.count;
        for (const id of ['picture-0', 'curve-0']) {
            const place = document.getElementById(id);
            const drawn = place?.querySelector('.main-svg');
            const gap = drawn && Math.abs(drawn.getBoundingClientRect().width - place.clientWidth);
            if (gap > 1) unfitting.push(`${id} ${gap}`);
        }
        if (!window.unfittingEnds || last === count) requestAnimationFrame(look);
        else window.unfittingEnds = 'done';
    };
    window.unfittingEnds = false;
    look();
}"""


def test_a_picture_is_never_seen_as_large_as_another_place(tour):
    """One panel after two: without a hint Plotly would have it small for a while."""
    begin(tour, "edge_of_stability", "?at=4")
    tour.js(UNFITTING)
    tour.page.keyboard.press("PageDown")
    at(tour, 5)
    tour.until("() => document.getElementById('panels').dataset.count === '1'")
    tour.settle()
    tour.js("window.unfittingEnds = true")
    tour.until("() => window.unfittingEnds === 'done'")
    assert tour.js("window.unfitting") == []


#: On stage: how far a panel reaches under the story, and how much of what is printed of its rates is cut.
CUT = """() => {
    const box = node => node.getBoundingClientRect();
    const items = [...document.querySelectorAll('.rate-item')].filter(node => node.checkVisibility());
    const beyond = node => box(node).right - box(node.closest('.rates-line')).right;
    const panels = [...document.querySelectorAll('.panel:not([hidden])')];
    return {
        under: Math.max(...panels.map(panel => box(panel).right)) - box(document.getElementById('story')).left,
        wider: Math.max(...panels.map(panel => panel.scrollWidth - panel.clientWidth)),
        rates: items.map(beyond).filter(cut => cut > 0.5),
        printed: items.length,
    };
}"""


@pytest.mark.parametrize(("name", "step", "printed"), [("without_gradients", 2, 0), ("averages", 3, 2)])
def test_on_stage_a_long_name_pushes_nothing_away_and_rates_are_whole(tour, name, step, printed):
    begin(tour, name, f"?at={step}")
    tour.page.keyboard.press("f")
    tour.until("() => document.querySelector('.presenting') !== null")
    tour.settle()
    found = tour.js(CUT)
    tour.page.keyboard.press("f")
    tour.until("() => document.querySelector('.presenting') === null")
    assert found["under"] <= 0
    assert found["wider"] <= 0
    assert (found["rates"], found["printed"]) == ([], printed)


def test_the_answer_is_behind_a_click(tour):
    begin(tour, "steepest_descent", "?at=99")  # there are five: the last one, the question
    expect(tour.page.locator("#answer-text")).to_be_hidden()
    tour.page.get_by_text("Show the answer").click()
    expect(tour.page.locator("#answer-text")).to_contain_text("There the gradient points at the minimum")
    hidden = "({ scrollHeight, clientHeight }) => scrollHeight - clientHeight"
    assert tour.page.locator("#story-text").evaluate(hidden) <= 0  # the question stays whole; what is below it scrolls


def test_a_link_opens_its_step(tour):
    tour.page.goto(f"{tour.address}/lessons/outlier?at=2")
    arrived(tour, "outlier")
    assert shown_is(tour, "outlier", 2)
    assert (tour.step, tour.js("Ravine.clock.playing")) == (59, False)
    expect(tour.page.locator('.dot[aria-current="step"]')).to_have_text("2")
    tour.page.keyboard.press("ArrowRight")  # the clock's
    assert tour.step == 60
    at(tour, 2)


def test_the_same_surface_is_not_drawn_again(tour):
    begin(tour, "nesterov")
    tour.js("() => { document.querySelector('#picture-0 .js-plotly-plot').kept = true; }")
    tour.page.get_by_role("button", name="Step 3", exact=True).click()
    at(tour, 3)
    tour.settle()
    assert tour.step == 20
    assert tour.js("document.querySelector('#picture-0 .js-plotly-plot').kept")


def test_who_is_meant_is_highlighted(tour):
    begin(tour, "delta_bar_delta", "?at=2")
    tour.until("Ravine.highlighted() === 'delta_bar_delta'")
    expect(tour.switch("sgd")).to_have_class(re.compile("faded"))
    tour.page.keyboard.press("PageUp")
    tour.until("Ravine.highlighted() === null")


def test_captions_say_what_a_panel_shows(tour):
    begin(tour, "gradient_descent", "?at=3")
    notes = tour.js("[0, 1].map(i => document.getElementById(`picture-${i}`).dataset.note)")
    assert notes == list(LESSONS["gradient_descent"].steps[2].captions)


def stay(tour, name, query):
    """On the page of the check before, or go there."""
    if tour.js("location.pathname + location.search") != f"/lessons/{name}{query}":
        begin(tour, name, query)


def test_a_link_leads_to_its_step_from_another_one(tour):
    """Also where Dash, which does not hear of what the page writes into its address, takes that for where it is."""
    stay(tour, "gradient_descent", "?at=3")
    tour.page.keyboard.press("PageUp")
    at(tour, 2)
    begin(tour, "gradient_descent", "?at=3")
    assert shown_is(tour, "gradient_descent", 3)
    at(tour, 3)


def test_play_with_it_opens_the_same_state_on_the_race_page(tour):
    stay(tour, "gradient_descent", "?at=3")
    tour.seek(17)
    link = tour.page.get_by_role("link", name="Play with it")
    tour.until("() => document.getElementById('play-with-it').href.includes('step=17')")
    scene, problems = scene_from_query(link.get_attribute("href").partition("?")[2])
    assert not problems
    assert scene.panels == LESSONS["gradient_descent"].shown[2][0].panels
    link.click()
    tour.until("() => document.getElementById('desk')?.offsetParent && location.pathname === '/'")
    tour.settle()
    assert shown_is(tour, "gradient_descent", 3)
    assert tour.step == 17
    expect(tour.slider("SGD learning rate")).to_be_visible()
    tour.page.go_back()
    arrived(tour, "gradient_descent")
    tour.until("() => Ravine.state.panels[0].spec.surface === 'rotated_quadratic' && Look.settled()")
    assert shown_is(tour, "gradient_descent", 3)
    link.click()
    tour.page.get_by_role("link", name=f"← {LESSONS['gradient_descent'].title}, step 3").click()
    arrived(tour, "gradient_descent")
    at(tour, 3)


MOVE = """() => {
    const slider = document.querySelector('#story-hand input[type="range"]');
    const old = Look.racer(0, 'sgd').x[9];
    slider.value = 0.9;
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    return [old, Look.racer(0, 'sgd').x[9]];
}"""


def test_what_is_moved_at_a_step_moves_its_race_and_goes_back(tour):
    stay(tour, "gradient_descent", "?at=3")
    before = tour.paths()
    old, now = tour.js(MOVE)  # in one go: nothing that the server says comes between
    assert old != now
    tour.settle()
    rate = tour.spec(0)["optimizers"]["sgd"]["learning_rate"]
    assert rate > LESSONS["gradient_descent"].hands[2].across
    assert tour.paths()[1] == before[1]
    notes = tour.js("[0, 1].map(i => document.getElementById(`picture-${i}`).dataset.note)")
    assert notes == [f"α = {rate:g}", LESSONS["gradient_descent"].steps[2].captions[1]]
    tour.page.keyboard.press("Home")
    tour.button("Next step of the lesson").click()
    tour.settle()
    tour.button("Step of the lesson before").click()
    at(tour, 3)
    tour.settle()
    assert shown_is(tour, "gradient_descent", 3)
    assert tour.paths() == before
    slider = tour.slider("SGD learning rate")
    assert float(slider.input_value()) == pytest.approx(0.7, abs=0.01)


def test_a_step_keeps_what_is_edited_in_it_and_back_leads_there(tour):
    begin(tour, "gradient_descent", "?at=1")
    opened = tour.js("Ravine.stateText()")
    tour.js("Ravine.setMaster(0.5)")
    tour.settle()
    edited = tour.js("Ravine.stateText()")
    tour.until("() => Ravine.isAtEntry()")
    expect(tour.button("Undo")).to_be_enabled()
    tour.button("Next step of the lesson").click()
    at(tour, 2)
    tour.settle()
    expect(tour.button("Undo")).to_be_disabled()  # it leads to no other step
    tour.page.go_back()
    at(tour, 1)
    tour.until("text => Ravine.stateText() === text", edited)
    expect(tour.page.locator('.dot[aria-current="step"]')).to_have_text("1")
    tour.button("Undo").click()
    assert tour.js("Ravine.stateText()") == opened
    tour.until("() => Ravine.isAtEntry()")
    tour.button("Redo").click()
    tour.until("() => Ravine.isAtEntry()")
    tour.page.go_forward()
    at(tour, 2)
    tour.settle()


LINES = """() => {
    const canvas = document.querySelector('.scatter.open canvas');
    if (!canvas?.width) return null;
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const inked = [];
    for (let k = 0; k < data.length; k += 4) if (data[k + 3] > 200 && data[k] > data[k + 2] + 100) inked.push(k);
    return inked.length > 50 ? inked.join() : null;
}"""


def test_samples_are_shown_with_the_lines_of_the_racers_and_can_be_folded(tour):
    begin(tour, "radford_moons", "?at=3")
    tour.until(LINES)  # SGD's is red
    late = tour.js(LINES)
    tour.seek(20)
    tour.until(f"late => {{ const now = ({LINES})(); return now && now !== late; }}", late)
    fold = tour.button("Data")
    fold.click()
    expect(fold).to_have_attribute("aria-expanded", "false")
    expect(tour.page.locator(".scatter canvas")).to_be_hidden()
    fold.click()
    expect(tour.page.locator(".scatter canvas")).to_be_visible()


def test_an_unknown_lesson_says_so_and_a_fold_that_is_told_late_is_none_of_its(tour):
    begin(tour, NAMES[0])
    tour.js("() => { Look.left = document.getElementById('answer'); Look.left.open = false; }")
    tour.js(GO, "/lessons/alchemy")
    expect(tour.page.get_by_text("There is no lesson 'alchemy'.")).to_be_visible()
    tour.js("() => new Promise(told => { Look.left.addEventListener('toggle', told); Look.left.open = true; })")
    tour.page.get_by_role("link", name="All lessons").click()
    expect(tour.page.locator(".lesson-card")).to_have_count(len(LESSONS))
