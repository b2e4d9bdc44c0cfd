"""Presets for the lecture: a RaceSpec or several, with a few sentences."""

from .first_view import FIRST_VIEW

__all__ = ["FIRST_VIEW"]
