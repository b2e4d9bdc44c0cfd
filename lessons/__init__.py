"""Presets for the lecture: a RaceSpec or several, with a few sentences."""

from .first_view import FIRST_VIEW

#: By name, the specs that each shows side by side.
LESSONS = {"first_view": FIRST_VIEW}

__all__ = ["FIRST_VIEW", "LESSONS"]
