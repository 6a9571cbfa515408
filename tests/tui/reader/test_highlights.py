import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.tui.widgets.reader.highlights import Highlight, HighlightIndex, HighlightRole
from argmap.tui.widgets.reader.layout import Layout
from argmap.tui.widgets.reader.text_view import Overlay, margin_marks, row_pieces
from tests.tui.reader.reading import quote
from tests.tui.reader.texts import FAMILY, texts

spans = st.tuples(st.integers(0, 60), st.integers(1, 60)).map(lambda span: (span[0], sum(span)))
highlights = st.lists(st.builds(lambda span, role: Highlight(*span, role, "q"), spans, st.sampled_from(HighlightRole)))
TEXT = "abcdefghij" * 3


@given(highlights, spans)
def test_the_index_finds_what_looking_at_each_would_find(listed, span):
    found = HighlightIndex(listed).overlapping(*span)
    expected = [one for one in listed if one.start < span[1] and one.end > span[0]]
    assert sorted(map(id, found)) == sorted(map(id, expected))
    assert [one.start for one in found] == sorted(one.start for one in found)


def test_twenty_thousand_highlights_are_found_by_place():
    index = HighlightIndex(
        [Highlight(0, 10**6, HighlightRole.PLAIN, "all")]
        + [Highlight(at * 10, at * 10 + 15, HighlightRole.SUPPORT, str(at)) for at in range(20_000)]
    )
    assert [one.key for one in index.at(100_002)] == ["all", "9999", "10000"]


def test_a_highlight_holds_at_least_one_code_point():
    with pytest.raises(ValueError, match="'gui' spans nothing"):
        Highlight(3, 3, HighlightRole.SUPPORT, "gui")


def pieces(text, listed):
    found = row_pieces(Layout(text, 40), HighlightIndex(listed), 0, Overlay())
    return [(piece.text, piece.role, piece.overlap) for piece in found]


def test_where_quotes_overlap_is_a_piece_of_its_own():
    support = quote("One fish. Two", "One fish", HighlightRole.SUPPORT)
    counter = quote("One fish. Two", "fish. Two", HighlightRole.COUNTER)
    assert pieces("One fish. Two", [support, counter]) == [
        ("One ", HighlightRole.SUPPORT, False),
        ("fish", HighlightRole.MIXED, True),
        (". Two", HighlightRole.COUNTER, False),
    ]


def test_quotes_of_one_role_that_overlap_keep_their_role():
    listed = [Highlight(0, 4, HighlightRole.SUPPORT, "a"), Highlight(2, 6, HighlightRole.SUPPORT, "b")]
    assert [piece[1:] for piece in pieces("abcdefgh", listed)] == [
        (HighlightRole.SUPPORT, False),
        (HighlightRole.SUPPORT, True),
        (HighlightRole.SUPPORT, False),
        (None, False),
    ]


def test_a_quote_that_begins_inside_a_cluster_takes_all_of_it():
    text = f"a{FAMILY}b"
    assert [piece[1] for piece in pieces(text, [Highlight(3, 4, HighlightRole.PLAIN, "q")])] == [
        None,
        HighlightRole.PLAIN,
        None,
    ]


def test_a_selected_line_break_is_one_blank_cell():
    selected = row_pieces(Layout("ab\ncd", 9), HighlightIndex(), 0, Overlay(selection=(1, 4)))
    assert [(piece.text, piece.selected) for piece in selected] == [("a", False), ("b", True), (" ", True)]


def test_the_cursor_is_a_piece_of_its_own_also_at_the_end_of_the_text():
    for cursor, texts_shown in ((1, ["a", "b", "c"]), (3, ["abc", " "])):
        layout = Layout("abc", 9)
        found = row_pieces(layout, HighlightIndex(), 0, Overlay(cursor=cursor))
        assert [piece.text for piece in found] == texts_shown
        assert [piece.text for piece in found if piece.cursor] == [texts_shown[1]]


def marks(listed, row, width=10):
    return "".join(mark.glyph for mark in margin_marks(Layout(TEXT, width), HighlightIndex(listed), row))


def test_a_quote_has_a_glyph_where_it_begins_and_a_bar_where_it_goes_on():
    support, counter = Highlight(2, 25, HighlightRole.SUPPORT, "s"), Highlight(12, 25, HighlightRole.COUNTER, "c")
    assert [marks([counter, support], row) for row in range(3)] == ["+", "┃−", "┃╏"]


def test_every_role_has_glyphs_of_its_own():
    glyphs = [role.glyph for role in HighlightRole] + [role.bar for role in HighlightRole]
    assert len(set(glyphs)) == len(glyphs) == 2 * len(HighlightRole)


@given(texts, highlights, st.integers(1, 20), spans, st.integers(0, 60))
def test_the_pieces_of_a_row_joined_show_the_row_whatever_lies_over_it(text, listed, width, selection, cursor):
    layout = Layout(text, width)
    overlay = Overlay(selection, selection, layout.aligned(min(cursor, len(text))))
    for row in range(layout.row_count):
        plain = "".join(piece.text for piece in row_pieces(layout, HighlightIndex(), row, Overlay()))
        covered = row_pieces(layout, HighlightIndex(listed), row, overlay.on(layout, row))
        assert "".join(piece.text for piece in covered) in (plain, plain + " ")
