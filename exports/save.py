"""save(what, path): the one way into a file, for the page, the command line and notebooks alike."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from progress import Progress, progress_bar

from .formats import FORMATS, format_of
from .notebook import Saved
from .options import ExportError, Options
from .take import Exportable, take_of


def save(
    what: Exportable,
    path: str | Path,
    options: Options | None = None,
    link: str | None = None,
    progress: Progress | None = None,
) -> Saved:
    """Export `what` (a link, a scene, a lesson, results or specs) to `path`, whose ending says the format. Returns the
    path, which in a notebook shows the file.

    `link`, if given, is the address that the file names as its source. Calls `progress` with the work done and the work
    in all; without it, a notebook and a terminal show a bar. The file appears when it is complete. Raises ExportError
    when something cannot be understood or written.

    >>> save("?surface=beale&adam=", "race.csv")  # doctest: +SKIP
    """
    options, path = options or Options(), Saved(path)
    write = FORMATS[format_of(path.name)].write
    take = take_of(what, options, link)
    try:
        handle, draft = tempfile.mkstemp(suffix=path.suffix, prefix=".ravine-", dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise ExportError(f"cannot write to {str(path.parent)!r}: {error.strerror or error}") from None
    try:
        with progress_bar("frames", progress) as told:
            write(take, options, Path(draft), told)
        os.chmod(draft, 0o644)
        os.replace(draft, path)
    except OSError as error:
        raise ExportError(f"cannot write {str(path)!r}: {error.strerror or error}") from None
    finally:
        Path(draft).unlink(missing_ok=True)
    return path
