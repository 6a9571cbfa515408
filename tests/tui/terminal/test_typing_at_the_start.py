"""Keys typed while argmap starts act in their order, each where it would have acted."""

import os
import signal
import time
from pathlib import Path

import pytest

from argmap.store import load
from tests.tui.app.walking import small_project
from tests.tui.terminal.pseudo import LIMIT, program

pytestmark = pytest.mark.terminal

KEYS = b"2>/\xe7\x9b\xae\xe7\x9a\x84\r3nTyped early.\rnAnd 2 more > this / here.\r\x1bOP"
"""Panes and a search, two claims, and a last key that means nothing."""


@pytest.mark.parametrize("after", [0.0, 0.3, 0.5, 0.7, 1.0, 1.5])
def test_keys_typed_in_one_go_at_any_moment_of_the_start_act_in_their_order(tmp_path: Path, after: float):
    path = small_project(tmp_path)
    before, made = set(load(path).map.claims), set()
    with program(path) as argmap:
        argmap.read(after)
        argmap.type(KEYS)
        until = time.monotonic() + LIMIT
        while len(made) < 2 and time.monotonic() < until:
            argmap.read(0.1)
            made = set(load(path).map.claims) - before
        os.kill(argmap.child, signal.SIGTERM)
        argmap.end()
    claims = load(path).map.claims
    assert {claims[at].text for at in made} == {"Typed early.", "And 2 more > this / here."}
