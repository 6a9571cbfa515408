import pytest
from textual.app import ComposeResult
from textual.widgets import Button, Label, OptionList, Static, Tree

from argmap.tui.content import safe, safe_label
from argmap.tui.theme import FaintApp
from argmap.tui.widgets.reader.highlights import Highlight, HighlightRole
from argmap.tui.widgets.reader.reader import Reader
from tests.tui.inside import top_of, wrapped
from tests.tui.reader.reading import GUTTER, quote, reading, selected, shown
from tests.tui.reader.texts import seed

HOSTILE = "[/b] [@click=app.quit]x[/] \x1b[31mred\x1b[0m \x9b2J \u202eabc\u202c a\u2028b \ud800 [note]\x07"
NUMBERS = "\n".join(f"line {number}" for number in range(200))


def top(reader):
    return shown(reader)[0].strip()


async def test_markup_escapes_and_bidi_overrides_are_shown_not_obeyed():
    async with reading(HOSTILE, [Highlight(0, 20, HighlightRole.SUPPORT, "q")], size=(110, 5)) as (reader, pilot):
        await pilot.click(Reader, (GUTTER + 6, 0))
        await pilot.pause()
        assert "[/b] [@click=app.quit]x[/] ␛[31mred␛[0m \ufffd2J \ufffdabc\ufffd a\ufffdb \ufffd [note]␇" in top(reader)
        assert pilot.app.is_running
        await pilot.press("v", "G")
        assert selected(reader).endswith(HOSTILE[6:])


async def test_safe_text_crashes_no_widget_and_keeps_every_character():
    hostile = safe(HOSTILE)
    assert len(hostile.plain) == len(HOSTILE)

    class Everywhere(FaintApp[None]):
        def compose(self) -> ComposeResult:
            yield Static(hostile)
            yield Label(hostile)
            yield Button(hostile)
            yield OptionList(hostile)
            yield Tree(safe_label(HOSTILE))

        def on_mount(self):
            self.query_one(Static).border_title = hostile
            self.query_one(Label).tooltip = hostile
            self.notify(hostile.plain, markup=False)

    async with Everywhere().run_test(notifications=True, tooltips=True) as pilot:
        await pilot.hover(Label)
        await pilot.pause(0.5)
        assert pilot.app.is_running
        assert "[/b] [@click=app.quit]x[/] ␛[31mred" in pilot.app.query_one(Static).render_line(0).text


def test_safe_text_is_one_line_unless_more_are_wanted():
    assert safe("a\tb\nc\x00").plain == "a b c␀"
    assert safe("a\tb\nc", multiline=True).plain == "a b\nc"


async def test_going_to_a_passage_brings_it_a_third_from_the_top():
    async with reading(NUMBERS) as (reader, pilot):
        start = NUMBERS.index("line 100")
        reader.go_to(start, start + 8)
        await pilot.pause()
        assert "line 100" in shown(reader)[4]
        assert (reader.cursor, reader.selected_span) == (start, None)
        painted = reader.render_line(4)
        assert any("bold" in str(segment.style) and "ine 100" in segment.text for segment in painted)
        await pilot.press("right", "left")
        assert not any("bold" in str(segment.style) for segment in reader.render_line(4))


async def test_a_text_opens_at_the_cursor():
    async with reading(NUMBERS, cursor=NUMBERS.index("line 150")) as (reader, _):
        assert "line 150" in shown(reader)[4]


async def test_selecting_a_passage_from_outside():
    async with reading(NUMBERS) as (reader, pilot):
        start = NUMBERS.index("line 70")
        reader.select(start, start + 7)
        await pilot.pause()
        assert selected(reader) == "line 70"
        assert pilot.app.told[-1].span == (start, start + 7)
        await pilot.press("shift+left")
        assert selected(reader) == "line 7"


@pytest.mark.parametrize("span", [(-1, 2), (3, 2), (0, 9)])
async def test_what_lies_outside_the_text_is_refused(span):
    async with reading("four") as (reader, _):
        with pytest.raises(ValueError, match="outside a text of 4 code points"):
            reader.go_to(*span)
    with pytest.raises(ValueError, match="outside a text of 4 code points"):
        Reader().open_text("four", [Highlight(0, 9, HighlightRole.PLAIN, "q")])


