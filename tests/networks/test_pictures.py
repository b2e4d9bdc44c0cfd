"""The digits that ship with the project, and IDX files: whole, compressed and damaged."""

import gzip
import re
import struct

import numpy as np
import pytest

from networks import DataError, Training, digits, mnist, read_idx, train

IMAGES, LABELS = "train-images-idx3-ubyte", "train-labels-idx1-ubyte"
NAMES = (IMAGES, LABELS, "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte")


def idx(array, code=0x08):
    """An array as the bytes of an IDX file."""
    return struct.pack(f">HBB{array.ndim}I", 0, code, array.ndim, *array.shape) + array.tobytes()


@pytest.fixture
def folder(tmp_path):
    """The first digits as MNIST's four files, of which one is compressed and one spelled with a dot."""
    data = digits()
    for (images, labels), x, y in (
        (NAMES[:2], data.train_x[:300], data.train_y[:300]),
        (NAMES[2:], data.validation_x[:60], data.validation_y[:60]),
    ):
        (tmp_path / images).write_bytes(idx((x.reshape(-1, 8, 8) * 240).astype(np.uint8)))
        (tmp_path / labels).write_bytes(idx(y.astype(np.uint8)))
    packed = tmp_path / f"{IMAGES}.gz"
    packed.write_bytes(gzip.compress((tmp_path / IMAGES).read_bytes()))
    (tmp_path / IMAGES).unlink()
    (tmp_path / NAMES[2]).rename(tmp_path / "t10k-images.idx3-ubyte")
    return tmp_path


def test_digits():
    data = digits()
    assert (data.train_x.shape, data.validation_x.shape) == ((1437, 64), (360, 64))
    assert data.train_x.dtype == float
    assert (data.train_x.min(), data.train_x.max()) == (0, 1)
    everyone = np.concatenate([data.train_y, data.validation_y])
    assert np.bincount(everyone).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    assert np.bincount(data.validation_y).min() >= 20
    assert not data.train_x.flags.writeable


@pytest.mark.parametrize(
    ("code", "kind"), [(0x08, ">u1"), (0x09, ">i1"), (0x0B, ">i2"), (0x0C, ">i4"), (0x0D, ">f4"), (0x0E, ">f8")]
)
def test_every_type_of_number(tmp_path, code, kind):
    array = np.arange(6).reshape(2, 3).astype(kind)
    (tmp_path / "file").write_bytes(idx(array, code))
    found = read_idx(tmp_path / "file")
    assert found.dtype == array.dtype
    np.testing.assert_array_equal(found, array)


def test_a_folder_like_mnist(folder):
    data = mnist(folder)
    assert (data.shape, data.classes, data.train_x.dtype) == ((8, 8), 10, np.float32)
    np.testing.assert_allclose(data.train_x[:9], digits().train_x[:9] * 240 / 255, atol=1e-6)
    np.testing.assert_array_equal(data.validation_y, digits().validation_y[:60])
    *_, last = train(Training("mlp", "adam", epochs=3, data=str(folder)))
    assert last.weights.dtype == np.float32  # in the numbers of the data
    assert last.accuracy > 0.5


GOOD = idx(np.zeros((3, 2, 2), np.uint8))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "begins with nothing; an IDX file begins with two zero bytes"),
        (b"\x89PNG\r\n", "begins with 89 50 4e 47; an IDX file begins with"),
        (b"\0\0\x07\x01" + bytes(8), "begins with 00 00 07 01; an IDX file begins with two zero bytes, a type (08, 09"),
        (GOOD[:9], "ends after 9 bytes, within the sizes of its 3 dimensions"),
        (GOOD[:-1], "11 bytes follow its header; expected: 12 for 3 × 2 × 2 numbers of 1 bytes"),
        (GOOD + b"\0", "13 bytes follow its header; expected: 12"),
        (struct.pack(">HBB3I", 0, 8, 3, 2**32 - 1, 2**32 - 1, 2**32 - 1), "0 bytes follow its header; expected: 7922"),
        (idx(np.zeros(5, np.uint8)), "its array has 1 dimensions; expected: 3"),
        (b"\0\0\x08\x64" + struct.pack(">100I", *[1] * 100) + b"x", "begins with 00 00 08 64; an IDX file begins with"),
        (b"\0\0\x08\3" + struct.pack(">3I", 0, 2**32 - 1, 2**32 - 1), "it has 0 × 4294967295 × 4294967295 numbers"),
        (gzip.compress(GOOD, mtime=0)[:-4], "cannot be unpacked"),
        (gzip.compress(GOOD, mtime=0)[:20] + bytes(20), "cannot be unpacked"),
        (b"\x1f\x8b rubbish", "cannot be unpacked"),
    ],
    ids=range(13),
)
def test_damaged_files(tmp_path, content, message):
    path = tmp_path / "images"
    path.write_bytes(content)
    with pytest.raises(DataError, match=f"^{re.escape(str(path))}: .*{re.escape(message)}"):
        read_idx(path, dimensions=3)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (LABELS, idx(np.zeros(299, np.uint8)), "it has 299 labels; expected: 300, one for each of train-images"),
        (LABELS, idx(np.zeros(300, ">i4"), 0x0C), "its numbers are of type >i4; expected: unsigned bytes"),
        (LABELS, idx(np.zeros(0, np.uint8)), "it is empty; expected: at least one"),
        (LABELS, None, "it has no file train-labels-idx1-ubyte (or train-labels-idx1-ubyte.gz); found: t10k-images"),
        (NAMES[3], idx(np.full(60, 10, np.uint8)), "it has the label 10; expected: below 10"),
        ("t10k-images.idx3-ubyte", idx(np.zeros((60, 9, 8), np.uint8)), "have 9 × 8 pixels; expected: 8 × 8"),
    ],
    ids=range(6),
)
def test_files_that_do_not_belong_together(folder, name, content, message):
    (folder / name).unlink()
    if content is not None:
        (folder / name).write_bytes(content)
    with pytest.raises(DataError, match=re.escape(message)):
        train(Training(data=str(folder)))


def test_no_folder(tmp_path):
    with pytest.raises(DataError, match="nowhere: there is no such folder; expected: one with MNIST's four files"):
        train(Training(data=str(tmp_path / "nowhere")))
    with pytest.raises(DataError, match="it cannot be read"):
        read_idx(tmp_path)


def test_pictures_that_do_not_suit_a_network(folder):
    for name in NAMES[::2]:
        for path in folder.glob(name[:11] + "*"):
            path.unlink()
        (folder / name).write_bytes(idx(np.zeros((300 if "train" in name else 60, 9, 8), np.uint8)))
    with pytest.raises(DataError, match="pictures of 9 × 8 pixels; allowed: sides that 4 divides"):
        train(Training("convnet", data=str(folder)))
