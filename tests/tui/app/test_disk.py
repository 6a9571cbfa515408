"""When others write too, and when writing fails."""

from collections.abc import Callable
from pathlib import Path

import pytest

from argmap import edit
from argmap.model import Claim
from argmap.store import SaveFailed, load, saving
from argmap.store.saving import save
from argmap.tui.dialogs.form import Question
from tests.tui.app.walking import CHINESE, small_project, walk


def someone_adds(path: Path, text: str) -> None:
    """Another program adds a claim to the map."""
    loaded = load(path)
    save(path, edit.add_claim(loaded.map, Claim(text=text))[0], loaded.fingerprint)


async def glance(user) -> None:
    """Lets the seconds pass after which the app looks at the disk, and looks again."""
    user.bench.glance()
    user.bench.glance()
    await user.settle()


async def new_claim(user, text: str) -> None:
    await user.press("n")
    await user.type(text, "enter")


async def test_a_change_on_disk_is_taken_over_and_told(tmp_path: Path):
    path = small_project(tmp_path)
    async with walk(path) as user:
        await new_claim(user, "Mine")
        someone_adds(path, "Theirs")
        await glance(user)
        assert {"mine", "theirs"} <= set(user.map.claims)
        assert user.said[-1] == "merged from disk: 1 claim added · z takes back: change of small.toml on disk"
        someone_adds(path, "Theirs again")
        await new_claim(user, "Mine again")
        assert {"mine", "theirs", "theirs-again", "mine-again"} <= set(user.on_disk.claims)


async def test_a_file_broken_by_others_is_never_overwritten_and_mine_can_be_kept_as_a_copy(tmp_path: Path):
    path = small_project(tmp_path)
    async with walk(path) as user:
        sound = path.read_text()
        path.write_text(sound + "\n<<<<<<< HEAD\n")
        await glance(user)
        assert isinstance(user.dialog, Question)
        assert "does not load" in str(user.dialog.query_one("#body Static").render())
        await user.press("escape")
        assert user.text_of("#title").endswith("small.toml · changed on disk and does not load")
        await new_claim(user, "Kept in memory")
        assert path.read_text().endswith("<<<<<<< HEAD\n")
        assert "kept-in-memory" in user.map.claims
        await user.press("W", "enter")
        assert "kept-in-memory" in load(path.with_name("small-copy.toml")).map.claims
        path.write_text(sound)
        await user.press("ctrl+s")
        assert "kept-in-memory" in user.on_disk.claims
        assert user.text_of("#title").endswith("· saved")


async def test_an_edit_of_a_map_that_broke_meanwhile_is_kept_and_said_and_an_undo_says_that_it_was_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = small_project(tmp_path)
    monkeypatch.setattr("argmap.session.Session.touched", lambda _session: False)  # the edit comes first
    async with walk(path) as user:
        await new_claim(user, "First")
        sound = path.read_text()
        path.write_text(sound + "\n<<<<<<< HEAD\n")
        await new_claim(user, "Second")
        assert isinstance(user.dialog, Question)
        assert "claim second" in str(user.dialog.query_one("#body Static").render())
        await user.press("escape")
        await new_claim(user, "Third")
        assert user.said[-1].startswith("claim third is kept in memory only: small.toml changed on disk")
        await user.press("z")
        assert user.said[-1].startswith("nothing was undone or done again: small.toml changed on disk")
        assert "third" in user.map.claims
        path.write_text(sound)
        await user.press("ctrl+s")
        assert {"first", "second", "third"} <= set(user.on_disk.claims)


