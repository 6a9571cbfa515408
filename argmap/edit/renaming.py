"""Giving an element another id, everywhere it is named."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from argmap.edit.refusal import free_id, known, sound
from argmap.model import Address, ArgMap, Claim, Premises, parse_premises, premises_text

_Element = TypeVar("_Element")
_LISTS_OF_LINKS = ("supported_by", "countered_by")


def rename(whole: ArgMap, old: str, new: str) -> ArgMap:
    """A map in which the element `old` is called `new` and every reference follows."""
    section = known(whole, old)
    free_id(whole, new, "", section)

    def renamed(some_id: str) -> str:
        return new if some_id == old else some_id

    def renamed_premises(premises: Premises) -> Premises:
        return tuple(sorted(map(renamed, premises)))

    def renamed_claim(claim: Claim) -> Claim:
        return replace(
            claim,
            supported_by=tuple(sorted(map(renamed_premises, claim.supported_by))),
            countered_by=tuple(sorted(map(renamed_premises, claim.countered_by))),
            undercut={
                renamed_premises(against): tuple(sorted(map(renamed_premises, groups)))
                for against, groups in claim.undercut.items()
            },
        )

    def renamed_address(address: Address) -> Address:
        return _renamed_address(address, old, new)

    return sound(
        replace(
            whole,
            thesis=tuple(map(renamed, whole.thesis)),
            sources=_rekeyed(whole.sources, old, new),
            claims=_rekeyed({at: renamed_claim(claim) for at, claim in whole.claims.items()}, old, new),
            quotes=_rekeyed(
                {at: replace(quote, source=renamed(quote.source)) for at, quote in whole.quotes.items()},
                old,
                new,
            ),
            comments={renamed_address(at): comment for at, comment in whole.comments.items()},
        )
    )


def _rekeyed(elements: Mapping[str, _Element], old: str, new: str) -> dict[str, _Element]:
    return {new if at == old else at: element for at, element in elements.items()}


def _renamed_address(address: Address, old: str, new: str) -> Address:
    """The address that an element has once `old` is called `new`."""

    def premises(key: str) -> str:
        members = parse_premises(key)
        return premises_text(tuple(sorted(new if member == old else member for member in members)))

    match address:
        case ("map", "thesis", claim_id):
            return ("map", "thesis", new if claim_id == old else claim_id)
        case ("sources" | "claims" | "quotes" as section, element_id, *rest):
            here = (section, new if element_id == old else element_id)
            match rest:
                case [key, entry] if key in _LISTS_OF_LINKS:
                    return (*here, key, premises(entry))
                case ["undercut", against, *entries]:
                    return (*here, "undercut", premises(against), *map(premises, entries))
            return (*here, *rest)
    return address
