"""Other keys, another theme: what the user sets in their file, and what the screen remembers."""

import os
from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.widgets import OptionList

from argmap.tui.actions.footer import sections
from argmap.tui.keys import choose_keys
from argmap.tui.screens.map_actions import ACTIONS
from argmap.tui.screens.welcome import WelcomeScreen
from argmap.tui.tour import STEPS, Guide
from tests.tui.app.walking import small_project, walk


@pytest.fixture
def config() -> Path:
    file = Path(os.environ["XDG_CONFIG_HOME"]) / "argmap" / "config.toml"
    file.parent.mkdir(parents=True)
    yield file
    choose_keys({})


async def test_a_key_chosen_by_the_user_works_and_is_named(tmp_path: Path, config: Path):
    config.write_text('[keys]\nclaim = "f5"\n"reader.grow" = "f6"\n')
    async with walk(small_project(tmp_path)) as user:
        await user.press("g")
        assert "f6 sentence" in user.hints()
        await user.press("f6")
        assert user.selected is not None
        await user.press("escape", "3", "f5")
        await user.type("Chips matter.")
        await user.press("enter")
        assert "Chips matter." in [claim.text for claim in user.map.claims.values()]
        await user.press("n")  # the usual key does nothing any more
        assert user.app.screen is user.bench


async def test_what_is_wrong_in_the_file_is_said_and_the_rest_holds(tmp_path: Path, config: Path):
    config.write_text('theme = "nord"\n[keys]\nclaims = "f5"\nundo = "f7"\n')
    async with walk(small_project(tmp_path)) as user:
        assert user.app.theme == "nord"
        assert any("did you mean `claim`?" in said for said in user.said)


async def test_a_theme_chosen_on_the_screen_is_there_the_next_time(tmp_path: Path):
    path = small_project(tmp_path)
    async with walk(path) as user:
        user.app.theme = "solarized-light"
        await user.pilot.pause()
    async with walk(path) as user:
        assert user.app.theme == "solarized-light"


async def test_how_texts_are_looked_at_is_there_the_next_time(tmp_path: Path):
    path = small_project(tmp_path)
    async with walk(path) as user:
        wide = user.reader.max_width
        await user.press("number_sign", "left_square_bracket", "left_square_bracket")
    async with walk(path) as user:
        assert not user.reader.numbered
        assert user.reader.max_width < wide


async def test_the_palette_tabs_and_leaving_have_the_keys_that_were_chosen(tmp_path: Path, config: Path):
    config.write_text('[keys]\npalette = "f2"\nquit = "f10"\nundo = "ctrl+q"\npane-outline = "f4"\n')
    async with walk(small_project(tmp_path), size=(90, 24)) as user:
        assert user.bar("#hints")[-1].text.plain == "f2 all"
        assert [entry.text.plain for entry in user.bar("#tabs")] == [" 1 texts ", " 2 reader ", " f4 map "]
        await user.press("question_mark")
        helped = {keys for _, lines in sections(user.bench.context(), (), ACTIONS) for keys, _ in lines}
        assert {"f2", "1,2,f4,4,5"} <= helped
        await user.press("escape", "f4", "f2")
        assert isinstance(user.app.screen, CommandPalette)
        await user.press("escape", "n")
        await user.type("Chips matter.", "enter")
        await user.press("ctrl+q")
        assert "chips-matter" not in user.map.claims
        await user.press("ctrl+p")
        assert user.app.screen is user.bench
        await user.press("f10")
        assert user.app.return_code == 0


async def test_the_welcome_and_the_tour_name_the_keys_that_were_chosen(
    tmp_path: Path, config: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    config.write_text(
        '[keys]\n"welcome.tour" = "f3"\n"tour.next" = "f6"\nsupport = "f4"\nhelp = "f1"\npalette = "f2"\n'
        '"review.accept" = "y"\n"canvas.larger" = "f11"\n"list.choose" = "f7"\n'
    )
    async with walk() as user:
        ways = user.app.screen.query_one(OptionList)
        assert "f3 " in ways.get_option_at_index(2).prompt.plain
        await user.press("t")
        assert isinstance(user.app.screen, WelcomeScreen)
        await user.press("f3")
        assert "f6 next" in str(user.app.screen.query_one(Guide).border_subtitle)
        said = [step.words() for step in STEPS]
        assert "Press f4." in said[2]
        assert "press f7" in said[4]
        assert "y accepts" in said[9]
        assert "f11 and -" in said[10]
        assert "f1 shows" in said[12]
        assert "f2 finds" in said[12]
        await user.press("f6")
        assert user.app.tour.number == 1
        user.app.leftovers.close()
