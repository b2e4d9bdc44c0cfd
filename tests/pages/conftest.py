"""The app without a browser."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session")
def client(tmp_path_factory):
    """The app's own test client; the app is made once, where it is imported."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAVINE_CACHE", str(tmp_path_factory.mktemp("cache")))
        patch.delenv("REDIS_URL", raising=False)
        from app import server
    return server.test_client()
