"""Panels, their legends, charts and scoreboards; cards; light and dark."""

import re

import pandas as pd
import pytest
from playwright.sync_api import expect

from exports.options import Options
from exports.sheet import Sheet
from exports.take import take_of
from optimizers import OPTIMIZERS
from races import RaceSpec
from races import race as run
from surfaces import SURFACES

RACERS = "sgd=learning_rate:0.002&momentum=learning_rate:0.001&adam=learning_rate:0.1"
BEALE = f"surface=beale&start=1,1.6&steps=120&{RACERS}"
HIMMELBLAU = f"surface=himmelblau&steps=120&{RACERS}"
ONE, TWO = f"{BEALE}&step=100", f"{BEALE}&{HIMMELBLAU}&step=50"
GONE = re.compile(r"\bdiverged\b")
WILD = BEALE.replace("sgd=learning_rate:0.002", "sgd=learning_rate:1")


# ---- one panel: legend, scoreboard, chart ----

INK = """name => {
    const { data } = Look.pixels(0, 'past', 'picture'), colour = Look.colour(name);
    let count = 0;
    for (let i = 0; i < data.length; i += 4) {
        count += data[i + 3] > 240 && colour.every((value, k) => Math.abs(value - data[i + k]) < 10);
    }
    return count;
}"""


def test_pointing_at_a_name_highlights_its_racer(race):
    race.show(ONE)
    race.js("Look.keep('all', 0)")
    race.switch("sgd").hover()
    race.until("() => Look.difference('all', 0) > 0.3")
    assert race.js(INK, "sgd") > 20
    assert race.js(INK, "adam") == 0
    race.page.mouse.move(2, 2)
    race.until("() => Look.difference('all', 0) < 0.01")
    assert race.js(INK, "adam") > 20


def test_everybody_can_be_switched_off(race):
    race.show(ONE)
    for name in ("sgd", "momentum", "adam"):
        race.switch(name).click()
        expect(race.switch(name)).to_have_attribute("aria-pressed", "false")
    race.settle()
    assert race.paths() == [{}]
    assert race.js("Look.ink(0, 'past', 'picture') + Look.ink(0, 'heads', 'picture')") == 0
    race.row("adagrad").click()
    race.settle()
    assert set(race.paths()[0]) == {"adagrad"}


def test_a_racer_that_diverges_is_marked(race):
    race.show(f"{WILD}&step=0")
    at = run(RaceSpec(**race.spec()))["sgd"].diverged_at
    entry = race.switch("sgd")
    race.seek(at - 1)
    expect(entry).not_to_have_class(GONE)
    race.seek(at)
    expect(entry).to_have_class(GONE)
    assert "✕" in entry.evaluate("node => getComputedStyle(node.querySelector('.label'), '::before').content")
    expect(entry.locator(".rate")).to_be_visible()
    expect(entry.locator(".rank")).to_have_text("–")
    expect(race.page.locator("#scoreboards tr[data-name=sgd]")).to_contain_text(f"diverged at step {at}")


def test_each_panel_says_who_has_diverged_there(race):
    race.show(f"{WILD}&{BEALE}&step=0")
    at = run(RaceSpec(**race.spec()))["sgd"].diverged_at
    race.seek(at)
    expect(race.rate(0, "sgd")).to_have_class(GONE)
    assert "✕" in race.rate(0, "sgd").evaluate("node => getComputedStyle(node, '::after').content")
    expect(race.rate(1, "sgd")).not_to_have_class(GONE)
    expect(race.switch("sgd")).not_to_have_class(GONE)  # somewhere it races on
    race.seek(at - 1)
    expect(race.rate(0, "sgd")).not_to_have_class(GONE)


STANDINGS = """[...document.querySelectorAll('#scoreboards table')].map(({ tBodies: [body] }) =>
    [...body.rows].map(({ dataset, cells }) => [dataset.name, ...[...cells]
        .filter(cell => !cell.classList.contains('average')).map(cell => cell.textContent)]))"""


