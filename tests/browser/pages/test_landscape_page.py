"""The page Landscape: planes that ship, links, and one that is made."""

from contextlib import suppress

import number_fields
import numpy as np
import pytest
from playwright.sync_api import expect

from figures.height import height_map, lifted
from networks.plane_files import find, folder
from networks.plane_spec import read_plane
from optimizers import OPTIMIZERS

HERE = "() => window.Ravine?.state?.begun && Look.settled()"
NEW = "logistic,epochs:1,grid:21/adam,learning_rate:0.3"


@pytest.fixture(scope="module")
def race(opened):
    """The page, once for all checks."""
    with opened(None) as race:
        race.page.goto(f"{race.address}/landscape?surface=network&plane=mlp&surface=network&plane=mlp-random&step=120")
        race.until(HERE)
        yield race


def planes(race):
    return [spec["expression"] for spec in race.specs()]


def test_a_link_opens_two_planes_and_says_what_is_lost(race):
    assert planes(race) == ["mlp", "mlp-random"]
    assert race.step == 120
    said = race.page.locator("#landscape-said section")
    expect(said).to_have_count(2)
    for place, name in enumerate(planes(race)):
        expect(said.nth(place).locator("h3")).to_have_text(find(name).label)
        expect(said.nth(place)).to_contain_text("of the variance of all paths")
        rows = said.nth(place).locator("tbody tr")
        expect(rows).to_have_count(len(find(name).tracks) + 1)
        expect(rows.first).to_contain_text(OPTIMIZERS[next(iter(find(name).tracks))].label)
    assert race.link() == "surface=network&plane=mlp&surface=network&plane=mlp-random&step=120"
    x, y = race.paths()[0]["adam"]
    assert (x[-1], y[-1]) == (0, 0)
    expect(race.page.locator("#panel-0 .surface").first).to_be_hidden()


def test_a_click_starts_nothing_and_a_racer_can_be_left_out(race):
    before = race.spec()["start"]
    race.page.locator("#picture-0").click(position={"x": 200, "y": 150})
    expect(race.page.locator(".notice")).to_contain_text("recorded trainings")
    assert race.spec()["start"] == before
    race.switch("rmsprop").click()
    race.settle()
    assert "rmsprop" not in race.spec()["optimizers"]
    race.switch("rmsprop").click()
    race.settle()
    assert set(race.spec()["optimizers"]) == set(find("mlp").tracks)


def test_in_three_dimensions_paths_lie_on_the_plane(race):
    z = race.js(
        """() => {
            const panel = Ravine.panels[0], solid = Object.create(panel.layers.picture, { isSolid: { value: true } });
            return solid.subject().points(panel.racers.find(({ name }) => name === 'adam'))[2];
        }"""
    )
    plane = find("mlp")
    x, y = plane.tracks["adam"].positions.T
    heights = height_map(plane.surface)
    wanted = lifted(plane.surface.value(x, y), heights)
    assert np.abs(np.array(z) - wanted).max() < 0.02 * np.ptp(heights["z"])


def test_another_plane_keeps_the_veil_above_its_curves(race):
    race.page.locator('#landscape-choices [data-planes="logistic"]').click()
    race.until("() => Ravine.state.panels.length === 1 && Ravine.state.panels[0].spec.expression === 'logistic'")
    race.until(HERE)
    race.until(
        """() => {
            const plot = document.querySelector('#curve-0 .js-plotly-plot');
            const frame = plot?.querySelector('.cursor-frame');
            const canvases = [...(plot?.querySelectorAll('canvas') || [])];
            const after = canvas => canvas.compareDocumentPosition(frame) & Node.DOCUMENT_POSITION_FOLLOWING;
            return frame && canvases.length && canvases.every(after);
        }"""
    )


@pytest.mark.parametrize("name", number_fields.fields_of("landscape"))
def test_a_number_field(race, name):
    number_fields.assert_works(race.page, name)


def test_a_plane_from_elsewhere_is_offered_and_made(race):
    with suppress(OSError):  # of a run before
        (folder(make=False) / f"{read_plane(NEW).key}.npz").unlink()
    race.page.goto(f"{race.address}/landscape?surface=network&plane={NEW}")
    expect(race.page.locator(".plane-missing")).to_contain_text("not on this server")
    race.page.locator("named=button Make it").first.click()
    expect(race.page.locator("#landscape-said h3")).to_have_text("PCA plane: logistic regression, 1 epoch")
    race.until(HERE)
    assert planes(race) == [NEW]
    expect(race.page.locator(".plane-missing")).to_have_count(0)


def test_the_form_begins_with_what_is_seen_and_names_what_is_wrong(race):
    page = race.page
    page.locator("#landscape-make summary").click()
    expect(race.field("epochs of the plane")).to_have_value("1")
    race.field("epochs of the plane").fill("99")
    page.locator("#landscape-form .primary").click()
    refused = "epochs of the plane: “99” is out of range; allowed: a whole number from 1 to 45"
    expect(page.locator("#landscape-form")).to_contain_text(refused)
    page.set_viewport_size({"width": 390, "height": 844})
    race.until("document.documentElement.scrollWidth <= innerWidth")


def test_planes_that_are_nowhere_are_asked_for_once(race):
    asked, nothing = [], {"words": {}, "missing": {}, "problems": []}
    race.page.route("**/planes/open", lambda route: (asked.append(route), route.fulfill(json=nothing)))
    race.page.locator("#landscape-choices button").first.click()
    race.page.wait_for_timeout(300)
    race.page.unroute("**/planes/open")
    assert len(asked) == 1
