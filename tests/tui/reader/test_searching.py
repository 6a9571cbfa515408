"""Searching in a text as one types."""

import pytest
from textual.widgets import Input

from argmap.tui.widgets.reader.highlights import HighlightRole
from argmap.tui.widgets.reader.input_bars import SearchBar
from tests.tui.reader.lectern import at_lectern
from tests.tui.reader.reading import quote, selected
from tests.tui.reader.texts import seed

TEXT = "The export\ncontrols of Japan.\n\n" + "Nothing here.\n" * 30 + "No EXPORT CONTROLS\nat the end: 出口管制。\n"


async def test_hits_are_marked_and_counted_with_every_letter():
    async with at_lectern("apple apply ape") as user:
        await user.press("slash", "a")
        assert user.said == "1 of 3"
        await user.press("p", "p")
        assert user.said == "1 of 2"
        assert user.marked() == ["app"]
        await user.press("l", "y")
        assert user.said == "1 of 1"
        assert user.here.startswith("apply")
        await user.press("x")
        assert (user.said, user.marked(), user.reader.cursor) == ("not found", [], 0)


async def test_a_search_is_blind_to_case_line_breaks_and_script():
    async with at_lectern(TEXT) as user:
        await user.press("slash")
        await user.type("export  control")
        assert user.said == "1 of 2"
        await user.press("down")
        assert user.here.startswith("EXPORT CONTROLS")
        await user.press("ctrl+u")
        await user.type("出口管製")
        assert user.here.startswith("出口管制")


async def test_escape_returns_to_where_one_was():
    async with at_lectern(TEXT) as user:
        await user.press("down", "down", "shift+right", "shift+right")
        before = (user.reader.selected_span, user.reader.scroll_offset)
        await user.press("slash")
        await user.type("the end")
        assert user.reader.scroll_offset.y > 0
        await user.press("escape")
        assert (user.reader.selected_span, user.reader.scroll_offset) == before
        assert user.reader.has_focus
        assert (user.said, user.marked(), user.app.jumps) == (None, [], [])


async def test_enter_stays_and_the_hits_can_be_walked_until_escape():
    async with at_lectern(TEXT) as user:
        await user.press("slash")
        await user.type("nothing", "enter")
        assert user.reader.has_focus
        assert user.said == "1 of 30"
        await user.press("greater_than_sign", "f3")
        assert user.said == "3 of 30"
        await user.press("less_than_sign", "shift+f3", "shift+f3")
        assert user.said == "30 of 30"
        await user.press("f3")
        assert user.said == "1 of 30"
        await user.press("right")
        assert user.said == "30 hits"
        here = user.reader.cursor
        await user.press("escape")
        assert (user.said, user.marked(), user.reader.cursor) == (None, [], here)


FARM = (
    "The council met in spring.\n\n"
    + "Nothing here.\n" * 30
    + "Its loop-\ncarried plans[3] were heard by every member.\n"
)


@pytest.mark.parametrize(
    ("words", "found", "said"),
    [
        (
            "its loop carried plan was heard by each member",
            "Its loop-\ncarried plans[3] were heard by every member",
            "most similar passage",
        ),
        (
            "“loop-carried plans were … every member”",
            "loop-\ncarried plans[3] were heard by every member",
            "found with",
        ),
    ],
)
async def test_enter_selects_the_passage_that_a_pasted_sentence_means(words, found, said):
    async with at_lectern(FARM) as user:
        await user.press("slash")
        await user.type(words)
        assert "enter: nearest" in user.said
        await user.press("enter")
        assert user.reader.has_focus
        assert selected(user.reader) == found
        assert user.said.startswith(said)
        assert user.app.jumps
        await user.press("escape", "escape")
        assert user.reader.selected_span is None


async def test_a_sentence_that_nothing_is_like_selects_nothing():
    async with at_lectern(FARM) as user:
        await user.press("slash")
        await user.type("zebras graze quietly along rivers", "enter")
        assert user.said == "no passage is like it"
        assert user.reader.selected_span is None


async def test_only_what_is_stayed_at_counts_as_a_jump():
    async with at_lectern(TEXT, cursor=4) as user:
        await user.press("slash")
        await user.type("nothing")
        await user.press("down", "down")
        assert user.app.jumps == []
        await user.press("enter")
        assert user.app.jumps == [(4, user.reader.cursor)]


