"""save(what, path): the one way into a file, for the page, the command line and notebooks alike."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from .data import csv_of, json_of
from .options import ExportError, Options, Progress, format_of
from .page import page
from .still import still
from .take import Exportable, Take, take_of
from .video import gif, video

Writer = Callable[[Take, Options, Path, Progress], None]


def _text(of: Callable[[Take], str]) -> Writer:
    return lambda take, _, path, __: _written(path, of(take))


def _written(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


#: How each format is written.
WRITERS: Mapping[str, Writer] = {
    "mp4": video,
    "webm": video,
    "gif": gif,
    "html": page,
    "png": still,
    "svg": still,
    "csv": _text(csv_of),
    "json": _text(json_of),
}


def save(
    what: Exportable,
    path: str | Path,
    options: Options | None = None,
    link: str | None = None,
    progress: Progress = lambda done, total: None,
) -> Path:
    """Export `what` (a link, a scene, results or specs) to `path`, whose ending says the format.

    `link`, if given, is the address that the file names as its source. The file appears when it is complete. Raises
    ExportError when something cannot be understood or written.

    >>> save("?surface=beale&adam=", "race.csv")  # doctest: +SKIP
    """
    options, path = options or Options(), Path(path)
    write = WRITERS[format_of(path.name)]
    take = take_of(what, options, link)
    try:
        handle, draft = tempfile.mkstemp(suffix=path.suffix, prefix=".ravine-", dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise ExportError(f"cannot write to {str(path.parent)!r}: {error.strerror or error}") from None
    try:
        write(take, options, Path(draft), progress)
        os.chmod(draft, 0o644)
        os.replace(draft, path)
    except OSError as error:
        raise ExportError(f"cannot write {str(path)!r}: {error.strerror or error}") from None
    finally:
        Path(draft).unlink(missing_ok=True)
    return path
