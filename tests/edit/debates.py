"""Generated maps that are full of links: five claims, three quotes, and all that can be between them."""

import random
from collections.abc import Iterable
from dataclasses import replace

from hypothesis import strategies as st

from argmap.model import ArgMap, Claim, Comment, Link, Premises, Quote, Source

_CLAIMS = ["c0", "c1", "c2", "c3", "c4"]
_QUOTES = ["q0", "q1", "q2"]


def debates() -> st.SearchStrategy[ArgMap]:
    """Sound maps of the same few ids, with a comment beside everything.

    Drawn as one number each: maps drawn link by link are a hundred times slower, and most of them have no link.
    """
    return st.integers(0, 2**32 - 1).map(debate)


def debate(seed: int) -> ArgMap:
    """The map of a number."""
    chance = random.Random(seed)
    claims: dict[str, Claim] = {}
    for claim_id in _CLAIMS:
        others = [some for some in (*_CLAIMS, *_QUOTES) if some != claim_id]
        supports = _groups(chance, [*_QUOTES, *claims])
        counters = _groups(chance, others) - supports
        undercut = {
            against: tuple(_groups(chance, [some for some in others if some not in against]))
            for against in supports | counters
            if chance.random() < 0.5
        }
        claims[claim_id] = Claim(
            text=f"出口管制 {claim_id}",
            note=chance.choice([None, "note", f"note of {claim_id}"]),
            tags=tuple(sorted(chance.sample(["a", "b", "标签"], chance.randrange(3)))),
            supported_by=tuple(supports),
            countered_by=tuple(counters),
            undercut={against: some for against, some in undercut.items() if some},
        )
    whole = ArgMap(
        title="debate",
        thesis=tuple(chance.sample(_CLAIMS, chance.randint(2, 5))),
        sources={"s": Source(path="s.txt")},
        claims=claims,
        quotes={quote_id: Quote(source="s", text=f"quote {quote_id}") for quote_id in _QUOTES},
    )
    return replace(whole, comments={at: Comment(beside=f"# {'.'.join(at)}") for at in whole.addresses() if at})


def some_links(whole: ArgMap, data: st.DataObject, roles: Iterable[str]) -> list[Link]:
    """One to three of the links of a map that have one of the roles; none where there are none."""
    links = [link for link in whole.links() if link.role in roles]
    return data.draw(st.lists(st.sampled_from(links), min_size=1, max_size=3, unique=True)) if links else []


def _groups(chance: random.Random, members: list[str]) -> set[Premises]:
    sizes = [chance.choice([1, 1, 2, 3]) for _ in range(chance.randrange(3))]
    return {tuple(sorted(chance.sample(members, size))) for size in sizes}
