from textual.events import MouseMove

from argmap.tui.widgets.reader.highlights import HighlightRole
from argmap.tui.widgets.reader.reader import Reader
from tests.tui.at_once import until
from tests.tui.inside import mouse
from tests.tui.reader.reading import GUTTER, drag, quote, reading, selected
from tests.tui.reader.texts import ACCENTED, FAMILY, FLAG, KEYCAP

# Cells:   0 2 4 6 8 10
CHINESE = "美国管制日本\n第二行在这里"
# Cells:     0 1      3         4     6       8
MIXED = f"a{FAMILY}{ACCENTED}{FLAG}{KEYCAP}z"


CHINESE_DRAGS = [
    ((0, 0), (2, 0), "美国"),
    ((1, 0), (3, 0), "美国"),
    ((3, 0), (6, 0), "国管制"),
    ((7, 0), (3, 0), "国管制"),
    ((2, 0), (3, 0), None),
    ((8, 0), (3, 1), "日本\n第二"),
    ((3, 1), (8, 0), "日本\n第二"),
    ((8, 0), (30, 0), "日本"),
    ((30, 0), (8, 0), "日本"),
    ((30, 0), (0, 1), "\n第"),
    ((2, 0), (-3, 0), "美国"),
    ((0, 1), (4, 9), "第二行"),
]


async def test_a_drag_selects_every_glyph_it_touches():
    async with reading(CHINESE) as (reader, pilot):
        for start, end, words in CHINESE_DRAGS:
            await drag(pilot, start, end)
            assert selected(reader) == words, (start, end)


MIXED_DRAGS = [
    ((1, 0), (3, 0), FAMILY + ACCENTED),
    ((2, 0), (4, 0), FAMILY + ACCENTED + FLAG),
    ((5, 0), (7, 0), FLAG + KEYCAP),
    ((8, 0), (7, 0), KEYCAP + "z"),
    ((0, 0), (1, 0), "a" + FAMILY),
]


async def test_a_drag_never_cuts_a_cluster():
    async with reading(MIXED) as (reader, pilot):
        for start, end, words in MIXED_DRAGS:
            await drag(pilot, start, end)
            assert selected(reader) == words, (start, end)


async def test_a_drag_that_comes_back_selects_the_glyph_where_it_began():
    async with reading(CHINESE) as (reader, pilot):
        await pilot.mouse_down(Reader, (GUTTER + 2, 0))
        await mouse(pilot, MouseMove, Reader, (GUTTER + 6, 0), button=1)
        assert selected(reader) == "国管制"
        await mouse(pilot, MouseMove, Reader, (GUTTER + 3, 0), button=1)
        await pilot.mouse_up(Reader, (GUTTER + 3, 0))
        assert selected(reader) == "国"


async def test_a_drag_goes_on_after_the_line_is_wrapped():
    async with reading("经济安全" * 20, size=(31, 5)) as (reader, pilot):
        # 31 cells: scroll bar 1, margin 6, overhang 2, so 22 for text: eleven glyphs.
        await drag(pilot, (18, 0), (1, 1))
        assert reader.selected_span == (9, 12)


async def test_one_click_sets_the_cursor_two_take_the_word_three_the_sentence():
    async with reading("One fish. Two fish.") as (reader, pilot):
        await pilot.click(Reader, (GUTTER + 11, 0))
        assert (reader.cursor, selected(reader)) == (11, None)
        await pilot.click(Reader, (GUTTER + 16, 0), times=2)
        assert selected(reader) == "fish"
        await pilot.click(Reader, (GUTTER + 12, 0), times=3)
        assert selected(reader) == "Two fish."


async def drag_after_clicks(pilot, clicks, start, end):
    """Click so many times, press once more in the same place, move, and let go."""
    pilot.app.CLICK_CHAIN_TIME_THRESHOLD = 60.0  # also on a machine that is busy
    await pilot.click(Reader, (GUTTER + start, 0), times=clicks)
    await drag(pilot, (start, 0), end)


