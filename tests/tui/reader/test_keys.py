from contextlib import suppress

from textual.actions import SkipAction

from argmap.tui.widgets.reader.highlights import HighlightRole
from argmap.tui.widgets.reader.reader import CursorMoved, QuotePressed, Reader, SelectionChanged
from tests.tui.reader.reading import quote, reading, selected, shown

ENGLISH = "One fish. Two fish.\nRed fish."


SELECTED_BY = {
    "space right right v": "On",
    "shift+right shift+down": "One fish. Two fish.\nR",
    "right v w": "ne ",
    "v end": "One fish. Two fish.",
    ") v )": "Two fish.\n",
    ". .": "One fish. Two fish.",
    "G v ( home": "Red fish.",
    "G v { g": ENGLISH,
    "v } b": "One fish. Two fish.\nRed ",
    "v pagedown pageup G": ENGLISH,
    "v w v right": None,
    "v w escape right": None,
}


async def test_keys_select():
    async with reading("") as (reader, pilot):
        for keys, words in SELECTED_BY.items():
            reader.open_text(ENGLISH)
            await pilot.press(*keys.split())
            assert selected(reader) == words, keys


async def test_up_and_down_keep_to_the_column():
    async with reading("a long line\nx\nanother line") as (reader, pilot):
        await pilot.press("end", "left", "left", "down")
        assert reader.cursor == len("a long line\nx")
        await pilot.press("down")
        assert reader.text[reader.cursor :] == "ine"


async def test_a_column_inside_a_wide_glyph_leads_to_its_beginning():
    async with reading("abc\n漢字") as (reader, pilot):
        await pilot.press("right", "right", "right", "down")
        assert reader.text[reader.cursor] == "字"


async def test_the_cursor_stays_in_sight_and_pages_overlap():
    async with reading("\n".join(f"line {number}" for number in range(100))) as (reader, pilot):
        first = shown(reader)
        await pilot.press("pagedown")
        assert shown(reader)[:2] == first[-2:]
        assert reader.text[reader.cursor :].startswith("line 10\n")
        await pilot.press("pageup")
        assert reader.cursor == 0
        await pilot.press("G")
        assert "line 99" in shown(reader)[-1]


async def test_enter_on_a_quote_tells_all_quotes_there():
    whole = quote(ENGLISH, "One fish. Two fish.", key="whole")
    part = quote(ENGLISH, "fish. Two", HighlightRole.COUNTER, key="part")
    async with reading(ENGLISH, [part, whole]) as (_, pilot):
        await pilot.press("enter", "w", "enter", "G", "enter")
        assert pilot.app.pressed() == [("whole",), ("whole", "part")]


async def test_messages_tell_where_the_cursor_is_and_what_is_selected():
    async with reading(ENGLISH) as (reader, pilot):
        await pilot.press("right", "shift+right")
        moved, again, changed = pilot.app.told
        assert (moved.offset, again.offset, changed.span) == (1, 2, (1, 2))
        assert changed.control is reader


def test_a_burst_of_moves_is_told_once():
    reader, other = Reader(), Reader()
    assert CursorMoved(reader, 2).can_replace(CursorMoved(reader, 1))
    assert not CursorMoved(reader, 2).can_replace(CursorMoved(other, 1))
    assert not CursorMoved(reader, 2).can_replace(SelectionChanged(reader, None))
    assert not QuotePressed(reader, ("a",)).can_replace(QuotePressed(reader, ("b",)))


async def test_the_terminal_cursor_stands_at_the_reading_cursor():
    async with reading("漢字 " * 50) as (_, pilot):
        await pilot.press("down", "right")
        assert pilot.app.cursor_position == (6 + 2, 1)


async def test_every_action_works_in_an_empty_text():
    async with reading("") as (reader, _):
        for binding in Reader.BINDINGS:
            with suppress(SkipAction):
                await reader.run_action(binding.action)
        assert (reader.cursor, reader.selected_span) == (0, None)


def test_every_key_has_an_id_and_a_tooltip():
    ids = [binding.id for binding in Reader.BINDINGS]
    assert len(set(ids)) == len(ids)
    assert all(binding.id.startswith("reader.") and binding.tooltip for binding in Reader.BINDINGS)
