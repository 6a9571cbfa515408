"""Taking changes back one at a time."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap import edit
from argmap.diff import ElementChange, How, diff, parts, restored
from argmap.edit import Refused
from argmap.model import ArgMap, Claim, Quote, Role, Source, problems
from tests.diff.debate import DEBATE
from tests.diff.random_edits import edited, grown
from tests.laws import examples
from tests.strategies import maps

law = examples(20)


@st.composite
def two_versions(draw: st.DrawFn) -> tuple[ArgMap, ArgMap, Random]:
    """A map as it was and as it is after some edits; at times two maps that have nothing to do with one another."""
    kind = draw(st.integers(0, 5))
    then = draw(maps(comments=True) if kind == 0 else grown())
    now = draw(maps() if kind == 1 else edited(then, 14))
    return then, now, Random(draw(st.integers(0, 2**32)))


def changes_in(then: ArgMap, now: ArgMap) -> list[ElementChange]:
    return [part for element in diff(then, now).elements for part in parts(element)]


def only(then: ArgMap, now: ArgMap, some_id: str) -> ElementChange:
    """The one change of an element."""
    (change,) = [part for part in changes_in(then, now) if part.id == some_id]
    return change


def argued(whole: ArgMap) -> ArgMap:
    """What a map says, without comments and conflicts, which are no changes of the argument."""
    return replace(whole, comments={}, conflicts={})


@law
@given(two_versions())
def test_restoring_change_after_change_in_any_order_gives_the_old_map(versions):
    then, now, random = versions
    for _ in range(500):
        left = changes_in(then, now)
        random.shuffle(left)
        for change in left:
            try:
                now = restored(now, then, change)
            except Refused:
                continue
            assert problems(now) == []
            break
        else:
            break
    assert left == []
    assert argued(now) == argued(then)


@law
@given(two_versions())
def test_restoring_a_whole_element_is_restoring_all_that_changed_of_it(versions):
    then, now, _ = versions
    changes = diff(then, now)
    for element in changes.elements:
        try:
            after = restored(now, then, element)
        except Refused:
            continue
        was = element.old_id or element.id
        if element.section == "map":
            assert (after.title, after.note, after.thesis) == (then.title, then.note, changes.old.thesis)
        elif element.section == "claims" and element.how is not How.ADDED:
            assert after.claims[was].text == then.claims[was].text
        assert (was in getattr(after, element.section, {})) is (element.how is not How.ADDED and was != "")


@law
@given(two_versions())
def test_restoring_a_field_or_a_link_touches_one_element_alone(versions):
    then, now, _ = versions
    for change in changes_in(then, now):
        needs = {member for link in change.links for side in link.old for member in (*side.premises, *side.against)}
        is_plain = all(field.name not in ("blob", "source", "thesis") for field in change.fields)
        if change.how is not How.CHANGED or change.old_id or not is_plain or not needs <= now.ids:
            continue
        try:
            after = restored(now, then, change)
        except Refused:
            continue
        for section in ("sources", "claims", "quotes"):
            for at, element in getattr(now, section).items():
                if at != change.id:
                    assert getattr(after, section)[at] == element
        assert after.ids == now.ids
        assert after.thesis == now.thesis


@law
@given(two_versions())
def test_what_was_added_goes_alone_and_what_was_removed_comes_alone(versions):
    then, now, _ = versions
    for change in changes_in(then, now):
        if change.how is How.CHANGED:
            continue
        try:
            after = restored(now, then, change)
        except Refused:
            continue
        gone, come = now.ids - after.ids, after.ids - now.ids
        if change.how is How.ADDED:
            assert change.id in gone
            assert not come
            assert gone <= {change.id, *now.quotes_of(change.id)}
        else:
            assert change.id in come
            assert not gone
            assert come - {change.id} <= {quote.source for quote in diff(then, now).old.quotes.values()}


def test_a_removed_claim_comes_back_with_its_links_its_undercuts_its_place_and_its_comment():
    now = edit.remove(DEBATE, "diverge")
    assert restored(now, DEBATE, only(DEBATE, now, "diverge")) == DEBATE


def test_a_removed_quote_comes_back_with_its_source_and_the_group_it_was_part_of():
    now = edit.remove(DEBATE, "gui", cascade=True)
    back = restored(now, DEBATE, only(DEBATE, now, "law"))
    assert set(back.quotes) == {"law", "said"}
    assert "gui" in back.sources
    assert back.claims["diverge"].supported_by == ()  # its other member is still gone
    back = restored(back, DEBATE, only(DEBATE, back, "purpose"))
    assert back.claims["diverge"].supported_by == (("law", "purpose"),)


def test_a_lost_link_brings_back_the_premise_that_went_and_its_undercut():
    now = edit.remove(DEBATE, "list")
    (lost,) = [part for part in changes_in(DEBATE, now) for tie in part.links for link in tie.old if not link.against]
    assert restored(now, DEBATE, lost) == DEBATE


def test_a_claim_that_was_put_into_a_group_leaves_the_group_as_it_was():
    now, new_id = edit.add_claim(DEBATE, Claim(text="And this too."), "too")
    now = edit.link(edit.unlink(now, next(now.links_from("list"))), ("list", new_id), Role.SUPPORT, "diverge")
    assert restored(now, DEBATE, only(DEBATE, now, "too")) == DEBATE


def test_a_link_that_turned_turns_back_with_its_undercuts():
    now = edit.link(DEBATE, ("list",), Role.COUNTER, "diverge")
    assert restored(now, DEBATE, only(DEBATE, now, "diverge")) == DEBATE


def test_a_rename_is_taken_back_everywhere_and_nothing_else():
    now = edit.change_claim(edit.rename(DEBATE, "align", "aligns"), "aligns", note="new")
    (rename,) = [part for part in changes_in(DEBATE, now) if part.old_id]
    assert restored(now, DEBATE, rename) == edit.change_claim(DEBATE, "align", note="new")


def test_words_and_place_of_a_quote_come_back_together_with_the_text_they_were_in():
    old = DEBATE.quotes["list"]
    now = edit.replace_anchors(DEBATE, {"list": replace(old, text="其他的话", at=500)}, {"gui": "aa" * 20})
    back = restored(now, DEBATE, only(DEBATE, now, "list"))
    assert back.quotes["list"] == replace(old, blob="3f" * 20)
    back = restored(back, DEBATE, only(DEBATE, back, "gui"))
    assert back.quotes["list"] == old
    assert back.quotes["law"].blob == "aa" * 20  # its place is still one in the later text


def test_what_would_close_a_circle_is_refused_and_what_changed_meanwhile_too():
    then = edit.link(DEBATE, ("later",), Role.SUPPORT, "align")
    now = edit.link(edit.unlink(then, next(then.links_from("later"))), ("align",), Role.SUPPORT, "later")
    back = [part for part in changes_in(then, now) if part.id == "align"]
    if back:
        with pytest.raises(Refused, match="circle"):
            restored(now, then, back[0])
    changed = edit.change_map(DEBATE, title="Other")
    with pytest.raises(Refused, match="changed since"):
        restored(edit.change_map(changed, title="Third"), DEBATE, changes_in(DEBATE, changed)[0])


def test_an_undercut_waits_for_its_link_and_a_source_for_quotes_that_were_there_before():
    now = edit.unlink(DEBATE, next(link for link in DEBATE.links_from("list")))
    (undercut,) = [part for part in changes_in(DEBATE, now) for tie in part.links if tie.old[0].against]
    with pytest.raises(Refused, match="restore that link first"):
        restored(now, DEBATE, undercut)
    now, _ = edit.add_source(DEBATE, Source(path="other.txt"), "other")
    now = edit.replace_anchors(now, {"said": Quote(source="other", text="we will extend it")}, {})
    with pytest.raises(Refused, match="; restore the words of it first"):
        restored(now, DEBATE, only(DEBATE, now, "other"))
