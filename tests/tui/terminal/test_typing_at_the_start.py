"""Keys typed while argmap starts act in their order, each where it would have acted."""

import os
import pty
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from argmap.store import load
from tests.tui.app.walking import small_project

KEYS = b"2>/\xe7\x9b\xae\xe7\x9a\x84\r3nTyped early.\rnAnd 2 more > this / here.\r\x1bOP"
"""Panes and a search, two claims, and a last key that means nothing."""


@pytest.mark.parametrize("after", [0.0, 0.3, 0.5, 0.7, 1.0, 1.5])
def test_keys_typed_in_one_go_at_any_moment_of_the_start_act_in_their_order(tmp_path: Path, after: float):
    path = small_project(tmp_path)
    child, terminal = pty.fork()
    if child == 0:  # pragma: no cover (another process)
        os.environ["TERM"] = "xterm-256color"
        os.execv(sys.executable, [sys.executable, "-m", "argmap", str(path)])
    threading.Thread(target=read_all, args=(terminal,), daemon=True).start()
    time.sleep(after)
    os.write(terminal, KEYS)
    began, made = time.monotonic(), set()
    before = {"diverge", "align", "subsidies"}
    while len(made) < 2 and time.monotonic() - began < 30:
        time.sleep(0.1)
        made = set(load(path).map.claims) - before
    os.kill(child, signal.SIGTERM)
    os.waitpid(child, 0)
    claims = load(path).map.claims
    assert {claims[at].text for at in made} == {"Typed early.", "And 2 more > this / here."}


def read_all(terminal: int) -> None:
    """Reads what is drawn, so that drawing goes on."""
    try:
        while os.read(terminal, 65536):
            pass
    except OSError:
        return  # the other end is closed
