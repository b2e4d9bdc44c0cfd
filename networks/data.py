"""The pictures that networks learn: the digits that ship with Ravine, or a folder with MNIST's four files."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from caches import counted

from .idx import DataError, read_idx

DIGITS = Path(__file__).with_name("digits.npz")  # digits.md says where it is from
TRAINING = 1437  # of the 1797 digits; the other 360 are for validation

#: The files of MNIST: images and labels, for training and for validation. Each may also end in .gz, or have a dot
#: before "idx", as some copies do.
MNIST = {
    "train": ("train-images-idx3-ubyte", "train-labels-idx1-ubyte"),
    "validation": ("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"),
}


@dataclass(frozen=True, eq=False)
class Data:
    """Pictures with their classes: `train_x` and `validation_x` (n, height · width), from 0 to 1; `train_y` and
    `validation_y` (n,), whole numbers below `classes`; `shape` is (height, width). All arrays are read-only."""

    name: str
    train_x: np.ndarray
    train_y: np.ndarray
    validation_x: np.ndarray
    validation_y: np.ndarray
    classes: int
    shape: tuple[int, int]

    def __post_init__(self) -> None:
        for part in (self.train_x, self.train_y, self.validation_x, self.validation_y):
            part.setflags(write=False)


@counted(1, 1_200_000)
def digits() -> Data:
    """1797 handwritten digits, 8 × 8 pixels of 17 greys, in a fixed random split."""
    with np.load(DIGITS) as stored:
        images, labels = stored["images"], stored["labels"]
    order = np.random.default_rng(0).permutation(len(images))
    x, y = images[order].reshape(len(images), -1) / 16, labels[order].astype(int)
    return Data("digits", x[:TRAINING], y[:TRAINING], x[TRAINING:], y[TRAINING:], 10, (8, 8))


def mnist(folder: str | os.PathLike[str]) -> Data:
    """The data of a folder with the four files of MNIST, or of another set of pictures in its format.

    Its numbers are stored in 32 bits, for 60,000 pictures are many. Raises DataError if a file is missing or damaged,
    or if images and labels do not belong together.
    """
    (train_x, train_y), (validation_x, validation_y) = (_pair(Path(folder), *names) for names in MNIST.values())
    images, labels = MNIST["validation"]
    classes = int(train_y.max()) + 1
    if train_x.shape[1:] != validation_x.shape[1:]:
        found, expected = (" × ".join(map(str, part.shape[1:])) for part in (validation_x, train_x))
        raise DataError(f"{folder}/{images}: its pictures have {found} pixels; expected: {expected}, as for training")
    if validation_y.max() >= classes:
        found = str(validation_y.max())
        raise DataError(f"{folder}/{labels}: it has the label {found}; expected: below {classes}, as for training")
    height, width = train_x.shape[1:]
    return Data(
        name=str(folder),
        train_x=_scaled(train_x),
        train_y=train_y.astype(int),
        validation_x=_scaled(validation_x),
        validation_y=validation_y.astype(int),
        classes=classes,
        shape=(height, width),
    )


def _pair(folder: Path, images: str, labels: str) -> tuple[np.ndarray, np.ndarray]:
    """The pictures of one file and their labels from another, as bytes."""
    x, y = read_idx(_file(folder, images), dimensions=3), read_idx(_file(folder, labels), dimensions=1)
    for name, part in ((images, x), (labels, y)):
        if part.dtype != np.uint8:
            raise DataError(f"{folder / name}: its numbers are of type {part.dtype}; expected: unsigned bytes")
        if not part.size:
            raise DataError(f"{folder / name}: it is empty; expected: at least one")
    if len(x) != len(y):
        raise DataError(f"{folder / labels}: it has {len(y)} labels; expected: {len(x)}, one for each of {images}")
    return x, y


def load(name: str) -> Data:
    """The data of that name: "digits", or a folder with MNIST's files. Raises DataError."""
    return digits() if name == "digits" else mnist(name)


def _scaled(images: np.ndarray) -> np.ndarray:
    return images.reshape(len(images), -1).astype(np.float32) / np.float32(255)


def _file(folder: Path, name: str) -> Path:
    """The file of that name, whichever way it is spelled."""
    if not folder.is_dir():
        raise DataError(f"{folder}: there is no such folder; expected: one with MNIST's four files, such as {name}")
    dotted = name.replace("-idx", ".idx")
    try:
        for spelled in (name, f"{name}.gz", dotted, f"{dotted}.gz"):
            if (folder / spelled).is_file():
                return folder / spelled
        found = ", ".join(sorted(path.name for path in folder.iterdir())[:6]) or "nothing"
    except OSError as error:
        raise DataError(f"{folder}: it cannot be read ({error.strerror or error}); expected: {name} in it") from None
    raise DataError(f"{folder}: it has no file {name} (or {name}.gz); found: {found}")
