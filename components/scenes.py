"""Where the scene of a link is asked for: under an address that changes with all that a scene is made of."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

import dash

from caches import counted

SCENES_PATH = "/scenes"
ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("components", "figures", "lessons", "networks", "optimizers", "pages", "races", "surfaces")
KINDS = (".py", ".json", ".npz")


@counted(1, 100)
def scenes_version() -> str:
    """Of the code and its data."""
    files = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*") if path.suffix in KINDS)
    return blake2b(b"".join(path.read_bytes() for path in files), digest_size=6).hexdigest()


def scenes_path() -> str:
    """The address of this version on this server; what is asked for follows behind an &."""
    return dash.get_relative_path(f"{SCENES_PATH}?v={scenes_version()}")
