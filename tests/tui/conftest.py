"""Tests of the screen know nothing of what the user has set, and what their own argmap remembers."""

import pytest

import argmap.text.folding  # noqa: F401 - here, since the first search imports it in a thread that no test waits for
from tests.tui.at_once import wait_for_states

wait_for_states()


@pytest.fixture(autouse=True)
def _no_earlier_session(monkeypatch, tmp_path_factory):
    home = tmp_path_factory.getbasetemp() / f"home-{next(_numbers)}"
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))


_numbers = iter(range(10**9))
