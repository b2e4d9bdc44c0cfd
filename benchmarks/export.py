"""An MP4 of 300 frames, 1280x720, four panels x nine racers: this project's export against matplotlib's FuncAnimation.

`python benchmarks/export.py`. Both show the same picture from the same results, with the same encoder and settings:
FuncAnimation keeps trails, heads, curves and the step as artists over the same still figure, and draws all of it for
each frame, as it does. Then the export's largest memory for 100 and for 300 frames, each in a process of its own.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import av
import numpy as np
from matplotlib.animation import AbstractMovieWriter, FuncAnimation
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.transforms import IdentityTransform

from exports import Options, Take, save, take_of
from exports.drawn_tracks import Tracks
from exports.ground import axes_on
from exports.pen import outline
from exports.reel import Reel, reel_of
from exports.sheet import Sheet
from exports.video import CODECS
from optimizers import CLASSICS
from races.query import Panel, Scene
from races.tuning import tuned_spec

STEPS, FRAMES, SURFACES = 300, 300, ("beale", "rosenbrock", "himmelblau", "monkey_saddle")


def scene() -> Scene:
    """Four panels with everybody of Radford's field and more."""
    specs = [tuned_spec(surface, CLASSICS) for surface in SURFACES]
    return Scene([Panel(replace(spec, steps=STEPS)) for spec in specs])


def options(frames: int = FRAMES) -> Options:
    """So many frames of the whole race."""
    return Options(fps=30, pace=30 * STEPS / (frames - 1), hold=0)


class Encoder(AbstractMovieWriter):
    """What `exports.video` writes with, for FuncAnimation."""

    def setup(self, fig: Any, outfile: Any, dpi: Any = None) -> None:
        super().setup(fig, outfile, dpi)
        codec, settings, container_options = CODECS["mp4"]
        self.container = av.open(str(outfile), "w", options=container_options)
        self.stream: Any = self.container.add_stream(codec, rate=self.fps, options=settings)
        self.stream.width, self.stream.height = self.frame_size
        self.stream.pix_fmt, self.stream.time_base = "yuv420p", Fraction(1, self.fps)
        self.stream.codec_context.thread_type = "AUTO"

    def grab_frame(self, **_: Any) -> None:
        self.fig.canvas.draw()
        frame = av.VideoFrame.from_ndarray(np.asarray(self.fig.canvas.buffer_rgba()), format="rgba")
        self.container.mux(self.stream.encode(frame))

    def finish(self) -> None:
        self.container.mux(self.stream.encode())
        self.container.close()


class Moving:
    """The artists of a panel's trails or curves on a figure: casing, line and head of each racer."""

    def __init__(self, sheet: Sheet, tracks: Tracks, last: float) -> None:
        self.tracks, self.height, self.last = tracks.tracks, sheet.sizes.height, last
        axes, style = axes_on(sheet.figure, tracks.clip), tracks.style
        axes.set_axis_off()
        plain: dict[str, Any] = {"transform": IdentityTransform(), "solid_capstyle": "round"}
        self.lines = []
        for track in self.tracks:
            lines: list[Any] = []
            if style.cased:
                lines += axes.plot([], [], color=style.casing, linewidth=style.width * (1 + 2.5 / 3.6), **plain)
            lines += axes.plot([], [], color=track.color, linewidth=style.width, **plain)
            head = {"marker": outline(track.marker), "markersize": 2 * style.head, "linestyle": ""}
            lines += axes.plot([], [], color=track.color, markeredgecolor=style.rim, clip_on=False, **head, **plain)
            self.lines.append(lines)

    def show(self, now: float) -> None:
        """Everybody's trail up to a time on the clock."""
        for track, lines in zip(self.tracks, self.lines, strict=True):
            x, y = track.between(0.0, track.step_at(min(now, self.last))).T
            for line in lines[:-1]:
                line.set_data(x, self.height - y)
            lines[-1].set_data(x[-1:], self.height - y[-1:])


def animated(take: Take, reel: Reel, path: Path) -> None:
    """The same film by FuncAnimation."""
    sheet = Sheet(take, options())
    FigureCanvasAgg(sheet.figure)
    moving = [
        Moving(sheet, tracks, part.last) for part in sheet.parts for tracks in (part.trails, part.curves) if tracks
    ]
    counter = sheet.counter(0)
    sheet.figure.add_artist(counter)

    def draw(frame: int) -> list[Artist]:
        now = reel.now(frame)
        for tracks in moving:
            tracks.show(now)
        counter.set_text(sheet.counter(now).get_text())
        return []

    FuncAnimation(sheet.figure, draw, frames=reel.frames).save(str(path), writer=Encoder(fps=reel.fps))


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def memory(frames: int) -> float:
    """The largest memory of an export in MB."""
    import resource

    save(scene(), Path(tempfile.mkdtemp()) / "race.mp4", options(frames))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def main() -> None:
    if len(sys.argv) > 1:
        print(memory(int(sys.argv[1])))
        return
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = Path(folder) / "ours.mp4", Path(folder) / "theirs.mp4"
        take = take_of(scene())
        reel = reel_of(take, options())
        times = [seconds(lambda: save(scene(), ours, options()))]
        peer = seconds(lambda: animated(take, reel, theirs))
        times.append(seconds(lambda: save(scene(), ours, options())))
        mine = sum(times) / 2
        print(f"{reel.frames} frames, MP4: {mine:.1f} s; FuncAnimation {peer:.0f} s: {peer / mine:.0f} times faster")
        for ending in ("webm", "gif"):
            took = seconds(lambda ending=ending: save(scene(), ours.with_suffix(f".{ending}"), options()))
            print(f"{reel.frames} frames, {ending}: {took:.1f} s")
    for frames in (100, 300):
        asked = [sys.executable, __file__, str(frames)]
        found = float(subprocess.run(asked, capture_output=True, text=True, check=True).stdout)
        print(f"{frames} frames: at most {found:.0f} MB of memory")


if __name__ == "__main__":
    main()
