"""Merges that have something special about them; the plain ones are in tests/merge_scenarios."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given

from argmap import edit
from argmap.diff import merge
from argmap.edit import Refused, resolve_conflict
from argmap.model import ArgMap, Claim, Comment, Conflict, Link, Role, Side, problems
from argmap.store import dumps, loads
from tests.diff.debate import DEBATE
from tests.laws import examples
from tests.strategies import maps

CIRCLE = ("claims", "align", "link", "diverge")


@examples(25)
@given(maps(comments=True), maps(comments=True), maps(comments=True))
def test_maps_that_have_nothing_to_do_with_one_another_are_merged_too(base: ArgMap, ours: ArgMap, theirs: ArgMap):
    merged = merge(base, ours, theirs).map
    assert problems(merged) == []
    assert loads(dumps(merged)) == merged


def test_a_link_that_comes_back_leaves_out_what_undercut_it_and_was_removed():
    ours = edit.undercut(DEBATE, ("align",), ("list",), "diverge")
    theirs = edit.unlink(edit.remove(DEBATE, "later"), Link(("list",), Role.SUPPORT, "diverge"))
    for merged in (merge(DEBATE, ours, theirs).map, merge(DEBATE, theirs, ours).map):
        assert problems(merged) == []
        assert loads(dumps(merged)) == merged
        assert merged.claims["diverge"].undercut == {("list",): (("align",),)}
        assert list(merged.conflicts) == [("claims", "diverge", "link", "list")]


def test_a_link_that_comes_back_has_what_undercut_it_again_where_that_was_linked_anew():
    ours = edit.undercut(edit.link(DEBATE, ("later",), Role.SUPPORT, "align"), ("align",), ("list",), "diverge")
    theirs = edit.unlink(edit.remove(DEBATE, "later"), Link(("list",), Role.SUPPORT, "diverge"))
    merged = merge(DEBATE, ours, theirs).map
    assert merged.claims["diverge"].undercut == {("list",): (("align",), ("later",))}
    assert set(merged.conflicts) == {("claims", "diverge", "link", "list"), ("claims", "later", "element")}


def test_a_merge_that_would_break_a_rule_is_refused(monkeypatch: pytest.MonkeyPatch):
    broken = replace(DEBATE, thesis=("nothing",))  # no side can be so: a fault of the merge stands for it
    monkeypatch.setattr("argmap.diff.merging._merged", lambda *_: broken)
    with pytest.raises(Refused, match="there is no claim `nothing`"):
        merge(DEBATE, edit.change_map(DEBATE, title="Ours"), edit.change_map(DEBATE, title="Theirs"))


def test_without_a_common_ancestor_both_are_kept():
    other, _ = edit.add_claim(DEBATE, Claim(text="Chips are dear."), "chips")
    merged = merge(ArgMap(title=""), DEBATE, other)
    assert not merged.conflicts
    assert merged.map == other


class TestCircles:
    @pytest.fixture
    def merged(self) -> ArgMap:
        ours = edit.link(DEBATE, ("later",), Role.SUPPORT, "diverge")
        theirs = edit.link(DEBATE, ("diverge",), Role.SUPPORT, "align")
        theirs = edit.link(theirs, ("align",), Role.SUPPORT, "later")
        theirs = edit.undercut(theirs, ("said",), ("diverge",), "align")
        return merge(DEBATE, ours, theirs).map

    def test_what_undercuts_the_link_that_is_left_out_is_kept_with_it(self, merged: ArgMap):
        assert merged.conflicts[CIRCLE].undercut == (("said",),)
        assert merged.claims["align"].supported_by == ()

    def test_theirs_fits_only_once_the_circle_is_open(self, merged: ArgMap):
        with pytest.raises(Refused, match="circle"):
            resolve_conflict(merged, CIRCLE, Side.THEIRS)
        opened = edit.unlink(merged, Link(("later",), Role.SUPPORT, "diverge"))
        decided = resolve_conflict(opened, CIRCLE, Side.THEIRS)
        assert decided.claims["align"].undercut == {("diverge",): (("said",),)}
        assert not decided.conflicts

    def test_ours_is_what_the_map_says(self, merged: ArgMap):
        assert resolve_conflict(merged, CIRCLE, Side.OURS) == replace(merged, conflicts={})


def test_a_long_chain_of_supports_closes_into_a_circle():
    names = [f"c{number:04}" for number in range(1500)]
    claims = {name: Claim(text=name) for name in names}
    base = ArgMap(title="x", claims=claims)
    up = {above: replace(claims[above], supported_by=((below,),)) for above, below in pairwise(names)}
    down = {names[-1]: replace(claims[names[-1]], supported_by=((names[0],),))}
    merged = merge(base, replace(base, claims={**claims, **up}), replace(base, claims={**claims, **down}))
    assert list(merged.conflicts) == [("claims", names[-1], "link", names[0])]


def test_the_longest_id_given_twice_makes_another_that_is_one():
    longest = "x" * 80
    ours, _ = edit.add_claim(DEBATE, Claim(text="Ours."), longest)
    theirs, _ = edit.add_claim(DEBATE, Claim(text="Theirs."), longest)
    merged = merge(DEBATE, ours, theirs).map
    assert problems(merged) == []
    assert {claim.text for at, claim in merged.claims.items() if at.startswith("xxx")} == {"Ours.", "Theirs."}


def test_an_id_that_went_over_to_something_else_stays_with_it():
    ours, _ = edit.add_claim(edit.remove(DEBATE, "said"), Claim(text="They said so."), "said")
    theirs = edit.change_claim(DEBATE, "align", note="hm")
    merged = merge(DEBATE, ours, theirs)
    assert merged.map.claims["said"].text == "They said so."
    assert not merged.conflicts


SHIPS = ArgMap(
    title="Port",
    claims={
        "a": Claim(text="The port should be widened soon", supported_by=(("c",), ("d",))),
        "c": Claim(text="Ships have grown a lot lately"),
        "d": Claim(text="Wages rise with the trade volume"),
    },
)
TONNAGE = edit.link(edit.add_claim(SHIPS, Claim(text="Tonnage doubled"), "e")[0], ("e",), Role.SUPPORT, "c")


def renamed(whole: ArgMap, *renames: tuple[str, str]) -> ArgMap:
    for old, new in renames:
        whole = edit.rename(whole, old, new)
    return whole


@pytest.mark.parametrize(
    ("theirs", "ships"),
    [
        (renamed(SHIPS, ("c", "c9"), ("d", "c")), "c9"),
        (renamed(SHIPS, ("c", "x"), ("d", "c"), ("x", "d")), "d"),
        (edit.add_claim(renamed(SHIPS, ("c", "c9")), Claim(text="Fees are low here"), "c")[0], "c9"),
    ],
    ids=["moved on", "swapped", "given to a new claim"],
)
def test_a_support_goes_with_its_claim_whose_id_was_given_to_another(theirs: ArgMap, ships: str):
    for merged in (merge(SHIPS, TONNAGE, theirs).map, merge(SHIPS, theirs, TONNAGE).map):
        assert not merged.conflicts
        assert merged.claims[ships] == Claim(text="Ships have grown a lot lately", supported_by=(("e",),))
        assert {at: claim.text for at, claim in merged.claims.items()} == {
            **{at: claim.text for at, claim in theirs.claims.items()},
            "e": "Tonnage doubled",
        }
        assert problems(merged) == []


def test_a_claim_that_was_reworded_beside_a_new_one_in_its_old_words_is_the_same():
    reworded = edit.change_claim(SHIPS, "c", text="Ships have grown a lot in late years")
    theirs = edit.add_claim(reworded, Claim(text="Ships have grown a lot lately"), "f")[0]
    assert merge(SHIPS, TONNAGE, theirs).map.claims["c"].supported_by == (("e",),)


def test_what_was_put_back_has_its_links_and_its_place_again():
    ours = edit.remove(DEBATE, "align")
    theirs = edit.change_claim(DEBATE, "align", note="Since 2023.")
    merged = merge(DEBATE, ours, theirs)
    assert merged.map == replace(theirs, conflicts=merged.conflicts)
    assert resolve_conflict(merged.map, ("claims", "align", "element"), Side.OURS) == ours
    assert resolve_conflict(merged.map, ("claims", "align", "element"), Side.THEIRS) == theirs


def test_a_claim_that_is_put_back_leaves_out_a_premise_that_is_gone_for_good():
    ours = edit.change_claim(DEBATE, "later", note="In 2019.")
    theirs = edit.remove(edit.remove(DEBATE, "later"), "said")
    for merged in (merge(DEBATE, ours, theirs).map, merge(DEBATE, theirs, ours).map):
        assert "said" not in merged.quotes
        assert merged.claims["later"] == Claim(text="The list was extended later.", note="In 2019.")
        assert merged.claims["diverge"].undercut == {("list",): (("later",),)}
        assert list(merged.conflicts) == [("claims", "later", "element")]
        assert problems(merged) == []


def test_an_undercutter_that_is_put_back_undercuts_a_link_that_stayed():
    ours = edit.remove(DEBATE, "later")
    theirs = edit.change_claim(DEBATE, "later", note="In 2019.")
    assert ours.claims["diverge"].undercut == {}
    merged = merge(DEBATE, ours, theirs).map
    assert merged.claims["diverge"].undercut == {("list",): (("later",),)}


def test_an_undercutter_that_is_put_back_does_not_undercut_a_link_that_its_side_removed():
    ours = edit.unlink(edit.remove(DEBATE, "later"), Link(("list",), Role.SUPPORT, "diverge"))
    theirs = edit.change_claim(DEBATE, "later", note="In 2019.")
    for merged in (merge(DEBATE, ours, theirs).map, merge(DEBATE, theirs, ours).map):
        assert ("list",) not in merged.claims["diverge"].supported_by
        assert merged.claims["diverge"].undercut == {}
        assert "later" in merged.claims


def test_quotes_know_the_text_they_were_anchored_in_when_both_sides_took_another():
    ours = edit.replace_anchors(DEBATE, {"law": replace(DEBATE.quotes["law"], at=21)}, {"gui": "a" * 40})
    theirs = edit.replace_anchors(DEBATE, {"list": replace(DEBATE.quotes["list"], at=130)}, {"gui": "b" * 40})
    theirs, _ = edit.add_quote(theirs, replace(DEBATE.quotes["law"], text="防止", at=63), "new")
    merged = merge(DEBATE, ours, theirs)
    assert not merged.conflicts
    for quote_id, quote in merged.map.quotes.items():
        if quote.source == "gui":
            blob = quote.blob or merged.map.sources["gui"].blob
            side = {"a" * 40: ours, "b" * 40: theirs}[str(blob)]
            assert side.quotes[quote_id].at == quote.at


def test_two_comments_at_the_end_of_one_line_both_stay():
    at = ("claims", "diverge", "supported_by", "list")
    ours, theirs = (replace(DEBATE, comments={at: Comment(beside=f"# {side}")}) for side in Side)
    merged = merge(DEBATE, ours, theirs).map
    assert merged.comments[at] == Comment(above=("# ours",), beside="# theirs")


class TestComments:
    """Lines of comments are merged one by one."""

    AT = ("claims", "diverge")
    BLOCK = ("# one", "# ----", "# two", "# ----", "", "# three")

    def merged(self, base: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
        before, *sides = (replace(DEBATE, comments={self.AT: Comment(above=lines)}) for lines in (base, ours, theirs))
        one, other = merge(before, *sides).map, merge(before, *reversed(sides)).map
        assert one == other
        assert loads(dumps(one)) == one
        return one.comments[self.AT].above if self.AT in one.comments else ()

    @pytest.mark.parametrize(
        ("ours", "theirs", "expected"),
        [
            pytest.param(
                ("# 1", "# ----", "# two", "# ----", "", "# three"),
                ("# one", "# ----", "# two", "# ----", "", "# 3"),
                ("# 1", "# ----", "# two", "# ----", "", "# 3"),
                id="lines far from one another",
            ),
            pytest.param(
                ("# 1", "# ----", "# two", "# ----", "", "# three"),
                ("# one", "# ====", "# two", "# ----", "", "# three"),
                ("# 1", "# ====", "# two", "# ----", "", "# three"),
                id="lines side by side",
            ),
            pytest.param(
                ("# two", "# ----", "", "# three"),
                ("# one", "# ----", "# two", "# ----", "", "# three", "# four"),
                ("# two", "# ----", "", "# three", "# four"),
                id="removed here and added there",
            ),
            pytest.param(
                ("# one", "# ----", "# two", "# ----", "# new", "# ----", "", "# three"),
                ("# one", "# ----", "# two", "# ----", "", "# three", "# ----", "# newer"),
                ("# one", "# ----", "# two", "# ----", "# new", "# ----", "", "# three", "# ----", "# newer"),
                id="repeated lines stay",
            ),
            pytest.param(
                ("# one", "# ----", "# ours", "# ----", "", "# three"),
                ("# one", "# ----", "# theirs", "# ----", "", "# three"),
                ("# one", "# ----", "# ours", "# theirs", "# ----", "", "# three"),
                id="one line changed by both",
            ),
            pytest.param(
                ("# one", "# ----", "# ----", "", "# three"),
                ("# one", "# ----", "# theirs", "# ----", "", "# three"),
                ("# one", "# ----", "# theirs", "# ----", "", "# three"),
                id="removed here and changed there",
            ),
            pytest.param((), ("# one",), (), id="all removed here and all but one there"),
            pytest.param((), ("# 1",), ("# 1",), id="all removed here and changed there"),
        ],
    )
    def test_of_one_block(self, ours: tuple[str, ...], theirs: tuple[str, ...], expected: tuple[str, ...]):
        assert self.merged(self.BLOCK, ours, theirs) == expected

    def test_added_by_both_with_the_same_frame(self):
        ours, theirs = ("# ---", "# ours", "# ---"), ("# ---", "# theirs", "# ---")
        assert self.merged((), ours, theirs) == ("# ---", "# ours", "# theirs", "# ---")

    def test_of_two_removed_elements_are_all_kept_though_they_say_the_same(self):
        tagged = edit.change_claim(DEBATE, "diverge", tags=("a", "b", "c"))
        places = [("claims", "diverge", "tags", tag) for tag in ("a", "b")]
        ours = replace(tagged, comments={at: Comment(above=("# to do",)) for at in places})
        theirs = edit.change_claim(tagged, "diverge", tags=("c",))
        merged = merge(tagged, ours, theirs).map
        assert merged.comments["claims", "diverge", "tags"].above == ("# to do", "# to do")


class TestRemovals:
    """What one side removed and the other still needs is put back; what the other only has still goes."""

    @staticmethod
    def both_ways(base: ArgMap, remover: ArgMap, keeper: ArgMap) -> ArgMap:
        merged, swapped = merge(base, remover, keeper).map, merge(base, keeper, remover).map
        assert problems(merged) == problems(swapped) == []
        assert merged.conflicts.keys() == swapped.conflicts.keys()
        assert {"removed", "changed"} >= {one.ours for at, one in merged.conflicts.items() if at[-1] == "element"}
        return merged

    def test_a_claim_that_only_lost_a_link_goes(self):
        remover = edit.remove(DEBATE, "later")
        keeper = edit.unlink(DEBATE, Link(("said",), Role.SUPPORT, "later"))
        assert self.both_ways(DEBATE, remover, keeper) == remover

    def test_a_claim_that_only_has_its_comment_still_goes(self):
        base = replace(DEBATE, comments={("claims", "align"): Comment(above=("# as it was",))})
        remover, keeper = edit.remove(base, "align"), edit.change_map(base, title="Another")
        assert self.both_ways(base, remover, keeper) == replace(remover, title="Another")

    def test_a_claim_about_which_somebody_wrote_a_comment_stays(self):
        keeper = replace(DEBATE, comments={**DEBATE.comments, ("claims", "align", "text"): Comment(above=("# new",))})
        merged = self.both_ways(DEBATE, edit.remove(DEBATE, "align"), keeper)
        assert list(merged.conflicts) == [("claims", "align", "element")]

    def test_a_source_that_a_quote_was_moved_to_stays(self):
        keeper = edit.replace_anchors(DEBATE, {"law": replace(DEBATE.quotes["law"], source="speech", text="other")}, {})
        merged = self.both_ways(DEBATE, edit.remove(DEBATE, "speech", cascade=True), keeper)
        assert list(merged.conflicts) == [("sources", "speech", "element")]
        assert merged.quotes["law"].source == "speech"

    def test_a_source_of_which_somebody_changed_a_quote_stays_with_that_quote(self):
        keeper = edit.change_quote(DEBATE, "law", note="new")
        merged = self.both_ways(DEBATE, edit.remove(DEBATE, "gui", cascade=True), keeper)
        assert set(merged.conflicts) == {("quotes", "law", "element"), ("sources", "gui", "element")}
        assert set(merged.quotes) == {"law", "said"}

    def test_a_quote_that_was_only_found_elsewhere_goes(self):
        moved = replace(DEBATE.quotes["said"], at=9, before="x")
        keeper = edit.replace_anchors(DEBATE, {"said": moved}, {"speech": "d" * 40})
        remover = edit.remove(DEBATE, "speech", cascade=True)
        assert self.both_ways(DEBATE, remover, keeper) == remover

    def test_a_claim_that_got_a_support_stays_with_it(self):
        keeper = edit.link(DEBATE, ("said",), Role.SUPPORT, "align")
        merged = self.both_ways(DEBATE, edit.remove(DEBATE, "align"), keeper)
        assert list(merged.conflicts) == [("claims", "align", "element")]
        assert merged.claims["align"].supported_by == (("said",),)
        assert merged.claims["diverge"].countered_by == (("align",),)

    def test_a_premise_whose_link_was_turned_stays(self):
        keeper = edit.link(DEBATE, ("align",), Role.SUPPORT, "diverge")
        merged = self.both_ways(DEBATE, edit.remove(DEBATE, "align"), keeper)
        assert list(merged.conflicts) == [("claims", "align", "element")]
        assert merged.claims["diverge"].supported_by == (("align",), ("law", "purpose"), ("list",))

    @pytest.mark.parametrize("gone", ["law", "said"])
    def test_both_ends_of_a_new_undercut_stay(self, gone: str):
        keeper = edit.undercut(DEBATE, ("said",), ("law", "purpose"), "diverge")
        merged = self.both_ways(DEBATE, edit.remove(DEBATE, gone), keeper)
        assert list(merged.conflicts) == [("quotes", gone, "element")]
        assert merged.claims["diverge"].undercut == {("law", "purpose"): (("said",),), ("list",): (("later",),)}

    def test_a_new_thesis_stays(self):
        merged = self.both_ways(DEBATE, edit.remove(DEBATE, "later"), edit.set_theses(DEBATE, ["later"], on=True))
        assert list(merged.conflicts) == [("claims", "later", "element")]
        assert merged.thesis == ("diverge", "align", "later")

    def test_a_thesis_comes_back_to_its_place_with_its_comment_and_its_conflicts(self):
        where = ("claims", "align", "note")
        base = edit.set_theses(DEBATE, ["later"], on=True)
        base = replace(
            base,
            comments={("claims", "align"): Comment(above=("# kept",))},
            conflicts={where: Conflict(ours="one")},
        )
        keeper = edit.change_claim(base, "align", text="Changed.")
        merged = self.both_ways(base, edit.remove(base, "align"), keeper)
        assert merged.thesis == ("diverge", "align", "later")
        assert merged.comments == base.comments
        assert set(merged.conflicts) == {where, ("claims", "align", "element")}

    def test_a_link_of_what_is_put_back_comes_only_where_its_other_end_is_there(self):
        remover = edit.remove(edit.remove(DEBATE, "law"), "purpose")
        keeper = edit.change_quote(DEBATE, "law", note="new")
        merged = self.both_ways(DEBATE, remover, keeper)
        assert list(merged.conflicts) == [("quotes", "law", "element")]
        assert merged.claims["diverge"].supported_by == (("list",),)

    def test_a_link_that_the_remover_took_away_by_itself_does_not_come_back(self):
        remover = edit.remove(edit.unlink(DEBATE, Link(("list",), Role.SUPPORT, "diverge")), "align")
        merged = self.both_ways(DEBATE, remover, edit.change_claim(DEBATE, "align", note="new"))
        assert merged.claims["diverge"].supported_by == (("law", "purpose"),)
        assert merged.claims["diverge"].countered_by == (("align",),)