async def test_a_search_begun_again_keeps_its_words_and_looks_on_from_the_cursor():
    async with at_lectern(TEXT) as user:
        await user.press("slash")
        await user.type("export", "enter")
        await user.press("G", "slash")
        assert user.said == "1 of 2"
        assert user.app.screen.focused.selected_text == "export"
        await user.press(*"not")
        assert user.said == "1 of 30"


async def test_hits_quotes_and_selection_are_told_apart():
    text = "quoted hit and hit and selected"
    async with at_lectern(text, [quote(text, "quoted hit")]) as user:
        await user.press("slash")
        await user.type("hit", "enter", "w", "v", "w")
        styles = {segment.text: segment.style for segment in user.reader.render_line(0)}
        backgrounds = [styles[words].bgcolor for words in ("quoted ", "hit", "and ", " and selected")]
        assert len(set(backgrounds)) == 4


@pytest.mark.parametrize("size", [(60, 14)])
async def test_without_colour_hits_still_show(monkeypatch, size):
    monkeypatch.setenv("NO_COLOR", "1")
    text = "quoted hit and hit and selected"
    async with at_lectern(text, [quote(text, "quoted", HighlightRole.COUNTER)], size=size) as user:
        await user.press("slash")
        await user.type("hit", "enter", "w", "v", "w")
        styles = {segment.text: segment.style for segment in user.reader.render_line(0) if segment.style}
        looks = {
            words: (styles[words].reverse, styles[words].underline, styles[words].italic)
            for words in ("quoted", "hit", "and ", " and selected")
        }
        assert len(set(looks.values())) == 4
        assert looks["hit"][:2] == (True, True)


async def test_the_mouse_alone_walks_the_hits_and_ends_the_search():
    async with at_lectern(TEXT) as user:
        user.app.query_one(SearchBar).search_for("nothing")
        await user.settle()
        await user.pilot.click("#hit-next")
        await user.pilot.click("#hit-next")
        await user.settle()
        assert user.said == "3 of 30"
        await user.pilot.click("#hit-before")
        await user.settle()
        assert user.said == "2 of 30"
        await user.pilot.click("SearchBar #bar-close")
        await user.settle()
        assert (user.said, user.reader.cursor) == (None, 0)


async def test_a_single_hit_is_called_one():
    async with at_lectern(TEXT) as user:
        await user.press("slash")
        await user.type("of Japan", "enter", "right")
        assert user.said == "1 hit"


async def test_clicking_into_the_text_stays_there_and_keeps_the_hits():
    async with at_lectern(TEXT) as user:
        await user.press("slash")
        await user.type("export")
        await user.pilot.click("Reader", offset=(10, 1))
        await user.settle()
        assert user.said == "2 hits"
        assert user.reader.has_focus
        await user.press("escape")
        assert user.said is None


async def test_keys_of_the_reader_are_letters_while_one_types():
    async with at_lectern(TEXT) as user:
        await user.press("slash", *"vpjGh", "question_mark", "1")
        assert user.app.query_one(Input).value == "vpjGh?1"
        assert selected(user.reader) is None


async def test_a_long_text_is_prepared_beside_the_screen():
    text = seed(3) * 40
    async with at_lectern(text) as user:
        await user.press("slash", *"das")
        assert user.said.startswith("1 of ")
        assert user.here[:3].lower() == "das"


async def test_another_text_ends_the_search():
    async with at_lectern(TEXT) as user:
        await user.press("slash")
        await user.type("export", "enter")
        user.reader.open_text("Another text about exports")
        await user.settle()
        assert user.said is None
        await user.press("slash")
        assert user.said == "1 of 1"


async def test_hostile_words_are_searched_not_obeyed():
    text = "a [/b] b \x1b[31m c \u202e d"
    async with at_lectern(text) as user:
        await user.press("slash")
        await user.type("[/b]")
        assert user.said == "1 of 1"
        await user.press("ctrl+u")
        await user.type("\x1b[31m [@click=app.quit]x[/]")
        assert user.said.startswith("not found")
        assert user.app.is_running
