"""A terminal whose locale says nothing of UTF-8, as often after a login over SSH."""

import os
import pty
import sys
import time
from pathlib import Path

from tests.tui.app.walking import small_project


def test_chinese_is_drawn_in_utf_8_whatever_the_locale_says(tmp_path: Path):
    path = small_project(tmp_path)
    child, terminal = pty.fork()
    if child == 0:  # pragma: no cover (another process)
        os.environ.update(TERM="xterm-256color", LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0")
        os.execv(sys.executable, [sys.executable, "-m", "argmap", str(path)])
    seen, began = b"", time.monotonic()
    while "出口管制".encode() not in seen and time.monotonic() - began < 30:
        seen += os.read(terminal, 65536)
    os.close(terminal)
    os.waitpid(child, 0)
    assert "出口管制".encode() in seen
    assert b"\\u" not in seen
