"""What files are compressed to, kept between starts: the best level of brotli takes seconds of a processor for what a
first visit loads. Without a folder that can be written it is done anew.

Several servers may share the folder. A file in it has a name that says what was compressed and how, is moved there when
it is whole, and begins with a digest: one that is damaged is made anew. The folder holds LARGEST bytes, of what was
used in the last KEPT seconds.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from jobs.folder import lasting_folder

DAY = 24 * 3600.0  # s
KEPT = 60 * DAY
LARGEST = 16_000_000  # bytes; what all pages load has 3 MB in both ways
SMALL = 4_000  # bytes: less is compressed in a few milliseconds
DIGEST = 16  # bytes


def form_of(body: bytes, way: str, pack: Callable[[bytes], bytes]) -> bytes:
    """`pack(body)`, bytes, from the folder if it is there; `way`, the end of a file's name, says what `pack` does. A
    folder that fails is done without: only what `pack` raises is raised."""
    if len(body) < SMALL:
        return pack(body)
    try:
        file = lasting_folder("packed") / f"{blake2b(body, digest_size=20).hexdigest()}.{way}"
        found = _read(file)
    except OSError:
        return pack(body)
    if found is None:
        found = pack(body)
        with suppress(OSError):
            _write(file, found)
    return found


def _read(file: Path) -> bytes | None:
    """What is kept there, whole, or None."""
    try:
        kept = file.read_bytes()
    except FileNotFoundError:
        return None
    form = kept[DIGEST:]
    if kept[:DIGEST] != _digest(form):
        return None
    if time.time() - file.stat().st_mtime > DAY:
        with suppress(OSError):
            os.utime(file)
    return form


def _write(file: Path, form: bytes) -> None:
    handle, draft = tempfile.mkstemp(dir=file.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as part:
            part.write(_digest(form) + form)
        os.replace(draft, file)
    except OSError:
        os.unlink(draft)
        raise
    _tidy(file.parent)


def _digest(form: bytes) -> bytes:
    return blake2b(form, digest_size=DIGEST).digest()


def _tidy(folder: Path) -> None:
    """Remove what has not been used for long, and what was used first beyond LARGEST."""
    files = []
    for file in folder.iterdir():
        with suppress(OSError):  # another server tidies, too
            files.append((file.stat().st_mtime, file.stat().st_size, file))
    size = 0
    for used, length, file in sorted(files, reverse=True):
        size += length
        if size > LARGEST or time.time() - used > KEPT:
            with suppress(OSError):
                file.unlink()
