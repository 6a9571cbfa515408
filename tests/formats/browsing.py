"""A real Chromium for tests of exported pages: the one of this machine, headless, and no network."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


@contextmanager
def chromium() -> Iterator[Any]:
    """A running browser. Raises LookupError where the machine has none."""
    from playwright.sync_api import sync_playwright

    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        raise LookupError(f"no Chromium on PATH (looked for {', '.join(_NAMES)})")
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=found, args=["--no-sandbox"], timeout=120_000)
        try:
            yield running
        finally:
            running.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A running browser; skips the tests where the machine has none."""
    pytest.importorskip("playwright.sync_api", reason="the dev dependency playwright drives Chromium")
    try:
        with chromium() as running:
            yield running
    except LookupError as fault:
        pytest.skip(str(fault))