async def test_a_full_disk_loses_nothing_and_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = small_project(tmp_path)
    real = saving.save

    def full(*_arguments):
        why = "the disk is full"
        raise SaveFailed(f"{path}: not saved: {why}; make room on it and save again (nothing was lost)", why)

    async with walk(path) as user:
        monkeypatch.setattr("argmap.session.save", full)
        await new_claim(user, "In memory")
        assert isinstance(user.dialog, Question)
        body = str(user.dialog.query_one("#body Static").render())
        assert "the disk is full" in body
        assert "claim in-memory" in body
        await user.press("right", "right", "enter")
        assert "not saved: the disk is full" in user.text_of("#title")
        await new_claim(user, "In memory too")
        assert user.dialog is None
        assert "in-memory" not in user.on_disk.claims
        await user.press("ctrl+q")
        assert "2 edits in memory only" in str(user.dialog.query_one("#body Static").render())
        await user.press("escape")
        for opens in ("m", "R"):
            await user.press(opens, "ctrl+q", "ctrl+q")
            assert "2 edits in memory only" in str(user.dialog.query_one("#body Static").render())
            await user.press("escape", "escape")
            assert user.app.screen is user.bench
        monkeypatch.setattr("argmap.session.save", real)
        await user.click_bar("#title", "not saved")
        assert {"in-memory", "in-memory-too"} <= set(user.on_disk.claims)
        assert user.text_of("#title").endswith("· saved")
        await user.press("ctrl+q")
        assert user.app.return_value == 0


@pytest.mark.parametrize("begun", [lambda path: path.write_text("format = 1\n["), lambda path: path.unlink()])
async def test_a_file_that_is_being_written_by_another_program_is_waited_for(
    begun: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = small_project(tmp_path)
    monkeypatch.setattr("argmap.tui.screens.main.GLANCE_SECONDS", 3600)
    async with walk(path) as user:
        sound = path.read_text()
        begun(path)
        user.bench.glance()
        await user.settle()
        assert user.dialog is None
        path.write_text(sound.replace("Subsidies", "All subsidies"))
        user.bench.glance()
        await user.settle()
        assert user.dialog is None
        assert user.map.claims["subsidies"].text.startswith("All subsidies")


async def test_a_file_that_is_gone_is_written_again_when_asked(tmp_path: Path):
    path = small_project(tmp_path)
    async with walk(path) as user:
        sound = path.read_bytes()
        path.unlink()
        await glance(user)
        assert "The file is gone" in str(user.dialog.query_one("#dialog").border_title)
        await user.press("enter")
        assert path.read_bytes() == sound
        assert user.text_of("#title").endswith("· saved")


async def test_what_waited_for_the_file_is_saved_when_that_is_back(tmp_path: Path):
    path = small_project(tmp_path)
    async with walk(path) as user:
        path.rename(tmp_path / "elsewhere.toml")
        await glance(user)
        await user.press("escape")
        await new_claim(user, "Meanwhile")
        assert not path.exists()
        (tmp_path / "elsewhere.toml").rename(path)
        await glance(user)
        assert user.said[-1] == "map and file agree again: everything is saved"
        assert "meanwhile" in user.on_disk.claims
        assert user.text_of("#title").endswith("· saved")


async def test_a_text_that_changes_on_disk_is_read_anew_at_the_same_place(tmp_path: Path):
    path = small_project(tmp_path)
    text = tmp_path / "texts/zh.txt"
    async with walk(path) as user:
        place = user.reader.cursor
        text.write_text("新的一段。\n\n" + CHINESE)
        await glance(user)
        assert user.reader.text == "新的一段。\n\n" + CHINESE
        assert user.reader.cursor == place + 7
        assert [mark.key for mark in user.reader.highlights_at(place + 7)] == ["no-extension"]
        text.write_text(CHINESE.replace("基础和新兴技术", "基础及新兴的技术"))
        await glance(user)
        assert user.bench.query_one("#review").current == "no-extension"
        text.unlink()
        await glance(user)
        assert "missing" in user.text_of("#notice")
        text.write_text(CHINESE)
        await glance(user)
        assert user.reader.text == CHINESE
        assert user.reader.display


async def test_the_screen_looks_at_the_disk_by_itself(tmp_path: Path):
    path = small_project(tmp_path)
    async with walk(path) as user:
        someone_adds(path, "Theirs")
        for _ in range(60):
            await user.pilot.pause(0.05)
            if "theirs" in user.map.claims:
                break
        assert "theirs" in user.map.claims
