"""Who plays without sense does not wait for the screen either: time goes on here as it does for users."""

import pytest
import textual.app
import textual.pilot
from textual._wait import wait_for_idle


@pytest.fixture(autouse=True)
def _time_goes_on(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(textual.app, "wait_for_idle", wait_for_idle)
    monkeypatch.setattr(textual.pilot, "wait_for_idle", wait_for_idle)
