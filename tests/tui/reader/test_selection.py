import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.tui.widgets.reader.layout import Layout
from argmap.tui.widgets.reader.selection import MOTIONS, Selection, grown, sentence_around, vertical, whole, word_around
from tests.tui.reader.texts import ACCENTED, FAMILY, FLAG, KEYCAP, seed, texts

ENGLISH = "One fish. Two fish.\nRed fish."
CHINESE = "美国扩大了管制。日本没有。\n\n　　分歧在此。第二句。"
BACK = [name for name in MOTIONS if name.endswith(("left", "start"))]
ON = [name for name in MOTIONS if name.endswith(("right", "end"))]


def walked(text, *motions, start=0, width=40):
    """What lies between a place and where some moves lead from there."""
    layout = Layout(text, width)
    offset = start
    for motion in motions:
        offset = MOTIONS[motion](layout, offset)
    return text[min(start, offset) : max(start, offset)]


@pytest.mark.parametrize(
    ("motions", "words"),
    [
        (["right", "right"], "On"),
        (["word_right"], "One "),
        (["row_end"], "One fish. Two fish."),
        (["sentence_right"], "One fish. "),
        (["sentence_right", "sentence_right"], "One fish. Two fish.\n"),
        (["text_end"], ENGLISH),
        (["text_end", "row_start"], "One fish. Two fish.\n"),
        (["text_end", "word_left", "word_left"], "One fish. Two fish.\n"),
        (["text_end", "sentence_left"], "One fish. Two fish.\n"),
        (["text_end", "left"], ENGLISH[:-1]),
        (["text_end", "text_start"], ""),
    ],
)
def test_moves_in_english(motions, words):
    assert walked(ENGLISH, *motions) == words


@pytest.mark.parametrize(
    ("motions", "words"),
    [
        (["right"], "美"),
        (["sentence_right"], "美国扩大了管制。"),
        (["paragraph_right"], "美国扩大了管制。日本没有。\n\n　　"),
        (["paragraph_right", "paragraph_left"], ""),
        (["text_end", "paragraph_left"], "美国扩大了管制。日本没有。\n\n　　"),
        (["text_end", "sentence_left", "sentence_left"], "美国扩大了管制。日本没有。\n\n　　"),
        (["paragraph_right", "sentence_left"], "美国扩大了管制。"),
    ],
)
def test_moves_in_chinese(motions, words):
    assert walked(CHINESE, *motions) == words


@pytest.mark.parametrize("cluster", [FAMILY, FLAG, KEYCAP, ACCENTED, "か\u3099", "a\u200b"])
def test_one_step_takes_a_whole_cluster(cluster):
    text = f"a{cluster}b"
    assert walked(text, "right", start=1) == cluster
    assert walked(text, "left", start=1 + len(cluster)) == cluster


@given(texts, st.sampled_from(ON), st.integers(1, 30), st.data())
def test_moves_on_lead_on_to_a_cluster_and_in_the_end_to_the_end(text, motion, width, data):
    layout = Layout(text, width)
    offset = layout.aligned(data.draw(st.integers(0, len(text))))
    reached = MOTIONS[motion](layout, offset)
    assert reached >= offset
    assert layout.aligned(reached) == reached
    if motion != "row_end":
        assert reached > offset or offset == len(text)


@given(texts, st.sampled_from(BACK), st.integers(1, 30), st.data())
def test_moves_back_lead_back_to_a_cluster_and_in_the_end_to_the_beginning(text, motion, width, data):
    layout = Layout(text, width)
    offset = layout.aligned(data.draw(st.integers(0, len(text))))
    reached = MOTIONS[motion](layout, offset)
    assert reached <= offset
    assert layout.aligned(reached) == reached
    if motion != "row_start":
        assert reached < offset or offset == 0


@given(texts, st.integers(1, 30), st.data())
def test_growing_only_grows_until_all_is_selected(text, width, data):
    layout = Layout(text, width)
    ends = data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))))
    selection = whole(layout, Selection(*ends))
    for _ in range(len(text) + 1):
        larger = grown(layout, selection)
        if selection:
            assert larger.start <= selection.start
            assert larger.end >= selection.end
        if larger == selection:
            break
        selection = larger
    assert selection.end >= len(text.rstrip())


def test_growing_takes_the_sentence_and_then_the_next_ones():
    layout = Layout(CHINESE, 40)
    grows = [Selection(3, 3)]
    for _ in range(5):
        grows.append(grown(layout, grows[-1]))
    assert [CHINESE[one.start : one.end] for one in grows] == [
        "",
        "美国扩大了管制。",
        "美国扩大了管制。日本没有。",
        "美国扩大了管制。日本没有。\n\n　　分歧在此。",
        CHINESE,
        CHINESE,
    ]


def test_growing_a_part_of_two_sentences_takes_both():
    start, end = ENGLISH.index("fish"), ENGLISH.index("Two") + 3
    larger = grown(Layout(ENGLISH, 40), Selection(end, start))
    assert ENGLISH[larger.start : larger.end] == "One fish. Two fish."


def test_the_word_and_the_sentence_around_a_place():
    layout = Layout(ENGLISH, 40)
    word, sentence = word_around(layout, 5), sentence_around(layout, 5)
    assert (ENGLISH[word.start : word.end], ENGLISH[sentence.start : sentence.end]) == ("fish", "One fish.")


def test_up_from_the_first_row_and_down_from_the_last_reach_the_ends():
    layout = Layout(ENGLISH, 40)
    assert vertical(layout, 4, -1, 4) == 0
    assert vertical(layout, len(ENGLISH) - 2, 1, 4) == len(ENGLISH)


def test_every_sentence_of_a_real_text_is_walked_through():
    text = seed(3)
    layout = Layout(text, 76)
    places = [0]
    while places[-1] < len(text):
        places.append(MOTIONS["sentence_right"](layout, places[-1]))
    assert 40 < len(places) < 150
    while places[-1] > 0:
        places.append(MOTIONS["sentence_left"](layout, places[-1]))
    assert len(set(places)) == len(places) // 2 + 1
