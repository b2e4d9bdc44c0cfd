"""Videos are read again with the libraries that read everybody's: what is in them, and where."""

import subprocess
import sys
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from exports import Options, save, sheet, take_of
from exports.options import ExportError
from exports.reel import reel_of
from exports.sheet import Sheet
from exports.video import palette_of

#: Without minima, whose stars have the colours of the heads' rims.
LINK = (
    "?surface=monkey_saddle&start=0.6,0.5&steps=30&sgd=learning_rate:0.004"
    "&surface=saddle&start=0.5,0.3&steps=20&sgd=learning_rate:0.02"
)
OPTIONS = Options(width=640, height=360, fps=20, pace=15, hold=0.5, chart="off", legend="off")
ROOT = Path(__file__).resolve().parents[2]
DARK = 80  # of 255: the rims are darker, all else within a plot area is lighter


def decoded(path):
    """All frames as arrays (height, width, 3), and the seconds that the file plays."""
    if path.suffix == ".gif":
        with Image.open(path) as image:
            frames, seconds = [], 0.0
            for index in range(image.n_frames):
                image.seek(index)
                frames.append(np.asarray(image.convert("RGB")))
                seconds += image.info["duration"] / 1000
            return frames, seconds
    with av.open(str(path)) as container:
        frames = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
        return frames, container.duration / av.time_base


def head_in(image, clip):
    """The middle of the rim of the only head in a plot area."""
    left, top, width, height = (int(part) for part in clip)
    part = image[top + 1 : top + height, left + 1 : left + width].astype(float).mean(axis=2)
    ys, xs = np.nonzero(part < DARK)
    return np.array([left + 1.5 + (xs.min() + xs.max()) / 2, top + 1.5 + (ys.min() + ys.max()) / 2])


@pytest.mark.parametrize("ending", ["mp4", "webm", "gif"])
def test_every_frame_is_there_and_the_heads_are_where_the_trajectories_say(monkeypatch, tmp_path, ending):
    monkeypatch.setattr(sheet, "draw_start", lambda *_: None)  # which is dark, too
    counted = []
    take = take_of(LINK, OPTIONS)
    path = save(LINK, tmp_path / f"race.{ending}", OPTIONS, progress=lambda *done: counted.append(done))
    frames, seconds = decoded(path)
    reel = reel_of(take, OPTIONS)
    assert (reel.moving, reel.held) == (41, 10)  # 30 steps at 15 a second, and the first frame
    assert len(frames) == reel.frames
    assert seconds == pytest.approx(reel.seconds, abs=0.03)
    assert frames[0].shape == (360, 640, 3)
    assert counted == [(frame + 1, 51) for frame in range(51)]
    boxes = [part.cell.surface for part in Sheet(take, OPTIONS).parts]
    for frame, step in ((0, 0), (20, 15), (40, 30), (50, 30)):
        for result, box in zip(take.results, boxes, strict=True):
            (x_min, x_max), (y_min, y_max) = result.spec.bound_surface.domain
            x, y = result["sgd"].positions[min(step, result.spec.steps)]
            left, top, width, height = box
            wanted = [left + width * (x - x_min) / (x_max - x_min), top + height * (y_max - y) / (y_max - y_min)]
            assert np.abs(head_in(frames[frame], box) - wanted).max() < 1


def test_an_mp4_plays_everywhere(tmp_path):
    path = save(LINK, tmp_path / "race.mp4", OPTIONS, link="https://example.org/?surface=saddle")
    with av.open(str(path)) as container:
        context = container.streams.video[0].codec_context
        assert (context.name, context.pix_fmt, context.profile) == ("h264", "yuv420p", "High")
        assert container.metadata["comment"] == "https://example.org/?surface=saddle"
        assert container.metadata["title"] == "Ravine: Monkey saddle, Saddle"
    data = path.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")  # the index in front: it starts before it is there


def test_a_gif_repeats_and_names_its_source(tmp_path):
    with Image.open(save(LINK, tmp_path / "race.gif", OPTIONS)) as image:
        assert image.info["loop"] == 0
    assert take_of(LINK).link.encode() in (tmp_path / "race.gif").read_bytes()


def test_a_palette_has_the_racers_colours_and_the_nearest_of_all_others():
    take = take_of(LINK)
    random = np.random.default_rng(0).integers(0, 256, (40, 40, 4), np.uint8)
    palette = palette_of(take, [random])

    indices = palette.indices(random)
    distances = ((random[..., None, :3].astype(int) - palette.colors) ** 2).sum(axis=-1)
    assert (np.take_along_axis(distances, indices[..., None].astype(int), -1)[..., 0] == distances.min(axis=-1)).all()
    assert indices.max() < 255  # the last one is transparent


def test_a_gif_is_not_faster_than_browsers(tmp_path):
    with pytest.raises(ExportError, match="60; a GIF shows at most 50"):
        save(LINK, tmp_path / "race.gif", Options(fps=60))
    assert list(tmp_path.iterdir()) == []


def test_what_is_stopped_or_cannot_be_written_leaves_nothing(tmp_path):
    def stop(done, total):
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        save(LINK, tmp_path / "race.mp4", OPTIONS, progress=stop)
    with pytest.raises(ExportError, match=r"cannot write to .*nowhere"):
        save(LINK, tmp_path / "nowhere" / "race.mp4", OPTIONS)
    assert list(tmp_path.iterdir()) == []


PEAK = """
import os, resource, sys
from exports import Options, save, video
for pace in (25, 8):
    if not os.fork():  # both begin with the same memory
        save("?surface=saddle&steps=50&sgd=", sys.argv[1], Options(width=640, height=360, fps=25, pace=pace, hold=0))
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, flush=True)
        os._exit(0)
    os.wait()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
def test_memory_does_not_grow_with_the_number_of_frames(tmp_path):
    command = [sys.executable, "-c", PEAK, str(tmp_path / "race.mp4")]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    short, long = map(int, told.split())
    assert (long - short) * 1024 < 106 * 640 * 360 * 4 / 20  # of 106 more frames, as they are drawn