async def test_a_drag_after_a_click_selects_by_words():
    async with reading("One fish. Two fish. Red fish.") as (reader, pilot):
        await drag_after_clicks(pilot, 1, 5, (11, 0))
        assert selected(reader) == "fish. Two"
        await drag_after_clicks(pilot, 1, 11, (5, 0))
        assert selected(reader) == "fish. Two"
        await drag_after_clicks(pilot, 1, 16, (17, 0))
        assert selected(reader) == "fish"


async def test_a_drag_after_two_clicks_selects_by_sentences():
    async with reading("One fish. Two fish. Red fish.") as (reader, pilot):
        await drag_after_clicks(pilot, 2, 11, (22, 0))
        assert selected(reader) == "Two fish. Red fish."
        await drag_after_clicks(pilot, 2, 11, (1, 0))
        assert selected(reader) == "One fish. Two fish."


async def test_a_press_in_another_place_or_long_after_a_click_drags_by_glyphs():
    async with reading("One fish. Two fish.") as (reader, pilot):
        await pilot.click(Reader, (GUTTER + 1, 0))
        await drag(pilot, (5, 0), (6, 0))
        assert selected(reader) == "is"
        pilot.app.CLICK_CHAIN_TIME_THRESHOLD = -1.0
        await pilot.click(Reader, (GUTTER + 5, 0))
        await drag(pilot, (5, 0), (6, 0))
        assert selected(reader) == "is"


async def test_words_of_chinese_are_dragged_whole():
    async with reading("美国管制日本\n第二行在这里") as (reader, pilot):
        await drag_after_clicks(pilot, 1, 0, (9, 0))
        assert selected(reader) == "美国管制日本"


async def test_a_click_on_a_quote_presses_it_and_a_drag_over_it_does_not():
    async with reading(CHINESE, [quote(CHINESE, "管制", HighlightRole.COUNTER, "c")]) as (_, pilot):
        await pilot.click(Reader, (GUTTER + 7, 0))
        assert pilot.app.pressed() == [("c",)]
        await drag(pilot, (4, 0), (6, 0))
        await pilot.click(Reader, (GUTTER + 1, 0))
        await pilot.click(Reader, (GUTTER + 30, 0))
        await pilot.click(Reader, (1, 0))
        assert pilot.app.pressed() == [("c",)]


async def test_a_click_with_shift_selects_from_the_cursor():
    async with reading(CHINESE) as (reader, pilot):
        await pilot.press("right")
        await pilot.mouse_down(Reader, (GUTTER + 6, 0), shift=True)
        await pilot.mouse_up(Reader, (GUTTER + 6, 0), shift=True)
        assert selected(reader) == "国管制"


async def test_a_drag_held_below_the_edge_scrolls_on():
    async with reading("\n".join(str(number) for number in range(200)), size=(40, 8)) as (reader, pilot):
        await pilot.mouse_down(Reader, (GUTTER, 0))
        await mouse(pilot, MouseMove, Reader, (GUTTER, 7), button=1)
        reached = len(selected(reader))
        reader._pointer += (0, 3)  # the pilot cannot leave the screen
        await until(lambda: len(selected(reader)) >= reached + 10, "the text to scroll", lambda: pilot.pause(0.05))
        assert reader.scroll_offset.y > 0
        await pilot.mouse_up(Reader, (GUTTER, 7))
        assert selected(reader).startswith("0\n1\n2\n")


async def test_the_wheel_scrolls_and_leaves_the_cursor():
    async with reading("\n".join(str(number) for number in range(200))) as (reader, pilot):
        reader.scroll_down(animate=False)
        reader.scroll_down(animate=False)
        await pilot.pause()
        assert (reader.scroll_offset.y, reader.cursor) == (2, 0)


async def test_another_mouse_button_does_nothing():
    async with reading(CHINESE) as (reader, pilot):
        await pilot.mouse_down(Reader, (GUTTER + 4, 0), button=3)
        await mouse(pilot, MouseMove, Reader, (GUTTER + 8, 0), button=1)
        assert (reader.cursor, selected(reader)) == (0, None)
