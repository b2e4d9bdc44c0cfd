"""Hypothesis draws the same examples every time; checks that share a page are in one process."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # read when NumPy is loaded: two processes share the processors
BROWSER = Path(__file__).with_name("browser")

settings.register_profile("seeded", derandomize=True, deadline=None)
settings.load_profile("seeded")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The race page's checks are one group, those of the other pages and of exported files another, so that two
    processes have about the same to do."""
    for item in items:
        if item.path.is_relative_to(BROWSER):
            item.add_marker(pytest.mark.xdist_group(item.path.parent.name))
