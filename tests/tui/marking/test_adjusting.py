"""Moving the ends of a quote that is there."""

from pathlib import Path

from textual.events import MouseMove

from argmap.tui.dialogs.reselect import Reselecting
from tests.tui.app.walking import CHINESE, GERMAN, QUOTED, TRANSLATION, committed, diff_lines, small_project, walk
from tests.tui.inside import mouse
from tests.tui.marking.selecting import answer, asked, put_cursor

AT = CHINESE.index(QUOTED)


async def test_keys_move_both_ends_and_the_new_words_are_shown_before_they_are_kept(tmp_path: Path):
    path = small_project(tmp_path)
    committed(path)
    async with walk(path) as user:
        await put_cursor(user, QUOTED)
        await user.press("A")
        assert isinstance(user.app.screen, Reselecting)
        await user.press("shift+right", "o", "shift+right", "shift+right", "enter")
        words = QUOTED[2:] + "。"
        assert f"now:  {QUOTED}" in asked(user)
        assert f"then: {words}" in asked(user)
        assert user.on_disk.quotes["no-extension"].text == QUOTED
        await answer(user, "Change")
        quote = user.on_disk.quotes["no-extension"]
        assert (quote.text, quote.at, quote.translation) == (words, AT + 2, TRANSLATION)
        assert {line.split(" = ")[0] for line in diff_lines(path, "+")} <= {"text", "before", "after", "at", "alike"}
        await user.press("z")
        assert diff_lines(path, "+") == []


async def test_escape_and_leave_change_nothing(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        before = user.map
        await put_cursor(user, QUOTED)
        await user.press("A", "escape", "escape")
        await user.press("A", "shift+left", "enter")
        await answer(user, "Leave")
        assert user.map == before
        await user.press("A", "enter")
        assert user.said[-1] == "the ends of no-extension are where they were"


async def test_a_quote_of_the_map_is_adjusted_in_a_text_that_is_not_open(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        user.outline.reveal("critics")
        await user.press("3", "A", "full_stop", "enter")
        await answer(user, "Change")
        assert user.on_disk.quotes["critics"].text == "Kritiker halten das für zu viel."
        assert user.reader.text == CHINESE


async def test_the_mouse_alone_moves_the_ends(tmp_path: Path):
    async with walk(small_project(tmp_path)) as user:
        await put_cursor(user, QUOTED)
        await user.click_bar("#hints", "A adjust")
        reader = user.app.screen.query_one("#text")
        reader.go_to(AT, AT)
        await user.settle()
        place = user.app.cursor_position - reader.region.offset
        await user.pilot.mouse_down(reader, offset=place)
        await mouse(user.pilot, MouseMove, reader, (place.x + 6, place.y), button=1)
        await user.pilot.mouse_up(reader, offset=(place.x + 6, place.y))
        await user.press("enter")
        await user.click("#answer-0")
        assert user.on_disk.quotes["no-extension"].text == QUOTED[:4]


async def test_a_quote_that_others_changed_meanwhile_is_not_overwritten(tmp_path: Path):
    from argmap import edit
    from argmap.corpus.anchoring import requote

    async with walk(small_project(tmp_path)) as user:
        await put_cursor(user, QUOTED)
        await user.press("A", "shift+right", "enter")
        opened = user.desk.reading.opened
        user.bench.session.do("other", lambda whole: requote(whole, "no-extension", opened, (AT, AT + 4)))
        await answer(user, "Change")
        assert user.map.quotes["no-extension"].text == QUOTED[:4]
        assert "changed or removed meanwhile" in user.said[-1]
        user.bench.controller.do("gone", lambda whole: edit.remove(whole, "no-extension"))
        await user.settle()
        await user.press("A")
        assert "put the cursor on a quote first" in user.said[-1]
        assert GERMAN
