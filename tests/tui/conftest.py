"""Tests of the screen wait for what is to be done, not for time."""

import argmap.text.folding  # noqa: F401 - here, since the first search imports it in a thread that no test waits for
from tests.tui.at_once import wait_for_states

wait_for_states()
