"""A terminal whose locale says nothing of UTF-8, as often after a login over SSH."""

from pathlib import Path

import pytest

from tests.tui.app.walking import small_project
from tests.tui.terminal.pseudo import program

pytestmark = pytest.mark.terminal


def test_chinese_is_drawn_in_utf_8_whatever_the_locale_says(tmp_path: Path):
    path = small_project(tmp_path)
    with program(path, LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0") as argmap:
        argmap.read_until("出口管制".encode())
        argmap.hang_up()
        argmap.end()
        assert b"\\u" not in argmap.seen