def test_the_scoreboard_is_sorted_by_loss_at_the_clock(race):
    race.show(f"{WILD}&step=0")
    result, orders = run(RaceSpec(**race.spec())), set()
    assert result["sgd"].status == "diverged"
    for step in (0, 5, 20, 60, 119, 120):
        race.seek(step)
        (rows,) = race.js(STANDINGS)
        gone = {name for name, t in result.items() if t.diverged_at is not None and step >= t.diverged_at}
        wanted = sorted(result, key=lambda name: float("inf") if name in gone else result[name].losses[step])
        assert [row[0] for row in rows] == wanted
        orders.add(tuple(wanted))
        for name, label, *numbers, _, status in rows:
            t = result[name]
            assert label == OPTIMIZERS[name].label
            assert (status == f"diverged at step {t.diverged_at}") is (name in gone)
            if name not in gone:
                shown = [float(number.replace("−", "-")) for number in numbers]
                exact = [float(column[step]) for column in (t.losses, t.gradient_norms, t.distances)]
                assert shown == pytest.approx(exact, rel=5.1e-3), (step, name)
    assert rows[-1][0] == "sgd"
    assert len(orders) > 1

    race.js("scrollTo(0, 0), Look.frame().then(Look.frame)")
    race.seek(0)
    before = race.js(STANDINGS)
    race.js("Ravine.clock.play()")
    race.until("() => Ravine.clock.step > 20")
    assert race.js(STANDINGS) == before  # nobody sees it, below the window
    race.page.locator("#scoreboards").scroll_into_view_if_needed()
    race.until(f"before => JSON.stringify({STANDINGS}) !== before", race.js(f"JSON.stringify({STANDINGS})"))
    race.js("Ravine.clock.pause(), scrollTo(0, 0)")


def test_the_scoreboards_file_is_of_the_step_that_is_seen(race):
    race.show(f"{WILD}&step=0")
    result = run(RaceSpec(**race.spec()))
    for moment, step in ((37, 37), (59.8, 59)):
        race.js("step => (Ravine.clock.pause(), Ravine.clock.move(step), Look.frame())", moment)
        expect(race.page.locator("#step")).to_have_text(f"{step} / 120")
        with race.page.expect_download() as download:
            race.button("Download the scoreboards at this step (CSV)").click()
        rows = pd.read_csv(download.value.path()).set_index("optimizer")
        assert set(rows["step"]) == {step}
        for name, t in result.items():
            assert rows["loss"][name] == pytest.approx(t.losses[step], nan_ok=True), (step, name)


#: What each panel's chart has for axes, once it is what is wanted; else what it still is after so many frames.
AXES = """async wanted => {
    const axes = () => Ravine.panels.map(({ layers: { curve } }, panel) => {
        const { xaxis, yaxis } = curve.plot._fullLayout;
        const [steps, low, high] = [xaxis.range[1], ...yaxis.range].map(end => end.toFixed(6));
        return { panel, steps, scale: yaxis.type, low, high };
    });
    for (let frame = 0; frame < 60 && JSON.stringify(axes()) !== JSON.stringify(wanted); frame++) await Look.frame();
    return axes();
}"""


@pytest.mark.parametrize("view", ["shared=on", "chart=move", "chart=distance&axis=evaluations&shared=on"])
def test_the_axes_of_charts_are_those_of_files(race, view):
    """Their range, when they are logarithmic, and what they share."""
    link = f"{TWO}&{view}"
    race.show(link)
    wanted = [
        {
            "panel": panel,
            "steps": f"{chart.last:.6f}",
            "scale": "log" if chart.logarithmic else "linear",
            "low": f"{chart.range[0]:.6f}",
            "high": f"{chart.range[1]:.6f}",
        }
        for panel, chart in enumerate(part.chart for part in Sheet(take_of(link), Options()).parts)
    ]
    for found, chart in zip(race.js(AXES, wanted), wanted, strict=True):
        assert found == chart, f"the axes of the chart of panel {chart['panel'] + 1}"


