"""What changed between two wordings, as a reader would mark it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.diff import Mark, wording
from argmap.diff.wording import tokens
from tests.strategies import texts

MARKED = {Mark.SAME: "{}", Mark.GONE: "[-{}-]", Mark.NEW: "{{+{}+}}"}


def marked(old: str, new: str) -> str:
    return "".join(MARKED[mark].format(text) for mark, text in wording(old, new))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("We differ on export aid.", "We diverge on aid.", "We [-differ-]{+diverge+} on [-export -]aid."),
        ("We don’t know.", "We do know.", "We [-don’t-]{+do+} know."),
        ("管制对象扩大到新兴技术", "管制对象扩展到新兴技术", "管制对象扩[-大-]{+展+}到新兴技术"),
        ("經濟安全の同盟", "經濟安全との同盟", "經濟安全{+と+}の同盟"),
        ("cafe\u0301 noir", "café noir", "[-cafe\u0301-]{+café+} noir"),
        ("same", "same", "same"),
        ("", "new words", "{+new words+}"),
        ("old words", "", "[-old words-]"),
    ],
)  # fmt: skip
def test_words_are_marked_in_latin_and_characters_in_chinese(old: str, new: str, said: str):
    assert marked(old, new) == said


def test_changes_with_only_a_space_between_them_are_one():
    assert marked("not one two three", "not four five three") == "not [-one two-]{+four five+} three"


def test_sentences_with_little_in_common_are_not_cut_to_pieces():
    old, new = "The a of it all is grand.", "Chips of Japan sell well, says everybody who asks for them."
    assert marked(old, new) == f"[-{old}-]{{+{new}+}}"


@given(texts() | st.just(""), texts() | st.just(""))
def test_both_wordings_can_be_read_from_the_marks(old: str, new: str):
    stretches = wording(old, new)
    assert "".join(text for mark, text in stretches if mark is not Mark.NEW) == old
    assert "".join(text for mark, text in stretches if mark is not Mark.GONE) == new
    assert all(text for _, text in stretches)


@given(texts())
def test_no_character_is_lost_between_words(text: str):
    assert "".join(tokens(text)) == text
