"""Edits are functions from map to map: what each does, and what it refuses."""

from dataclasses import replace

import pytest

from argmap import edit
from argmap.edit import Losses, Refused, losses, rename
from argmap.model import ArgMap, Claim, Comment, Conflict, Link, Quote, Role, Source, problems


@pytest.fixture
def debate() -> ArgMap:
    """A small map with a support, linked premises, a counter and an undercut."""
    return ArgMap(
        title="Controls",
        thesis=("diverge",),
        sources={"gui": Source(path="../texts/gui.txt", author="归泳涛", year=2022)},
        claims={
            "diverge": Claim(
                text="They diverge.",
                supported_by=(("law", "purpose"), ("list",)),
                countered_by=(("align",),),
                undercut={("list",): (("later",),)},
            ),
            "align": Claim(text="They align."),
            "later": Claim(text="The list was extended later."),
        },
        quotes={
            "list": Quote(source="gui", text="没有扩大"),
            "law": Quote(source="gui", text="2018 年"),
            "purpose": Quote(source="gui", text="防止武器扩散"),
        },
        comments={
            ("claims", "diverge", "supported_by", "law + purpose"): Comment(beside="# linked"),
            ("claims", "diverge", "undercut", "list", "later"): Comment(above=("# check this",)),
            ("quotes", "list"): Comment(above=("# the key passage",)),
        },
    )


def test_the_debate_is_sound(debate: ArgMap):
    assert problems(debate) == []


def test_a_new_claim_gets_a_readable_id(debate: ArgMap):
    after, claim_id = edit.add_claim(debate, Claim(text="  Japan balances, as ever, between the two.  "))
    assert claim_id == "japan-balances-as-ever-between-the-two"
    assert after.claims[claim_id].text == "Japan balances, as ever, between the two."
    assert debate.claims.keys() == {"diverge", "align", "later"}


def test_a_chinese_claim_gets_a_transliterated_id(debate: ArgMap):
    _, claim_id = edit.add_claim(debate, Claim(text="出口管制"))
    assert claim_id == "chu-kou-guan-zhi"


def test_ids_that_are_taken_get_a_number(debate: ArgMap):
    _, claim_id = edit.add_claim(debate, Claim(text="Align!"))
    assert claim_id == "align-2"


@pytest.mark.parametrize("wanted", ["Big", "with space", "a--b", "", "-a", "x" * 99, "é"])
def test_an_id_that_cannot_be_one_is_refused(debate: ArgMap, wanted: str):
    with pytest.raises(Refused, match="cannot be an id"):
        edit.add_claim(debate, Claim(text="x"), wanted)


def test_an_id_of_a_source_is_taken_for_a_claim_too(debate: ArgMap):
    with pytest.raises(Refused, match="is already used"):
        edit.add_claim(debate, Claim(text="x"), "gui")


def test_a_source_is_named_after_author_and_year():
    _, source_id = edit.add_source(ArgMap(title="t"), Source(path="a.txt", author="Robert Reich", year=1987))
    assert source_id == "reich-1987"


def test_the_same_file_is_one_source(debate: ArgMap):
    with pytest.raises(Refused, match="already the source `gui`"):
        edit.add_source(debate, Source(path="../texts/gui.txt"))


def test_linking_adds_one_premise_and_keeps_the_list_sorted(debate: ArgMap):
    after = edit.link(debate, ("align",), Role.COUNTER, "later")
    assert after.claims["later"].countered_by == (("align",),)
    after = edit.link(after, ("diverge",), Role.COUNTER, "align")
    assert list(after.links_to("align")) == [Link(("diverge",), Role.COUNTER, "align")]


def test_linked_premises_are_one_link_whatever_their_order(debate: ArgMap):
    with pytest.raises(Refused, match="already support"):
        edit.link(debate, ("purpose", "law"), Role.SUPPORT, "diverge")


