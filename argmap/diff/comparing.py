"""Finding what changed between two maps."""

from collections.abc import Iterator, Mapping

from argmap.diff.changes import Changes, Consequence, ElementChange, FieldChange, How
from argmap.diff.links import link_changes
from argmap.diff.renames import renamed_ids
from argmap.model import ArgMap, Claim, Quote, Source, with_ids

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


def _bearing(whole: ArgMap) -> set[str]:
    """The theses, and all that supports, counters or undercuts something."""
    return {*whole.thesis, *(member for link in whole.links() for member in link.premises)}


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
