"""The conflicts as a picture, so that a change of their look is seen in review."""

from pathlib import Path

import pytest

from argmap.session import Session
from argmap.tui.app import ArgmapApp
from tests.tui.app.walking import Walk
from tests.tui.conflicts.merges import undecided


@pytest.mark.parametrize("size", [(140, 45), (80, 24)], ids=["wide", "narrow"])
def test_both_readings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, snap_compare, size: tuple[int, int]):
    path = undecided(tmp_path)
    monkeypatch.chdir(tmp_path)
    app = ArgmapApp([path], Session(path))

    async def decide(pilot) -> None:
        user = Walk(pilot, app)
        await user.settle()
        await user.press("X", "n")
        app.clear_notifications()
        await user.settle()

    assert snap_compare(app, terminal_size=size, run_before=decide)
