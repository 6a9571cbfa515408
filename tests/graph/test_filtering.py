"""Asking for rows of the outline."""

from dataclasses import replace

from hypothesis import given

from argmap.graph import outline
from argmap.graph.outline import Filter, filtered, unanswered_counters, unquoted_claims
from argmap.model import ArgMap, Claim, Link, Quote, Role, Source
from tests.laws import examples
from tests.strategies import maps

DEBATE = ArgMap(
    title="t",
    thesis=("top",),
    sources={"s": Source(path="s.txt")},
    claims={
        "top": Claim(
            text="The ＵＳ and Japan diverge.",
            tags=("出口管制",),
            supported_by=(("mid",), ("bare", "q")),
            countered_by=(("open",), ("answered",), ("undercut",), ("q2",)),
            undercut={("undercut",): (("bare",),)},
        ),
        "mid": Claim(text="mid", supported_by=(("q",),), note="看一下"),
        "bare": Claim(text="bare", countered_by=(("q",),), tags=("b",)),
        "open": Claim(text="open"),
        "answered": Claim(text="answered", countered_by=(("q2",),)),
        "undercut": Claim(text="undercut"),
    },
    quotes={
        "q": Quote(source="s", text="没有像美国那样\n把管制对象扩大", translation="did not extend", tags=("b",)),
        "q2": Quote(source="s", text="Halbleiter"),
    },
)


def ids(filter_: Filter, states: dict[str, str] | None = None) -> list[str]:
    """The rows that are asked for, as ids."""
    rows = outline(DEBATE)
    chosen = filtered(DEBATE, rows, filter_, states or {})
    return ["+".join(row.premises) for row, is_chosen in zip(rows, chosen, strict=True) if is_chosen]


def test_an_empty_filter_lets_everything_through():
    assert len(ids(Filter())) == len(outline(DEBATE))
    assert not Filter()


def test_words_are_found_whatever_their_width_case_and_line_breaks():
    assert ids(Filter(words="us AND")) == ["top"]
    assert "q" in ids(Filter(words="样 把管制"))
    assert "q" in ids(Filter(words="DID not"))
    assert ids(Filter(words="看一下")) == ["mid"]


def test_words_in_one_script_find_those_in_the_other_also_across_a_line_break():
    assert "q" in ids(Filter(words="樣把管制"))
    assert "q" in ids(Filter(words="樣 把管制對象"))
    traditional = replace(DEBATE, claims={**DEBATE.claims, "open": Claim(text="日本沒有\n擴大管制")})
    rows = outline(traditional)
    asked = filtered(traditional, rows, Filter(words="没有扩大"), {})
    assert [row.id for row, is_asked in zip(rows, asked, strict=True) if is_asked] == ["open"]


def test_tags_are_asked_of_members_of_linked_premises_too():
    assert ids(Filter(tags=frozenset({"出口管制"}))) == ["top"]
    assert "bare+q" in ids(Filter(tags=frozenset({"b"})))


def test_roles_are_those_of_the_row():
    assert ids(Filter(roles=frozenset({Role.UNDERCUT}))) == ["bare"]
    assert set(ids(Filter(roles=frozenset({Role.COUNTER}), words="open"))) == {"open"}


def test_states_are_those_of_quotes():
    assert set(ids(Filter(states=frozenset({"lost"})), {"q": "exact", "q2": "lost"})) == {"q2"}


def test_a_claim_without_a_quote_rests_on_no_passage_through_any_support():
    assert unquoted_claims(DEBATE) == {"bare", "open", "answered", "undercut"}


def test_a_counter_is_answered_by_an_undercut_or_by_a_counter_of_its_premise():
    assert unanswered_counters(DEBATE) == {
        Link(("open",), Role.COUNTER, "top"),
        Link(("q2",), Role.COUNTER, "top"),
        Link(("q",), Role.COUNTER, "bare"),
        Link(("q2",), Role.COUNTER, "answered"),
    }


def test_all_that_is_asked_must_hold():
    assert ids(Filter(words="open", unanswered=True, unquoted=True)) == ["open"]
    assert ids(Filter(words="open", tags=frozenset({"b"}))) == []


@examples(30)
@given(maps())
def test_answering_every_counter_leaves_none_unanswered(whole: ArgMap):
    for link in unanswered_counters(whole):
        claim = whole.claims[link.target]
        assert link.premises in claim.countered_by
        assert not claim.undercut.get(link.premises)