async def test_the_passage_at_the_top_stays_there_through_every_width():
    text = seed(2)
    async with reading(text, size=(60, 12)) as (reader, pilot):
        await pilot.press("pagedown", "pagedown")
        place = top_of(reader)
        for width in (23, 100, 41, 60):
            await pilot.resize_terminal(width, 12)
            await pilot.pause()
            start, end = wrapped(reader).span(reader.scroll_offset.y)
            assert start <= place < end
        assert start == place


async def test_highlights_can_be_replaced_and_asked_for():
    async with reading("One fish. Two fish.") as (reader, _):
        assert reader.highlights_at(4) == []
        listed = [
            quote(reader.text, "One fish", key="a"),
            quote(reader.text, "One fish.", HighlightRole.COUNTER, key="b"),
        ]
        reader.set_highlights(listed)
        assert {found.key for found in reader.highlights_at(4)} == {"a", "b"}
        assert "+−One fish" in top(reader) or "−+One fish" in top(reader)


async def test_roles_are_told_apart_without_any_colour():
    text = "Support. Counter. Undercut. Mixed. Plain. Review. Collected."
    words = text.replace(".", "").split()
    listed = [quote(text, word, role, word) for word, role in zip(words, HighlightRole, strict=True)]
    async with reading(text, size=(30, 8)) as (reader, _):
        for highlight in listed:
            reader.set_highlights([highlight])
            assert highlight.role.glyph in "".join(shown(reader))


async def test_without_colour_quotes_selection_and_cursor_still_show(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    text = "quote. selected"
    async with reading(text, [quote(text, "quote")]) as (reader, pilot):
        await pilot.press("w", "shift+right", "shift+right")
        styles = {segment.text: segment.style for segment in reader.render_line(0)}
        plain = styles["ected"]
        assert (styles["quote"].underline, styles["se"].reverse, styles["l"].reverse) == (True, True, True)
        # Reversed twice, by swapped colours and by the attribute, they would look like plain text.
        assert styles["se"].bgcolor == styles["l"].bgcolor == plain.bgcolor


async def test_more_kinds_of_quotes_than_the_margin_holds():
    listed = [Highlight(0, 5, role, role) for role in HighlightRole]
    async with reading("word word", listed) as (reader, _):
        assert "…word word" in top(reader)


async def test_a_narrow_reading_width_stands_in_the_middle_or_at_the_left():
    async with reading("经济安全" * 30, size=(100, 10)) as (reader, pilot):
        reader.max_width = 40
        await pilot.pause()
        assert reader.render_line(0).text.index("经") > 20
        reader.centred = False
        await pilot.pause()
        assert reader.render_line(0).text.index("经") == GUTTER
        assert all(strip.strip().endswith("全") for strip in shown(reader)[:5])


async def test_line_numbers_count_lines_not_rows_and_give_way_on_narrow_screens():
    async with reading("经济安全" * 10 + "\nb", size=(46, 8)) as (reader, pilot):
        assert [row[:4].strip() for row in shown(reader)[:4]] == ["1", "", "", "2"]
        await pilot.resize_terminal(20, 8)
        await pilot.pause()
        assert shown(reader)[0].startswith("  经")


async def test_a_reader_without_a_text_is_blank():
    class Empty(FaintApp[None]):
        def compose(self) -> ComposeResult:
            yield Reader()

    async with Empty().run_test(size=(40, 6)) as pilot:
        reader = pilot.app.query_one(Reader)
        assert [strip.strip(" 1") for strip in shown(reader)] == [""] * 6
        assert (reader.cursor, reader.selected_span, reader.text) == (0, None, "")


async def test_a_change_of_theme_is_seen_at_once():
    async with reading("One fish", [Highlight(0, 3, HighlightRole.SUPPORT, "q")]) as (reader, pilot):
        dark = reader.render_line(0)
        pilot.app.theme = "textual-light"
        await pilot.pause()
        assert reader.render_line(0) != dark


async def test_a_text_can_be_opened_before_the_reader_is_on_the_screen():
    reader = Reader()
    reader.open_text(NUMBERS, [Highlight(0, 4, HighlightRole.SUPPORT, "q")], cursor=5)
    reader.go_to(NUMBERS.index("line 100"), NUMBERS.index("line 100") + 8)

    class Later(FaintApp[None]):
        def compose(self) -> ComposeResult:
            yield reader

    async with Later().run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        assert "line 100" in shown(reader)[4]
