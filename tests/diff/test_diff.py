"""What changed between two maps, as a reader of the argument would say it."""

from dataclasses import replace

import pytest
from hypothesis import given

from argmap import edit
from argmap.diff import Changes, Consequence, ElementChange, How, Tie, change_lines, diff, merge, stat
from argmap.graph import outline
from argmap.model import ArgMap, Claim, Comment, Link, Quote, Role, Source
from tests.diff.debate import DEBATE
from tests.laws import examples
from tests.strategies import maps

law = examples(40)


def of(changes: Changes, some_id: str) -> ElementChange:
    [change] = [change for change in changes.elements if change.id == some_id]
    return change


def lines(changes: Changes) -> list[str]:
    return [
        f"{'  ' * line.depth}{line.sign} {''.join(piece.text for piece in line.pieces)}"
        for line in change_lines(changes)
    ]


def test_a_map_is_the_same_as_itself():
    assert not diff(DEBATE, DEBATE)


def test_comments_are_no_part_of_the_argument():
    assert not diff(DEBATE, replace(DEBATE, comments={("claims", "align"): Comment(above=("# hm",))}))


def test_a_reworded_claim_tells_both_wordings():
    changes = diff(DEBATE, edit.change_claim(DEBATE, "align", text="Japan aligns its controls."))
    [changed] = of(changes, "align").fields
    assert (changed.name, changed.new) == ("text", "Japan aligns its controls.")
    assert [change.id for change in changes.elements] == ["align"]


def test_losing_the_only_counter_is_said_as_such():
    changes = diff(DEBATE, edit.unlink(DEBATE, Link(("align",), Role.COUNTER, "diverge")))
    assert lines(changes) == [
        "~ claim diverge  “The US and Japan diverge on export controls.”",
        "  ! diverge lost its only counter",
        "  - countered by align “Japan is aligning its controls with Washington's.”",
    ]


def test_losing_all_of_several_supports():
    after = edit.unlink(DEBATE, Link(("list",), Role.SUPPORT, "diverge"))
    after = edit.unlink(after, Link(("law", "purpose"), Role.SUPPORT, "diverge"))
    assert of(diff(DEBATE, after), "diverge").consequences == (Consequence.NO_SUPPORT,)
    assert of(diff(DEBATE, after), "list").consequences == (Consequence.LOOSE,)


def test_the_first_support_of_a_claim():
    after = edit.link(DEBATE, ("said",), Role.SUPPORT, "align")
    assert of(diff(DEBATE, after), "align").consequences == (Consequence.FIRST_SUPPORT,)


def test_a_link_that_turned_is_one_change():
    changes = of(diff(DEBATE, edit.link(DEBATE, ("align",), Role.SUPPORT, "diverge")), "diverge")
    [changed] = changes.links
    assert (changed.how, changed.old[0].role, changed.new[0].role) == (Tie.TURNED, Role.COUNTER, Role.SUPPORT)


def test_premises_put_together_are_one_change():
    before = edit.link(DEBATE, ("said",), Role.SUPPORT, "align")
    before = edit.link(before, ("law",), Role.SUPPORT, "align")
    after = edit.unlink(
        edit.unlink(before, Link(("said",), Role.SUPPORT, "align")), Link(("law",), Role.SUPPORT, "align")
    )
    after = edit.link(after, ("said", "law"), Role.SUPPORT, "align")
    [grouped] = of(diff(before, after), "align").links
    assert (grouped.how, grouped.old, grouped.new) == (
        Tie.GROUPED,
        (Link(("law",), Role.SUPPORT, "align"), Link(("said",), Role.SUPPORT, "align")),
        (Link(("law", "said"), Role.SUPPORT, "align"),),
    )
    [apart] = of(diff(after, before), "align").links
    assert apart.how is Tie.UNGROUPED


