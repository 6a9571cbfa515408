"""What changed between two wordings, as a reader would mark it."""

import re
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.diff import Mark, Stretch, form_text, same_words, wording
from argmap.diff.wording import tokens
from argmap.text.folding import fold
from tests.strategies import texts

MARKED = {Mark.SAME: "{}", Mark.GONE: "[-{}-]", Mark.NEW: "{{+{}+}}"}


def marked(old: str, new: str) -> str:
    return "".join(MARKED[mark].format(text) for mark, text in ((one.mark, one.text) for one in wording(old, new)))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("We differ on export aid.", "We diverge on aid.", "We [-differ-]{+diverge+} on [-export -]aid."),
        ("We don’t know.", "We do know.", "We [-don’t-]{+do+} know."),
        ("管制对象扩大到新兴技术", "管制对象扩展到新兴技术", "管制对象扩[-大-]{+展+}到新兴技术"),
        ("經濟安全の同盟", "經濟安全との同盟", "經濟安全{+と+}の同盟"),
        ("cafe\u0301 noir", "café noir", "café noir"),
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
    assert "".join(stretch.old for stretch in stretches) == old
    assert "".join(stretch.new for stretch in stretches) == new
    assert all(stretch.old or stretch.new for stretch in stretches)


@given(texts())
def test_no_character_is_lost_between_words(text: str):
    assert "".join(tokens(text)) == text


REWRITTEN = [
    ("The harbour\nwas dredged twice.", "The harbour was\ndredged twice."),
    ("The Halb-\nleiter plant", "The Halbleiter plant"),
    ("它扩大到\n新兴技术。", "它扩大到新兴技术。"),
    ("經濟安全與國家", "经济安全与国家"),
    ("ＡＢＣ１２３", "ABC123"),
    ("THE PORT IS CLOSED", "The port is closed"),
    ("“Granted,” she said – once", '"Granted," she said - once'),
    ("a zero\u200bwidth, a soft\u00adhyphen", "a zerowidth, a softhyphen"),
    ("cafe\u0301 *noir*", "café noir"),
    ("Ｈａｌｂ\u2010\n  leiter", "HALB\u00adleiter"),
    ("a loop-\ncarried value", "a loop-carried value"),
    ("a loop-\ncarried value", "a loopcarried value"),
    ("שָׁלוֹם עליכם", "שלום עליכם"),
]


@pytest.mark.parametrize(
    ("old", "new"),
    [("is now here", "is nowhere"), ("5*3 rows", "53 rows"), ("10³ bits", "103 bits"), ("re-form it", "reform it")],
)
def test_a_word_split_or_another_number_is_a_change_of_words(old: str, new: str):
    assert not same_words(old, new)
    assert {stretch.mark for stretch in wording(old, new)} > {Mark.GONE, Mark.NEW}


@pytest.mark.parametrize(("old", "new"), REWRITTEN)
def test_what_anchors_do_not_tell_apart_is_no_change_of_words(old: str, new: str):
    assert same_words(old, new)
    assert wording(old, new) == (Stretch(Mark.SAME, old, new),)
    assert wording(old, new, finely=True) == (Stretch(Mark.SAME, old, new),)


@pytest.mark.parametrize(("old", "new"), REWRITTEN)
def test_beside_such_differences_only_words_that_differ_are_marked(old: str, new: str):
    stretches = wording(f"They say gladly: {old} Again and again.", f"They deny gladly: {new} Again and again.")
    changed = [(one.mark, one.text) for one in stretches if one.mark is not Mark.SAME]
    assert changed == [(Mark.GONE, "say"), (Mark.NEW, "deny")]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("one\ntwo", "one two", "re-wrapped"),
        ("Halb-\nleiter", "Halbleiter", "re-wrapped"),
        ("loop-\ncarried", "loop-carried", "re-wrapped"),
        ("出口\n管制", "出口管制", "re-wrapped"),
        ("One two", "one two", "in another form (case, width, script or marks)"),
        ("國\n家", "国家", "in another form (case, width, script or marks)"),
    ],
)  # fmt: skip
def test_how_the_form_changed_is_said(old: str, new: str, said: str):
    assert form_text(old, new) == said


def letterspaced(text: str) -> str:
    """The text with a line break after each letter of words that have letters enough to be printed so."""
    return re.sub(r"[^\W\d_]{4,}", lambda word: "\n".join(word[0]) if word[0].isalpha() else word[0], text)


VARIANTS = [
    str.upper,
    str.swapcase,
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: unicodedata.normalize("NFKC", text),
    lambda text: text.replace("-", "-\n"),
    "\u200b".join,
    letterspaced,
]


@given(texts(), st.sampled_from(VARIANTS))
def test_words_are_the_same_where_they_fold_alike(text: str, variant: Callable[[str], str]):
    other = variant(text)
    if fold(text).text == fold(other).text:
        assert same_words(text, other)


@pytest.mark.parametrize(
    ("word", "same"), [("00", False), ("a1", False), ("abc", False), ("abcd", True), ("中文", True)]
)
def test_a_short_word_is_broken_apart_and_a_long_one_is_printed_with_spaces(word: str, same: bool):
    assert fold("\n".join(word)).text == fold(word).text
    assert same_words(word, "\n".join(word)) is same


@given(texts())
def test_wrapping_at_every_space_is_no_change(text: str):
    assert same_words(text, text.replace(" ", "\n"))
