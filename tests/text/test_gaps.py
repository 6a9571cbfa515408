"""Spaces and hyphens that matter: passages that fold alike may still be other words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.text.folding import fold
from argmap.text.gaps import gaps, same_words

SPACELESS = "theagreementontheexportofmachinerywassignedafterlongtalksinvienna"
SPACED = "the agreement on the export of machinery was signed after long talks in vienna"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("loop-\ncarried", "loop-carried"),
        ("loop-\ncarried", "loop- carried"),
        ("loop-\ncarried", "loopcarried"),
        ("loop\u2010\n  carried", "loopcarried"),
        ("loop\u2011carried", "loop-carried"),
        ("loop\u00ad\ncarried", "loopcarried"),
        ("loop\u00adcarried", "loopcarried"),
        ("Vor- und Nachteil", "Vor-\nund Nachteil"),
        ("Ost–West", "Ost-West"),
        ("EU-\nStaaten", "EU-Staaten"),
        ("two\nwords", "two words"),
        ("1½ Jahre", "1 1/2 Jahre"),
        ("der **H**err", "der Herr"),
        (SPACED, SPACELESS),
        ("在 2 0 2 3 年 的 第 一 天", "在2023年的第一天"),
        ("在2023年的第一天，共20\n23人", "在2023年的第一天，共2023人"),
        ("sie g e s p e r r t haben", "sie gesperrt haben"),
        ("同盟国 之间", "同盟国之间"),
    ],
)
def test_the_same_words_in_another_layout(one: str, other: str) -> None:
    assert same_words(one, other)
    assert same_words(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("may be", "maybe"),
        ("may\nbe", "maybe"),
        ("every day life", "everyday life"),
        ("re-form", "reform"),
        ("re-form", "re form"),
        ("EU-\nStaaten", "EUStaaten"),
        ("Vor- und Nachteil", "Vorund Nachteil"),
        ("Vor-\nund Nachteil", "Vor und Nachteil"),
        ("Jahr –\nund", "Jahrund"),
        ("loop\u2011\ncarried", "loopcarried"),
        ("3 4", "34"),
        ("3\n4", "34"),
        ("1½", "11/2"),
        ("a*b", "ab"),
        ("20\u00a023", "2023"),
        ("日本", "中国"),
    ],
)
def test_other_words_that_only_look_alike(one: str, other: str) -> None:
    assert not same_words(one, other)
    assert not same_words(other, one)


def test_what_stands_around_shows_that_a_text_has_lost_its_spaces() -> None:
    assert not same_words("on the", "onthe")
    assert same_words("on the", "onthe", SPACED, SPACELESS)
    assert not same_words("on the", "onthe", SPACED, SPACED)


PIECES = st.sampled_from(
    ["ab", "c", "Dé", "7", "中", "국", " ", "\n", "-", "-\n", "\u00ad\n", "*", "½", "–", ".", "\u0301"]
)
texts = st.lists(PIECES, max_size=20).map("".join)


@given(texts)
def test_every_text_has_the_words_that_it_has(text: str) -> None:
    assert same_words(text, text)
    assert len(gaps(fold(text))) == len(fold(text).text)


@given(texts, texts)
def test_who_compares_with_whom_makes_no_difference(one: str, other: str) -> None:
    assert same_words(one, other) == same_words(other, one)
    if same_words(one, other):
        assert fold(one).text == fold(other).text or one.split() == other.split()


@given(st.lists(st.sampled_from(["the", "export-driven", "rules", "Vor-", "und", "x"]), min_size=1, max_size=12))
def test_wrapping_a_text_anew_changes_no_word(words: list[str]) -> None:
    text = " ".join(words)
    assert same_words(text, text.replace(" ", "\n"))
    assert same_words(text, re.sub("-(?=[a-z])", "-\n", text))
