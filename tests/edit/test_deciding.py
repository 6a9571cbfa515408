"""Deciding conflicts of a merge by words that neither side has."""

from dataclasses import replace

import pytest

from argmap import edit
from argmap.diff import merge
from argmap.edit import Refused
from argmap.edit.conflicts import both_readings, resolve_with, takes_words
from argmap.model import ArgMap, Role, problems
from tests.diff.debate import DEBATE

TEXT = ("claims", "align", "text")
NOTE = ("quotes", "list", "note")


def merged() -> ArgMap:
    """A merge that left the words of a claim, a note, a title, a year and the words of a quote undecided."""
    ours, theirs = DEBATE, DEBATE
    for side, word in (("ours", "one"), ("theirs", "two")):
        whole = edit.change_claim(DEBATE, "align", text=f"Japan aligns, says {word}.")
        whole = edit.change_quote(whole, "list", note=f"note {word}")
        whole = edit.change_source(whole, "gui", year=2020 + len(side))
        whole = edit.change_map(whole, title=f"Title {word}", note=f"map {word}")
        whole = edit.replace_anchors(whole, {"said": replace(whole.quotes["said"], text=f"we will {word}")}, {})
        ours, theirs = (whole, theirs) if side == "ours" else (ours, whole)
    return merge(DEBATE, ours, theirs).map


def test_words_of_ones_own_decide_a_conflict_and_only_that():
    whole = merged()
    after = resolve_with(whole, TEXT, "  Japan aligns,\nsay both. ")
    assert after.claims["align"].text == "Japan aligns, say both."
    assert set(after.conflicts) == set(whole.conflicts) - {TEXT}
    assert problems(after) == []
    assert resolve_with(after, ("map", "title"), "Both").title == "Both"
    assert resolve_with(after, ("map", "note"), "").note is None


def test_two_notes_can_both_stand_and_other_words_cannot():
    whole = merged()
    assert both_readings(NOTE, whole.conflicts[NOTE]) == "note one\n\nnote two"
    assert resolve_with(whole, NOTE, "note one\n\nnote two").quotes["list"].note == "note one\n\nnote two"
    assert both_readings(TEXT, whole.conflicts[TEXT]) is None


def test_what_is_no_matter_of_words_is_refused():
    whole = merged()
    for where in (("sources", "gui", "year"), ("quotes", "said", "text")):
        assert not takes_words(where)
        with pytest.raises(Refused, match="take the one side or the other"):
            resolve_with(whole, where, "words")
    with pytest.raises(Refused, match="no conflict about"):
        resolve_with(whole, ("claims", "later", "text"), "words")
    with pytest.raises(Refused, match="no words"):
        resolve_with(whole, TEXT, " ")


def test_a_conflict_about_a_link_takes_no_words():
    ours = edit.link(DEBATE, ("said",), Role.SUPPORT, "align")
    theirs = edit.link(DEBATE, ("said",), Role.COUNTER, "align")
    (where,) = merge(DEBATE, ours, theirs).map.conflicts
    assert not takes_words(where)
