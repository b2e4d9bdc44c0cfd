"""How checks wait for a page. Playwright looks once a frame: should a page without a window stop drawing, it would wait
for ever; asked for a picture, the page draws again."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import Any

import patience
from playwright.sync_api import Error, Page, TimeoutError

STALLED = 20.0  # s in which nothing has come before the page is asked for a picture


def until(page: Page, expression: str, given: Any = None) -> None:
    """Wait until an expression, or a function of `given`, is true. Raises TimeoutError when the patience is over."""
    end = time.monotonic() + patience.seconds()
    while True:
        left = end - time.monotonic()
        try:
            page.wait_for_function(expression, arg=given, timeout=1000 * max(min(STALLED, left), 1.0))
            return
        except TimeoutError:
            if left <= STALLED:
                raise
        with suppress(Error):
            page.bring_to_front()
            page.screenshot(timeout=5000)