def test_turning_a_support_into_a_counter_keeps_its_undercut(debate: ArgMap):
    after = edit.link(debate, ("list",), Role.COUNTER, "diverge")
    assert after.claims["diverge"].countered_by == (("align",), ("list",))
    assert after.claims["diverge"].undercut == {("list",): (("later",),)}


def test_turning_a_counter_into_a_support_leaves_no_counter(debate: ArgMap):
    after = edit.link(debate, ("align",), Role.SUPPORT, "diverge").claims["diverge"]
    assert ("align",) in after.supported_by
    assert after.countered_by == ()


def test_a_circle_of_supports_is_refused(debate: ArgMap):
    after = edit.link(debate, ("later",), Role.SUPPORT, "align")
    with pytest.raises(Refused, match="in a circle"):
        edit.link(after, ("align",), Role.SUPPORT, "later")


def test_two_claims_may_counter_each_other(debate: ArgMap):
    assert edit.link(debate, ("diverge",), Role.COUNTER, "align")


@pytest.mark.parametrize(
    ("premises", "target", "why"),
    [
        (("diverge",), "diverge", "linked to itself"),
        (("nobody",), "diverge", "there is no claim, quote or source `nobody`"),
        (("list",), "law", "only claims can be supported"),
        (("gui",), "diverge", "is a source"),
        (("list", "list"), "align", "linked with itself"),
    ],
)
def test_links_that_mean_nothing_are_refused(debate: ArgMap, premises: tuple[str, ...], target: str, why: str):
    with pytest.raises(Refused, match=why):
        edit.link(debate, premises, Role.SUPPORT, target)


def test_unlinking_takes_the_undercut_along(debate: ArgMap):
    after = edit.unlink(debate, Link(("list",), Role.SUPPORT, "diverge"))
    assert after.claims["diverge"].supported_by == (("law", "purpose"),)
    assert after.claims["diverge"].undercut == {}
    assert set(after.comments) == {
        ("claims", "diverge", "supported_by", "law + purpose"),
        ("quotes", "list"),
    }


def test_unlinking_an_undercut_leaves_its_link(debate: ArgMap):
    after = edit.unlink(debate, Link(("later",), Role.UNDERCUT, "diverge", ("list",)))
    assert after.claims["diverge"].undercut == {}
    assert ("list",) in after.claims["diverge"].supported_by


def test_unlinking_one_of_two_undercuts_leaves_the_other(debate: ArgMap):
    both = edit.undercut(debate, ("align",), ("list",), "diverge")
    after = edit.unlink(both, Link(("later",), Role.UNDERCUT, "diverge", ("list",)))
    assert after.claims["diverge"].undercut == {("list",): (("align",),)}


def test_an_undercut_that_is_there_is_refused(debate: ArgMap):
    with pytest.raises(Refused, match="already undercuts"):
        edit.undercut(debate, ("later",), ("list",), "diverge")


def test_unlinking_what_is_not_linked_is_refused(debate: ArgMap):
    with pytest.raises(Refused, match=r"“They align.” does not support “They diverge.”"):
        edit.unlink(debate, Link(("align",), Role.SUPPORT, "diverge"))


def test_an_undercut_needs_its_link(debate: ArgMap):
    with pytest.raises(Refused, match="neither supports nor counters"):
        edit.undercut(debate, ("later",), ("law",), "diverge")
    with pytest.raises(Refused, match="there is no claim, quote or source `nobody`"):
        edit.undercut(debate, ("later",), ("nobody",), "diverge")
    after = edit.undercut(debate, ("later",), ("purpose", "law"), "diverge")
    assert after.claims["diverge"].undercut[("law", "purpose")] == (("later",),)


