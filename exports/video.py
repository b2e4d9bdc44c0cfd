"""MP4, WebM and GIF: frames are encoded while they are drawn, so that memory does not grow with their number.

A player needs nothing special: H.264 in yuv420p with its index in front ("faststart") plays in browsers and in
presentation programs, VP9 in browsers; a GIF has one palette, computed from frames of the whole film.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from PIL import Image

from figures import LOOKS, THEMES
from progress import Progress

from .film import Film
from .options import Options
from .pen import rgba
from .reel import Reel, check_fps, reel_of
from .take import Take, title_of

GLANCES = 4  # frames that a GIF's palette is computed from
CODECS: dict[str, tuple[str, dict[str, str], dict[str, str]]] = {  # codec, its options, and the container's
    "mp4": ("libx264", {"crf": "19", "preset": "veryfast", "tune": "animation"}, {"movflags": "faststart"}),
    "webm": ("libvpx-vp9", {"crf": "30", "b": "0", "deadline": "realtime", "cpu-used": "7", "row-mt": "1"}, {}),
}


def video(take: Take, options: Options, path: Path, progress: Progress) -> None:
    """Write an MP4 or a WebM, by the ending of `path`."""
    codec, settings, container_options = CODECS[path.suffix[1:]]
    with av.open(str(path), "w", options=container_options) as container:
        container.metadata.update(title=title_of(take), comment=take.link)
        stream: Any = container.add_stream(codec, rate=options.fps, options=settings)
        stream.width, stream.height, stream.pix_fmt = options.width, options.height, "yuv420p"
        stream.time_base = Fraction(1, options.fps)
        stream.codec_context.thread_type = "AUTO"
        for image in _counted(Film(take, options), reel_of(take, options), progress):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(image, format="rgba")))
        container.mux(stream.encode())


def gif(take: Take, options: Options, path: Path, progress: Progress) -> None:
    """Write a GIF that repeats for ever; the link is its comment."""
    check_fps("gif", options)
    reel = reel_of(take, options)
    sample = Film(take, options)
    palette = palette_of(take, [sample.show(now).copy() for now in np.linspace(0, reel.last, GLANCES)])
    with av.open(str(path), "w", format="gif") as container:
        stream: Any = container.add_stream("gif", rate=options.fps)
        stream.width, stream.height, stream.pix_fmt = options.width, options.height, "pal8"
        for image in _counted(Film(take, options), reel, progress):
            pair: Any = (palette.indices(image), palette.argb)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(pair, format="pal8")))
        container.mux(stream.encode())
    _append_comment(path, take.link)


class Palette:
    """255 colours, and a transparent one for what does not change between frames.

    Each pixel gets the nearest colour; which that is is looked up for every colour once.
    """

    def __init__(self, colors: Sequence[int]) -> None:
        self.colors = np.array(colors[: 3 * 255], np.int32).reshape(-1, 3)
        self.argb = np.zeros((256, 4), np.uint8)
        self.argb[: len(self.colors), 0], self.argb[: len(self.colors), 1:] = 255, self.colors
        self._found = np.full(1 << 24, -1, np.int16)  # by colour, blue-green-red

    def indices(self, image: np.ndarray) -> np.ndarray:
        """The palette's index of each pixel of an image, (height, width, 4) uint8."""
        codes = image.view("<u4")[..., 0] & 0xFFFFFF
        indices = self._found[codes]
        new = np.unique(codes[indices < 0])
        if len(new):
            for part in np.array_split(new, len(new) // 4096 + 1):
                color = np.stack([part & 255, part >> 8 & 255, part >> 16], axis=-1).astype(np.int32)
                self._found[part] = ((color[:, None] - self.colors) ** 2).sum(axis=-1).argmin(axis=1)
            indices = self._found[codes]
        return indices.astype(np.uint8)


def palette_of(take: Take, images: Sequence[np.ndarray]) -> Palette:
    """The colours of the racers and of the theme as they are, and others from the images."""
    theme = THEMES[take.theme]
    racers = {getattr(LOOKS[name], take.theme) for result in take.results for name in result}
    fixed = sorted(racers | {theme.paper, theme.text, theme.casing})
    every = Image.fromarray(np.vstack([image[::2, ::2, :3] for image in images]))
    found = every.quantize(255 - len(fixed)).getpalette() or []
    return Palette([int(255 * part + 0.5) for color in fixed for part in rgba(color)[:3]] + found)


def _append_comment(path: Path, text: str) -> None:
    """A comment before the trailer of a GIF, its last byte (GIF89a, section 24)."""
    data = text.encode()
    blocks = b"".join(bytes([len(part)]) + part for part in (data[k : k + 255] for k in range(0, len(data), 255)))
    with path.open("r+b") as file:
        file.seek(-1, 2)
        file.write(b"\x21\xfe" + blocks + b"\x00\x3b")


def _counted(film: Film, reel: Reel, progress: Progress) -> Iterator[np.ndarray]:
    """All frames of a reel; each is valid until the next is asked for."""
    for frame in range(reel.frames):
        if frame < reel.moving:
            image = film.show(reel.now(frame))
        yield image
        progress(frame + 1, reel.frames)
