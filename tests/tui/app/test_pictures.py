"""The workbench as a picture, so that a change of its look is seen in review."""

from pathlib import Path

import pytest

from argmap.session import Session
from argmap.tui.app import ArgmapApp
from tests.tui.app.walking import Walk, small_project


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ArgmapApp:
    path = small_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    return ArgmapApp([path], Session(path))


@pytest.mark.parametrize("size", [(140, 40), (80, 24)], ids=["wide", "narrow"])
def test_the_workbench(app: ArgmapApp, snap_compare, size: tuple[int, int]):
    async def select_a_sentence(pilot) -> None:
        user = Walk(pilot, app)
        await user.settle()
        await user.press("right_parenthesis", "full_stop")

    assert snap_compare(app, terminal_size=size, run_before=select_a_sentence)


def test_picking_a_claim(app: ArgmapApp, snap_compare):
    async def pick(pilot) -> None:
        user = Walk(pilot, app)
        await user.settle()
        await user.press("right_parenthesis", "full_stop", "s")
        await user.type("washington")

    assert snap_compare(app, terminal_size=(100, 30), run_before=pick)
