"""Merges over a base that holds a conflict: a side that decided it has changed what it is about."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from argmap import edit
from argmap.diff import merge
from argmap.edit import resolve_conflict
from argmap.model import Address, ArgMap, Conflict, Link, Quote, Role, Side, problems
from argmap.store import dumps, loads
from tests.diff.debate import DEBATE

Edit = Callable[[ArgMap], ArgMap]
LAW = DEBATE.quotes["law"]
FILLED = edit.change_source(DEBATE, "gui", title="A title", lang="zh", url="https://x.example", note="note")
COUNTERED = Link(("list",), Role.SUPPORT, "diverge")


def _claim(**fields: str) -> Edit:
    return lambda whole: edit.change_claim(whole, "align", **fields)


def _source(**fields: object) -> Edit:
    return lambda whole: edit.change_source(whole, "gui", **fields)  # type: ignore[arg-type]


def _quote(**fields: str) -> Edit:
    return lambda whole: edit.change_quote(whole, "law", **fields)


def _map(**fields: object) -> Edit:
    return lambda whole: edit.change_map(whole, **fields)  # type: ignore[arg-type]


def _anchor(quote: Quote) -> Edit:
    return lambda whole: edit.replace_anchors(whole, {"law": quote}, {})


def _removed(some_id: str) -> Edit:
    return lambda whole: edit.remove(whole, some_id, cascade=True)


def _linked(role: Role, target: str, *premises: str) -> Edit:
    return lambda whole: edit.link(whole, premises, role, target)


def _renamed(new: str) -> Edit:
    return lambda whole: edit.rename(whole, "align", new)


def _undercut_anew(whole: ArgMap) -> ArgMap:
    return edit.undercut(whole, ("align",), ("list",), "diverge")


CONFLICTS: dict[str, tuple[Edit, Edit]] = {
    "words of a claim": (_claim(text="Ours."), _claim(text="Theirs.")),
    "note of a claim": (_claim(note="ours"), _claim(note="theirs")),
    "translation": (_quote(translation="ours"), _quote(translation="theirs")),
    "note of a quote": (_quote(note="ours"), _quote(note="theirs")),
    "words of a quote": (_anchor(replace(LAW, text="ours", at=5)), _anchor(replace(LAW, text="theirs", at=9))),
    "source of a quote": (_anchor(replace(LAW, source="speech", at=5)), _anchor(replace(LAW, text="theirs"))),
    "words of a quote and what is before them": (
        _anchor(replace(LAW, text="ours", before="before it ", at=5)),
        _anchor(replace(LAW, text="theirs", after=" after it", at=9)),
    ),
    "path": (_source(path="ours.txt"), _source(path="theirs.txt")),
    "title of a source": (_source(title="ours"), _source(title="theirs")),
    "title of a source or none": (_source(title=None), _source(title="theirs")),
    "author": (_source(author="ours"), _source(author="theirs")),
    "language": (_source(lang="de"), _source(lang="en")),
    "year": (_source(year=2001), _source(year=2002)),
    "address": (_source(url="https://ours.example"), _source(url="https://theirs.example")),
    "note of a source": (_source(note="ours"), _source(note="theirs")),
    "title of the map": (_map(title="Ours"), _map(title="Theirs")),
    "note of the map": (_map(note="ours"), _map(note="theirs")),
    "order of the theses": (_map(thesis=("align", "diverge", "later")), _map(thesis=("later", "diverge", "align"))),
    "role of a new link": (_linked(Role.SUPPORT, "align", "said"), _linked(Role.COUNTER, "align", "said")),
    "role of linked premises": (
        _linked(Role.SUPPORT, "align", "law", "said"),
        _linked(Role.COUNTER, "align", "law", "said"),
    ),
    "turned or unlinked": (
        _linked(Role.COUNTER, "diverge", "list"),
        lambda whole: edit.unlink(whole, COUNTERED),
    ),
    "unlinked or undercut": (lambda whole: edit.unlink(whole, COUNTERED), _undercut_anew),
    "undercut or unlinked": (_undercut_anew, lambda whole: edit.unlink(whole, COUNTERED)),
    "claim removed or reworded": (_removed("align"), _claim(text="Theirs.")),
    "claim reworded or removed": (_claim(text="Ours."), _removed("align")),
    "claim removed or used": (_removed("later"), _linked(Role.SUPPORT, "align", "later")),
    "quote removed or translated": (_removed("law"), _quote(translation="theirs")),
    "source removed or described": (_removed("gui"), _source(note="theirs")),
    "id": (_renamed("ours"), _renamed("theirs")),
}


def undecided(name: str) -> ArgMap:
    """The map with one conflict, or with several that are decided together."""
    start = edit.change_map(FILLED, thesis=("diverge", "align", "later"))
    ours, theirs = (change(start) for change in CONFLICTS[name])
    base = merge(start, ours, theirs).map
    assert base.conflicts
    return base


def decided(whole: ArgMap, side: Side | None) -> ArgMap:
    """`whole` as `side` says it; as it is, where nobody decides."""
    for where in sorted(whole.conflicts) if side else ():
        if where in whole.conflicts:  # several can be decided together
            whole = resolve_conflict(whole, where, side)
    return whole


@pytest.mark.parametrize("theirs", [None, *Side])
@pytest.mark.parametrize("ours", [None, *Side])
@pytest.mark.parametrize("name", CONFLICTS)
def test_decisions_are_merged(name: str, ours: Side | None, theirs: Side | None):
    base = undecided(name)
    our_map, their_map = decided(base, ours), decided(base, theirs)
    merged = merge(base, our_map, their_map).map
    assert problems(merged) == []
    assert loads(dumps(merged)) == merged
    if ours and theirs and ours != theirs:
        assert merged.conflicts
        assert decided(merged, Side.OURS) == our_map
        assert decided(merged, Side.THEIRS) == their_map
    else:
        assert merged == (our_map if ours else their_map)


@pytest.mark.parametrize("name", CONFLICTS)
def test_sides_that_decide_as_before_leave_the_conflict_as_it_was(name: str):
    base = undecided(name)
    again = merge(base, decided(base, Side.OURS), decided(base, Side.THEIRS)).map
    assert list(again.conflicts.values()) == list(base.conflicts.values())


TEXT: Address = ("claims", "align", "text")


@pytest.mark.parametrize("side", Side)
def test_what_the_other_side_edited_meanwhile_is_worked_out_with_a_decision(side: Side):
    base = undecided("words of a claim")
    one = decided(base, side)
    other = edit.change_claim(edit.link(base, ("said",), Role.COUNTER, "align"), "align", note="meanwhile")
    merged = merge(base, one, other).map
    assert merged == merge(base, other, one).map
    assert merged.claims["align"] == replace(other.claims["align"], text=one.claims["align"].text)
    assert not merged.conflicts


@pytest.mark.parametrize("side", Side)
def test_other_words_against_a_decision_are_a_conflict_of_the_two(side: Side):
    base = undecided("words of a claim")
    one, other = decided(base, side), edit.change_claim(base, "align", text="Third.")
    merged = merge(base, one, other).map
    words = one.claims["align"].text
    before = DEBATE.claims["align"].text
    assert dict(merged.conflicts) == {TEXT: Conflict(base=before, ours=words, theirs="Third.")}
    assert merged.claims["align"].text == words


def test_a_further_version_that_came_after_a_decision_is_not_lost():
    base = undecided("words of a claim")
    again = merge(base, base, edit.change_claim(base, "align", text="Third.")).map
    reopened = merge(base, edit.change_claim(base, "align", text="Fourth."), again).map
    for side in Side:
        merged = merge(base, decided(base, side), reopened).map
        conflict = merged.conflicts[TEXT]
        assert {"Third.", "Fourth."} <= {conflict.ours, conflict.theirs, *conflict.earlier}


def test_a_decision_to_keep_a_claim_stands_against_removing_it():
    base = undecided("claim removed or reworded")
    kept, gone = resolve_conflict(base, ("claims", "align", "element"), Side.THEIRS), edit.remove(base, "align")
    merged = merge(base, kept, gone).map
    assert merged.conflicts["claims", "align", "element"] == Conflict(ours="changed", theirs="removed")


def test_a_decision_about_words_stands_against_removing_the_claim():
    base = undecided("words of a claim")
    merged = merge(base, decided(base, Side.OURS), edit.remove(base, "align")).map
    assert dict(merged.conflicts) == {("claims", "align", "element"): Conflict(ours="changed", theirs="removed")}
    assert merged.claims["align"].text == "Ours."


def test_a_decision_for_a_link_stands_against_removing_its_premise():
    base = undecided("role of a new link")
    merged = merge(base, decided(base, Side.THEIRS), edit.remove(base, "said")).map
    assert list(merged.conflicts) == [("quotes", "said", "element")]
    assert merged.claims["align"].countered_by == (("said",),)


def test_a_decision_for_the_role_that_a_link_has_stands_against_removing_its_premise():
    base = undecided("role of a new link")
    assert base.claims["align"].supported_by == (("said",),)
    merged = merge(base, decided(base, Side.OURS), edit.remove(base, "said")).map
    assert list(merged.conflicts) == [("quotes", "said", "element")]
    assert merged.claims["align"].supported_by == (("said",),)


def test_of_opposite_decisions_about_where_a_quote_stands_the_one_that_moved_it_is_taken():
    """Only a person writes such a conflict, by hand: a place follows from the text, so no merge asks about it."""
    where: Address = ("quotes", "law", "at")
    base = replace(FILLED, conflicts={where: Conflict(base=20, ours=20, theirs=25)})
    assert problems(base) == []
    assert loads(dumps(base)) == base
    one, other = resolve_conflict(base, where, Side.OURS), resolve_conflict(base, where, Side.THEIRS)
    assert (one.quotes["law"].at, other.quotes["law"].at) == (20, 25)
    assert merge(base, base, other).map == other
    assert merge(base, one, base).map == one
    assert merge(base, one, other).map == merge(base, other, one).map == other


def test_a_decision_against_a_link_lets_its_ends_go():
    base = undecided("unlinked or undercut")
    merged = merge(base, decided(base, Side.OURS), edit.remove(base, "list")).map
    assert "list" not in merged.quotes
    assert not merged.conflicts


def test_a_decision_about_an_id_lets_the_claim_go():
    base = undecided("id")
    merged = merge(base, decided(base, Side.THEIRS), edit.remove(base, "ours")).map
    assert not {"ours", "theirs"} & merged.claims.keys()
    assert not merged.conflicts


def test_a_conflict_about_a_link_outlives_removing_a_premise_that_is_put_back():
    base = undecided("role of a new link")
    where: Address = ("claims", "align", "link", "said")
    merged = merge(base, edit.change_quote(base, "said", note="new"), edit.remove(base, "said")).map
    assert merged.conflicts[where] == base.conflicts[where]
    assert ("quotes", "said", "element") in merged.conflicts


def test_opposite_decisions_about_a_circle_are_a_conflict():
    ours = edit.link(DEBATE, ("later",), Role.SUPPORT, "diverge")
    theirs = edit.link(DEBATE, ("diverge",), Role.SUPPORT, "later")
    base = merge(DEBATE, ours, theirs).map
    (where,) = base.conflicts
    opened = edit.unlink(base, Link(("later",), Role.SUPPORT, "diverge"))
    one, other = resolve_conflict(base, where, Side.OURS), resolve_conflict(opened, where, Side.THEIRS)
    assert merge(base, one, base).map == one
    assert merge(base, base, other).map == other
    merged = merge(base, one, other).map
    assert (merged.conflicts[where].ours, merged.conflicts[where].theirs) == (None, "support")
    assert problems(merged) == []


def test_renaming_what_a_reading_names_can_make_both_sides_say_the_same():
    base = undecided("source of a quote")
    assert base.conflicts["quotes", "law", "source"] == Conflict(base="gui", ours="speech", theirs="gui")
    gone = edit.remove(edit.change_quote(base, "law", note="n"), "speech", cascade=True)
    assert "law" not in gone.quotes
    other = replace(base, quotes={**base.quotes, "law": replace(base.quotes["law"], source="gui")})
    without = edit.remove(other, "speech", cascade=True)
    assert problems(edit.rename(without, "gui", "speech")) == []