def test_an_undercut_that_came():
    [undercut] = of(diff(DEBATE, edit.undercut(DEBATE, ("later",), ("align",), "diverge")), "diverge").links
    assert (undercut.how, undercut.new[0].against) == (Tie.GAINED, ("align",))


def test_a_quote_that_only_moved_is_reanchored():
    moved = replace(DEBATE.quotes["list"], at=140, after="。事实上")
    changes = diff(DEBATE, edit.replace_anchors(DEBATE, {"list": moved}, {"gui": "0a" * 20}))
    assert of(changes, "list").only_reanchored
    assert stat(changes) == {"sources": {"changed": 1}, "quotes": {"re-anchored": 1}}
    assert "  ~ re-anchored: at 120 → 140, in another context" in lines(changes)


def test_a_quote_with_other_words_is_more_than_reanchored():
    other = replace(DEBATE.quotes["list"], text="没有像美国那样把管制对象扩大到新兴技术", at=121)
    assert not of(diff(DEBATE, edit.replace_anchors(DEBATE, {"list": other}, {})), "list").only_reanchored


def test_theses_that_come_go_and_change_places():
    after = edit.change_map(DEBATE, thesis=("align", "later", "diverge"))
    assert "  + thesis later" in lines(diff(DEBATE, after))
    assert any("order of the theses" in line for line in lines(diff(DEBATE, after)))
    assert lines(diff(after, DEBATE))[1] == "  - thesis later"


class TestRenames:
    def test_a_renamed_claim_is_no_other_change(self):
        changes = diff(DEBATE, edit.rename(DEBATE, "diverge", "they-diverge"))
        assert [(change.id, change.old_id, change.fields, change.links) for change in changes.elements] == [
            ("they-diverge", "diverge", (), ())
        ]

    @pytest.mark.parametrize("some_id", sorted(DEBATE.ids))
    def test_references_to_a_renamed_id_are_no_changes(self, some_id: str):
        changes = diff(DEBATE, edit.rename(DEBATE, some_id, "another-name"))
        assert [change.id for change in changes.elements] == ["another-name"]

    def test_everything_renamed_at_once(self):
        after = DEBATE
        for some_id in sorted(DEBATE.ids):
            after = edit.rename(after, some_id, f"{some_id}-x")
        assert diff(DEBATE, after).renamed == {some_id: f"{some_id}-x" for some_id in DEBATE.ids}

    def test_renamed_and_reworded(self):
        after = edit.rename(DEBATE, "align", "japan-aligns")
        after = edit.change_claim(after, "japan-aligns", text="Japan has aligned its controls with Washington's.")
        change = of(diff(DEBATE, after), "japan-aligns")
        assert (change.old_id, change.how) == ("align", How.CHANGED)

    def test_reworded_and_renamed_together_with_what_it_bears_on(self):
        before = ArgMap(
            title="x",
            claims={
                "dear": Claim(text="A tunnel costs too much."),
                "top": Claim(text="Build the tunnel.", countered_by=(("dear",),)),
            },
        )
        after = edit.rename(edit.rename(before, "top", "build"), "dear", "far-too-dear")
        after = edit.change_claim(after, "far-too-dear", text="A tunnel costs far too much money.")
        assert diff(before, after).renamed == {"dear": "far-too-dear", "top": "build"}

    def test_another_claim_in_its_place_is_no_rename(self):
        after, _ = edit.add_claim(edit.remove(DEBATE, "align"), Claim(text="Chips are dear."), "dear")
        changes = diff(DEBATE, after)
        assert not changes.renamed
        assert (of(changes, "align").how, of(changes, "dear").how) == (How.REMOVED, How.ADDED)

    def test_of_two_that_are_nearly_alike_none_is_taken(self):
        before = ArgMap(title="x", claims={"old": Claim(text="Prices rose by 3 percent.")})
        after = ArgMap(
            title="x",
            claims={"new-1": Claim(text="Prices rose by 4 percent."), "new-2": Claim(text="Prices rose by 5 percent.")},
        )
        assert not diff(before, after).renamed

    def test_twins_are_told_apart_by_their_links(self):
        before = ArgMap(
            title="x",
            claims={
                "twin": Claim(text="So."),
                "other": Claim(text="So."),
                "top": Claim(text="Top", supported_by=(("twin",),)),
            },
        )
        after = edit.rename(edit.rename(before, "twin", "a"), "other", "b")
        assert diff(before, after).renamed == {"twin": "a", "other": "b"}

    def test_a_source_that_moved_and_one_that_was_edited(self):
        moved = edit.change_source(edit.rename(DEBATE, "gui", "gui-2022"), "gui-2022", path="../other/gui.txt")
        assert diff(DEBATE, moved).renamed == {"gui": "gui-2022"}
        assert diff(DEBATE, edit.rename(DEBATE, "speech", "a-speech")).renamed == {"speech": "a-speech"}


