"""The export dialog and the tray: what comes out of them is what is on screen."""

import io
import json
from urllib.parse import urlsplit

import av
import psutil
import pytest
from PIL import Image
from playwright.sync_api import expect

from exports import FORMATS, SETTINGS, read_frame
from jobs.limits import PER_PAGE

SHORT = "surface=beale&start=1,1.6&steps=10&adam=learning_rate:0.1&sgd=learning_rate:0.001"
JSON = {"Content-Type": "application/json"}
LONG = SHORT.replace("steps=10", "steps=2000")
EMPTY = """() => {
    document.querySelectorAll('.job .close').forEach(button => button.click());
    return !document.querySelector('.job');
}"""


@pytest.fixture
def dialog(race):
    """The dialog opened on a scene: `dialog(query)`; afterwards it is closed and the tray is empty."""

    def opened(query):
        race.show(query)
        race.press("e")
        expect(race.page.get_by_role("dialog", name="Export what is on screen")).to_be_visible()
        return race

    yield opened
    race.js("document.getElementById('export').close()")
    race.until(EMPTY)


def choose(race, name):
    race.page.locator(f'[data-action="export-format"][data-name={name}]').click()


def told(race, text):
    """Wait for the estimate."""
    expect(race.page.locator("#export-words")).to_contain_text(text)


def made(race):
    """(name, path, the request) of what the button makes."""
    before = len(race.posts())
    with race.page.expect_download() as download:
        race.button("Export").last.click()
    requests = [body for _, body in race.posts()[before:] if '"format"' in body and '"last"' not in body]
    return download.value.suggested_filename, download.value.path(), json.loads(requests[0])


def running():
    """The processes of jobs of this run's server."""
    found = []
    for process in psutil.Process().children(recursive=True):
        try:
            if "jobs.child" in process.cmdline():
                found.append(process.pid)
        except psutil.NoSuchProcess:
            continue
    return found


def test_every_format_and_every_setting_it_has_is_there(dialog):
    race = dialog(f"{SHORT}&theme=dark&dimensions=2&speed=2&step=3")
    options = race.js(
        "[...document.querySelectorAll('[data-action=export-format]')].map(({ dataset }) => dataset.name)"
    )
    assert options == list(FORMATS)
    for name, kind in FORMATS.items():
        choose(race, name)
        rows = {row: race.field(SETTINGS[row].label) for row in ("pace", "fps", "width")} | {
            row: race.page.get_by_role("group", name=SETTINGS[row].label) for row in ("theme", "legend")
        }
        assert {row: field.is_visible() for row, field in rows.items()} == {
            row: kind.kind in SETTINGS[row].kinds for row in rows
        }
    dark = race.page.locator('[data-action="export-choice"][data-name="theme"][data-value="dark"]')
    expect(dark).to_have_attribute("aria-pressed", "true")
    expect(race.page.get_by_label("Steps a second", exact=True)).to_have_value("60")


def test_a_picture_is_the_screens_own_and_comes_at_once(dialog):
    race = dialog(f"{SHORT}&axis=evaluations&chart=distance&step=4")
    race.js("Ravine.zoomBy(0, 0.5)")
    race.settle()
    race.js("history.replaceState(history.state, '', '?surface=saddle')")  # the address bar lags behind
    choose(race, "png")
    race.page.get_by_role("button", name="half-slide").click()
    told(race, "made at once")
    name, path, request = made(race)
    assert name == "ravine-beale.png"
    link = urlsplit(request["link"])
    assert link.query == race.js("Ravine.linkQuery(true)")
    assert all(part in link.query for part in ("zoom=", "step=4", "axis=evaluations", "chart=distance"))
    assert f"{link.scheme}://{link.netloc}" == race.address
    with Image.open(io.BytesIO(path.read_bytes())) as image:
        assert image.size == (960, 900)
        assert image.text["Description"] == request["link"]
    expect(race.page.locator("#jobs")).to_contain_text("PNG 960 × 900")
    expect(race.page.locator("#jobs-said")).to_contain_text("PNG 960 × 900: ready")
    assert not running()


def test_a_table_has_the_races_on_screen(dialog):
    race = dialog(f"{SHORT}&step=0")
    choose(race, "csv")
    told(race, "made at once")
    name, path, request = made(race)
    renamed = path.rename(path.with_name(name))
    frame, link = read_frame(renamed)
    assert link == request["link"]
    on_screen = race.paths()[0]
    for racer, rows in frame.groupby("optimizer"):
        assert rows["x"].tolist() == pytest.approx(on_screen[racer][0], rel=1e-6)


