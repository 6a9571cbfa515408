import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from argmap.text.one_line import reading_line
from argmap.tui.cell_text import cut, glyphs, wrap
from argmap.tui.widgets.details import Paragraph, wrapped
from argmap.tui.widgets.painted_pane import Line, Piece
from tests.strategies import AWKWARD

CLUSTERS = ("👩‍👩‍👧", "e\u0301", "🇯🇵", "1️⃣", "が", "各", "한", "각", "❤️", "x" + "\u0301" * 40)
TEXTS = st.lists(st.sampled_from((*AWKWARD, *CLUSTERS, "[/b]", "，", "「")) | st.text(max_size=5), max_size=12).map(
    "".join
)


def rows_of(text, width):
    return ["".join(glyph.text for glyph in row) for row in wrap(glyphs(text), width)]


@given(TEXTS, st.integers(0, 40))
def test_what_is_cut_is_never_wider_than_asked(text, width):
    assert cell_len(cut(text, width)) <= width


@given(TEXTS, st.integers(0, 40))
def test_a_cut_falls_between_glyphs_and_wastes_no_room(text, width):
    whole = [glyph.text for glyph in glyphs(text)]
    shown = cut(text, width)
    if shown == "".join(whole):
        return
    assert shown.endswith("…") or width == 0
    kept = shown.removesuffix("…")
    starts = ["".join(whole[:count]) for count in range(len(whole) + 1)]
    assert kept in starts
    following = whole[starts.index(kept) :]
    assert cell_len(kept + following[0] + "…") > width or following[0] == " " or width == 0


@given(TEXTS)
def test_glyphs_are_as_wide_as_they_say_and_hold_nothing_that_a_terminal_obeys(text):
    for glyph in glyphs(text):
        assert cell_len(glyph.text) == glyph.width >= 1
        assert "Cc" not in map(unicodedata.category, glyph.text)
        assert not set(glyph.text) & set("\u202e\u200b\u200d\u2028\u2067\ufeff\xad")


@pytest.mark.parametrize("cluster", CLUSTERS)
def test_a_cluster_is_one_glyph(cluster):
    assert len(list(glyphs(f"a{cluster}b"))) == 3


def test_a_joiner_joins_emoji_and_nothing_else():
    assert [glyph.text for glyph in glyphs("a\u200db")] == ["a", "b"]


def test_a_wide_character_never_straddles_the_edge():
    assert cut("出口管制", 8) == "出口管制"
    assert cut("出口管制", 7) == "出口管…"
    assert cut("出口管制", 6) == "出口…"
    assert cut("出口管制", 2) == "…"
    assert cut("出口管制", 1) == "…"


def test_no_blank_stands_before_an_ellipsis():
    assert cut("export controls", 8) == "export…"


def test_of_an_endless_word_no_more_is_looked_at_than_fits():
    endless = (letter for letter in iter(lambda: "x", None))

    class Endless(str):
        def translate(self, _table):
            return endless

    assert cut(Endless("x"), 5) == "xxxx…"


@given(TEXTS, st.integers(1, 30))
def test_wrapped_rows_are_never_too_wide_and_lose_nothing_but_blanks(text, width):
    shown = rows_of(text, width)
    assert all(cell_len(row) <= width for row in shown)
    if width > 1:
        painted = "".join(glyph.text for glyph in glyphs(text))
        assert "".join(shown).replace(" ", "") == painted.replace(" ", "")


def test_words_stay_whole_and_ideographs_fill_the_row():
    assert rows_of("export controls", 10) == ["export", "controls"]
    assert rows_of("在 2018 年通过了改革法", 10) == ["在 2018 年", "通过了改革", "法"]
    assert rows_of("unbreakable", 4) == ["unbr", "eaka", "ble"]


def test_no_row_begins_with_a_stop_or_ends_with_an_opening_bracket():
    assert rows_of("美国通过了，改革", 10) == ["美国通过", "了，改革"]
    assert rows_of("通过了《改革法》", 8) == ["通过了", "《改革", "法》"]


def test_korean_breaks_between_words_only():
    assert rows_of("수출 통제를 강화", 10) == ["수출", "통제를", "강화"]


def test_a_pane_narrower_than_a_wide_character_still_shows_something():
    assert rows_of("出a", 1) == ["…", "a"]
    with pytest.raises(ValueError, match="at least one cell"):
        rows_of("x", 0)


def test_a_passage_from_a_pdf_reads_as_one_line():
    assert reading_line("  没有像美国\n  那样 ") == "没有像美国那样"
    assert reading_line("the list\nwas  extended") == "the list was extended"
    assert reading_line("通过 law\n改革") == "通过 law 改革"
    assert reading_line("\n") == ""


@given(TEXTS, TEXTS, TEXTS, st.integers(0, 60), st.booleans())
def test_a_line_of_a_list_fills_its_width_exactly(before, text, after, width, selected):
    line = Line(Piece(text), (Piece(before),), "”", Piece("an-id"), (Piece(cut(after, 9)),))
    assert sum(cell_len(piece.text) for piece in line.fitted(width, selected=selected)) == width


def test_an_id_stands_only_where_the_whole_text_leaves_room():
    def shown(width, *, selected=True):
        return "".join(
            piece.text for piece in Line(Piece("a claim"), extra=Piece("its-id")).fitted(width, selected=selected)
        )

    assert shown(20) == "a claim       its-id"
    assert shown(20, selected=False).rstrip() == "a claim"
    assert shown(14).rstrip() == "a claim"
    assert shown(6) == "a cla…"


@given(TEXTS, TEXTS, st.integers(1, 30))
def test_a_paragraph_stays_within_its_width(before, text, width):
    for row in wrapped(Paragraph((Piece(text, "faint"), Piece(text)), Piece(before)), width):
        assert sum(cell_len(piece.text) for piece in row) <= width
