"""Deciding conflicts of a merge by words that neither side has."""

from dataclasses import replace

import pytest

from argmap import edit
from argmap.diff import merge
from argmap.edit import Refused
from argmap.edit.conflicts import (
    both_versions,
    circle_closed,
    refused_sides,
    resolve_conflict,
    resolve_with,
    takes_words,
    version_text,
)
from argmap.model import Address, ArgMap, Claim, Conflict, Link, Role, Side, problems
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
    assert both_versions(NOTE, whole.conflicts[NOTE]) == "note one\n\nnote two"
    assert resolve_with(whole, NOTE, "note one\n\nnote two").quotes["list"].note == "note one\n\nnote two"
    assert both_versions(TEXT, whole.conflicts[TEXT]) is None


def test_what_is_no_matter_of_words_is_refused():
    whole = merged()
    for where in (("sources", "gui", "year"), ("quotes", "said", "text")):
        assert not takes_words(where)
        with pytest.raises(Refused, match="choose one of the two sides"):
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
    assert not takes_words(("claims", "a", "link", "text"))  # a premise may be called so


def test_deciding_what_is_no_conflict_is_refused():
    with pytest.raises(Refused, match=r"no conflict about `claims\.later\.text`"):
        resolve_conflict(merged(), ("claims", "later", "text"), Side.OURS)


def test_what_anchors_a_quote_is_decided_together():
    words = [replace(DEBATE.quotes["said"], text=text, at=at) for text, at in (("one", 1), ("two", 2))]
    whole = merge(DEBATE, *(edit.replace_anchors(DEBATE, {"said": quote}, {}) for quote in words)).map
    assert set(whole.conflicts) == {("quotes", "said", "text"), ("quotes", "said", "at")}
    after = resolve_conflict(whole, ("quotes", "said", "text"), Side.THEIRS)
    assert after.quotes["said"] == words[1]
    assert not after.conflicts


def test_theses_that_a_side_did_not_have_come_after_its_own():
    where: Address = ("map", "thesis")
    order = replace(DEBATE, thesis=("align", "diverge", "later"))
    whole = replace(order, conflicts={where: Conflict(ours=("gone", "later", "align"), theirs=("diverge", "align"))})
    assert resolve_conflict(whole, where, Side.OURS).thesis == ("later", "align", "diverge")
    assert resolve_conflict(whole, where, Side.THEIRS).thesis == ("diverge", "align", "later")


def test_a_side_that_has_no_words_for_what_needs_them_is_refused():
    whole = replace(DEBATE, conflicts={("claims", "align", "text"): Conflict(ours="Japan aligns.")})
    assert list(refused_sides(whole, ("claims", "align", "text"))) == [Side.THEIRS]


CHAIN = replace(
    DEBATE,
    claims={
        "a": Claim(text="A."),
        "aa": Claim(text="Nothing supports this."),
        "b": Claim(text="B.", supported_by=(("c", "law"),)),
        "c": Claim(text="C.", supported_by=(("a",), ("said",))),
        "d": Claim(text="D."),
    },
    thesis=(),
    comments={},
)
"""A supports C, and C supports B together with a quote."""


def chain(premises: str, ours: str | None, theirs: str | None) -> tuple[ArgMap, Address]:
    """The chain with a conflict about the link from `premises` to A."""
    where: Address = ("claims", "a", "link", premises)
    return replace(CHAIN, conflicts={where: Conflict(ours=ours, theirs=theirs)}), where


@pytest.mark.parametrize(("ours", "theirs"), [(None, "support"), ("support", None), ("counter", "support")])
@pytest.mark.parametrize("premises", ["b", "b + said", "aa + b", "law + b"])
def test_a_support_that_would_close_a_circle_is_found(premises: str, ours: str | None, theirs: str | None):
    whole, where = chain(premises, ours, theirs)
    assert problems(whole) == []
    assert circle_closed(whole, where) == ("a", "b", "c", "a")
    ((side, reason),) = refused_sides(whole, where).items()
    assert side is (Side.OURS if ours == "support" else Side.THEIRS)
    assert "circle" in reason.what


@pytest.mark.parametrize(
    ("premises", "ours", "theirs"),
    [("d", None, "support"), ("b", None, "counter"), ("law", "support", None), ("d + law", "counter", "support")],
)
def test_a_link_that_closes_no_circle_fits_for_both_sides(premises: str, ours: str | None, theirs: str | None):
    whole, where = chain(premises, ours, theirs)
    assert circle_closed(whole, where) == ()
    assert refused_sides(whole, where) == {}


def test_only_links_make_circles():
    whole = merged()
    assert [circle_closed(whole, where) for where in whole.conflicts] == [()] * len(whole.conflicts)


def test_a_link_that_is_in_the_map_gets_what_undercuts_it_once():
    where: Address = ("claims", "c", "link", "a")
    whole = replace(
        CHAIN,
        claims={**CHAIN.claims, "c": replace(CHAIN.claims["c"], undercut={("a",): (("d",),)})},
        conflicts={where: Conflict(ours="support", undercut=(("b",), ("d",)))},
    )
    assert resolve_conflict(whole, where, Side.OURS).claims["c"].undercut == {("a",): (("b",), ("d",))}
    assert Link(("a",), Role.SUPPORT, "c") not in set(resolve_conflict(whole, where, Side.THEIRS).links())


def test_a_source_and_a_quote_are_worded_anew():
    sides = [
        edit.change_quote(edit.change_source(DEBATE, "gui", title=title), "law", translation=title)
        for title in ("One", "Two")
    ]
    whole = merge(DEBATE, *sides).map
    assert resolve_with(whole, ("sources", "gui", "title"), "Three").sources["gui"].title == "Three"
    assert resolve_with(whole, ("quotes", "law", "translation"), "three").quotes["law"].translation == "three"


@pytest.mark.parametrize(
    ("where", "reading", "said"),
    [
        (("claims", "a", "link", "b"), "support", "supports"),
        (("claims", "a", "link", "b"), "counter", "counters"),
        (("claims", "a", "link", "b"), None, "has no such link"),
        (("claims", "a", "element"), "removed", "removed it"),
        (("claims", "a", "element"), "changed", "changed or used it"),
        (("claims", "a", "note"), None, "has nothing there"),
        (("claims", "a", "text"), "Words.", "“Words.”"),
        (("map", "thesis"), ("a", "b"), "“a, b”"),
        (("sources", "s", "year"), 2001, "“2001”"),
    ],
)
def test_what_a_side_says_is_told(where: Address, reading: str | None, said: str):
    assert version_text(where, reading) == said