def test_the_charts_show_loss_or_distance_against_steps_or_evaluations(race):
    race.show(f"{BEALE}&rprop=&step=60")
    titles = (
        "`${Ravine.panels[0].layers.curve.frame.dataset.along},${Look.plot(0, 'curve')._fullLayout.yaxis.title.text}`"
    )
    assert race.js(titles) == "step,loss"
    race.js("Look.keep('loss', 0, 'past', 'curve')")
    race.segment("chart", "Distance")
    race.until(f"() => {titles} === 'step,distance'")
    race.until("() => Look.difference('loss', 0, 'past', 'curve') > 0.05")
    where = race.js("Look.marked(0, 0, Look.racer(0, 'sgd').distance[0], 'curve')")
    assert race.js("Look.tracked(0, 'sgd', 0, 'curve')") == pytest.approx(where, abs=1)
    race.segment("axis", "Gradient evaluations")
    race.until(f"() => {titles} === 'gradient evaluations,distance'")
    race.segment("axis", "Step")
    race.segment("chart", "Loss")
    race.until(f"() => {titles} === 'step,loss'")
    race.until("() => Look.difference('loss', 0, 'past', 'curve') < 0.01")


# ---- surfaces of data ----


def test_what_follows_from_the_data_is_on_the_page(race):
    """The start and the picture move with the data, the badge says the condition number, a click starts there."""
    race.show("surface=normalized_regression&steps=40&sgd=learning_rate:0.5&step=40")
    start = "Ravine.state.panels[0].spec.start.join()"
    badge = "document.getElementById('picture-0').dataset.note"
    assert race.js(badge) == "condition number 19"
    race.js("Ravine.setValue('normalized_regression', 'drawn_back', 1)")
    race.until(f"() => {start} === '-1,8' && {badge} === 'condition number 19, original weights'")
    race.settle()  # the racers follow with the picture
    x, y = (race.js(f"Array.from(Look.racer(0, 'sgd').{axis})") for axis in "xy")
    spec = RaceSpec("normalized_regression", {"sgd": {"learning_rate": 0.5}}, steps=40,
                    surface_parameters={"drawn_back": 1})  # fmt: skip
    assert [x, y] == [pytest.approx(column, abs=1e-5) for column in run(spec)["sgd"].positions.T.tolist()]
    race.js("Ravine.setStart(0, 2, 12)")
    race.until("() => Look.racer(0, 'sgd').x[0] === 2 && Look.racer(0, 'sgd').y[0] === 12")
    race.js("Ravine.setValue('normalized_regression', 'drawn_back', 0)")  # (2, 12) is beside this picture
    race.until(
        f"() => Math.abs(Ravine.state.panels[0].spec.start[1] - 0.8) < 1e-9 && {badge} === 'condition number 19'"
    )
    race.js("Ravine.setValue('normalized_regression', 'scale', 0.5)")
    race.until(f"() => {start} === '-1,4' && Ravine.surfaceOf(0).minima[0][1] === 2")
    race.js("Ravine.setValue('normalized_regression', 'correlation', 0.5)")
    race.until(f"() => {badge} === 'condition number 3'")
    race.button("About the surface of panel 1").click()
    expect(race.page.get_by_role("dialog")).to_contain_text("3 at the lowest minimum")
    race.press("Escape")
    expect(race.page.get_by_role("dialog")).to_be_hidden()


def test_the_chart_shows_accuracy_where_there_is_one(race):
    race.show("surface=noisy_moons&noise=data_batches&steps=40&sgd=&surface=sphere&sgd=&step=30")
    race.segment("chart", "Accuracy")
    race.until("() => Look.plot(0, 'curve')._fullLayout.yaxis.title.text === 'accuracy'")
    accuracies = race.js("Array.from(Look.racer(0, 'sgd').accuracy)")
    assert 0.15 < accuracies[0] < 0.25 < 0.7 < accuracies[-1] < 0.9
    frames = "[0, 1].map(k => Ravine.panels[k].layers.curve.frame.dataset.missing).join('|')"
    race.until(f"() => {frames} === '|This loss is no classifier’s'")


