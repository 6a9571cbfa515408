"""Finding what changed between two maps, and what became of the links that one claim holds."""

from collections.abc import Iterator, Mapping

from argmap.diff.changes import Changes, Consequence, ElementChange, FieldChange, How, LinkChange, Tie
from argmap.diff.renames import renamed_ids
from argmap.model import ArgMap, Claim, Link, Premises, Quote, Role, Source, with_ids

SECTIONS = ("sources", "claims", "quotes")
_LINK_FIELDS = ("supported_by", "countered_by", "undercut")
_NO_LINKS = Claim(text="-")


def diff(old: ArgMap, new: ArgMap) -> Changes:
    """What changed from `old` to `new`, by section and id; comments are no part of the argument."""
    names = renamed_ids(old, new)
    before = with_ids(old, names)
    old_ids = {new_id: old_id for old_id, new_id in names.items()}
    effects = _consequences(before, new)
    found = [*_map_change(before, new)]
    for section in SECTIONS:
        olds, news = getattr(before, section), getattr(new, section)
        for some_id in sorted({*olds, *news}):
            change = _element_change(section, some_id, olds, news, old_ids.get(some_id), effects.get(some_id, ()))
            if change:
                found.append(change)
    same = {at for at, conflict in new.conflicts.items() if before.conflicts.get(at) == conflict}
    arisen, decided = (sorted(one.conflicts.keys() - same) for one in (new, before))
    return Changes(before, new, names, tuple(found), tuple(arisen), tuple(decided))


def _map_change(old: ArgMap, new: ArgMap) -> Iterator[ElementChange]:
    fields = tuple(
        FieldChange(name, getattr(old, name), getattr(new, name))
        for name in ("title", "note", "thesis")
        if getattr(old, name) != getattr(new, name)
    )
    if fields:
        yield ElementChange("map", "", How.CHANGED, None, fields)


def _element_change(
    section: str,
    some_id: str,
    olds: Mapping[str, Source | Claim | Quote],
    news: Mapping[str, Source | Claim | Quote],
    old_id: str | None,
    effects: tuple[Consequence, ...],
) -> ElementChange | None:
    old, new = olds.get(some_id), news.get(some_id)
    before = old if isinstance(old, Claim) else _NO_LINKS
    after = new if isinstance(new, Claim) else _NO_LINKS
    links = () if old == new else link_changes(some_id, before, after)
    if old is None or new is None:
        return ElementChange(section, some_id, How.REMOVED if new is None else How.ADDED, links=links)
    fields = tuple(_field_changes(old, new))
    if not (fields or links or effects or old_id):
        return None
    return ElementChange(section, some_id, How.CHANGED, old_id, fields, links, effects)


def _field_changes(old: Source | Claim | Quote, new: Source | Claim | Quote) -> Iterator[FieldChange]:
    if old == new:
        return
    for name in type(new).__dataclass_fields__:
        before, after = getattr(old, name), getattr(new, name)
        if name not in _LINK_FIELDS and before != after:
            yield FieldChange(name, before, after)


def _consequences(old: ArgMap, new: ArgMap) -> dict[str, tuple[Consequence, ...]]:
    """What the changes mean for elements that are in both maps, by their id."""
    bore, bears = _bearing(old), _bearing(new)
    effects: dict[str, tuple[Consequence, ...]] = {}
    for claim_id in old.claims.keys() & new.claims.keys():
        before, after = old.claims[claim_id], new.claims[claim_id]
        if before is not after:
            effects[claim_id] = tuple(_losses_and_gains(before, after))
    for some_id in bore - bears:
        if some_id in new.claims or some_id in new.quotes:
            effects[some_id] = (*effects.get(some_id, ()), Consequence.LOOSE)
    return effects


def _bearing(map_: ArgMap) -> set[str]:
    """The theses, and all that supports, counters or undercuts something."""
    return {*map_.thesis, *(member for link in map_.links() for member in link.premises)}


