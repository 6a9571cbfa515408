"""Selecting by units: characters, words, sentences, lines, paragraphs, by keys alone and by the mouse alone."""

import pytest
from hypothesis import given

from argmap.tui.widgets.reader.layout import Layout
from argmap.tui.widgets.reader.reader import Reader
from argmap.tui.widgets.reader.selection import Selection, lined, narrowed, widened
from tests.tui.reader.reading import GUTTER, drag, reading, selected
from tests.tui.reader.texts import ACCENTED, FAMILY, texts

TEXT = "One fish here. Two fish\nswim there.\n\n日本没有扩大。美国扩大了管制。\n"


def put(reader, words):
    start = reader.text.index(words)
    reader.go_to(start, start)


async def test_plus_grows_from_the_word_over_sentence_and_paragraph_to_the_text_and_minus_shrinks():
    async with reading(TEXT) as (reader, pilot):
        put(reader, "fish\nswim")
        grown = []
        for _ in range(5):
            await pilot.press("plus")
            grown.append(selected(reader))
        paragraph = "One fish here. Two fish\nswim there."
        assert grown == ["fish", "Two fish\nswim there.", paragraph, TEXT, TEXT]
        shrunk = []
        for _ in range(4):
            await pilot.press("minus")
            shrunk.append(selected(reader))
        assert shrunk == [paragraph, "One fish here.", "One", None]


async def test_equals_takes_whole_lines_one_after_the_other():
    async with reading(TEXT) as (reader, pilot):
        put(reader, "fish\nswim")
        await pilot.press("equals_sign")
        assert selected(reader) == "One fish here. Two fish"
        await pilot.press("equals_sign", "equals_sign")
        assert selected(reader) == "One fish here. Two fish\nswim there.\n"
        await pilot.press("G", "equals_sign", "equals_sign")
        assert selected(reader) is None


async def test_o_goes_to_the_other_end_which_then_moves():
    async with reading(TEXT) as (reader, pilot):
        put(reader, "没有")
        await pilot.press("shift+right", "shift+right", "o", "shift+left")
        assert selected(reader) == "本没有"
        await pilot.press("v", "o", "right", "o", "left")
        assert selected(reader) is not None


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (("v", "right", "right"), "日本"),
        (("shift+right",), "日"),
        (("v", "w"), "日本没有扩大。"),
        (("v", "right_parenthesis"), "日本没有扩大。"),
        (("v", "right_curly_bracket"), "日本没有扩大。美国扩大了管制。\n"),
        (("v", "end"), "日本没有扩大。美国扩大了管制。"),
        (("v", "G"), "日本没有扩大。美国扩大了管制。\n"),
        (("full_stop",), "日本没有扩大。"),
        (("full_stop", "full_stop"), "日本没有扩大。美国扩大了管制。"),
    ],
)
async def test_keys_select_chinese_by_every_unit(keys, words):
    async with reading(TEXT) as (reader, pilot):
        put(reader, "日本")
        await pilot.press(*keys)
        assert selected(reader) == words


async def test_a_selection_goes_on_over_pages():
    numbers = "\n".join(map(str, range(300)))
    async with reading(numbers, size=(40, 10)) as (reader, pilot):
        await pilot.press("v", "pagedown", "pagedown", "pagedown")
        assert selected(reader).startswith("0\n1\n2\n")
        assert len(selected(reader).splitlines()) == 24
        await pilot.press("shift+pageup")
        assert len(selected(reader).splitlines()) == 16


async def test_four_clicks_take_the_paragraph_and_the_margin_takes_lines():
    async with reading(TEXT) as (reader, pilot):
        await pilot.click(Reader, (GUTTER + 3, 0), times=4)
        assert selected(reader) == "One fish here. Two fish\nswim there."
        await pilot.click(Reader, (2, 1))
        assert selected(reader) == "swim there."
        await drag(pilot, (2 - GUTTER, 1), (3, 3))
        assert selected(reader) == "swim there.\n\n日本没有扩大。美国扩大了管制。"
        await drag(pilot, (2 - GUTTER, 3), (2 - GUTTER, 1))
        assert selected(reader) == "swim there.\n\n日本没有扩大。美国扩大了管制。"
        await pilot.click(Reader, (GUTTER + 3, 0))
        assert selected(reader) is None


async def test_four_clicks_take_no_less_than_three_where_a_sentence_goes_on_over_a_page():
    text = "第一句。日本在这一联盟中\n\n处于关键地位。第三句。\n"
    async with reading(text) as (reader, pilot):
        await pilot.click(Reader, (GUTTER + 10, 0), times=3)
        sentence = selected(reader)
        assert "\n\n" in sentence
        await pilot.click(Reader, (GUTTER + 10, 0), times=4)
        assert selected(reader) == text.strip()


async def test_units_never_cut_a_cluster():
    text = f"x {FAMILY}{ACCENTED} y"
    async with reading(text) as (reader, pilot):
        put(reader, FAMILY)
        await pilot.press("shift+right")
        assert selected(reader) == FAMILY
        await pilot.press("shift+right")
        assert selected(reader) == FAMILY + ACCENTED


def test_what_holds_a_sentence_grows_to_the_paragraph_though_a_word_reaches_over_its_end():
    text = f"{FAMILY}！？{FAMILY}！？{FAMILY}"
    first = Selection(0, text.index("？") + 1)
    assert widened(Layout(text, 20), first) == Selection(0, len(text))


@given(texts)
def test_growing_never_loses_what_is_selected_and_ends_with_the_whole_text(text):
    layout = Layout(text, 20)
    selection = Selection(0, layout.boundary_after(0))
    for _ in range(5):
        grown = widened(layout, selection)
        assert grown.start <= selection.start
        assert grown.end >= selection.end
        selection = grown
    assert (selection.start, selection.end) == (0, len(text))


@given(texts)
def test_shrinking_ends_with_nothing_and_stays_within(text):
    layout = Layout(text, 20)
    selection = Selection(0, len(text))
    for _ in range(5):
        shrunk = narrowed(layout, selection)
        assert selection.start <= shrunk.start <= shrunk.end <= selection.end
        selection = shrunk
    assert not selection


@given(texts)
def test_whole_lines_hold_what_was_selected(text):
    layout = Layout(text, 20)
    for start in (0, len(text) // 2, len(text)):
        place = layout.aligned(start)
        taken = lined(layout, Selection(place, place))
        assert taken.start <= place <= taken.end
        assert "\n" not in text[taken.start : taken.end]
