"""Lists to choose from are left by mouse as well as by key, and say which key does what."""

from pathlib import Path

import pytest
from textual.geometry import Offset

from argmap.tui.dialogs.picker import Picker
from tests.tui.app.walking import QUOTED, Walk, small_project, walk
from tests.tui.inside import lines
from tests.tui.marking.selecting import put_cursor

LISTS = pytest.mark.parametrize("key", ["a", "F", "I"])


def frame(user: Walk) -> tuple[str, str]:
    """What is seen of the upper and the lower line of the dialog's frame."""
    region = user.app.screen.query_one("#dialog").region
    painted = lines(user.app)
    return painted[region.y], painted[region.bottom - 1]


def end_of_frame(user: Walk) -> Offset:
    """The last word of the lower line of the dialog's frame."""
    region = user.app.screen.query_one("#dialog").region
    return Offset(region.right - 5, region.bottom - 1)


@LISTS
async def test_a_click_beside_a_list_gives_it_up(tmp_path: Path, key: str):
    async with walk(small_project(tmp_path)) as user:
        await put_cursor(user, QUOTED)
        before = user.map
        await user.press(key)
        assert isinstance(user.app.screen, Picker)
        await user.pilot.click(offset=(0, 0))
        assert user.app.screen is user.bench
        assert user.map == before


@LISTS
async def test_the_words_that_name_the_way_out_lead_out(tmp_path: Path, key: str):
    async with walk(small_project(tmp_path), size=(80, 24)) as user:
        await put_cursor(user, QUOTED)
        await user.press(key)
        assert "esc cancel" in frame(user)[1]
        await user.pilot.click(offset=end_of_frame(user))
        assert user.app.screen is user.bench


async def test_a_click_into_a_list_stays_there(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await user.press("F")
        await user.click("#query")
        assert isinstance(user.app.screen, Picker)


async def test_a_file_is_not_called_new(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await user.press("a")
        assert "ctrl+n as typed" in frame(user)[1]


@pytest.mark.parametrize(("key", "asked"), [("s", "support?"), ("c", "counter?"), ("u", "speak against?")])
async def test_what_is_asked_of_a_chinese_passage_stands_in_the_title(tmp_path: Path, key: str, asked: str):
    async with walk(small_project(tmp_path), size=(80, 24)) as user:
        await put_cursor(user, "事实上")
        await user.press("full_stop", key)
        assert asked in frame(user)[0]


async def test_a_second_choice_that_was_on_its_way_takes_nothing_more(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await user.press("3", "s")
        picker = user.app.screen
        assert isinstance(picker, Picker)
        picker._give(picker._entries[0].value)
        picker._give(picker._entries[0].value)
        await user.settle()
        assert user.app.screen is user.bench
