"""The comparison as a picture, so that a change of its look is seen in review."""

from pathlib import Path

import pytest

from argmap import edit
from argmap.model import Claim, Role
from argmap.session import Session
from argmap.tui.app import ArgmapApp
from argmap.tui.comparing.choosing import Against
from argmap.tui.comparing.screen import CompareScreen
from tests.git.conftest import _no_settings as _no_settings  # noqa: PLC0414 - a fixture of every test here
from tests.git.conftest import new_work
from tests.tui.app.walking import Walk, small_project
from tests.tui.conflicts.merges import changed, until


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ArgmapApp:
    path = small_project(tmp_path)
    new_work(tmp_path).commit("Begin")

    def change(whole):
        whole = edit.change_claim(whole, "diverge", text="The US and Japan diverge widely on 出口管制.", note="new")
        whole, _ = edit.add_claim(whole, Claim(text="Japan’s list follows the Wassenaar list."), "wassenaar")
        whole = edit.link(whole, ("wassenaar",), Role.SUPPORT, "align")
        whole = edit.remove(whole, "critics")
        return edit.change_quote(whole, "no-extension", translation="Japan did not widen its controls")

    changed(path, change)
    monkeypatch.chdir(tmp_path)
    return ArgmapApp([path], Session(path))


@pytest.mark.parametrize("size", [(140, 45), (80, 24)], ids=["wide", "narrow"])
def test_the_comparison(app: ArgmapApp, snap_compare, size: tuple[int, int]):
    async def compare(pilot) -> None:
        user = Walk(pilot, app)
        await user.settle()
        app.push_screen(CompareScreen(user.bench, Against("HEAD", "HEAD, the last commit")))
        await until(user, lambda: user.app.screen.query("#changes") and user.app.screen.changes.row_count())
        await user.press("n")

    assert snap_compare(app, terminal_size=size, run_before=compare)
