"""The notebook of the README, run by Jupyter: what it shows in a browser."""

import re
from pathlib import Path

import patience
import pytest
from notebooks import as_html
from playwright.sync_api import expect

README = Path(__file__).parents[3] / "README.md"
SECTION = "## Use it without the page"
DRAWN = """() => [...document.querySelectorAll('canvas.heads')].some(canvas =>
    canvas.getContext('2d').getImageData(0, 0, canvas.width || 1, canvas.height || 1).data.some(Boolean))"""


@pytest.fixture(scope="module")
def cells():
    """The code of the README's section, a cell a block."""
    section = README.read_text(encoding="utf-8").partition(SECTION)[2].partition("\n## ")[0]
    return re.findall(r"```python\n(.*?)```", section, re.DOTALL)


def test_a_race_a_lesson_and_a_film_play_in_the_notebook(browser, cells, tmp_path_factory):
    folder, troubles = tmp_path_factory.mktemp("notebook"), []
    as_html(cells, folder)
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    context.set_default_timeout(patience.milliseconds())
    context.on("console", lambda message: message.type == "error" and troubles.append(message.text))
    context.on("weberror", lambda error: troubles.append(str(error.error)))
    context.route(re.compile("^https?:"), lambda route: route.fulfill(body=""))  # what nbconvert's own page loads
    try:
        page = context.new_page()
        page.goto((folder / "notebook.html").as_uri())
        race, lesson = page.main_frame.child_frames
        for frame, step in ((race, "/ 198"), (lesson, "/ ")):
            place = frame.frame_element()
            place.scroll_into_view_if_needed()  # a frame rests while it is out of sight
            frame.wait_for_function(DRAWN)
            assert step in frame.locator("#step").text_content()
            box = place.bounding_box()
            assert box["width"] > 900
            assert box["height"] < 720
        race.get_by_role("button", name="Pause").click()
        expect(race.get_by_role("button", name="Play")).to_be_visible()
        page.wait_for_function("document.querySelector('video').videoWidth === 640")
        assert page.get_by_text("gradient_norm").count()  # the table
    finally:
        context.close()
    assert not troubles
    assert {path.name for path in folder.iterdir()} == {"notebook.ipynb", "notebook.html", "race.csv", "race.mp4"}
