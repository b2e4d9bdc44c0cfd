"""What all checks of long jobs share; asking.py has more."""

import pytest
from dash.background_callback.managers import BaseBackgroundCallbackManager


@pytest.fixture(autouse=True)
def caught(capfd):
    """What processes print goes where they can write: to a log that is a file larger than a job's bound they could
    not."""


@pytest.fixture(autouse=True)
def no_manager_stays(monkeypatch):
    """Dash keeps every manager; and the addresses of files need no app here."""
    monkeypatch.setattr("components.dispatch.manager.address_of", lambda token, name: f"/files/{token}/{name}")
    before = BaseBackgroundCallbackManager.managers[:]
    yield
    BaseBackgroundCallbackManager.managers[:] = before
