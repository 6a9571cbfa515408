"""The ends of pages in a text: rules that name the page that follows, and offsets that stay what they are."""

from pathlib import Path

from argmap.tui.widgets.reader.highlights import HighlightRole
from tests.tui.app.walking import small_project, walk
from tests.tui.inside import text_left, wrapped
from tests.tui.reader.lectern import at_lectern
from tests.tui.reader.reading import drag, quote, reading, selected, shown

TEXT = "First words speak of export\n\fcontrols. A second\f\fempty one before.\n\f\nlast\f"
NAMED = "[Converted. Pages: i, A–1, “b”.]\n出口\n\f管制\n\fend"


def rows(reader):
    return [row.strip() for row in shown(reader) if row.strip()]


async def test_a_rule_with_the_number_of_the_next_page_stands_where_a_page_ends():
    async with reading(TEXT) as (reader, _):
        width = wrapped(reader).width
        assert rows(reader) == [
            "1   First words speak of export",
            "─ page 2 ".ljust(width, "─"),
            "2   controls. A second",
            "─ page 3 ".ljust(width, "─"),
            "─ page 4 ".ljust(width, "─"),
            "empty one before.",
            "3   " + "─ page 5 ".ljust(width, "─"),
            "4   last",
            "─" * width,
        ]


async def test_pages_have_the_names_that_are_printed_on_them_and_none_where_these_do_not_fit():
    async with reading(NAMED, size=(46, 12)) as (reader, pilot):
        reader.open_text(NAMED.replace("A–1, “b”", '"A–1", b'))
        await pilot.pause()
        assert any(row.startswith("─ page A–1 ─") for row in rows(reader))
        assert any(row.startswith("─ page b ─") for row in rows(reader))
        reader.open_text(NAMED.replace("i, A–1, “b”", "i, ii"))
        await pilot.pause()
        assert "─" * wrapped(reader).width in rows(reader)
        assert reader.page is None


async def test_a_name_wider_than_the_row_is_cut_and_a_hostile_one_is_shown_not_obeyed():
    async with reading(f'[Converted. Pages: i, "[/b]\\u001b{"出口" * 40}".]\n\fend') as (reader, _):
        row = next(row for row in shown(reader) if "page" in row)
        assert "[/b]␛出口" in row
        assert "\x1b" not in "".join(shown(reader))
        assert reader.page == "i"
        reader.go_to(len(reader.text), len(reader.text))
        assert reader.page.startswith("[/b]␛出口")


async def test_the_cursor_is_seen_after_the_end_of_a_page_where_a_line_or_the_text_ends():
    for text in ("last\f", "last\f\nmore"):
        async with reading(text, cursor=5) as (reader, _):
            rule = list(reader.render_line(1))
            cursor = reader.get_component_rich_style("reader--cursor").bgcolor
            at = next(number for number, piece in enumerate(rule) if piece.style.bgcolor == cursor)
            assert sum(piece.cell_length for piece in rule[:at]) == text_left(reader) + 1


async def test_a_passage_is_selected_over_the_end_of_a_page_by_mouse_and_by_keys():
    async with reading(TEXT, size=(46, 12)) as (reader, pilot):
        await drag(pilot, (21, 0), (7, 2))
        assert selected(reader) == "export\n\fcontrols"
        await drag(pilot, (21, 0), (20, 1))
        assert selected(reader) == "export\n\f"
        reader.select(6, 6)
        await pilot.press("v", "down", "down")
        assert selected(reader) == TEXT[6 : TEXT.index("ls. A")]


async def test_a_quote_goes_on_over_the_end_of_a_page():
    async with reading(TEXT, [quote(TEXT, "export\n\fcontrols", HighlightRole.COUNTER)]) as (reader, _):
        tint = reader.get_component_rich_style("reader--counter").bgcolor
        for y in range(3):
            assert any(segment.style.bgcolor == tint for segment in reader.render_line(y)), y


async def test_a_search_finds_what_stands_on_two_pages():
    async with at_lectern(TEXT) as user:
        await user.press("slash")
        await user.type("export controls")
        assert user.said == "1 of 1"
        marked = "".join(user.marked("hit-here"))
        assert marked.startswith("xport")  # the cursor stands on the first letter
        assert marked.endswith("controls")


async def test_the_page_that_is_read_is_named_under_the_text(tmp_path: Path):
    path = small_project(tmp_path)
    pages = "\f".join("".join(f"Zeile {line} auf {page}.\n" for line in range(60)) for page in range(1, 4))
    (tmp_path / "texts/de.txt").write_text(pages, encoding="utf-8")
    async with walk(path) as user:
        pane = user.desk.reading
        assert str(pane.border_subtitle) == ""
        user.bench.open_source("de")
        await user.settle()
        await user.press("2", "g")
        assert str(pane.border_subtitle) == "page 1"
        await user.press("pagedown", "pagedown")
        assert str(pane.border_subtitle) == "page 2"
        user.reader.scroll_end(animate=False)
        await user.settle()
        assert str(pane.border_subtitle) == "page 3"
        await user.press("g", "full_stop", "y")
        assert str(pane.border_subtitle).endswith("page 1")
        assert "collected" in str(pane.border_subtitle)
        user.bench.open_source("zh")
        await user.settle()
        assert "page" not in str(pane.border_subtitle)