def test_a_film_is_made_by_a_job_and_as_long_as_told(dialog):
    race = dialog(f"{SHORT}&step=0")
    choose(race, "mp4")
    for label, text in {"Width": "320", "Height": "240", "Frames a second": "10", "Seconds at the end": "0.5"}.items():
        race.field(label).fill(text)
    told(race, "1.0 s long · 10 frames")
    name, path, request = made_by_job(race)
    assert name == "ravine-beale.mp4"
    with av.open(str(path)) as film:
        assert sum(1 for _ in film.decode(video=0)) == 10
        assert film.metadata["comment"] == request["link"]
    row = race.page.get_by_role("link", name="MP4 320 × 240")
    expect(row).to_have_attribute("download", name)


def made_by_job(race):
    """As `made`, through the tray."""
    before = len(race.posts())
    with race.page.expect_download() as download:
        race.field("Width").press("Enter")
    body = next(json.loads(body) for _, body in race.posts()[before:] if '"job-run-' in body and '"format"' in body)
    return download.value.suggested_filename, download.value.path(), body["inputs"][0]["value"]["request"]


def test_bad_fields_say_what_is_allowed_and_keep_the_button_shut(dialog):
    race = dialog(f"{LONG}&step=0")
    choose(race, "gif")
    for label, text, problem in (
        ("Height", "361", "allowed: even numbers from 240 to 1920"),
        ("Frames a second", "60", "a GIF shows at most 50 frames a second"),
        ("Frames a second", "2.5", "allowed: a whole number from 5 to 60"),
    ):
        good = race.field(label).input_value()
        race.field(label).fill(text)
        expect(race.page.locator("#export")).to_contain_text(problem)
        expect(race.field(label)).to_have_attribute("aria-invalid", "true")
        expect(race.page.locator("#export-start")).to_be_disabled()
        race.field(label).fill(good)
        told(race, "frames")
        expect(race.field(label)).to_have_attribute("aria-invalid", "false")
    race.field("Steps a second").fill("5")
    expect(race.page.locator("#export-warning")).to_contain_text("allowed: 3600. More steps a second (now 5)")
    race.field("Steps a second").fill("30")
    expect(race.page.locator("#export-start")).to_be_enabled()


#: Keeps what is said of jobs: the next word may come at once, as another job has its turn.
HEAR = """() => {
    const said = document.getElementById('jobs-said');
    window.heard = [];
    new MutationObserver(() => heard.push(said.textContent)).observe(said, { childList: true, characterData: true,
        subtree: true });
}"""


def test_a_cancelled_job_is_gone_and_too_many_are_refused(dialog):
    race = dialog(f"{LONG}&step=0")
    choose(race, "mp4")
    race.page.get_by_role("button", name="1080p").click()
    race.field("Frames a second").fill("30")
    race.field("Seconds at the end").fill("1")
    told(race, "2031 frames")
    race.field("Width").press("Enter")
    jobs = race.page.locator(".job")
    expect(jobs.first.locator(".job-words")).to_contain_text("frame ")
    (process,) = running()
    bar, foot = race.page.locator("#jobs").bounding_box(), race.page.locator("#transport").bounding_box()
    assert bar["y"] + bar["height"] <= foot["y"]
    for _ in range(PER_PAGE):
        race.js("Ravine.startJob({ kind: 'export', request: {}, label: 'Nothing' })")
    expect(jobs.first).to_contain_text(f"A page may have {PER_PAGE} jobs at once")
    race.button("Dismiss Nothing").click()
    expect(jobs).to_have_count(PER_PAGE)
    newest = jobs.first.element_handle()  # which waits for the others, where there are two processors
    jobs.first.locator("button").click()
    race.until("node => !node.isConnected || node.dataset.state !== 'running'", newest)
    race.js(HEAR)
    race.page.get_by_role("button", name="Cancel MP4").focus()
    race.press("Enter")
    race.until("heard.some(words => words.includes('MP4 1920 × 1080: cancelled'))")
    assert process not in running()
    expect(race.page.locator('.job[data-state="failed"]').first).to_contain_text("is not the request of an export")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ([], "is not the request of an export"),
        ({"link": 3, "format": "png"}, "is not the request of an export"),
        ({"link": "?surface=beale", "format": "exe"}, "there is no format 'exe'; allowed: mp4"),
        ({"link": "?surface=bale", "format": "png"}, "allowed:"),
        ({"link": "", "format": "png"}, "the link names no surface"),
        ({"link": "?surface=beale", "format": "png", "options": {"zap": 1}}, "unknown setting 'zap'"),
    ],
)
def test_what_is_no_export_is_refused(server, race, asked, told):
    for path, status in (("/export", 400), ("/export/estimate", 200)):
        answer = race.page.request.post(f"{server.address}{path}", data=json.dumps(asked), headers=JSON)
        assert answer.status == status
        assert told in answer.json()["problems"][""]


def test_long_work_is_not_done_in_a_request(server, race):
    asked = {"link": f"?{LONG}", "format": "mp4", "options": {}}
    assert race.page.request.post(f"{server.address}/export", data=json.dumps(asked), headers=JSON).status == 503
