"""One change to many elements or links at once: all of it, or, where one refuses, nothing."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from argmap.edit.refusal import Refused, known, sound
from argmap.edit.rewiring import rewire
from argmap.model import ArgMap, Link, Role, premises_text


def retag(whole: ArgMap, ids: Iterable[str], *, add: Iterable[str] = (), drop: Iterable[str] = ()) -> ArgMap:
    """A map in which the elements `ids` have the tags `add` and have not the tags `drop`. Raises Refused."""
    added = {tag.strip() for tag in add if tag.strip()}
    dropped = {tag.strip() for tag in drop}
    sections: dict[str, Any] = {}
    for some_id in ids:
        section = known(whole, some_id)
        elements = sections.setdefault(section, dict(getattr(whole, section)))
        tags = tuple(sorted((set(elements[some_id].tags) - dropped) | added))
        elements[some_id] = replace(elements[some_id], tags=tags)
    return sound(replace(whole, **sections))


def link_each(whole: ArgMap, links: Sequence[Link]) -> ArgMap:
    """A map with all these supports and counters. Raises Refused where one is there, in either role."""
    held: dict[str, tuple[set[tuple[str, ...]], set[tuple[str, ...]]]] = {}
    for link in links:
        if known(whole, link.target) != "claims":
            raise Refused(f"`{link.target}` is no claim, and only claims can be supported or countered", "choose one")
        for member in link.premises:
            known(whole, member)
        claim = whole.claims[link.target]
        there = claim.role_of(link.premises)
        if there is not None:
            raise Refused(
                f"`{premises_text(link.premises)}` is a {there} of `{link.target}` already", "leave it out, or turn it"
            )
        groups = held.setdefault(link.target, (set(claim.supported_by), set(claim.countered_by)))
        groups[link.role is Role.COUNTER].add(link.premises)
    claims = {
        target: replace(whole.claims[target], supported_by=tuple(supports), countered_by=tuple(counters))
        for target, (supports, counters) in held.items()
    }
    return sound(replace(whole, claims={**whole.claims, **claims}))


def unlink_each(whole: ArgMap, links: Collection[Link]) -> ArgMap:
    """A map without these links and without what undercuts them. Raises Refused where one is not there."""
    for link in links:
        if link.target not in whole.claims or link not in whole.links_to(link.target):
            raise Refused(
                f"there is no {link.role} of `{link.target}` by `{premises_text(link.premises)}`", "look again"
            )
    return sound(rewire(whole, dict.fromkeys(links, ())))


def remove_each(whole: ArgMap, ids: Collection[str]) -> ArgMap:
    """A map without these claims and quotes, and without the links that one of them is an end of. Raises Refused."""
    gone = set(ids)
    for some_id in gone:
        if known(whole, some_id) == "sources":
            raise Refused(f"`{some_id}` is a source", "remove it by itself")
    lost = [link for link in whole.links() if link.target in gone or not gone.isdisjoint(link.premises)]
    left = rewire(whole, dict.fromkeys(lost, ()))
    return sound(
        replace(
            left,
            thesis=tuple(claim_id for claim_id in left.thesis if claim_id not in gone),
            claims={at: claim for at, claim in left.claims.items() if at not in gone},
            quotes={at: quote for at, quote in left.quotes.items() if at not in gone},
        )
    )
