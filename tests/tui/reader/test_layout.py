import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from argmap.text.characters import NEVER_FIRST, NEVER_LAST
from argmap.tui.widgets.reader.layout import Layout
from argmap.tui.widgets.reader.text_view import bears_number, painted
from tests.tui.reader.texts import ACCENTED, FAMILY, FLAG, KEYCAP, seed, texts

widths = st.integers(1, 30)


def rows(text, width):
    layout = Layout(text, width)
    return [text[slice(*layout.span(row))] for row in range(layout.row_count)]


def boundaries(layout):
    """Every cluster boundary, found by walking right through the text."""
    found = [0]
    while found[-1] < len(layout.text):
        found.append(layout.boundary_after(found[-1]))
    return found


@given(texts, widths)
def test_the_rows_joined_give_the_text(text, width):
    assert "".join(rows(text, width)) == text


@given(texts, widths)
def test_each_offset_belongs_to_the_one_row_that_spans_it(text, width):
    layout = Layout(text, width)
    for offset in range(len(text) + 1):
        start, end = layout.span(layout.row_of(offset))
        assert start <= offset < end or offset == start == end or offset == end == len(text)


@given(texts, widths)
def test_a_line_feed_ends_a_row_and_nothing_else_ends_a_line(text, width):
    layout = Layout(text, width)
    lines = [layout.line_of(row) for row in range(layout.row_count) if layout.begins_line(row)]
    assert lines == list(range(text.count("\n") + 1))
    assert all("\n" not in row[:-1] for row in rows(text, width))


@given(texts, widths)
@example("a " * 10, 3)
@example("\u200b\n\u0301\n\t\t\t", 2)
def test_no_row_is_wider_than_the_width_but_for_one_space_or_a_single_cluster(text, width):
    layout = Layout(text, width)
    for row in range(layout.row_count):
        start, end = layout.content(row)
        hanging = text[start:end].endswith(" ")
        alone = layout.boundary_after(start) >= end
        assert alone or sum(layout.cells.widths(start, end - hanging)) <= width


@given(texts, widths)
def test_column_and_offset_are_inverse_where_clusters_begin(text, width):
    layout = Layout(text, width)
    for offset in boundaries(layout):
        assert layout.offset_at(layout.row_of(offset), layout.column_of(offset)) == offset


@given(texts, widths)
def test_every_cell_of_a_cluster_leads_to_its_beginning(text, width):
    layout = Layout(text, width)
    for start in boundaries(layout)[:-1]:
        if text[start] != "\n":
            row, column, end = layout.row_of(start), layout.column_of(start), layout.boundary_after(start)
            for cell in range(sum(layout.cells.widths(start, end))):
                assert layout.cluster_at(row, column + cell) == (start, end)


@given(texts, widths)
def test_walking_left_meets_the_boundaries_that_walking_right_met(text, width):
    layout = Layout(text, width)
    there, back = boundaries(layout), [len(text)]
    while back[-1]:
        back.append(layout.boundary_before(back[-1]))
    assert back[::-1] == there


@given(texts, widths)
def test_no_row_begins_inside_a_cluster(text, width):
    layout = Layout(text, width)
    assert {layout.span(row)[0] for row in range(layout.row_count)} <= set(boundaries(layout))


@given(texts, widths)
def test_kinsoku_holds_unless_no_place_in_the_row_would_do(text, width):
    layout = Layout(text, width)
    for row in range(layout.row_count - 1):
        start, end = layout.span(row)
        at_page_end = layout.ends_page(row) or layout.ends_page(row + 1)
        if not layout.begins_line(row + 1) and not at_page_end and _against_kinsoku(text, end):
            assert all(_against_kinsoku(text, at) for at in boundaries(layout) if start < at < end)


def _against_kinsoku(text, at):
    before, after = text[at - 1], text[at]
    cuts_dash = before in "-‐–—/" and after in "-‐–—/"
    begins_with_space = after in " \t\u3000" and before not in " \t\u3000"
    return after in NEVER_FIRST or before in NEVER_LAST or cuts_dash or begins_with_space


@given(texts, widths, widths)
def test_wrapping_again_with_known_cells_is_wrapping_afresh(text, width, other):
    again = Layout(text, other, Layout(text, width).cells)
    assert [again.span(row) for row in range(again.row_count)] == [
        Layout(text, other).span(row) for row in range(again.row_count)
    ]


@given(texts, widths)
def test_what_is_painted_takes_the_cells_that_were_counted(text, width):
    layout = Layout(text, width)
    for row in range(layout.row_count):
        shown = painted(layout, *layout.content(row))
        assert cell_len(shown) == layout.cell_width(row)
        assert not any(char in shown for char in "\x00\x07\x1b\x7f\x9b\r\n\t\u2028\u202e\u2066\u200b\u200d\ud800")


