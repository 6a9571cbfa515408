"""A folder without a map: the first minute of a newcomer."""

from pathlib import Path

import pytest

from argmap.store import load
from argmap.tui.dialogs.form import Form
from argmap.tui.dialogs.picker import Picker
from argmap.tui.screens.main import MainScreen
from argmap.tui.screens.welcome import WelcomeScreen
from tests.tui.app.walking import Walk, walk


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/speech.txt").write_text("The port must be widened. It pays for itself.\n")
    return tmp_path


async def fill_in(user: Walk, *values: str) -> None:
    for number, value in enumerate(values):
        await user.type(value, *(["tab"] if number < len(values) - 1 else []))
    await user.press("ctrl+s")


async def test_an_empty_folder_says_welcome_and_a_map_is_begun(folder: Path):
    async with walk() as user:
        assert isinstance(user.app.screen, WelcomeScreen)
        await user.press("n")
        await fill_in(user, "The port", "The port should be widened.")
        assert isinstance(user.app.screen, MainScreen)
        made = load(folder / "maps/first.toml").map
        assert (made.title, [made.claims[at].text for at in made.thesis]) == (
            "The port",
            ["The port should be widened."],
        )
        assert user.map == made


async def test_beginning_with_a_text_leads_on_to_choosing_it(folder: Path):
    async with walk() as user:
        await user.press("a")
        await fill_in(user, "Harbour 港口")
        assert isinstance(user.dialog, Picker)
        await user.type("speech", "enter")
        assert [source.path for source in user.map.sources.values()] == ["../texts/speech.txt"]
        assert user.reader.text.startswith("The port must be widened.")


async def test_a_map_without_a_title_or_over_another_file_is_refused(folder: Path):
    async with walk() as user:
        await user.press("n", "ctrl+s")
        assert isinstance(user.dialog, Form)
        assert "needs a title" in user.text_of("RefusalLine")
        (folder / "maps").mkdir()
        (folder / "maps/first.toml").write_text("mine")
        await fill_in(user, "Port")
        assert "is already there" in user.text_of("RefusalLine")
        assert (folder / "maps/first.toml").read_text() == "mine"


async def test_the_sample_is_copied_and_opened_by_mouse(folder: Path):
    async with walk() as user:
        await user.click("#ways", offset=(6, 3))
        assert user.map.title == "Does the Constitution need a bill of rights?"
        assert (folder / "argmap-sample/README.md").is_file()
        assert all(not quote_state.needs_review for quote_state in user.bench.snapshot.states.values())


async def test_escape_leaves(folder: Path):
    async with walk() as user:
        await user.press("escape")
        assert user.app.return_code == 0
    assert not (folder / "maps").exists()


async def test_a_map_without_texts_says_everywhere_how_to_fill_it(folder: Path):
    async with walk() as user:
        await user.press("n")
        await fill_in(user, "Harbour 港口")
        assert user.hints()[0] == "a add text"
        assert "Press a to add a text" in user.text_of("#notice")
        await user.press("3")
        assert user.hints()[0] == "n new claim"
        assert "n makes one" in str(user.outline.render_lines(user.outline.size.region))
