"""Hypothesis draws the same examples every time; checks that share a page are in one process."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # read when NumPy is loaded: two processes share the processors
BROWSER = Path(__file__).with_name("browser")

settings.register_profile("seeded", derandomize=True, deadline=None)
settings.load_profile("seeded")


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Iterator[None]:
    """The race page's checks are one group, those of the other pages and of exported files another, so that two
    processes have about the same to do."""
    grouped = [item for item in items if item.path.is_relative_to(BROWSER)]
    for item in grouped:
        item.add_marker(pytest.mark.xdist_group(item.path.parent.name))
    yield  # pytest-xdist writes the group into the node's id
    if hasattr(config, "workerinput") and not all("@" in item.nodeid for item in grouped):
        raise pytest.UsageError("this pytest-xdist does not keep the groups of browser checks with this pytest")
