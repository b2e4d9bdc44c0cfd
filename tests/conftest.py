"""Hypothesis draws the same examples every time; one process has all checks that need the browser."""

from pathlib import Path

import pytest
from hypothesis import settings

BROWSER = Path(__file__).with_name("browser")

settings.register_profile("seeded", derandomize=True, deadline=None)
settings.load_profile("seeded")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those of the browser share its page; the other process does the rest."""
    for item in items:
        if item.path.is_relative_to(BROWSER):
            item.add_marker(pytest.mark.xdist_group("browser"))
