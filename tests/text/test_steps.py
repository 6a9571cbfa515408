"""Graphemes and words: one key press goes where the reader expects."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.text.words import at_words, next_grapheme, next_word, previous_grapheme, previous_word, word_at

MIXED = st.text(
    st.sampled_from(
        "ab é\u0301\u0308\u200d\ufe0f\u20e31👩👨🏽🇩🇪🇯🇵한\u1112\u1161\u11abकि्षก\u0e33\r\n中国のカナー的在,.’'12-々が"
    ),
    max_size=30,
)


def words(text: str) -> list[str]:
    found, position = [], 0
    while position < len(text):
        start, end = word_at(text, position)
        found.append(text[start:end])
        position = end
    return found


def steps(text: str) -> list[str]:
    found, position = [], 0
    while position < len(text):
        end = next_grapheme(text, position)
        found.append(text[position:end])
        position = end
    return found


@pytest.mark.parametrize(
    "graphemes",
    [
        ["a", "e\u0301", "中", "か\u3099", "。"],
        ["👩‍👩‍👧", "👍🏽", "❤️", "1️⃣", "2"],
        ["🇩🇪", "🇯🇵", "🇨🇳", "🇺"],
        ["한", "\u1112\u1161\u11ab", "국"],
        ["\r\n", "\n", "\r", "a"],
        ["क्षि", "त"],
        ["葛\U000e0100", "城"],
    ],
)
def test_what_readers_see_as_one_is_one_step(graphemes: list[str]) -> None:
    text = "".join(graphemes)
    assert steps(text) == graphemes
    position, back = len(text), []
    while position:
        start = previous_grapheme(text, position)
        back.append(text[start:position])
        position = start
    assert back[::-1] == graphemes


def test_steps_do_not_leave_the_text() -> None:
    assert (next_grapheme("ab", 2), next_grapheme("ab", 9), next_grapheme("", 0)) == (2, 2, 0)
    assert (previous_grapheme("ab", 0), previous_grapheme("ab", 9), previous_grapheme("", 0)) == (0, 1, 0)


@given(MIXED)
def test_steps_forth_and_back_stop_at_the_same_places(text: str) -> None:
    forth, position = [0], 0
    while position < len(text):
        position = next_grapheme(text, position)
        forth.append(position)
    back = [position]
    while position:
        position = previous_grapheme(text, position)
        back.append(position)
    assert forth == back[::-1]


@pytest.mark.parametrize(
    "parts",
    [
        ["It", " ", "don’t", " ", "cost", " ", "12,8", " ", "“", "Mrd", ".”"],
        ["COVID", "-", "19", "…", " ", "über"],
        ["在世界经济脆弱性更加突出的", "背景下", "，", "经济安全"],
        ["美国", "和日本", "在出口管制上合作", "。"],
        ["日本政府", "は", "半導体", "メーカー", "を", "支援", "する"],
        ["TSMC", "在熊本"],
    ],
)
def test_words_are_cut_where_a_reader_would_stop(parts: list[str]) -> None:
    assert words("".join(parts)) == parts


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        ("ell-meant pro", "well-meant"),
        ("A well-", "A well-meant"),
        ("A w", "A"),
        ("t proposal, do", "proposal"),
        ("posal, don’", "proposal, don’t"),
        ("12,", "12,5"),
        ("在世界经", "在世界经"),
    ],
)
def test_a_passage_that_cuts_words_is_made_whole(cut: str, whole: str) -> None:
    text = "A well-meant proposal, don’t cost 12,5 Mrd 在世界经济脆弱性"
    start, end = at_words(text, text.index(cut), text.index(cut) + len(cut))
    assert text[start:end].rstrip(" ,") == whole


@given(MIXED, st.data())
def test_a_passage_made_whole_cuts_no_word_of_letters(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = at_words(text, start, end)
    assert 0 <= first <= last <= len(text)
    assert (first < last) == (start < end)
    if (first, last) != (start, end):
        assert at_words(text, first, last) == (first, last)


def test_words_keep_their_marks() -> None:
    decomposed = unicodedata.normalize("NFD", "für künstliche")
    assert [unicodedata.normalize("NFC", word) for word in words(decomposed)] == ["für", " ", "künstliche"]


def test_moving_by_words_passes_spaces_and_signs() -> None:
    text = "Ja, „nein“ 中国的产业。End"
    stops, position = [], 0
    while position < len(text):
        position = next_word(text, position)
        stops.append(position)
    assert [text[stop : stop + 3] for stop in stops] == ["nei", "中国的", "产业。", "End", ""]
    assert previous_word(text, len(text)) == stops[-2]
    assert previous_word(text, stops[1] + 1) == stops[1]
    assert previous_word(text, 1) == previous_word(text, 0) == 0


def test_outside_the_text_there_is_no_word() -> None:
    assert (word_at("ab", 2), word_at("ab", 9), word_at("", 0)) == ((2, 2), (2, 2), (0, 0))


@given(MIXED)
def test_words_cover_the_text_and_are_the_same_from_each_position(text: str) -> None:
    assert "".join(words(text)) == text
    for position in range(len(text)):
        start, end = word_at(text, position)
        assert start <= position < end
        assert word_at(text, start) == word_at(text, end - 1) == (start, end)


@given(MIXED)
def test_moving_by_words_always_moves(text: str) -> None:
    for position in range(len(text)):
        assert position < next_word(text, position) <= len(text)
        assert previous_word(text, position + 1) <= position
