"""What was freed goes back to the system, while the server runs."""

from __future__ import annotations

import platform

import numpy as np
import psutil
import pytest

from components import memory, serve


def test_what_was_freed_goes_back():
    if platform.libc_ver()[0] != "glibc":
        assert memory.give_back() in (True, False)
        return
    small = [np.ones(1000) for _ in range(20_000)]  # 160 MB, each too small to be given back by itself
    last = small.pop()
    held = psutil.Process().memory_info().rss
    del small
    memory.give_back()
    assert psutil.Process().memory_info().rss < held - 80_000_000
    assert last.sum() == 1000


def test_the_server_gives_it_back_whenever_it_looks_for_idle_connections(monkeypatch):
    given = []
    monkeypatch.setattr(serve, "give_back", lambda: given.append(True))
    server = serve.Server.__new__(serve.Server)
    server.active_channels = {}
    server.maintenance(100.0)
    assert given == [True]
    assert server.next_channel_cleanup == 100.0 + serve.LOOK


def test_without_glibc_nothing_is_done(monkeypatch):
    monkeypatch.setattr("ctypes.CDLL", lambda name: object())
    assert memory._function("malloc_trim")(0) == 0
    monkeypatch.setattr("ctypes.CDLL", lambda name: pytest.fail("not asked") if name else None)
    assert memory._function("nothing_of_this_name")(0) == 0
