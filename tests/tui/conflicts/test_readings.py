"""What is undecided, and what is shown of it."""

from dataclasses import replace
from pathlib import Path

from hypothesis import given

from argmap import edit
from argmap.diff import merge
from argmap.model import ANCHOR, Side
from argmap.store import load
from argmap.tui.screens.conflict_readings import disputes, sheets
from tests.diff.debate import DEBATE
from tests.diff.random_edits import triples
from tests.laws import examples
from tests.tui.conflicts.merges import undecided


def text(blocks) -> list[str]:
    return ["".join(piece.text for piece in block.paragraph.pieces) for block in blocks if block.paragraph.pieces]


def marked(blocks) -> list[str]:
    return [piece.text for block in blocks for piece in block.paragraph.pieces if piece.style == "new"]


def test_each_conflict_is_told_in_the_order_of_the_argument(tmp_path: Path):
    whole = load(undecided(tmp_path)).map
    assert [(one.of, one.said) for one in disputes(whole)] == [
        ("claim diverge", "note"),
        ("claim diverge", "words"),
        ("claim subsidies", "support or counter"),
        ("quote critics", "removed and changed"),
    ]


def test_each_side_stands_beside_the_other_with_what_it_changed_marked(tmp_path: Path):
    whole = load(undecided(tmp_path)).map
    note, words, link, element = (sheets(whole, one) for one in disputes(whole))
    assert (text(note.ours), text(note.theirs), note.before) == (["our note"], ["their note"], ())
    assert (marked(note.ours), marked(note.theirs)) == (["our"], ["their"])
    assert text(words.before) == ["The US and Japan diverge on export controls."]
    assert text(words.theirs) == ["They part ways 目的不同."]
    assert (text(link.ours), text(link.theirs)) == (["counters it"], ["supports it"])
    assert "“Japan aligns its controls with Washington’s.” → “Subsidies for chips are wasteful.”" in link.about
    assert text(element.theirs)[0] == "removed it"
    assert "Critics think it too much" in text(element.ours)


def test_words_and_place_of_a_quote_are_one_thing():
    one = edit.replace_anchors(DEBATE, {"list": replace(DEBATE.quotes["list"], text="扩大到新兴技术", at=7)}, {})
    other = edit.replace_anchors(DEBATE, {"list": replace(DEBATE.quotes["list"], text="扩大到基础技术", at=9)}, {})
    whole = merge(DEBATE, one, other).map
    assert len(whole.conflicts) == 2
    (dispute,) = disputes(whole)
    shown = sheets(whole, dispute)
    assert text(shown.ours) == ["扩大到新兴技术", "at code point 7"]
    assert text(shown.theirs) == ["扩大到基础技术", "at code point 9"]
    assert text(shown.before) == ["没有像美国那样把管制对象扩大到基础和新兴技术"]


@examples(15)
@given(triples())
def test_every_conflict_is_shown_once_with_both_readings_and_can_be_taken_either_way(three):
    whole = merge(*three).map
    listed = disputes(whole)
    for where in whole.conflicts:
        anchor = where[0] == "quotes" and where[2] in ANCHOR
        assert sum(one.where[:2] == where[:2] if anchor and one.anchor else one.where == where for one in listed) == 1
    for one in listed:
        shown = sheets(whole, one)
        assert shown.ours
        assert shown.theirs
        left = edit.resolve_conflict(whole, one.where, shown.in_map)
        assert one.where not in left.conflicts
        assert isinstance(shown.in_map, Side)