def _losses_and_gains(old: Claim, new: Claim) -> Iterator[Consequence]:
    supports, counters = (len(old.supported_by), len(new.supported_by)), (len(old.countered_by), len(new.countered_by))
    for (before, after), only, none, first in (
        (supports, Consequence.LOST_ONLY_SUPPORT, Consequence.NO_SUPPORT, Consequence.FIRST_SUPPORT),
        (counters, Consequence.LOST_ONLY_COUNTER, Consequence.NO_COUNTER, Consequence.FIRST_COUNTER),
    ):
        if before and not after:
            yield only if before == 1 else none
        elif after and not before:
            yield first


_ROLES = ((Role.SUPPORT, "supported_by"), (Role.COUNTER, "countered_by"))


def link_changes(target: str, old: Claim, new: Claim) -> tuple[LinkChange, ...]:
    """How the links to the claim `target` changed: what turned, was put together or taken apart, came and went."""
    turned = [
        premises for premises in _linked(old) & _linked(new) if old.role_of(premises) is not new.role_of(premises)
    ]
    changes = [*_turned(target, old, new, sorted(turned))]
    for role, name in _ROLES:
        changes += _of_role(target, role, _left(old, name, turned), _left(new, name, turned))
    return (*changes, *_undercuts(target, old, new))


def _linked(claim: Claim) -> set[Premises]:
    return {*claim.supported_by, *claim.countered_by}


def _left(claim: Claim, name: str, turned: list[Premises]) -> set[Premises]:
    return {*getattr(claim, name)}.difference(turned)


def _turned(target: str, old: Claim, new: Claim, turned: list[Premises]) -> Iterator[LinkChange]:
    for premises in turned:
        before, after = old.role_of(premises), new.role_of(premises)
        if before and after:
            yield LinkChange(Tie.TURNED, (Link(premises, before, target),), (Link(premises, after, target),))


def _of_role(target: str, role: Role, old: set[Premises], new: set[Premises]) -> Iterator[LinkChange]:
    """The changes within one role. Groups that lost and gained members are told as one change."""
    lost, gained = sorted(old - new), sorted(new - old)
    while lost and gained:
        befores, afters = _connected(lost, gained)
        if befores and afters:
            yield LinkChange(_tie(befores, afters), _links(befores, role, target), _links(afters, role, target))
        else:
            yield from _single(befores, afters, role, target)
        lost = [premises for premises in lost if premises not in befores]
        gained = [premises for premises in gained if premises not in afters]
    yield from _single(lost, gained, role, target)


def _single(lost: list[Premises], gained: list[Premises], role: Role, target: str) -> Iterator[LinkChange]:
    for link in _links(lost, role, target):
        yield LinkChange(Tie.LOST, (link,))
    for link in _links(gained, role, target):
        yield LinkChange(Tie.GAINED, (), (link,))


def _links(groups: list[Premises], role: Role, target: str) -> tuple[Link, ...]:
    return tuple(Link(premises, role, target) for premises in groups)


def _connected(lost: list[Premises], gained: list[Premises]) -> tuple[list[Premises], list[Premises]]:
    """The first group that was gained, and all that share a premise with it, directly or by way of others."""
    members, size = set(gained[0]), 0
    befores: list[Premises] = []
    afters: list[Premises] = []
    while len(members) > size:
        size = len(members)
        befores = [premises for premises in lost if members.intersection(premises)]
        afters = [premises for premises in gained if members.intersection(premises)]
        members.update(*befores, *afters)
    return befores, afters


def _tie(befores: list[Premises], afters: list[Premises]) -> Tie:
    if all(len(premises) == 1 for premises in befores):
        return Tie.GROUPED
    if all(len(premises) == 1 for premises in afters):
        return Tie.UNGROUPED
    return Tie.REGROUPED


def _undercuts(target: str, old: Claim, new: Claim) -> Iterator[LinkChange]:
    for against in sorted({*old.undercut, *new.undercut}):
        before, after = set(old.undercut.get(against, ())), set(new.undercut.get(against, ()))
        for premises in sorted(before ^ after):
            link = Link(premises, Role.UNDERCUT, target, against)
            yield LinkChange(Tie.LOST, (link,)) if premises in before else LinkChange(Tie.GAINED, (), (link,))
