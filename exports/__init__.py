"""Exports: races as files, the same picture that the page shows.

>>> from exports import save
>>> save("?surface=beale&adam=", "race.mp4")  # doctest: +SKIP
"""

from .data import read_frame
from .formats import FORMATS
from .options import SETTINGS, SIZES, ExportError, Options, read_options
from .save import save
from .take import Take, take_of

__all__ = [
    "FORMATS",
    "SETTINGS",
    "SIZES",
    "ExportError",
    "Options",
    "Take",
    "read_frame",
    "read_options",
    "save",
    "take_of",
]