def test_renaming_follows_every_reference_and_comment(debate: ArgMap):
    after = edit.rename(edit.rename(debate, "list", "a-list"), "law", "z-law")
    diverge = after.claims["diverge"]
    assert diverge.supported_by == (("a-list",), ("purpose", "z-law"))
    assert diverge.undercut == {("a-list",): (("later",),)}
    assert after.comments == {
        ("claims", "diverge", "supported_by", "purpose + z-law"): Comment(beside="# linked"),
        ("claims", "diverge", "undercut", "a-list", "later"): Comment(above=("# check this",)),
        ("quotes", "a-list"): Comment(above=("# the key passage",)),
    }


def test_renaming_there_and_back_changes_nothing(debate: ArgMap):
    for some_id in debate.ids:
        assert edit.rename(edit.rename(debate, some_id, "other"), "other", some_id) == debate


def test_renaming_a_thesis_and_a_source(debate: ArgMap):
    after = edit.rename(edit.rename(debate, "diverge", "split"), "gui", "gui-2022")
    assert after.thesis == ("split",)
    assert {quote.source for quote in after.quotes.values()} == {"gui-2022"}


def test_removing_a_member_removes_its_linked_premises_but_not_their_quotes(debate: ArgMap):
    after = edit.remove(debate, "law")
    assert after.claims["diverge"].supported_by == (("list",),)
    assert "purpose" in after.quotes
    gone = edit.losses(debate, after, ["law"])
    assert gone.links == (Link(("law", "purpose"), Role.SUPPORT, "diverge"),)
    assert (gone.elements, gone.unlinked, gone.comments) == ((), ("purpose",), ("# linked",))


def test_removing_a_premise_removes_the_undercut_of_its_link(debate: ArgMap):
    after = edit.remove(debate, "list")
    assert after.claims["diverge"].undercut == {}
    assert [gone.role for gone in edit.losses(debate, after, ["list"]).links] == [Role.SUPPORT, Role.UNDERCUT]


def test_removing_a_thesis_takes_it_from_the_list(debate: ArgMap):
    assert edit.remove(debate, "diverge").thesis == ()


def test_a_quoted_source_stays_unless_its_quotes_go_too(debate: ArgMap):
    with pytest.raises(Refused, match="3 quotes are taken"):
        edit.remove(debate, "gui")
    after = edit.remove(debate, "gui", cascade=True)
    assert not after.quotes
    assert not after.sources
    assert after.claims["diverge"].supported_by == ()


def test_changing_words_and_tags(debate: ArgMap):
    after = edit.change_claim(debate, "align", text="They do align.", tags=["b", " a ", "b"], note="")
    assert after.claims["align"] == Claim(text="They do align.", tags=("a", "b"))
    after = edit.change_quote(after, "list", translation="did not extend")
    assert after.quotes["list"].translation == "did not extend"


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_a_claim_needs_words(debate: ArgMap, text: str):
    with pytest.raises(Refused, match="no words"):
        edit.change_claim(debate, "align", text=text)


def test_an_unknown_id_is_refused_with_the_nearest(debate: ArgMap):
    with pytest.raises(Refused, match="did you mean `diverge`"):
        edit.remove(debate, "divrge")


def test_titles_are_one_line_and_notes_keep_theirs(debate: ArgMap):
    after = edit.change_map(debate, title="“管制”\n“四边” ", note="one\n\ntwo\n")
    assert (after.title, after.note) == ("“管制”“四边”", "one\n\ntwo")
    assert edit.change_source(after, "gui", title="Export\ncontrols").sources["gui"].title == "Export controls"


def test_a_new_id_deletes_no_conflict_about_what_has_it():
    before = ArgMap(
        title="t",
        claims={"a": Claim(text="Here."), "b": Claim(text="There.")},
        conflicts={("claims", "a", "text"): Conflict(ours="Here.", theirs="Hither.")},
    )
    after = rename(before, "a", "c")
    assert losses(before, after, ["a"], {"a": "c"}) == Losses()
    assert losses(before, replace(after, conflicts={}), ["a"], {"a": "c"}).conflicts == (("claims", "a", "text"),)
