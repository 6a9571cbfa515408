"""Laws of measuring: a long text may be measured some lines at a time, and many code points at once."""

from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from argmap.text.visible import PICTURES
from argmap.tui.widgets.reader import layout
from argmap.tui.widgets.reader.layout import WIDTH, Cells, kind_of, kinds_of, measured
from tests.tui.reader.texts import FAMILY, FLAG, seed, texts


@given(texts)
@example(f"{FLAG}\n{FLAG[:1]}\n\u200d{FAMILY}\t\n\u0301\tx")
def test_what_a_line_measures_does_not_depend_on_other_lines(text):
    lines = [f"{line}\n" for line in text.split("\n")]
    assert measured(text + "\n") == tuple(map(b"".join, zip(*map(measured, lines), strict=True)))


@given(texts, st.integers(1, 9))
def test_a_text_measured_in_short_stretches_has_the_same_boundaries_as_in_one(text, length):
    whole = Cells(text)
    usual, layout._STRETCH = layout._STRETCH, length
    try:
        parts = Cells(text)
    finally:
        layout._STRETCH = usual
    assert b"".join(stretch.levels for stretch in parts.stretches()) == next(whole.stretches()).levels
    for offset in range(len(text) + 1):
        assert parts.boundary_at(offset) == whole.boundary_at(offset)
        assert parts.next_boundary(offset) == whole.next_boundary(offset)


def test_many_code_points_at_once_are_of_the_kinds_they_are_of_alone():
    every = "".join(map(chr, [*range(0x10000), *range(0x10000, 0x110000, 97)]))
    assert kinds_of(every) == bytes(map(kind_of, every))


def test_characters_are_as_wide_as_textual_paints_them():
    for code in (*range(0x20, 0x3400), *range(0xA000, 0xA500), *range(0xD700, 0xD800), *range(0xF900, 0x20000)):
        if code not in PICTURES:
            assert kind_of(chr(code)) >> WIDTH & 0b11 == cell_len(chr(code)), hex(code)


def test_a_long_text_is_held_in_stretches_of_whole_lines():
    text = seed(3) * (200_000 // len(seed(3)))
    stretches = list(Cells(text).stretches())
    assert len(stretches) > 3
    assert sum(len(stretch.widths) for stretch in stretches) == len(text)
    assert all(text[stretch.start - 1] == "\n" for stretch in stretches[1:])
