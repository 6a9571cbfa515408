"""Finding one's way through the texts of a map, in this session and the next."""

import os
import threading
from pathlib import Path

import pytest
from textual.widgets import Static

from argmap.find import sections
from argmap.tui.dialogs.progress import Waiting
from argmap.tui.palette import ActionProvider
from argmap.tui.widgets.reader.container import ReaderContainer
from tests.tui.app.walking import CHINESE, GERMAN, QUOTED, small_project, walk


def here(user) -> str:
    """The text from the cursor on."""
    return user.reader.text[user.reader.cursor :]


def said_of_search(user) -> str:
    return str(user.bench.query_one("SearchBar .said", Static).render())


async def test_a_search_begins_from_any_pane_and_shows_its_hits_in_the_text(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await user.press("3", "slash")
        await user.type("出口管製")
        assert said_of_search(user) == "3 of 3"
        assert here(user).startswith("出口管制的目的")
        await user.press("enter", "greater_than_sign")
        assert said_of_search(user) == "1 of 3"
        assert user.reader.has_focus
        await user.press("escape", "greater_than_sign")
        assert any("search for something first" in note for note in user.said)


async def test_letters_typed_into_the_search_are_no_keys(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        before = user.map
        await user.press("slash", *"nqs13zx", "question_mark")
        assert user.dialog is None
        assert user.map == before
        assert user.bench.focused.value == "nqs13zx?"


async def test_back_and_forward_through_the_places_one_left(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await user.press("H")
        assert any("no place to go back to" in note for note in user.said)
        assert here(user).startswith(QUOTED)
        user.outline.reveal("critics")
        await user.press("3", "enter")
        assert here(user).startswith("Kritiker")
        await user.press("colon", "1", "enter")
        assert here(user).startswith("Japans Konjunkturpaket")
        await user.press("alt+left")
        assert here(user).startswith("Kritiker")
        await user.press("H")
        assert user.reader.text == CHINESE
        assert here(user).startswith(QUOTED)
        await user.press("L", "alt+right")
        assert here(user).startswith("Japans Konjunkturpaket")
        assert user.reader.has_focus


async def test_what_is_found_everywhere_is_gone_to(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await user.press("F")
        await user.type("Halbleiter")
        await user.pilot.pause(0.2)
        await user.press("enter")
        assert user.reader.text == GERMAN
        assert here(user).startswith("Halbleiter")
        await user.press("F")
        await user.type("wasteful")
        await user.pilot.pause(0.2)
        await user.press("enter")
        assert user.outline.current.id == "subsidies"
        await user.press("F")
        await user.type("emerging technologies")
        await user.pilot.pause(0.2)
        await user.press("enter")
        assert here(user).startswith(QUOTED)
        await user.press("H", "H")
        assert user.reader.text == CHINESE


async def test_a_lost_text_is_passed_over_on_the_way_back(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        user.outline.reveal("critics")
        await user.press("3", "enter")
        user.outline.reveal("no-extension")
        await user.press("3", "enter", "g")
        user.bench.controller.do("remove de", _without_german)
        await user.settle()
        await user.press("H")
        assert user.reader.text == CHINESE


def _without_german(whole):
    from argmap import edit

    return edit.remove(edit.remove(whole, "critics"), "de")


async def test_the_last_place_in_each_text_is_remembered_between_sessions(tmp_path: Path):
    path = small_project(tmp_path)
    async with walk(path) as user:
        await user.press("G", "b", "b")
        place = user.reader.cursor
        assert place != CHINESE.index(QUOTED)
    async with walk(path) as user:
        assert user.reader.cursor == place
        user.outline.reveal("critics")
        await user.press("3", "enter")
        assert here(user).startswith("Kritiker")


async def test_the_text_that_was_read_last_is_open_again_in_the_next_session(tmp_path: Path):
    path = small_project(tmp_path)
    async with walk(path) as user:
        user.bench.open_source("de")
        await user.settle()
        await user.press("2", "w", "w")
        place = user.reader.cursor
    async with walk(path) as user:
        assert user.reader.text == GERMAN
        assert user.reader.cursor == place > 0
    (tmp_path / "texts/de.txt").unlink()
    async with walk(path) as user:
        assert user.reader.text == CHINESE


async def test_a_broken_memory_is_told_of_and_does_no_harm(tmp_path: Path):
    state = Path(os.environ["XDG_STATE_HOME"], "argmap", "places.json")
    state.parent.mkdir(parents=True)
    state.write_text("[/b] broken")
    async with walk(small_project(tmp_path)) as user:
        assert any("places.json cannot be read" in note for note in user.said)
        assert here(user).startswith(QUOTED)


async def test_quotes_sections_and_looks_have_keys_in_the_palette_and_the_help(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await user.press("g", "p")
        assert here(user).startswith(QUOTED)
        provider = ActionProvider(user.bench)
        for words, title in (
            ("next quote", "Next quote  (p)"),
            ("headings", "Sections  (h)"),
            ("search all", "Find everywhere  (F)"),
            ("width", "Wider  (])"),
            ("history back", "Back  (H)"),
        ):
            assert title in [str(hit.match_display) async for hit in provider.search(words)]
        numbered = user.reader.numbered
        await user.press("number_sign")
        assert user.reader.numbered is not numbered
        await user.press("g")
        assert "/ search" in user.hints()


async def test_a_text_without_quotes_says_how_to_make_one(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        user.reader.set_highlights([])
        await user.press("p")
        assert any("no passage of this text is quoted" in note for note in user.said)


async def test_the_text_keeps_a_column_for_its_quotes_on_the_smallest_screen(tmp_path: Path):
    async with walk(small_project(tmp_path), size=(40, 12)) as user:
        margin = user.bench.query_one(ReaderContainer).query_one("QuoteMap")
        assert margin.region.width == 1
        assert "+" in "".join(margin.render_line(y).text for y in range(margin.size.height))


async def test_words_typed_right_after_the_key_narrow_the_headings(tmp_path: Path):
    path = small_project(tmp_path)
    chapters = [f"第{number}章 出口管制\n\n半导体的供应链。\n" for number in "一二三四"]
    (tmp_path / "texts/zh.txt").write_text("\n".join(chapters), encoding="utf-8")
    async with walk(path) as user:
        await user.press("2", "h", "三", "enter")
        assert here(user).startswith("第三章 出口管制")
        assert user.reader.has_focus


async def test_looking_for_headings_that_takes_long_says_so_and_escape_gives_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    going = threading.Event()
    monkeypatch.setattr(sections, "sections", lambda _: going.wait(10) and ())
    async with walk(small_project(tmp_path)) as user:
        await user.pilot.press("2", "h")
        await user.until(lambda: isinstance(user.app.screen, Waiting), "the dialog that waits")
        await user.press("escape")
        assert user.dialog is None
        going.set()
        assert not any("headings" in note for note in user.said)


async def test_the_footer_names_the_keys_of_the_line_that_is_typed_in_and_the_mouse_presses_them(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await user.press("2")
        reading = user.hints()
        await user.press("slash")
        assert user.hints() == ["enter stay here", "↓ next", "↑ before", "esc back", "^p all"]
        await user.type("出口管制")
        place = user.reader.cursor
        await user.click_bar("#hints", "next")
        assert user.reader.cursor != place
        await user.click_bar("#hints", "before")
        assert user.reader.cursor == place
        await user.click_bar("#hints", "stay here")
        assert user.reader.has_focus
        assert user.reader.cursor == place
        await user.press("escape", "colon")
        assert user.hints() == ["enter stay here", "esc back", "^p all"]
        await user.type("1")
        await user.click_bar("#hints", "back")
        assert user.reader.cursor == place
        user.bench.go_to_quote("no-extension")
        await user.settle()
        assert user.hints() == reading


async def test_rows_that_cannot_get_wider_or_narrower_say_so(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await user.press("2", "right_square_bracket")
        assert "as wide as there is room" in user.said[-1]
        await user.press(*["left_square_bracket"] * 8)
        assert "as narrow as they get" in user.said[-1]
