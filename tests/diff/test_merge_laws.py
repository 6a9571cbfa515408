"""What holds for every merge, over maps that two people changed by edits."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from hypothesis import assume, given

from argmap.diff import merge
from argmap.diff.merge_ids import named_alike
from argmap.diff.renames import renamed_ids
from argmap.edit import Refused, resolve_conflict
from argmap.model import (
    Address,
    ArgMap,
    Conflict,
    Link,
    Role,
    Side,
    fields_in_conflict,
    is_living,
    link_in_conflict,
    problems,
)
from argmap.store import dumps, loads
from tests.diff.random_edits import comment_lines, triples
from tests.laws import examples

law = examples(60, in_laws=4_000)
Triple = tuple[ArgMap, ArgMap, ArgMap]


@law
@given(triples())
def test_what_only_one_side_changed_is_taken_as_it_is(triple: Triple):
    base, ours, theirs = triple
    assert merge(base, ours, base).map == ours
    assert merge(base, base, theirs).map == theirs
    assert merge(base, ours, ours).map == ours


@examples(60, in_laws=20_000)
@given(triples())
def test_what_is_merged_is_sound_and_canonical_and_loads(triple: Triple):
    merged = merge(*triple).map
    assert problems(merged) == []
    text = dumps(merged)
    assert loads(text) == merged
    assert dumps(loads(text)) == text


@law
@given(triples())
def test_the_sides_may_be_swapped(triple: Triple):
    base, ours, theirs = triple
    one, other = merge(base, ours, theirs), merge(base, theirs, ours)
    if not one.map.conflicts:
        assert one.map == other.map
    assert without_circles(one.conflicts) == swapped(without_circles(other.conflicts))


def without_circles(conflicts: Mapping[Address, Conflict]) -> dict[Address, Conflict]:
    """Which support of a circle is left out depends on whose it is: the conflict is about another link."""
    return {at: conflict for at, conflict in conflicts.items() if not link_in_conflict(at)}


def swapped(conflicts: Mapping[Address, Conflict]) -> dict[Address, Conflict]:
    return {at: replace(one, ours=one.theirs, theirs=one.ours) for at, one in conflicts.items()}


@law
@given(triples())
def test_every_element_that_either_side_added_is_there(triple: Triple):
    base, ours, theirs = triple
    merged = merge(*triple).map
    for side in (ours, theirs):
        renamed = set(renamed_ids(base, side).values())
        for section in ("sources", "claims", "quotes"):
            there = Counter(map(words, getattr(merged, section).values()))
            for some_id, element in getattr(side, section).items():
                if some_id not in base.ids and some_id not in renamed:
                    assert there[words(element)]


def words(element) -> str:
    return getattr(element, "text", None) or element.path


@law
@given(triples())
def test_comments_of_both_sides_are_kept(triple: Triple):
    base, *sides = triple
    merged = set(comment_lines(merge(*triple).map))
    before = set(comment_lines(base))
    for side in sides:
        assert set(comment_lines(side)) - before <= merged


@law
@given(triples())
def test_a_person_can_decide_every_conflict(triple: Triple):
    for side in Side:
        whole = merge(*triple).map
        for where in sorted(whole.conflicts, key=lambda at: (at[-1] == "id", at)):  # the others are named by their id
            if where in whole.conflicts:
                whole = decided(whole, where, side)
        assert not problems(whole)
        left = [where for where in whole.conflicts if where[0] != "quotes"]  # those name a source that is gone
        assert all(link_in_conflict(where) or where[-1] == "id" for where in left)


def decided(whole: ArgMap, where: Address, side: Side) -> ArgMap:
    """`whole` with one conflict less; as it is, where a circle must be opened, an id is taken or a source is gone."""
    try:
        return resolve_conflict(whole, where, side)
    except Refused as refused:
        if any(why in refused.what for why in ("circle", "is already used", "there is no source")):
            return whole
        raise


@law
@given(triples())
def test_sets_have_what_either_side_added_and_not_what_one_took_out(triple: Triple):
    base, ours, theirs = triple
    assume(ours not in (base, theirs) and theirs != base)
    named = named_alike(base, ours, theirs)
    merged = merge(base, ours, theirs).map
    for side in (named.ours, named.theirs):
        assert set(side.thesis) - set(named.base.thesis) <= set(merged.thesis)
        for section in ("sources", "claims", "quotes"):
            for some_id, element in getattr(side, section).items():
                before = getattr(getattr(named.base, section).get(some_id), "tags", ())
                if set(element.tags) != set(before):
                    tags = set(getattr(merged, section)[some_id].tags)
                    assert set(element.tags) - set(before) <= tags
                    assert tags.isdisjoint(set(before) - set(element.tags))


@law
@given(triples())
def test_where_the_sides_clash_the_map_says_ours(triple: Triple):
    merged, found = merge(*triple)
    for (section, *at), conflict in found.items():
        element = merged if section == "map" else getattr(merged, section)[at[0]]
        if at[-1] in fields_in_conflict(section) and at != ["thesis"]:
            assert (getattr(element, at[-1]) or None) == (conflict.ours or None)


@law
@given(triples())
def test_what_one_side_removed_and_the_other_reworded_is_there_and_in_conflict(triple: Triple):
    base, ours, theirs = triple
    named, merged = named_alike(base, ours, theirs), merge(base, ours, theirs).map
    for keeper, remover in ((named.ours, named.theirs), (named.theirs, named.ours)):
        for claim_id in named.base.claims.keys() & keeper.claims.keys() - remover.ids:
            kept = keeper.claims[claim_id].text
            if kept != named.base.claims[claim_id].text:
                assert merged.claims[claim_id].text == kept
                assert ("claims", claim_id, "element") in merged.conflicts


@law
@given(triples())
def test_nothing_that_either_side_changed_is_lost(triple: Triple):
    base, ours, theirs = triple
    assume(ours not in (base, theirs) and theirs != base)
    named = named_alike(base, ours, theirs)  # one id for one thing
    merged = merge(base, ours, theirs).map
    for side in (named.ours, named.theirs):
        assert missing_values(named.base, side, merged) == []
        assert missing_links(named.base, side, merged) == []


@law
@given(triples())
def test_no_element_vanishes_that_neither_side_removed(triple: Triple):
    named, merged = named_alike(*triple), merge(*triple).map
    for section in ("sources", "claims", "quotes"):
        base, ours, theirs = (getattr(side, section).keys() for side in named[:3])
        assert base & ours & theirs | (ours | theirs) - base <= getattr(merged, section).keys()


@law
@given(triples())
def test_what_either_side_decided_is_decided_and_what_they_decided_oppositely_is_in_conflict(triple: Triple):
    base, ours, theirs = named_alike(*triple)[:3]
    merged = merge(*triple).map
    for where in base.conflicts:
        sides = (ours, theirs)
        if where[-1] in ("id", "thesis", *ANCHOR_BUT_TEXT) or not all(is_living(where, side) for side in sides):
            continue
        undecided = [where in side.conflicts for side in sides]
        before, one, other = (value_at(where, whole) for whole in (base, *sides))
        conflict = merged.conflicts.get(where)
        if not any(undecided) and one != other:
            assert conflict is not None
            assert {text_of(one), text_of(other)} <= {text_of(conflict.ours), text_of(conflict.theirs)}
        elif link_in_conflict(where) or all(undecided):
            continue  # a circle can be closed anew
        elif not any(undecided) or all(
            side.conflicts.get(where) in (None, base.conflicts[where])
            and (not waits or value_at(where, side) == before)
            for side, waits in zip(sides, undecided, strict=True)
        ):
            assert conflict is None
            assert value_at(where, merged) == (other if undecided[0] else one)


ANCHOR_BUT_TEXT = ("source", "before", "after", "at", "alike", "blob")


def value_at(where: Address, whole: ArgMap) -> object:
    """What `whole` says about what a conflict at `where` is about."""
    premises = link_in_conflict(where)
    if premises:
        return whole.claims[where[1]].role_of(premises)
    if where[0] == "map":
        return getattr(whole, where[1])
    return where[2] == "element" or getattr(getattr(whole, where[0])[where[1]], where[2])


def text_of(reading: object) -> str:
    return "" if reading is None else str(reading)


@law
@given(triples())
def test_a_conflict_that_nobody_decided_stays(triple: Triple):
    base, ours, theirs = named_alike(*triple)[:3]
    merged = merge(*triple).map
    for where, conflict in base.conflicts.items():
        if where in ours.conflicts and where in theirs.conflicts:
            kept = merged.conflicts[where]
            texts = {text_of(one) for one in (kept.base, kept.ours, kept.theirs, *kept.earlier)}
            if where[-1] != "thesis":
                assert {text_of(conflict.ours), text_of(conflict.theirs)} <= texts


@law
@given(triples())
def test_a_decision_to_keep_what_the_other_removes_is_a_conflict(triple: Triple):
    named, merged = named_alike(*triple), merge(*triple).map
    for keeper, remover in ((named.ours, named.theirs), (named.theirs, named.ours)):
        for where in named.base.conflicts.keys() - keeper.conflicts.keys():
            is_about_element = where[0] != "map" and where[-1] != "id" and not link_in_conflict(where)
            if is_about_element and is_living(where, keeper) and where[1] not in remover.ids:
                assert (*where[:2], "element") in merged.conflicts


@law
@given(triples())
def test_deciding_all_for_ours_is_deciding_all_for_theirs_with_the_sides_swapped(triple: Triple):
    base, ours, theirs = triple
    one, other = merge(base, ours, theirs).map, merge(base, theirs, ours).map
    assume(one.conflicts.keys() == other.conflicts.keys())  # another link of a circle may be left out
    theses = ("map", "thesis") in one.conflicts  # those that only one side has stand as in the order that was ours
    for where in sorted(one.conflicts, key=lambda at: (at[-1] == "id", at)):
        if where in one.conflicts and where in other.conflicts:
            is_older = one.conflicts[where] == other.conflicts[where]  # then its sides are those of that merge
            try:
                one = resolve_conflict(one, where, Side.OURS)
                other = resolve_conflict(other, where, Side.OURS if is_older else Side.THEIRS)
            except Refused as refused:
                if any(why in refused.what for why in ("circle", "is already used", "there is no source")):
                    return
                raise
    left, right = (
        replace(whole, comments={}, thesis=tuple(sorted(whole.thesis)) if theses else whole.thesis)
        for whole in (one, other)
    )
    assert left == right


def missing_values(base: ArgMap, side: ArgMap, merged: ArgMap) -> list[Address]:
    """The fields that `side` changed and whose value is neither in the merged map nor in one of its conflicts."""
    missing = []
    for section in ("sources", "claims", "quotes"):
        for some_id, element in getattr(side, section).items():
            old, new = (getattr(whole, section).get(some_id) for whole in (base, merged))
            for name in fields_in_conflict(section):
                value = getattr(element, name)
                if name in PLACES or value == getattr(old, name, None) or (not value and not old):
                    continue
                conflict = merged.conflicts.get((section, some_id, name), Conflict())
                kept = {getattr(new, name, MISSING), conflict.ours, conflict.theirs, *conflict.earlier}
                if value not in kept and str(value) not in kept:
                    missing.append((section, some_id, name))
    return missing


PLACES = ("before", "after", "at", "alike", "blob")
"""Where words stand follows from texts; the merge chooses between two places of the same words."""
MISSING = object()


def missing_links(base: ArgMap, side: ArgMap, merged: ArgMap) -> list[Link]:
    """The links that `side` gained and that are neither in the merged map nor in one of its conflicts."""
    there = set(merged.links())
    for where, conflict in merged.conflicts.items():
        premises = link_in_conflict(where)
        if premises:
            roles = {conflict.ours, conflict.theirs, *conflict.earlier} - {None}
            there |= {Link(premises, Role(str(role)), where[1]) for role in roles}
            there |= {Link(group, Role.UNDERCUT, where[1], premises) for group in conflict.undercut}
    return sorted(set(side.links()) - set(base.links()) - there, key=repr)
