"""What edits of whole arguments keep, whatever the map: no link is lost, and what comes out is sound."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from argmap import edit
from argmap.edit import Refused
from argmap.model import ArgMap, Link, Role, premises_text, problems
from tests.edit.debates import debates, some_links
from tests.laws import examples

FIELD = {Role.SUPPORT: "supported_by", Role.COUNTER: "countered_by"}
BEARING = tuple(FIELD)

laws = examples(40)


def beside(whole: ArgMap) -> list[str]:
    """The comments at the ends of lines, which are all that these maps have."""
    return [comment.beside for comment in whole.comments.values()]


def attempt(change: Callable[[], ArgMap]) -> ArgMap:
    """What an edit makes; maps in which it is refused say nothing about the law."""
    try:
        return change()
    except Refused:
        assume(False)
        raise


@laws
@given(debates(), st.data())
def test_merging_two_claims_loses_no_link_tag_note_or_thesis(whole: ArgMap, data: st.DataObject):
    kept, gone = data.draw(st.permutations(sorted(whole.claims)))[:2]
    after = attempt(lambda: edit.merge_claims(whole, kept, gone))

    def named(premises: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted({kept if member == gone else member for member in premises}))

    assert problems(after) == []
    assert after.claims.keys() == whole.claims.keys() - {gone}
    assert set(after.links()) == {
        Link(named(link.premises), link.role, named((link.target,))[0], named(link.against)) for link in whole.links()
    }
    assert set(after.thesis) == {named((claim_id,))[0] for claim_id in whole.thesis}
    for old in (whole.claims[kept], whole.claims[gone]):
        assert set(old.tags) <= set(after.claims[kept].tags)
        assert (old.note or "").strip() in (after.claims[kept].note or "")
    assert after.claims[kept].text == whole.claims[kept].text
    written = " ".join(line for comment in after.comments.values() for line in (*comment.above, comment.beside))
    for link in whole.links_to(gone):
        if link.role is not Role.UNDERCUT:
            assert f"# claims.{gone}.{FIELD[link.role]}.{premises_text(link.premises)}" in written


@laws
@given(debates(), st.data())
def test_moving_links_takes_their_undercuts_along_and_touches_nothing_else(whole: ArgMap, data: st.DataObject):
    links = some_links(whole, data, BEARING)
    target = data.draw(st.sampled_from(sorted(whole.claims)))
    after = attempt(lambda: edit.move(whole, links, target))
    at = {(link.premises, link.target) for link in links}
    moved = {
        Link(link.premises, link.role, target, link.against)
        if link in links or (link.against, link.target) in at
        else link
        for link in whole.links()
    }
    assert problems(after) == []
    assert set(after.links()) == moved


@laws
@given(debates(), st.data())
def test_turning_links_twice_changes_nothing_comments_included(whole: ArgMap, data: st.DataObject):
    links = some_links(whole, data, BEARING)[:1]
    after = attempt(lambda: edit.turn(whole, links))
    opposite = {Role.SUPPORT: Role.COUNTER, Role.COUNTER: Role.SUPPORT}
    turned = [Link(link.premises, opposite[link.role], link.target) for link in links]
    assert set(turned) <= set(after.links())
    assert len(list(after.links())) == len(list(whole.links()))
    again = edit.turn(after, turned)
    assert set(again.links()) == set(whole.links())
    of_links = {at for at in whole.comments if len(at) > 3 and at[0] == "claims" and at[2] != "tags"}
    assert {at: again.comments[at] for at in of_links} == {at: whole.comments[at] for at in of_links}


@laws
@given(debates(), st.data())
def test_joining_what_was_taken_apart_gives_the_link_back(whole: ArgMap, data: st.DataObject):
    linked = [link for link in whole.links() if len(link.premises) > 1]
    assume(linked)
    link = data.draw(st.sampled_from(linked))
    singles = edit.single_links(link)
    assume(
        not {(single.premises, single.target) for single in singles}
        & {(at.premises, at.target) for at in whole.links()}
    )
    apart = attempt(lambda: edit.take_apart(whole, [link]))
    assert set(singles) <= set(apart.links())
    assert link not in set(apart.links())
    assert problems(apart) == []
    assert set(edit.join(apart, singles).links()) == set(whole.links())


@laws
@given(debates(), st.data())
def test_joined_links_keep_every_premise_and_every_undercut(whole: ArgMap, data: st.DataObject):
    first = some_links(whole, data, Role)[0]
    same = [at for at in whole.links() if (at.role, at.target, at.against) == (first.role, first.target, first.against)]
    assume(len(same) > 1)
    after = attempt(lambda: edit.join(whole, same))
    joined = edit.joined_link(same)
    assert joined in set(after.links())
    assert problems(after) == []
    undercutters = {
        at.premises
        for at in whole.links()
        if at.against in {one.premises for one in same} and at.target == first.target
    }
    if first.role is not Role.UNDERCUT:
        assert undercutters <= set(after.claims[first.target].undercut.get(joined.premises, ()))


@laws
@given(debates(), st.data())
def test_removing_many_is_removing_one_after_the_other(whole: ArgMap, data: st.DataObject):
    known = sorted({*whole.claims, *whole.quotes})
    ids = data.draw(st.lists(st.sampled_from(known), min_size=1, max_size=4, unique=True))
    one_by_one = whole
    for some_id in ids:
        one_by_one = edit.remove(one_by_one, some_id)
    assert edit.remove_each(whole, ids) == one_by_one


@laws
@given(debates(), st.data())
def test_unlinking_many_leaves_no_undercut_of_nothing(whole: ArgMap, data: st.DataObject):
    links = some_links(whole, data, Role)
    after = edit.unlink_each(whole, links)
    attacked = {(link.premises, link.target) for link in links if link.role is not Role.UNDERCUT}
    left = {link for link in whole.links() if link not in links and (link.against, link.target) not in attacked}
    assert set(after.links()) == left
    assert problems(after) == []


@laws
@given(debates(), st.data())
def test_a_tag_put_on_many_and_taken_off_again_is_gone(whole: ArgMap, data: st.DataObject):
    ids = data.draw(st.lists(st.sampled_from(sorted(whole.ids)), min_size=1, unique=True))
    tagged = edit.retag(whole, ids, add=["fresh 标签"])
    elements = {**tagged.sources, **tagged.claims, **tagged.quotes}
    assert {some_id for some_id, element in elements.items() if "fresh 标签" in element.tags} == set(ids)
    assert edit.retag(tagged, ids, drop=["fresh 标签"]) == whole


@laws
@given(debates(), st.data())
def test_shifting_theses_keeps_them_all_and_is_undone_by_shifting_back(whole: ArgMap, data: st.DataObject):
    some_id = data.draw(st.sampled_from(whole.thesis))
    step = data.draw(st.sampled_from([-1, 1]))
    if some_id == whole.thesis[0 if step < 0 else -1]:
        with pytest.raises(Refused, match="that is already the"):
            edit.shift_theses(whole, [some_id], step)
        return
    after = edit.shift_theses(whole, [some_id], step)
    assert sorted(after.thesis) == sorted(whole.thesis)
    assert after.thesis.index(some_id) == whole.thesis.index(some_id) + step
    assert edit.shift_theses(after, [some_id], -step) == whole


@laws
@given(debates(), st.data())
def test_whatever_goes_with_a_deleted_link_or_element_is_among_the_losses(whole: ArgMap, data: st.DataObject):
    gone: Link | str = data.draw(st.sampled_from([*whole.links(), *sorted(whole.ids)]))
    after = edit.unlink(whole, gone) if isinstance(gone, Link) else edit.remove(whole, gone, cascade=True)
    lost = edit.losses(whole, after, [gone])
    assert set(lost.links) == set(whole.links()) - set(after.links()) - {gone}
    assert set(lost.elements) == whole.ids - after.ids - {gone}
    assert set(lost.theses) <= set(whole.thesis) & after.ids
    assert Counter(lost.comments) == Counter(beside(whole)) - Counter(beside(after))
    linked = {member for link in after.links() for member in link.premises} | set(after.thesis)
    assert linked.isdisjoint(lost.unlinked)


@laws
@given(debates(), st.data())
def test_links_that_only_change_are_no_losses(whole: ArgMap, data: st.DataObject):
    links = some_links(whole, data, BEARING)
    after = attempt(lambda: edit.turn(whole, links))
    assert replace(edit.losses(whole, after), comments=()) == edit.Losses()
    kept, gone = data.draw(st.permutations(sorted(whole.claims)))[:2]
    merged = attempt(lambda: edit.merge_claims(whole, kept, gone))
    lost = edit.losses(whole, merged, [gone], {gone: kept})
    assert (lost.elements, lost.links) == ((), ())