@pytest.mark.parametrize("number", range(5))
@pytest.mark.parametrize("width", [20, 47, 76])
def test_no_row_of_a_real_text_begins_or_ends_against_kinsoku(number, width):
    text = seed(number)
    layout = Layout(text, width)
    for row in range(1, layout.row_count):
        if not layout.begins_line(row):
            start = layout.span(row)[0]
            assert not _against_kinsoku(text, start), text[start - 5 : start + 5]


def test_german_breaks_between_words_and_after_hyphens():
    text = "Die Halbleiter- und KI-Industrie braucht Investitionen."
    assert rows(text, 16) == ["Die Halbleiter- ", "und KI-Industrie ", "braucht ", "Investitionen."]
    assert rows(text, 12)[:3] == ["Die ", "Halbleiter- ", "und KI-"]


def test_a_word_longer_than_a_row_is_broken():
    assert rows("Donaudampfschiff fährt", 8) == ["Donaudam", "pfschiff ", "fährt"]


def test_chinese_breaks_anywhere_but_before_a_stop_and_after_an_opening_bracket():
    assert rows("日本经济，安全", 8) == ["日本经", "济，安全"]
    assert rows("日本经“济安全", 8) == ["日本经", "“济安全"]


def test_a_dash_of_two_halves_stays_whole():
    assert rows("日本——安全", 6) == ["日本", "——安全"] or rows("日本——安全", 6) == ["日本——", "安全"]


def test_clusters_are_one_step_and_as_wide_as_painted():
    layout = Layout(FAMILY + FLAG + KEYCAP + ACCENTED + "漢", 20)
    assert [layout.column_of(offset) for offset in boundaries(layout)] == [0, 2, 4, 6, 7, 9]


def test_four_flags_in_a_row_are_four_clusters():
    assert len(boundaries(Layout(FLAG * 4, 20))) == 5


def test_tabs_reach_the_next_stop_of_their_line():
    assert [sum(Layout(line, 40).cells.widths(0, len(line))) for line in ("\ta", "abc\ta", "abcd\ta", "a\t\ta")] == [
        5,
        5,
        9,
        9,
    ]


def test_invisible_characters_move_no_column():
    layout = Layout("a\u200b\u200b\u2060b", 10)
    assert layout.column_of(layout.text.index("b")) == 1
    assert painted(layout, 0, 5) == "ab"


def test_a_mark_without_a_letter_stands_on_a_dotted_circle():
    assert painted(Layout("\u0301a", 10), 0, 2) == "◌\u0301a"


def test_ten_thousand_marks_on_one_letter_are_not_all_sent_to_the_terminal():
    text = "a" + "\u0301" * 10_000 + "b"
    layout = Layout(text, 10)
    assert layout.row_count == 1
    assert len(painted(layout, 0, len(text))) < 20


def test_a_line_of_100_kilobytes_and_a_word_of_10_000_letters():
    line, word = "经济安全，" * 7_000, "x" * 10_000
    assert Layout(line, 50).row_count == pytest.approx(len(line) * 2 / 50, rel=0.1)
    assert Layout(word, 50).row_count == 200


def test_an_empty_text_has_one_empty_row():
    layout = Layout("", 10)
    assert (layout.row_count, layout.span(0), layout.offset_at(0, 3), layout.row_of(0)) == (1, (0, 0), 0, 0)


def test_a_row_needs_a_cell():
    with pytest.raises(ValueError, match="at least one cell"):
        Layout("a", 0)


@given(texts, widths)
@example("\f\f\u0301a\f\n\fb", 5)
def test_a_form_feed_has_a_row_of_its_own(text, width):
    layout = Layout(text, width)
    ends = [row for row in range(layout.row_count) if layout.ends_page(row)]
    assert [layout.span(row)[0] for row in ends] == [at for at, sign in enumerate(text) if sign == "\f"]
    assert all(layout.content(row)[1] == layout.boundary_after(layout.content(row)[0]) for row in ends)


@given(texts, widths)
def test_each_line_bears_its_number_once_at_its_first_words(text, width):
    layout = Layout(text, width)
    numbered = [row for row in range(layout.row_count) if bears_number(layout, row)]
    assert [layout.line_of(row) for row in numbered] == list(range(layout.line_count))
    of_line = [layout.line_of(row) for row in range(layout.row_count)]
    for row in filter(layout.ends_page, numbered):
        assert all(layout.ends_page(other) for other, line in enumerate(of_line) if line == of_line[row])
