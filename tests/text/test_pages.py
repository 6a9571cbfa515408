"""Pages: where a passage is cited from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.text.folding import fold
from argmap.text.one_line import reading_line
from argmap.text.pages import labels_text, labels_told, pages_of

_labels = st.one_of(
    st.integers(0, 12).map(str),
    st.sampled_from(["i", "ii", "iii", "iv", "IX", "X", "A-1", "十二", "", "a, b", "1–2", '"', " 7", "x]", "07"]),
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=6),
)


@given(st.lists(_labels, max_size=30))
def test_labels_are_told_as_they_were_said(labels: list[str]):
    said = labels_text(labels)
    assert "\n" not in said
    assert labels_told(said) == labels


def test_runs_of_pages_are_said_in_short():
    labels = ["", "i", "ii", "iii", "iv", *map(str, range(1, 241)), "A-1", "A-2"]
    assert labels_text(labels) == '"", i–iv, 1–240, A-1, A-2'


def test_a_text_with_form_feeds_alone_counts_its_pages():
    pages = pages_of("one\n\ftwo\n\fthree\n\f")
    assert pages is not None
    assert [pages.cited(at, at + 1) for at in (0, 5, 10)] == ["1", "2", "3"]
    assert pages.cited(1, 7) == "1–2"
    assert pages_of("a text\nof no pages\n") is None


def test_the_first_line_says_what_the_pages_are_called():
    text = "[Converted from “a.pdf” (Pages: 7.pdf). Pages: xi–xii, 1.]\n\none\n\ftwo\n\fthree\n"
    pages = pages_of(text)
    assert pages is not None
    assert list(pages.labels) == ["xi", "xii", "1"]
    assert pages.cited(text.index("one"), text.index("two") + 3) == "xi–xii"


@pytest.mark.parametrize("said", ["1–2", "1–9999999999", "9–1", "a–b", "x–1", ""])
def test_no_page_is_named_where_the_text_has_other_pages_than_it_says(said: str):
    assert pages_of(f"[Converted. Pages: {said}.]\n\none\n\ftwo\n\fthree\n") is None


def test_the_end_of_a_page_is_white_space_to_quotes():
    broken, whole = "the port pays\n\ffor itself", "the port pays for itself"
    assert fold(broken).text == fold(whole).text
    assert reading_line(broken) == whole


def test_labels_by_a_stranger_cannot_reach_the_terminal():
    pages = pages_of('[Pages: "a\\u001b[31m\\u202e".]\n\nText\n')
    assert pages is not None
    assert list(pages.labels) == ["a\u241b[31m\ufffd"]


def test_a_form_feed_at_the_very_end_ends_the_last_page_and_begins_none():
    pages = pages_of("one\ftwo\f")
    assert pages.labels == ["1", "2"]
    assert pages.cited(7, 8) == "2"
    assert pages_of("[Converted. Pages: i, 1.]\none\ftwo\f").labels == ["i", "1"]
    assert pages_of("[Converted. Pages: i, 1, 2.]\none\ftwo\f").labels == ["i", "1", "2"]
