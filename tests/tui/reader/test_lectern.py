"""Getting about in a text: lines, sections, quotes, and how it is shown."""

from textual.widgets import Input

from argmap.tui.widgets.reader.container import QuoteMap
from argmap.tui.widgets.reader.highlights import Highlight, HighlightRole
from tests.tui.inside import toasts, wrapped
from tests.tui.reader.lectern import at_lectern
from tests.tui.reader.reading import quote, shown
from tests.tui.reader.texts import seed

LINES = "\n".join(f"line {number}" for number in range(1, 201))


async def test_a_line_is_shown_while_its_number_is_typed():
    async with at_lectern(LINES) as user:
        await user.press("colon", "1", "2")
        assert user.here.startswith("line 12\n")
        assert user.said == "of 200"
        await user.press("x", "0")
        assert user.here.startswith("line 120\n")
        await user.press("enter")
        assert user.reader.has_focus
        assert user.said is None
        assert user.app.jumps == [(0, user.reader.cursor)]
        await user.press("ctrl+g", "9", "9", "9", "9")
        assert user.here == "line 200"
        await user.press("escape")
        assert user.here.startswith("line 120\n")


async def test_no_number_at_all_is_where_one_was():
    async with at_lectern(LINES, cursor=20) as user:
        await user.press("colon", "5", "backspace")
        assert user.reader.cursor == 20
        await user.press("0")
        assert user.reader.cursor == 0


async def test_a_section_is_chosen_from_the_headings():
    async with at_lectern(seed(4), cursor=seed(4).index("2. 外资审查") + 30, size=(80, 24)) as user:
        await user.press("h")
        await user.pilot.pause(0.2)
        options = user.app.screen.query_one("#entries")
        assert options.option_count == 10
        assert str(options.get_option_at_index(options.highlighted).prompt) == "  2. 外资审查  424"
        await user.press("down", "enter")
        assert user.here.startswith("3. 半导体制造")
        await user.press("h")
        await user.pilot.pause(0.2)
        user.app.screen.query_one(Input).value = "總結"
        await user.press("enter")
        assert user.here.startswith("五、总结与前瞻")
        assert len(user.app.jumps) == 2


async def test_a_text_without_headings_says_so():
    async with at_lectern("One. Two.") as user:
        await user.press("h")
        await user.pilot.pause(0.2)
        assert toasts(user.app) == ["no headings were found in this text"]


async def test_from_quote_to_quote_around_the_ends():
    text = "One fish. Two fish. Red fish."
    listed = [quote(text, words, key=words) for words in ("Red fish", "One fish", "Two")]
    async with at_lectern(text, listed) as user:
        places = []
        for key in ("p", "p", "p", "P", "P"):
            await user.press(key)
            places.append(user.here[:3])
        assert places == ["Two", "Red", "One", "Red", "Two"]
        assert len(user.app.jumps) == 5
    async with at_lectern(text) as user:
        await user.press("p", "P")
        assert (user.reader.cursor, user.app.jumps) == (0, [])


async def test_lines_are_numbered_or_not():
    async with at_lectern(LINES) as user:
        assert shown(user.reader)[1].startswith("  2   line 2")
        await user.press("number_sign")
        assert shown(user.reader)[1].startswith("  line 2")
        await user.press("number_sign")
        assert shown(user.reader)[1].startswith("  2   line 2")


async def test_rows_get_narrower_and_wider_as_far_as_there_is_room():
    async with at_lectern("word " * 200, size=(100, 14)) as user:
        widest = wrapped(user.reader).width
        await user.press("left_square_bracket", "left_square_bracket")
        assert wrapped(user.reader).width == widest - 8
        for _ in range(30):
            user.reader.widen(-4)
        assert wrapped(user.reader).width == 24
        for _ in range(40):
            user.reader.widen(4)
        await user.press("right_square_bracket")
        assert wrapped(user.reader).width == widest
        await user.press("left_square_bracket")
        assert wrapped(user.reader).width == widest - 4


async def test_where_there_is_no_room_for_other_rows_it_is_known_and_the_width_stays():
    async with at_lectern("word " * 200, size=(40, 14)) as user:
        widest = user.reader.max_width
        assert not user.reader.widen(4)
        while user.reader.widen(-4):
            pass
        narrowest = user.reader.max_width
        assert not user.reader.widen(-4)
        assert user.reader.max_width == narrowest < widest or not widest


