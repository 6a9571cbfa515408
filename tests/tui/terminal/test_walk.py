"""The whole walk in a real terminal: open a map, select a sentence by keys, link it, quit, look at `git diff`."""

import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.tui.app.walking import CHINESE, committed, diff_lines, small_project

pytestmark = [pytest.mark.terminal, pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux")]

PATIENCE = 60.0
"""Seconds until a screen must show what is waited for."""
ATTEMPTS = 3
"""tmux 3.3 on a busy machine was seen to stop reading from a terminal whose program ran on, or had ended and was
never reaped; the same walk through a bare pseudo-terminal never stood still. So a walk may begin anew."""


class StoodStill(Exception):  # noqa: N818 (a state of the terminal)
    """The screen did not change as it should."""


class Terminal:
    """A tmux session of its own, with a screen of 120 x 36 cells."""

    def __init__(self, folder: Path) -> None:
        self._socket = str(folder / "tmux.sock")

    def run(self, *arguments: str) -> str:
        return subprocess.run(
            ["tmux", "-S", self._socket, *arguments], check=True, capture_output=True, encoding="utf-8", timeout=60
        ).stdout

    def start(self, command: str, folder: Path) -> None:
        self.run("-f", "/dev/null", "new-session", "-d", "-x", "120", "-y", "36", "-c", str(folder), command)
        self.run("set-option", "-g", "remain-on-exit", "on")

    def press(self, *keys: str) -> None:
        self.run("send-keys", *keys)

    def type(self, text: str) -> None:
        self.run("send-keys", "-l", text)

    def screen(self) -> str:
        return self.run("capture-pane", "-p")

    def wait(self, shows: Callable[[str], bool]) -> str:
        began = time.monotonic()
        while time.monotonic() - began < PATIENCE:
            if shows(screen := self.screen()):
                return screen
            time.sleep(0.1)
        raise StoodStill(f"the screen never showed it:\n{self.screen()}")

    def close(self) -> None:
        subprocess.run(["tmux", "-S", self._socket, "kill-server"], check=False, capture_output=True, timeout=60)


def test_a_sentence_is_linked_in_a_real_terminal_and_git_shows_the_lines(tmp_path: Path):
    for attempt in range(1, ATTEMPTS + 1):
        path = small_project(tmp_path / f"attempt-{attempt}")
        committed(path)
        terminal = Terminal(path.parent)
        try:
            link_a_sentence(terminal, path.parent.parent)
            break
        except StoodStill as still:
            if attempt == ATTEMPTS:
                pytest.fail(str(still))
        finally:
            terminal.close()
    assert diff_lines(path, "-") == []
    added = diff_lines(path, "+")
    assert added[0] == "supported_by = ["
    assert added[2] == "]"
    assert added[3].startswith("[quotes.zh-")
    assert [line.split(" = ")[0] for line in added[4:]] == ["source", "text", "before", "after", "at", "alike"]
    sentence = added[5].removeprefix('text = "').removesuffix('"')
    assert sentence == "日本政府认为，出口管制的目的是防止武器扩散。"
    assert CHINESE[int(added[8].removeprefix("at = ")) :].startswith(sentence)


def link_a_sentence(terminal: Terminal, folder: Path) -> None:
    """Opens the map, selects a sentence by keys, links it as support to a claim, and quits."""
    # The shell says that argmap has ended: tmux 3.3 leaves programs that ended unreaped now and then.
    command = f"unset COLUMNS LINES; {shlex.quote(sys.executable)} -m argmap maps/small.toml; echo ended $?; exec cat"
    terminal.start(f"sh -c {shlex.quote(command)}", folder)
    shown = terminal.wait(lambda screen: "日本没有像美国那样" in screen and "+" in screen)
    assert "argmap · Export controls 出口管制" in shown
    assert "maps/small.toml · saved" in shown
    edges = {cell_len(line) for line in shown.splitlines() if line.endswith("│")}
    assert edges == {120}

    terminal.press(")", ")", ".")
    terminal.wait(lambda screen: "let go" in screen)
    terminal.press("s")
    terminal.wait(lambda screen: "Which claim" in screen)
    terminal.type("目的不同")
    terminal.wait(lambda screen: "new claim: 目的不同" in screen)
    terminal.press("C-u")
    terminal.type("washington")
    terminal.wait(lambda screen: "new claim: washington" in screen)
    terminal.press("Enter")
    terminal.wait(lambda screen: "quote zh-ri-ben" in screen)

    terminal.press("C-q")
    terminal.wait(lambda screen: "ended 0" in screen)
