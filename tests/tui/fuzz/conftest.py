"""Whoever plays long without sense does not wait for the screen either: time goes on here as it does for users.

The short play among the other tests waits like them, so that each time the same happens.
"""

import os

import pytest
import textual.app
import textual.pilot
import textual.screen
from textual._wait import wait_for_idle


@pytest.fixture(autouse=True)
def _time_goes_on(monkeypatch: pytest.MonkeyPatch):
    if "ARGMAP_FUZZ" in os.environ:
        monkeypatch.setattr(textual.screen, "UPDATE_PERIOD", 1 / 60)
        monkeypatch.setattr(textual.app, "wait_for_idle", wait_for_idle)
        monkeypatch.setattr(textual.pilot, "wait_for_idle", wait_for_idle)
