"""What edits of whole arguments refuse, and what they do with undercuts and comments."""

import pytest

from argmap import edit
from argmap.edit import Refused
from argmap.model import ArgMap, Claim, Comment, Link, Quote, Role, Source

DEBATE = ArgMap(
    title="t",
    thesis=("top", "other"),
    sources={"s": Source(path="s.txt")},
    claims={
        "top": Claim(
            text="Top",
            tags=("a",),
            supported_by=(("low",), ("q",)),
            countered_by=(("con",),),
            undercut={("low",): (("con",),), ("q",): (("doubt",),)},
        ),
        "other": Claim(text="Other", note="seen", tags=("b",)),
        "low": Claim(text="Low"),
        "con": Claim(text="Con"),
        "doubt": Claim(text="Doubt"),
    },
    quotes={"q": Quote(source="s", text="没有扩大")},
    comments={
        ("claims", "top", "supported_by", "q"): Comment(beside="# the strongest"),
        ("claims", "top", "undercut", "q", "doubt"): Comment(above=("# weak",)),
    },
)
Q = Link(("q",), Role.SUPPORT, "top")
LOW = Link(("low",), Role.SUPPORT, "top")
CON = Link(("con",), Role.COUNTER, "top")


def test_a_link_moves_with_its_undercut_and_both_their_comments():
    after = edit.move(DEBATE, [Q], "other")
    assert after.claims["other"].undercut == {("q",): (("doubt",),)}
    assert set(after.comments) == {
        ("claims", "other", "supported_by", "q"),
        ("claims", "other", "undercut", "q", "doubt"),
    }


def test_turning_keeps_what_a_person_wrote_beside_the_link():
    after = edit.turn(DEBATE, [Q])
    assert after.comments["claims", "top", "countered_by", "q"].beside == "# the strongest"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda: edit.move(DEBATE, [LOW], "low"), "linked to itself"),
        (lambda: edit.move(DEBATE, [LOW], "top"), "already supports"),
        (lambda: edit.move(DEBATE, [LOW], "q"), "only claims can be supported"),
        (lambda: edit.move(edit.move(DEBATE, [LOW], "other"), [LOW], "other"), "“Low” does not support “Top”"),
        (lambda: edit.join(DEBATE, [LOW, CON]), "“Con” and “Low” are a counter and a support"),
        (lambda: edit.join(DEBATE, [LOW]), "only one link"),
        (lambda: edit.take_apart(DEBATE, [LOW]), "is not a linked premise"),
        (
            lambda: edit.turn(DEBATE, [Link(("con",), Role.UNDERCUT, "top", ("low",))]),
            "neither a support nor a counter",
        ),
        (lambda: edit.merge_claims(DEBATE, "top", "low"), "so they differ"),
        (lambda: edit.merge_claims(DEBATE, "top", "q"), "choose two claims to merge"),
        (lambda: edit.merge_claims(DEBATE, "low", "con"), "both supports and counters|itself an end of"),
        (lambda: edit.link_each(DEBATE, [Link(("q",), Role.COUNTER, "top")]), "already supports"),
        (lambda: edit.unlink_each(DEBATE, [Link(("q",), Role.COUNTER, "top")]), "“没有扩大” does not counter “Top”"),
        (lambda: edit.shift_theses(DEBATE, ["top"], -1), "already the first thesis"),
        (lambda: edit.shift_theses(DEBATE, ["low"], 1), "is not a thesis"),
        (lambda: edit.set_theses(DEBATE, ["q"], on=True), "only claims can be theses"),
        (lambda: edit.place_theses(DEBATE, ["top"], "top"), "before itself"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_reason(change, why: str):
    with pytest.raises(Refused, match=why):
        change()


def test_merged_claims_have_tags_notes_and_the_chosen_words_of_both():
    after = edit.merge_claims(DEBATE, "top", "other", "The two as one")
    merged = after.claims["top"]
    assert (merged.text, merged.tags, merged.note) == ("The two as one", ("a", "b"), "seen")
    assert after.thesis == ("top",)


def test_a_thesis_is_placed_before_another():
    assert edit.place_theses(DEBATE, ["other"], "top").thesis == ("other", "top")