async def test_in_a_window_narrower_than_any_row_that_is_wanted_the_wanted_width_stays():
    async with at_lectern("word " * 200, size=(26, 14)) as user:
        user.reader.max_width = 88
        assert not user.reader.widen(-4)
        assert user.reader.max_width == 88


async def test_a_text_without_words_says_so():
    for text in ("", " \n\n"):
        async with at_lectern(text, size=(60, 8)) as user:
            assert "There are no words in this text." in shown(user.reader)[text.count("\n") + 1]


def margin(user):
    """The column of quotes, as text."""
    quote_map = user.app.query_one(QuoteMap)
    return "".join(quote_map.render_line(y).text for y in range(quote_map.size.height))


def words_at(number, role, key="q"):
    start = LINES.index(f"line {number}\n")
    return Highlight(start, start + 6, role, key)


async def test_the_margin_shows_where_the_quotes_lie_and_what_they_do():
    listed = [
        words_at(1, HighlightRole.SUPPORT),
        words_at(100, HighlightRole.COUNTER),
        words_at(199, HighlightRole.UNDERCUT),
    ]
    async with at_lectern(LINES, listed, size=(60, 20)) as user:
        column = margin(user)
        assert (column[0], column[9], column[19]) == ("+", "−", "×")
        assert column.strip("+−× ") == ""
        user.reader.set_highlights([words_at(100, HighlightRole.COUNTER), words_at(101, HighlightRole.SUPPORT)])
        await user.settle()
        assert sorted(margin(user).strip()) in (["±"], ["+", "−"])
        user.reader.set_highlights([words_at(100, HighlightRole.COUNTER), words_at(100, HighlightRole.REVIEW)])
        await user.settle()
        assert margin(user).strip() == "?"


async def test_the_margin_shows_the_hits_of_a_search():
    async with at_lectern(LINES, size=(60, 21)) as user:
        await user.press("slash")
        await user.type("line 150", "enter")
        assert margin(user).index("•") == 14
        await user.press("escape")
        assert margin(user).strip() == ""


async def test_a_click_in_the_margin_goes_there():
    listed = [words_at(100, HighlightRole.COUNTER, "hundred")]
    async with at_lectern(LINES, listed, size=(60, 20)) as user:
        await user.pilot.hover(QuoteMap, (0, 9))
        assert str(user.app.query_one(QuoteMap).tooltip) == "hundred"
        await user.pilot.click(QuoteMap, (0, 9))
        await user.settle()
        assert user.here.startswith("line 100\n")
        await user.pilot.click(QuoteMap, (0, 19))
        await user.settle()
        assert user.here.startswith("line 191\n")
        assert len(user.app.jumps) == 2
        assert user.reader.has_focus


async def test_the_margin_of_a_short_text_lies_beside_its_rows():
    async with at_lectern("one\ntwo\nthree", [Highlight(4, 7, HighlightRole.SUPPORT, "q")]) as user:
        assert margin(user).rstrip() == " +"


async def test_the_part_in_sight_is_tinted_in_the_margin():
    async with at_lectern(LINES, size=(60, 20)) as user:
        quote_map = user.app.query_one(QuoteMap)

        def tinted():
            plain = quote_map.rich_style.bgcolor
            return [y for y in range(20) if next(iter(quote_map.render_line(y))).style.bgcolor != plain]

        assert tinted() == [0, 1]
        await user.press("G")
        assert tinted() == [18, 19]


async def test_every_binding_has_an_id_and_a_tooltip():
    async with at_lectern(LINES) as user:
        bindings = [active.binding for active in user.app.active_bindings.values()]
        ours = [binding for binding in bindings if str(binding.id).partition(".")[0] in ("reader", "lectern")]
        assert len(ours) > 40
        assert all(binding.tooltip for binding in ours)
        await user.press("slash")
        bindings = [active.binding for active in user.app.active_bindings.values()]
        assert {"bar.stay", "bar.go-back", "bar.next-hit"} <= {binding.id for binding in bindings}
