"""Small pictures of the surfaces for the chooser: `python -m figures.thumbnails` makes assets/surfaces/<name>.png anew,
`python -m figures.thumbnails NAME ...` only those of these surfaces. Where there is no file, the page gets the picture
itself.

One picture serves both themes: the height map in bands of the light theme, the lowest minima as dots.
"""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image

from caches import counted
from networks.named import named
from surfaces import SURFACES, Surface

from .height import GRID, height_map
from .themes import THEMES

FOLDER = Path(__file__).parents[1] / "assets" / "surfaces"
WIDTH, HEIGHT = 96, 72
FINE = 4  # every pixel is the mean of FINE x FINE points
BANDS = 12
TONES = 24  # of the bands and what lies between them, again under a line, and again from a dot to its rim
INK = 0.12  # how dark the lines between bands are
CROWDED = 0.25  # no lines where they would cover more of the picture than this
DOT, LINE, RIM = 2.0, 0.9, 1.1  # pixels: radius of a dot, of a point of a curve, and width of the light ring around it


def picture(surface: Surface) -> Image.Image:
    """The picture of a surface, with its hyperparameters as they are bound."""
    heights = height_map(surface)
    z = _enlarged(heights["z"])
    band = np.floor((z - z.min()) / np.ptp(z) * BANDS).clip(max=BANDS - 1)
    ramp, text, casing = _ramp(TONES), _rgb(THEMES["light"].text), _rgb(THEMES["light"].casing)
    fine = ramp[np.rint(band / (BANDS - 1) * (TONES - 1)).astype(int)]
    lines = _borders(band)
    if lines.mean() < CROWDED:
        fine[lines] += INK * (text - fine[lines])
    dot = LINE if surface.curve else DOT
    apart = _distance_to_the_lowest(surface, dot + RIM)
    fine[apart < dot + RIM] = casing
    fine[apart < dot] = text
    mean = fine.reshape(HEIGHT, FINE, WIDTH, FINE, 3).mean(axis=(1, 3))
    inked = ramp + INK / 2 * (text - ramp)
    edges = casing + np.linspace(0, 1, TONES)[:, None] * (text - casing)
    return _indexed(mean, np.concatenate([ramp, inked, edges]))


def _enlarged(z: np.ndarray) -> np.ndarray:
    """The height map at every fine point, row 0 at the top."""
    rows = np.linspace(GRID - 1, 0, HEIGHT * FINE)
    columns = np.linspace(0, GRID - 1, WIDTH * FINE)
    points = np.arange(GRID)
    wide = np.array([np.interp(columns, points, row) for row in z])
    return np.array([np.interp(rows, points, column) for column in wide.T]).T


def _borders(band: np.ndarray) -> np.ndarray:
    """Where a fine point has a neighbour in another band."""
    padded = np.pad(band, 1, mode="edge")

    def most(of: np.ufunc) -> np.ndarray:
        """The largest or the smallest of each 3 x 3: along one axis, then along the other, which is quickest."""
        of_rows = of(of(padded[:-2], padded[1:-1]), padded[2:])
        return of(of(of_rows[:, :-2], of_rows[:, 1:-1]), of_rows[:, 2:])

    return most(np.maximum) > most(np.minimum)


def _distance_to_the_lowest(surface: Surface, reach: float) -> np.ndarray:
    """How far every fine point is, in pixels, from the nearest of the lowest minima, where that is less than `reach`;
    elsewhere more than that, or inf."""
    (x_min, x_max), (y_min, y_max) = surface.domain
    x = np.linspace(0, WIDTH, WIDTH * FINE)
    y = np.linspace(0, HEIGHT, HEIGHT * FINE)
    apart = np.full((HEIGHT * FINE, WIDTH * FINE), np.inf)
    for a, b in np.array(surface.minima)[surface.lowest]:
        column, row = (a - x_min) / (x_max - x_min) * WIDTH, (y_max - b) / (y_max - y_min) * HEIGHT
        columns, rows = (slice(*np.searchsorted(at, (to - reach, to + reach))) for at, to in ((x, column), (y, row)))
        near = apart[rows, columns]
        np.minimum(near, np.hypot(x[columns] - column, y[rows, None] - row), out=near)
    return apart


def _rgb(color: str) -> np.ndarray:
    """Red, green and blue of "#rrggbb", 0 to 255."""
    return np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)], dtype=float)


def _ramp(tones: int) -> np.ndarray:
    """The light theme's colour scale as so many colours, (tones, 3)."""
    places = [float(place) for place, _ in THEMES["light"].scale]
    colors = np.array([_rgb(str(color)) for _, color in THEMES["light"].scale])
    return np.array([np.interp(np.linspace(0, 1, tones), places, part) for part in colors.T]).T


def _indexed(rgb: np.ndarray, palette: np.ndarray) -> Image.Image:
    """An image (height, width, 3) in the nearest colours of a palette: a quarter of the bytes."""
    red, green, blue = (np.square(rgb[:, :, None, part] - palette[:, part]) for part in range(3))
    nearest = (red + green + blue).argmin(axis=-1)
    image = Image.fromarray(nearest.astype(np.uint8), "P")
    image.putpalette(np.rint(palette).astype(np.uint8).tobytes())
    return image


def as_png(image: Image.Image) -> bytes:
    """The file of a picture."""
    file = BytesIO()
    image.save(file, "png", optimize=True)
    return file.getvalue()


@counted(64, 15_000)
def inlined(name: str) -> str | None:
    """The picture of a surface as a data address, made now; None where its file is there."""
    if (FOLDER / f"{name}.png").exists():
        return None
    return f"data:image/png;base64,{b64encode(as_png(picture(SURFACES[name]))).decode()}"


def main() -> None:
    """Make the pictures of the surfaces that are named, or all, and remove those of surfaces that are no more."""
    FOLDER.mkdir(exist_ok=True)
    names = named()
    for stale in {path.stem for path in FOLDER.glob("*.png")} - set(SURFACES):
        (FOLDER / f"{stale}.png").unlink()
    for name in SURFACES:
        if name in names or not names:
            (FOLDER / f"{name}.png").write_bytes(as_png(picture(SURFACES[name])))


if __name__ == "__main__":
    main()
