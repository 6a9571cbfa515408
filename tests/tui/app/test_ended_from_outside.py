"""A connection that drops, a machine that is shut down: nothing that was done is lost, nothing is left behind."""

import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from argmap.store import load
from tests.tui.app.walking import Walk, small_project, walk
from tests.tui.terminal.pseudo import program


async def claim_that_cannot_be_saved(user: Walk, path: Path) -> None:
    """A claim is taken just after git's marks came into the file, before anybody is asked about them."""
    await user.press("3", "n")
    await user.type("Not in the file 经由.")
    with path.open("a") as file:
        file.write("<<<<<<< ours\n")
    await user.press("enter")
    assert user.bench.session.unsaved


async def test_edits_that_could_not_be_saved_are_beside_the_map(tmp_path: Path):
    path = small_project(tmp_path)
    earlier = path.with_name("small-rescued-1.toml")
    earlier.write_text("mine")
    async with walk(path) as user:
        await claim_that_cannot_be_saved(user, path)
        user.app.end_from_outside(signal.SIGTERM)
        await user.pilot.pause()
        assert user.app.return_code == 143
    assert earlier.read_text() == "mine"
    kept = load(path.with_name("small-rescued-2.toml")).map
    assert "Not in the file 经由." in [claim.text for claim in kept.claims.values()]


async def test_where_everything_is_saved_no_file_is_made(tmp_path: Path):
    path = small_project(tmp_path)
    async with walk(path) as user:
        await user.press("3", "n")
        await user.type("In the file.", "enter")
        user.app.end_from_outside(signal.SIGTERM)
    assert [file.name for file in path.parent.iterdir()] == ["small.toml"]


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the tutorial's copy is made."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    yield folder
    tempfile.tempdir = None


@pytest.mark.terminal
def test_a_tutorial_whose_terminal_goes_away_leaves_nothing_behind(temporary: Path):
    with program("tutorial") as argmap:
        argmap.read_until(b"f9 next")
        assert list(temporary.iterdir())
        argmap.hang_up()
        assert argmap.end() in (129, -signal.SIGHUP)
    assert list(temporary.iterdir()) == []
