"""Planes as files: those that ship in `planes/`, and those made since, kept for a while in a folder of this machine.

`find` takes the text of a plane or the name of a shipped one. A plane made by a job is kept by `keep`; the folder holds
the MOST used last, for KEPT. It is `RAVINE_CACHE` or the temporary folder, and only this user can look inside.
"""

from __future__ import annotations

import io
import json
import os
import tempfile
import time
import zipfile
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

import numpy as np

from caches import MB, Kept, counted
from hyperparameters import shown

from .plane import Plane, Track
from .plane_spec import PlaneError, PlaneSpec, read_plane

FOLDER = Path(__file__).with_name("planes")
MOST = 60  # planes
LARGEST = 1_000_000  # bytes of one, which has about 100 kB
KEPT = 7 * 24 * 3600.0  # s since it was last used
DAMAGED = (LookupError, TypeError, AttributeError, OSError, EOFError, zipfile.BadZipFile, zlib.error)
ROWS = ("positions", "losses", "gradient_norms", "plane_losses", "evaluations")  # of a track


class PlaneMissingError(LookupError):
    """The plane of `spec` is not on this machine; it can be made."""

    def __init__(self, spec: PlaneSpec) -> None:
        told = f"the plane {shown(spec.text)} is not on this machine, or no longer"
        super().__init__(f"{told}; make it on the page Landscape")
        self.spec = spec


def packed(plane: Plane) -> bytes:
    """A plane as an .npz file; floating-point numbers have 32 bits."""
    tracks = list(plane.tracks.values())
    arrays = {name: np.stack([getattr(track, name) for track in tracks]).astype("f4") for name in ROWS[:-1]}
    arrays["evaluations"] = np.stack([track.evaluations for track in tracks]).astype("i4")
    told = {
        "spec": plane.spec.text,
        "weights": plane.weights,
        "domain": plane.domain,
        "together": plane.together,
        "tracks": {n: [t.diverged_at, t.explained, t.lost] for n, t in plane.tracks.items()},
    }
    file = io.BytesIO()
    arrays |= {"grid": plane.losses.astype("f4"), "told": np.array(json.dumps(told))}
    np.savez_compressed(file, **arrays)  # type: ignore[arg-type]
    return file.getvalue()


def unpacked(content: bytes) -> Plane:
    """The plane of such a file. Raises ValueError for anything else."""
    if len(content) > LARGEST:
        raise ValueError(f"{len(content)} bytes are no plane; allowed: up to {LARGEST}")
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as file:
            arrays = {name: file[name] for name in ("grid", *ROWS)}
            told = json.loads(str(file["told"]))
        spec = read_plane(told["spec"])
        side, tracks = told["domain"], {}
        for place, (name, (gone, shares, off)) in enumerate(told["tracks"].items()):
            rows = {part: _exact(arrays[part][place]) for part in ROWS}
            tracks[name] = Track(**rows, diverged_at=gone, explained=(shares[0], shares[1]), lost=off)
        domain = ((side[0][0], side[0][1]), (side[1][0], side[1][1]))
        together = (told["together"][0], told["together"][1])
        found = Plane(spec, domain, _exact(arrays["grid"]), MappingProxyType(tracks), together, told["weights"])
    except (*DAMAGED, ValueError) as error:
        raise ValueError(f"this is no file of a plane ({error})") from None
    if list(tracks) != list(spec.racers) or found.losses.shape != (spec.grid, spec.grid):
        raise ValueError("this file of a plane does not hold what its text says")
    return found


def _exact(array: np.ndarray) -> np.ndarray:
    """Read-only, in 64 bits."""
    array = array.astype(float if array.dtype.kind == "f" else int)
    array.flags.writeable = False
    return array


# ---- finding ----


def shipped() -> tuple[str, ...]:
    """The names of the planes that ship."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.npz")))


@counted(8, 150_000)
def _shipped(name: str) -> Plane:
    return unpacked((FOLDER / f"{name}.npz").read_bytes())


@counted(1, 10_000)
def _names() -> dict[PlaneSpec, str]:
    return {_shipped(name).spec: name for name in shipped()}


def name_of(text: str) -> str:
    """The form of a text that links have: the name where it ships, else the spec's own text. Raises PlaneError."""
    if text in shipped():
        return text
    spec = read_plane(text)
    return _names().get(spec, spec.text)


_recent = Kept("networks.plane_files", 4 * MB)  # by key: the files need not be read at every request


def find(text: str) -> Plane:
    """The plane of a text, or of the name of a shipped one. Raises PlaneError, and PlaneMissingError."""
    if text in shipped():
        return _shipped(text)
    try:
        spec = read_plane(text)
    except PlaneError as error:
        raise PlaneError([*error.problems, f"shipped planes: {', '.join(shipped())}"]) from None
    if spec in _names():
        return _shipped(_names()[spec])
    if remembered := _recent.get(spec.key):
        return remembered
    with suppress(OSError, ValueError):
        file = folder(make=False) / f"{spec.key}.npz"
        found = unpacked(file.read_bytes())
        if found.spec == spec:
            os.utime(file)
            return _remember(found)
    raise PlaneMissingError(spec)


def missing(texts: Iterable[str]) -> list[PlaneSpec]:
    """Of planes that can be made, those that are not here, each once."""
    specs: dict[PlaneSpec, None] = {}
    for text in texts:
        try:
            find(text)
        except PlaneMissingError as absent:
            specs[absent.spec] = None
        except PlaneError:
            pass
    return list(specs)


# ---- keeping ----


def keep(plane: Plane) -> None:
    """Keep a plane that was made, in memory and in the folder if it can be written."""
    plane = unpacked(packed(plane))  # the same numbers now and later
    _remember(plane)
    with suppress(OSError):
        place = folder()
        draft = place / f"{plane.spec.key}.{os.getpid()}.part"
        draft.write_bytes(packed(plane))
        draft.replace(place / f"{plane.spec.key}.npz")
        _tidy(place)


def folder(make: bool = True) -> Path:
    """Where planes are kept; made if need be. Raises OSError where that cannot be."""
    user = os.getuid() if os.name != "nt" else 0
    place = Path(os.environ.get("RAVINE_CACHE") or tempfile.gettempdir()) / f"ravine-planes-{user}"
    if make:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = place.lstat()
    if os.name != "nt" and (place.is_symlink() or found.st_uid != user or found.st_mode & 0o077):
        raise PermissionError(f"{place} belongs to somebody else")
    return place


def _remember(plane: Plane) -> Plane:
    _recent[plane.spec.key] = plane
    return plane


def _tidy(place: Path) -> None:
    """Remove what has not been used for long, and the oldest beyond MOST."""
    files = []
    for file in place.iterdir():
        with suppress(OSError):
            files.append((file.stat().st_mtime, file))
    files.sort(reverse=True)
    for number, (used, file) in enumerate(files):
        if number >= MOST or time.time() - used > KEPT:
            with suppress(OSError):
                file.unlink()
