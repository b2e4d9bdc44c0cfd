"""What files are compressed to (components/packed_forms.py), for servers that have a cache of their own in checks."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from jobs.folder import lasting_folder


def give_forms(cache: Path, user: int | None = None) -> Path:
    """`cache`, a folder for RAVINE_CACHE, with what is there already for other servers; a `user`'s, or ours. What is
    missing the server makes, which takes seconds."""
    owner = (os.getuid() if os.name != "nt" else 0) if user is None else user
    folder = cache / f"ravine-packed-{owner}"
    folder.mkdir(mode=0o700, parents=True)
    for file in lasting_folder("packed").iterdir():
        with suppress(OSError):  # somebody else writes and tidies there
            shutil.copy2(file, folder)
    if user is not None:
        for each in (folder, *folder.iterdir()):
            os.chown(each, user, user)
    return cache
