"""Every format of the table: its file is one that others open, of the size that was estimated."""

import json
import mimetypes
from xml.etree import ElementTree

import av
import pytest
from completeness import assert_complete
from each import each
from PIL import Image

from exports import FORMATS, SETTINGS, Options, read_frame, save, take_of
from exports.data import frame_of
from exports.estimate import estimate
from exports.reel import reel_of

LINK = "?surface=beale&start=1,1.6&steps=60&surface=monkey_saddle&steps=40"
OPTIONS = Options(width=480, height=270, fps=20, pace=40, hold=0)
SIZE = (OPTIONS.width, OPTIONS.height)


def film(codec):
    def opened(path, take):
        with av.open(str(path)) as container:
            (stream,) = container.streams
            assert stream.codec_context.name == codec
            assert (stream.width, stream.height) == SIZE
            assert sum(1 for _ in container.decode(video=0)) == reel_of(take, OPTIONS).frames

    return opened


def picture(kind):
    def opened(path, take):
        with Image.open(path) as image:
            assert (image.format, image.size) == (kind, SIZE)
            assert getattr(image, "n_frames", 1) == (reel_of(take, OPTIONS).frames if kind == "GIF" else 1)

    return opened


def page(path, take):
    text = path.read_text(encoding="utf-8")
    assert text.lower().startswith("<!doctype html>")
    assert text.rstrip().endswith("</html>")


def drawing(path, take):
    root = ElementTree.parse(path).getroot()
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert (float(root.get("width")), float(root.get("height"))) == SIZE


def table(path, take):
    frame, link = read_frame(path)
    assert len(frame) == len(frame_of(take))
    assert take_of(link).scene.panels == take.scene.panels
    assert path.suffix != ".json" or json.loads(path.read_text())


#: How the file of each format is opened, with what everybody has.
OPENED = {
    "mp4": film("h264"),
    "webm": film("vp9"),
    "gif": picture("GIF"),
    "html": page,
    "png": picture("PNG"),
    "svg": drawing,
    "csv": table,
    "json": table,
}


def test_every_format_has_a_check_of_its_file():
    assert_complete(OPENED, FORMATS, "check of its file: add to OPENED, above, how others open it and what they find")


@pytest.mark.parametrize("ending", [name for name in FORMATS if name in OPENED])
def test_its_file_opens_and_is_of_the_estimated_size(tmp_path, ending):
    take = take_of(LINK)
    path = save(LINK, tmp_path / f"race.{ending}", OPTIONS)
    OPENED[ending](path, take)
    found = estimate(take.scene, ending, OPTIONS, take.last)
    assert found.reel == (reel_of(take, OPTIONS) if FORMATS[ending].kind == "video" else None)
    assert found.size is None or 1 / 2 < found.size / path.stat().st_size < 2, f"{ending}: estimated {found.size}"


@each("ending", FORMATS)
def test_its_declaration_is_complete(ending):
    each = FORMATS[ending]
    assert each.label
    assert mimetypes.MimeTypes().guess_type(f"race.{ending}")[0] in (None, each.media_type)
    kinds = {kind for setting in SETTINGS.values() for kind in setting.kinds} | {"data"}
    assert each.kind in kinds, f"{ending} is of the kind {each.kind!r}; allowed: {', '.join(sorted(kinds))}"
