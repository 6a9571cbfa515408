"""Which rows of the outline a reader asked for: by words, tag, role and state, or by what the argument lacks there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from argmap.graph.outline import Kind, Row
from argmap.model import ArgMap, Link, Role
from argmap.text.comparable import comparable


@dataclass(frozen=True, slots=True)
class Sieve:
    """What a row must be to be shown. All that is asked must hold; of several tags, roles or states, one.

    Linked premises are asked by their members, except for what their link does.
    """

    words: str = ""
    """Stand in its sentence, translation, note or id; case, width, Han script and kind of blank make no difference."""
    tags: frozenset[str] = frozenset()
    roles: frozenset[Role] = frozenset()
    states: frozenset[str] = frozenset()
    """How a quote stands: `exact`, `lost` …"""
    unquoted: bool = False
    """A claim that rests on no passage: see `unquoted_claims`."""
    unanswered: bool = False
    """A counter that nothing speaks against: see `unanswered_counters`."""

    def __bool__(self) -> bool:
        return self != Sieve()


def sifted(whole: ArgMap, rows: Sequence[Row], sieve: Sieve, states: Mapping[str, str]) -> list[bool]:
    """For each row of the outline of `whole`, whether it is asked for.

    Args:
        whole: The map.
        rows: Rows of its outline.
        sieve: What is asked for.
        states: How quotes stand, by their ids, as far as that is known.
    """
    wanted = comparable(sieve.words)
    unquoted = unquoted_claims(whole) if sieve.unquoted else frozenset()
    unanswered = unanswered_counters(whole) if sieve.unanswered else frozenset()
    fitting = {
        some_id: _fits(whole, some_id, sieve, wanted, states)
        for some_id in {member for row in rows for member in row.premises}
    }
    return [
        any(fitting[member] for member in row.premises)
        and (not sieve.roles or row.role in sieve.roles)
        and (not sieve.unquoted or (row.kind is Kind.CLAIM and row.id in unquoted))
        and (not sieve.unanswered or row.link in unanswered)
        for row in rows
    ]


def unquoted_claims(whole: ArgMap) -> frozenset[str]:
    """The claims that rest on no passage: no chain of supports, alone or linked, leads from one down to a quote."""
    resting: set[str] = set()
    supported: dict[str, list[str]] = {}
    for claim_id, claim in whole.claims.items():
        for premises in claim.supported_by:
            for member in premises:
                supported.setdefault(member, []).append(claim_id)
    waiting = list(whole.quotes)
    while waiting:
        for claim_id in supported.get(waiting.pop(), ()):
            if claim_id not in resting:
                resting.add(claim_id)
                waiting.append(claim_id)
    return frozenset(whole.claims) - resting


def unanswered_counters(whole: ArgMap) -> frozenset[Link]:
    """The counters that nothing speaks against: neither an undercut of the link nor a counter of one of its premises.

    In the terms of abstract argumentation (Dung 1995), the attacks by arguments that are not attacked themselves.
    Whether an answer holds is not weighed: one that is there, answers.
    """
    return frozenset(
        Link(premises, Role.COUNTER, claim_id)
        for claim_id, claim in whole.claims.items()
        for premises in claim.countered_by
        if premises not in claim.undercut
        and not any(member in whole.claims and whole.claims[member].countered_by for member in premises)
    )


def _fits(whole: ArgMap, some_id: str, sieve: Sieve, wanted: str, states: Mapping[str, str]) -> bool:
    """Whether a claim or quote has the words, a tag and a state that are asked for."""
    element = whole.claims.get(some_id) or whole.quotes[some_id]
    if sieve.tags and sieve.tags.isdisjoint(element.tags):
        return False
    if sieve.states and states.get(some_id) not in sieve.states:
        return False
    if not wanted:
        return True
    translation = whole.quotes[some_id].translation if some_id in whole.quotes else None
    return any(wanted in comparable(text) for text in (element.text, some_id, translation, element.note) if text)