# ---- cards ----


def test_a_card_by_its_button(race):
    race.show(ONE)
    card = race.page.get_by_role("dialog")
    race.button("About the surface of panel 1").click()
    expect(card).to_contain_text("Beale")
    race.press("Escape")
    expect(card).to_be_hidden()
    race.more("Adam")
    race.button("About Adam").click()
    expect(card).to_contain_text("Adam")
    race.press("Escape")
    expect(card).to_be_hidden()


CARD = """([title, source, labels]) => {
    const card = document.querySelector('#card[open]'), text = card?.textContent || '';
    return card?.querySelector('h2')?.textContent === title && text.includes(`Source: ${source}`)
        && labels.every(label => text.includes(label)) && card.querySelector('mjx-container :is(svg, mjx-math)')
        && !card.querySelector('mjx-merror, [data-mjx-error]');
}"""


def test_a_method_and_a_surface_have_a_card_with_their_formula(race):
    for kind, table in (("optimizer", OPTIMIZERS), ("surface", SURFACES)):
        for name, entry in list(table.items())[:: len(table) // 3]:
            race.js("data => dash_clientside.set_props('card-request', { data })", {"kind": kind, "name": name})
            race.until(CARD, [entry.label, entry.source, [each.label for each in entry.hyperparameters.values()]])
            expect(race.page.get_by_role("dialog")).to_contain_text(entry.watch[:30])
    race.press("Escape")
    expect(race.page.get_by_role("dialog")).to_be_hidden()


WIDEST = 42  # how wide a formula may be on a card at 1280 px, in sizes of its type
#: The numbers of those among the formulas that are wider.
WIDE = """limit => [...document.querySelectorAll('#own-formula mjx-container')].flatMap((node, place) => {
    const size = parseFloat(getComputedStyle(document.querySelector('#own-formula')).fontSize);
    return node.querySelector('mjx-math, svg').getBoundingClientRect().width > limit * size ? [place] : [];
})"""


def test_every_formula_can_be_typeset_and_is_not_cut_on_a_card(race):
    race.show(ONE)
    race.js("Ravine.openDialog('own')")
    formulas = [entry.formula for table in (OPTIMIZERS, SURFACES) for entry in table.values()]
    race.js("all => Ravine.typeset('own-formula', all.join('\\n$$\\n\\n$$\\n'))", formulas)
    race.until("count => document.querySelectorAll('#own-formula mjx-container').length === count", len(formulas))
    assert race.js("document.querySelectorAll('#own-formula :is(mjx-merror, [data-mjx-error])').length") == 0
    names = [*OPTIMIZERS, *SURFACES]
    assert [names[place] for place in race.js(WIDE, WIDEST)] == []
    race.js("Ravine.typeset('own-formula', '')")
    race.button("Close: Your own function").click()


# ---- light and dark ----

THEME = """() => ({
    page: getComputedStyle(document.body).backgroundColor,
    casing: Ravine.panels[0].layers.picture.tracks.style.casing,
    colour: Ravine.panels[0].layers.picture.tracks.tracks[0].color,
    plot: JSON.stringify(Look.plot(0)._fullData[0].colorscale),
    scheme: document.documentElement.dataset.mantineColorScheme,
})"""


#: Counts what Plotly is asked to lay out.
COUNT = """() => {
    window.laid = [];
    for (const name of ['newPlot', 'react', 'redraw', 'relayout', 'restyle', 'update']) {
        const own = Plotly[name];
        Plotly[name] = (plot, ...asked) => {
            laid.push(`${name} ${plot.closest('[id]').id}`);
            return own(plot, ...asked);
        };
    }
}"""


def test_light_and_dark(race):
    """Plotly lays out the new picture once, and the new chart with the ranges of its race."""
    race.show(ONE)
    light = race.js(THEME)
    assert light["scheme"] == "light"
    race.js(COUNT)
    race.button("Dark or light").click()
    race.until(f"old => ({THEME})().plot !== old", light["plot"])
    race.settle()
    assert sorted(race.js("laid")) == ["react curve-0", "react picture-0"]
    dark = race.js(THEME)
    assert dark["scheme"] == "dark"
    assert all(dark[key] != light[key] for key in light)
    assert race.js("Ravine.state.view.theme") == "dark"
    race.button("Dark or light").click()
    race.until(f"old => ({THEME})().plot === old", light["plot"])
    race.settle()
    assert race.js(THEME) == light


#: A page that is always about to draw, and asks each time in which theme.
DRAWS = """() => {
    const { port1, port2 } = new MessageChannel(), node = document.body.appendChild(document.createElement('i'));
    let turns = 0;
    port1.onmessage = () => {
        if (!node.isConnected) return;
        node.style.opacity = turns++ % 2;
        Ravine.module('ui/theme.mjs').themeNow();
        port2.postMessage(0);
    };
    port2.postMessage(0);
    Look.busy = node;
}"""


def test_the_systems_colour_scheme_is_followed_also_while_the_page_draws(race):
    race.show(ONE)
    light = race.js(THEME)
    race.js(DRAWS)
    race.page.emulate_media(color_scheme="dark")
    try:
        race.until("() => document.documentElement.dataset.theme === 'dark'")
        race.js("Look.busy.remove()")
        race.until(f"old => ({THEME})().plot !== old", light["plot"])
        race.settle()
        dark = race.js(THEME)
        assert all(dark[key] != light[key] for key in light)
        assert race.js("Ravine.state.view.theme") is None
    finally:
        race.js("Look.busy.remove()")
        race.page.emulate_media(color_scheme="light")
    race.until(f"old => ({THEME})().plot === old", light["plot"])


# ---- several panels ----


def test_a_click_in_the_legend_switches_a_racer_in_the_panels_of_the_scope(race):
    race.show(TWO)
    entry = race.switch("momentum")
    entry.click()
    race.settle()
    assert [set(paths) for paths in race.paths()] == [{"sgd", "adam"}] * 2
    expect(entry).to_have_attribute("aria-pressed", "false")
    race.segment("scope", "1")
    entry.click()
    race.settle()
    assert [set(paths) for paths in race.paths()] == [{"sgd", "momentum", "adam"}, {"sgd", "adam"}]
    expect(entry).to_have_attribute("aria-pressed", "true")
    race.segment("scope", "2")
    expect(entry).to_have_attribute("aria-pressed", "mixed")  # it is to be seen, in another panel


def test_what_is_the_same_in_all_panels_is_said_once(race):
    """The legend has the rate that all panels share; where they differ each panel prints its own, and where only
    another setting differs, that."""
    other = HIMMELBLAU.replace("adam=learning_rate:0.1", "adam=learning_rate:0.2,beta1:0.8").replace(
        "momentum=learning_rate:0.001", "momentum=learning_rate:0.001,momentum:0.5"
    )
    race.show(f"{BEALE}&{other}&step=50")
    said = [race.switch(name).locator(".rate").inner_text() for name in ("sgd", "momentum", "adam")]
    assert said == ["0.002", "0.001", ""]
    printed = [[race.rate(k, name).inner_text() for name in ("sgd", "momentum", "adam")] for k in range(2)]
    beta = OPTIMIZERS["momentum"].hyperparameters["momentum"].symbol
    assert printed == [["", f"{beta} 0.9", "0.1"], ["", f"{beta} 0.5", "0.2"]]
    expect(race.rate(0, "sgd")).to_be_hidden()


def test_what_has_no_room_in_a_panels_line_is_behind_a_number(race):
    """All rates of a panel can be read, however many there are: in its line, or by mouse or keyboard in its list."""
    everybody = "&".join(f"{name}=" for name in OPTIMIZERS)
    race.show("&".join(f"surface={surface}&steps=20&{everybody}" for surface in ("beale", "himmelblau", "booth")))
    more, place = race.button("All rates of panel 2"), race.page.locator("#rates-1")
    race.until("() => document.querySelector('#rates-1 .rates-more').textContent")
    seen = """() => { const line = document.querySelector('#rates-1 .rates-line').getBoundingClientRect();
        return [...document.querySelectorAll('#rates-1 .rate-item:not([hidden])')]
            .map(node => node.getBoundingClientRect().top < line.bottom - 2); }"""
    assert more.inner_text() == f"+{race.js(seen).count(False)}"
    assert place.bounding_box()["height"] < 24
    whole = place.locator(".rates-all")
    expect(whole).to_be_hidden()
    for ask in (more.hover, more.focus):
        ask()
        expect(whole).to_be_visible()
        assert [len(whole.locator(".rates-row").all()), whole.inner_text().count("learning")] == [len(OPTIMIZERS), 0]
        for name, settings in race.spec(1)["optimizers"].items():
            if "learning_rate" in settings:
                text = whole.locator(f"[data-name={name}]").inner_text()
                assert float(text.split("\n")[-1].split(",")[0].replace("−", "-")) == settings["learning_rate"]
        race.page.mouse.move(2, 2)
        race.js("document.activeElement.blur()")
        expect(whole).to_be_hidden()
    more.click()
    race.page.mouse.move(2, 2)
    expect(whole).to_be_visible()  # a click pins it
    race.press("Escape")
    expect(whole).to_be_hidden()


def test_the_legend_ranks_by_the_charts_measure_in_the_panel_that_was_touched(race):
    race.show(TWO)
    ranks = """() => Object.fromEntries([...document.querySelectorAll('.legend-item')].map(
        ({ dataset, children: [rank] }) => [dataset.name, rank.textContent]).filter(([, rank]) => rank))"""

    def wanted(panel, of, step):
        numbers = {name: of(t)[step] for name, t in run(RaceSpec(**race.spec(panel))).items()}
        return {name: str(1 + sum(other < mine for other in numbers.values())) for name, mine in numbers.items()}

    losses, distances = (lambda t: t.losses), (lambda t: t.distances)
    race.page.locator("#panel-0 .number").click()
    for step in (0, 2, 50, 119):
        race.seek(step)
        assert race.js(ranks) == wanted(0, losses, step), step
    race.page.locator("#panel-1 .number").click()
    assert race.js(ranks) == wanted(1, losses, 119)
    race.segment("chart", "Distance")
    assert race.js(ranks) == wanted(1, distances, 119) != wanted(0, distances, 119)
    race.button("ranks in 2").click()
    assert race.js(ranks) == wanted(0, distances, 119)
    race.segment("chart", "Loss")
    race.switch("adam").hover()
    note = race.page.locator("#legend-note")
    loss = run(RaceSpec(**race.spec(1)))["adam"].losses[119]
    rank = wanted(1, losses, 119)["adam"]
    expect(note).to_contain_text(f"2 Himmelblau: {rank} of 3, loss {float(f'{loss:.3g}'):g}".replace("e-0", "e−"))
    race.page.mouse.move(2, 300)
    expect(note).to_be_hidden()


@pytest.mark.parametrize("where", ["legend", "desk"])
def test_a_double_click_shows_one_alone_and_then_everybody(race, where):
    race.show(TWO)
    entry = race.switch("momentum") if where == "legend" else race.button("Momentum")
    for wanted in ({"momentum"}, {"sgd", "momentum", "adam"}):
        box = entry.bounding_box()
        race.page.mouse.move(box["x"] + 30, box["y"] + box["height"] / 2)
        race.page.mouse.down()
        race.page.mouse.up()
        race.settle()  # a human's second click comes after the page has answered the first
        race.page.mouse.down(click_count=2)
        race.page.mouse.up(click_count=2)
        race.settle()
        assert [set(paths) for paths in race.paths()] == [wanted] * 2


def test_duplicate_and_remove(race):
    race.show(TWO)
    panels, boards = race.page.locator(".panel:visible"), race.page.locator("#scoreboards table")
    race.button("Duplicate panel 1").click()
    race.settle()
    assert [spec["surface"] for spec in race.specs()] == ["beale", "beale", "himmelblau"]
    assert race.spec(0) == race.spec(1)
    race.type("Adam learning rate", "0.5")  # the new panel is the one that is changed
    race.settle()
    assert [spec["optimizers"]["adam"]["learning_rate"] for spec in race.specs()] == [0.1, 0.5, 0.1]
    for left in (["beale", "himmelblau"], ["himmelblau"]):
        race.button("Remove panel 1").click()
        race.settle()
        assert [spec["surface"] for spec in race.specs()] == left
        expect(panels).to_have_count(len(left))
        expect(boards).to_have_count(len(left))
    expect(race.button("Remove panel 1")).to_be_disabled()  # the last panel stays
    for count in (2, 3, 4):
        race.button("Duplicate panel 1").click()  # in a place that was in use before
        expect(panels).to_have_count(count)
    race.settle()
    assert race.paths()[0] == race.paths()[1] == race.paths()[3]
    assert_no_canvas_is_left_over(race, 4)
    assert [race.button(f"Duplicate panel {panel}").is_disabled() for panel in (1, 2, 3, 4)] == [True] * 4
    race.button("Remove panel 4").click()
    expect(race.button("Duplicate panel 1")).to_be_enabled()
    expect(race.button("Remove panel 1")).to_be_enabled()


def test_another_surface(race):
    race.show(f"{BEALE}&{BEALE}&step=50")
    race.choose("Surface of panel 2", "Himmelblau")
    race.until("() => Ravine.state.panels[1].spec.surface === 'himmelblau'")
    race.settle()
    assert [spec["surface"] for spec in race.specs()] == ["beale", "himmelblau"]
    start = SURFACES["himmelblau"].start
    assert race.spec(1)["start"] == list(start)
    for path in race.paths()[1].values():
        assert (path[0][0], path[1][0]) == pytest.approx(start)
    assert race.js("Look.plot(1)._fullLayout.xaxis.range") == pytest.approx(SURFACES["himmelblau"].domain[0])
    expect(race.page.locator("#scoreboards caption").nth(1)).to_contain_text("Himmelblau")
    name = race.field("Surface of panel 2").or_(race.page.get_by_role("combobox", name="Surface of panel 2"))
    name.click()
    race.page.keyboard.type("rosen")
    expect(race.named("option", "Rosenbrock")).to_be_visible()
    race.press("Enter")
    race.until("() => Ravine.state.panels[1].spec.surface === 'rosenbrock'")
    race.until("() => document.activeElement === document.body")  # the next key is the clock's again
    name.click()
    race.page.keyboard.type("zz")
    expect(name).to_have_value("zz")
    race.press("Escape")
    expect(name).to_have_value("Rosenbrock")
    assert race.spec(1)["surface"] == "rosenbrock"


@pytest.mark.parametrize("label", ["Surface of panel 1", "Start x of panel 1"])
def test_a_field_keeps_the_keyboard_that_is_clicked_right_after_a_button(race, label):
    race.show(HIMMELBLAU)
    field = race.field(label)
    race.button("Zoom into panel 1").evaluate(
        """(button, field) => {
            for (const node of [button, field]) {
                node.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
                node.focus();
                node.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
                node.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }));
            }
        }""",
        field.element_handle(),
    )
    race.settle()
    expect(field).to_be_focused()


def test_a_link_in_the_same_page_leaves_nothing_behind(race):
    race.show(TWO)
    race.js("Look.keep('two', 0)")
    race.show(f"{HIMMELBLAU}&step=50")
    race.show(TWO)
    assert race.js("Look.difference('two', 0)") < 0.001
    assert_no_canvas_is_left_over(race, 2)


def assert_no_canvas_is_left_over(race, panels):
    for panel in range(panels):
        for kind in ("picture", "curve"):
            expect(race.page.locator(f"#{kind}-{panel} canvas.tracks")).to_have_count(3)
            assert race.js("([panel, kind]) => Look.ink(panel, 'past', kind)", [panel, kind]) > 100
