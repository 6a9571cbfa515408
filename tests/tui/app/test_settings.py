"""Other keys, another theme: what the user sets in their file, and what the screen remembers."""

import os
from pathlib import Path

import pytest

from argmap.tui.actions.chosen_keys import choose_keys
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
        await user.app.workers.wait_for_complete([one for one in user.app.workers if one.group == "settings"])
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
