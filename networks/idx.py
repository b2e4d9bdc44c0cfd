"""Files in the IDX format of MNIST: a magic number, the size of each dimension, then the numbers themselves.

The magic number is two zero bytes, a byte that says the type and one that says how many dimensions there are; the
sizes are big-endian 32-bit numbers (LeCun, Cortes & Burges, The MNIST database, "File formats"). Files compressed with
gzip are read as well.
"""

from __future__ import annotations

import gzip
import math
import os
import struct
import zlib
from pathlib import Path

import numpy as np

#: The types of the format, by code.
TYPES = {0x08: ">u1", 0x09: ">i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}
LARGEST = 2**31  # bytes that are read at most
MOST = 32  # dimensions


class DataError(ValueError):
    """A file that is not what it should be; the message names it, what was found and what is expected."""


def read_idx(path: str | os.PathLike[str], dimensions: int | None = None) -> np.ndarray:
    """The numbers of an IDX file, plain or compressed with gzip, as an array of the file's shape.

    `dimensions` is how many the file must have, if that is known. Raises DataError for a file that cannot be read, is
    of another format, or is shorter or longer than its sizes say.
    """
    content = _content(Path(path))
    if len(content) < 4 or content[:2] != b"\0\0" or content[2] not in TYPES or not 1 <= content[3] <= MOST:
        kinds = ", ".join(f"{code:02x}" for code in TYPES)
        expected = f"two zero bytes, a type ({kinds}) and the number of dimensions, 1 to {MOST}"
        raise DataError(
            f"{path}: it begins with {content[:4].hex(' ') or 'nothing'}; an IDX file begins with {expected}"
        )
    kind, count = np.dtype(TYPES[content[2]]), content[3]
    if dimensions not in (None, count):
        raise DataError(f"{path}: its array has {count} dimensions; expected: {dimensions}")
    start = 4 + 4 * count
    if len(content) < start:
        raise DataError(f"{path}: it ends after {len(content)} bytes, within the sizes of its {count} dimensions")
    shape = struct.unpack(f">{count}I", content[4:start])
    expected_bytes = math.prod(shape) * kind.itemsize
    if len(content) - start != expected_bytes:
        sizes = " × ".join(map(str, shape))
        raise DataError(
            f"{path}: {len(content) - start} bytes follow its header; expected: {expected_bytes} for {sizes} numbers of"
            f" {kind.itemsize} bytes"
        )
    try:
        return np.frombuffer(content, kind, offset=start).reshape(shape)
    except ValueError as error:  # a size of 0 beside others that are beyond all memory
        raise DataError(f"{path}: it has {' × '.join(map(str, shape))} numbers ({error})") from None


def _content(path: Path) -> bytes:
    """All bytes of a file, unpacked if it begins as gzip does."""
    try:
        with path.open("rb") as file:
            packed = file.read(2) == b"\x1f\x8b"
        with gzip.open(path) if packed else path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise DataError(f"{path}: it cannot be unpacked ({error}); expected: a whole gzip file") from None
    except OSError as error:
        raise DataError(f"{path}: it cannot be read ({error.strerror or error}); expected: an IDX file") from None
    if len(content) > LARGEST:
        raise DataError(f"{path}: it holds more than {LARGEST} bytes; that is the most that is read")
    return content