def test_what_went_comes_after_what_is_there_in_the_order_of_the_argument():
    after = edit.change_quote(edit.remove(DEBATE, "align"), "said", note="x")
    after = edit.change_map(edit.change_claim(after, "later", note="y"), title="Other")
    changes = diff(DEBATE, after)
    rows = [*outline(changes.new), *outline(changes.old)]
    ordered = changes.in_order(some_id for row in rows for some_id in row.premises)
    assert [change.id for change in ordered.elements] == ["", "diverge", "later", "said", "align"]


@law
@given(maps(comments=True), maps(comments=True))
def test_any_two_maps_can_be_told_apart(old: ArgMap, new: ArgMap):
    changes = diff(old, new)
    assert bool(changes) == (replace(old, comments={}) != replace(new, comments={}))
    assert len(list(change_lines(changes))) >= len(changes.elements)
    assert set(changes.renamed) <= old.ids
    assert set(changes.renamed.values()) <= new.ids


@law
@given(maps())
def test_everything_in_a_new_map_is_told(new: ArgMap):
    changes = diff(ArgMap(title=new.title, note=new.note), new)
    assert {change.id for change in changes.elements if change.section != "map"} == new.ids
    assert {link for change in changes.elements for tie in change.links for link in tie.new} == set(new.links())


def test_sources_and_quotes_in_detail():
    after = replace(
        DEBATE,
        sources={**DEBATE.sources, "speech": Source(path="../texts/speech.txt", title="The speech", year=2020)},
        quotes={**DEBATE.quotes, "said": Quote(source="gui", text="we will", at=3, tags=("x",), translation="t")},
    )
    assert lines(diff(DEBATE, after)) == [
        "~ source speech  “The speech”",
        "  ~ title: AThe speech",
        "  ~ year: 2020",
        "~ quote said  “t”",
        "  ~ quoted from another source: speechgui",
        "  ~ words: we will extend it",
        "  ~ translation: t",
        "  ~ tags: x",
    ]


def test_a_conflict_about_a_circle_is_called_one():
    ours = edit.link(DEBATE, ("later",), Role.SUPPORT, "align")
    theirs = edit.link(DEBATE, ("align",), Role.SUPPORT, "later")
    assert lines(diff(ours, merge(DEBATE, ours, theirs).map)) == [
        "+ conflict about claims.later.link.align",
        "  ! claims would support each other in a circle: later ← align ← later",
        "  + ours: has no such link",
        "  + theirs: supports",
    ]


def test_conflicts_that_arose_and_were_decided():
    one, other = (
        edit.change_claim(DEBATE, "align", text=text) for text in ("They align, ours.", "They align, theirs.")
    )
    merged = merge(DEBATE, one, other).map
    assert lines(diff(one, merged)) == [
        "+ conflict about claims.align.text",
        "  + ours: “They align, ours.”",
        "  + theirs: “They align, theirs.”",
    ]
    assert lines(diff(merged, one)) == ["- conflict about claims.align.text"]
    assert stat(diff(merged, one)) == {"conflicts": {"decided": 1}}
