"""Tests of the screen know nothing of what the user's own argmap remembers."""

import pytest


@pytest.fixture(autouse=True)
def _no_earlier_session(monkeypatch, tmp_path_factory):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.getbasetemp() / f"state-{next(_numbers)}"))


_numbers = iter(range(10**9))
