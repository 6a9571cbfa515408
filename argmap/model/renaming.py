"""Other ids for the elements of a map, everywhere they are named: the one place that knows where that is."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from argmap.model.addresses import Address
from argmap.model.conflicts import LINK, Conflict, Reading
from argmap.model.links import Premises, parse_premises, premises_text
from argmap.model.values import ArgMap, Claim

_Element = TypeVar("_Element")

_NAMED_BY_PREMISES = ("supported_by", "countered_by", LINK)

NewIds = Mapping[str, str]
"""New ids by the old ones; ids that are not in it stay. No two elements may end up with one id."""


def with_ids(whole: ArgMap, new: NewIds) -> ArgMap:
    """`whole` with the ids `new`: elements, links, theses, the sources of quotes and the places of comments."""
    if not new:
        return whole
    return replace(
        whole,
        thesis=tuple(new.get(claim_id, claim_id) for claim_id in whole.thesis),
        sources=_rekeyed(whole.sources, new),
        claims=_rekeyed({at: _claim(claim, new) for at, claim in whole.claims.items()}, new),
        quotes=_rekeyed(
            {
                at: replace(quote, source=new[quote.source]) if quote.source in new else quote
                for at, quote in whole.quotes.items()
            },
            new,
        ),
        comments={address_with_ids(at, new): comment for at, comment in whole.comments.items()},
        conflicts={
            address_with_ids(where, new): _conflict(conflict, where, new) for where, conflict in whole.conflicts.items()
        },
    )


def address_with_ids(address: Address, new: NewIds) -> Address:
    """The address that an element has once the ids `new` are given."""
    match address:
        case ("conflicts", *where):
            return _conflict_address(tuple(where), new)
        case ("map", "thesis", claim_id):
            return ("map", "thesis", new.get(claim_id, claim_id))
        case ("sources" | "claims" | "quotes" as section, element_id, *rest):
            here = (section, new.get(element_id, element_id))
            match rest:
                case [key, entry] if key in _NAMED_BY_PREMISES:
                    return (*here, key, _written(entry, new))
                case ["undercut", *entries]:
                    return (*here, "undercut", *(_written(entry, new) for entry in entries))
            return (*here, *rest)
    return address


def premises_with_ids(premises: Premises, new: NewIds) -> Premises:
    """Premises once the ids `new` are given."""
    return tuple(sorted(new.get(member, member) for member in premises))


def _claim(claim: Claim, new: NewIds) -> Claim:
    linked = (*claim.supported_by, *claim.countered_by, *(one for some in claim.undercut.values() for one in some))
    if new.keys().isdisjoint(member for premises in linked for member in premises):
        return claim

    def groups(some: Iterable[Premises]) -> tuple[Premises, ...]:
        return tuple(sorted(premises_with_ids(premises, new) for premises in some))

    return replace(
        claim,
        supported_by=groups(claim.supported_by),
        countered_by=groups(claim.countered_by),
        undercut={premises_with_ids(against, new): groups(some) for against, some in claim.undercut.items()},
    )


def _conflict(conflict: Conflict, where: Address, new: NewIds) -> Conflict:
    """`conflict` with the ids `new` in readings that name elements: theses, and the source of a quote."""

    def named(reading: Reading) -> Reading:
        if isinstance(reading, tuple):
            return tuple(new.get(claim_id, claim_id) for claim_id in reading)
        return new.get(reading, reading) if where[-1] == "source" and isinstance(reading, str) else reading

    return replace(
        conflict,
        base=named(conflict.base),
        ours=named(conflict.ours),
        theirs=named(conflict.theirs),
        undercut=tuple(sorted(premises_with_ids(premises, new) for premises in conflict.undercut)),
    )


def _conflict_address(where: Address, new: NewIds) -> Address:
    """The address, without `conflicts` before it, of what stands in the file for a conflict."""
    match where:
        case ("map", field, key, claim_id):
            return ("conflicts", "map", field, key, new.get(claim_id, claim_id))
        case (section, element_id, *rest):
            match rest:
                case [kind, premises, "undercut", entry] if kind == LINK:
                    tail = [kind, _written(premises, new), "undercut", _written(entry, new)]
                case [kind, premises, *keys] if kind == LINK:
                    tail = [kind, _written(premises, new), *keys]
                case _:
                    tail = rest
            return ("conflicts", section, new.get(element_id, element_id), *tail)
    return ("conflicts", *where)


def _written(premises: str, new: NewIds) -> str:
    return premises_text(premises_with_ids(parse_premises(premises), new))


def _rekeyed(elements: Mapping[str, _Element], new: NewIds) -> dict[str, _Element]:
    return {new.get(at, at): element for at, element in elements.items()}
