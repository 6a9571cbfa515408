"""Undoing one change: the map as it is now, but for what this change did to it.

What comes back is what the change took away, with the links that went with it; what goes is what it brought, with
the links that it has. Nothing else is touched, except that something which is to come back may need something else
that is gone: a quote its source, a link its premises, a list of theses its claims. These come back, too.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from argmap.diff.changes import Changes, ElementChange, How, LinkChange
from argmap.diff.comparing import SECTIONS, diff, link_changes
from argmap.edit import Refused, remove, rename
from argmap.edit.refusal import sound
from argmap.edit.sentences import in_quotes, premises_sentence
from argmap.model import ANCHOR, ArgMap, Claim, Link, Premises, Quote, Role

_NO_LINKS = Claim(text="-")


def restored(now: ArgMap, then: ArgMap, change: ElementChange) -> ArgMap:
    """`now` with one change since `then` taken back, or some of what changed of one element.

    Raises Refused where the map has changed further since the change was found, and where what comes back does not
    fit to what is there now: its id is taken, or a circle of supports would close.
    """
    changes = diff(then, now)
    if not _is_there(change, changes):
        raise Refused("this has changed since", "look at what it says now")
    old, whole = changes.old, now
    match change.how:
        case How.ADDED:
            whole = _taken_away(whole, old, change.section, change.id)
        case How.REMOVED:
            whole = _put_back(whole, old, [change.id], change.section)
        case How.CHANGED:
            for tie in change.links:
                whole = _with_link_back(whole, old, tie)
            whole = _with_fields_back(whole, old, change)
    back = whole.addresses() - now.addresses()
    comments = {at: comment for at, comment in old.comments.items() if at in back}
    whole = sound(replace(whole, comments={**whole.comments, **comments}))
    return rename(whole, change.id, change.old_id) if change.old_id is not None else whole


def _is_there(change: ElementChange, changes: Changes) -> bool:
    """Whether all of the `change` is among the `changes`."""
    for element in changes.elements:
        if (element.section, element.id, element.how) == (change.section, change.id, change.how):
            fields, links = set(change.fields), set(change.links)
            same_id = change.old_id in (None, element.old_id)
            return same_id and fields.issubset(element.fields) and links.issubset(element.links)
    return False


# What came goes
def _taken_away(whole: ArgMap, old: ArgMap, section: str, some_id: str) -> ArgMap:
    """`whole` without what was added, and with the links that it took the place of."""
    if section == "sources":
        kept = sorted(whole.quotes_of(some_id).keys() & old.quotes.keys())
        if kept:
            quoted = in_quotes(whole, kept[0])
            raise Refused(f"{quoted} is now quoted from {in_quotes(whole, some_id)}", "restore the words of it first")
        for quote_id in whole.quotes_of(some_id):
            whole = _taken_away(whole, old, "quotes", quote_id)
    for tie in _ties_since(whole, old):
        if any(_names(link, some_id) for link in tie.new):
            whole = with_links(whole, old, tie.new, [link for link in tie.old if _fits(whole, link)])
    return remove(whole, some_id)


# What went comes back
def _put_back(whole: ArgMap, old: ArgMap, some_ids: Iterable[str], section: str = "") -> ArgMap:
    """`whole` with what was removed, as it was, and with its links to all that is there."""
    wanted = {
        some_id: at
        for some_id in some_ids
        for at in ([section] if section else _sections_of(old, some_id))
        if some_id not in getattr(whole, at)
    }
    if not wanted:
        return whole
    needed = {old.quotes[at].source for at, where in wanted.items() if where == "quotes"}
    whole = _put_back(whole, old, sorted(needed), "sources")
    parts: dict[str, Any] = {name: dict(getattr(whole, name)) for name in SECTIONS}
    for some_id, where in wanted.items():
        element = getattr(old, where)[some_id]
        if isinstance(element, Claim):
            element = replace(element, supported_by=(), countered_by=(), undercut={})
        parts[where][some_id] = element
    whole = replace(whole, thesis=_with_theses(whole, old, wanted), **parts)
    for some_id, where in wanted.items():
        if where == "quotes":
            whole = _with_anchor(whole, old, some_id)
    for tie in _ties_since(whole, old):
        named = any(_names(link, some_id) for link in tie.old for some_id in wanted)
        if named and all(_fits(whole, link) for link in tie.old):
            whole = with_links(whole, old, tie.new, tie.old)
    return whole


def _sections_of(whole: ArgMap, some_id: str) -> list[str]:
    return [section for section in SECTIONS if some_id in getattr(whole, section)]


def _with_theses(whole: ArgMap, old: ArgMap, wanted: dict[str, str]) -> tuple[str, ...]:
    """The theses with those among what comes back, each after those that it followed."""
    theses = list(whole.thesis)
    for place, claim_id in enumerate(old.thesis):
        if wanted.get(claim_id) == "claims" and claim_id not in theses:
            before = [theses.index(at) for at in old.thesis[:place] if at in theses]
            theses.insert(max(before) + 1 if before else 0, claim_id)
    return tuple(theses)


# Links
def _with_link_back(whole: ArgMap, old: ArgMap, tie: LinkChange) -> ArgMap:
    members = {member for link in tie.old for member in (*link.premises, *link.against)}
    whole = _put_back(whole, old, sorted(members - whole.claims.keys() - whole.quotes.keys()))
    try:
        return with_links(whole, old, tie.new, tie.old)
    except Unfit as unfit:
        premises, target = premises_sentence(old, unfit.against), in_quotes(old, unfit.target)
        raise Refused(
            f"{premises} no longer supports or counters {target}, so there is nothing to undercut",
            "restore that link first",
        ) from unfit


def _ties_since(whole: ArgMap, old: ArgMap) -> Iterator[LinkChange]:
    """What became of links; supports and counters before the undercuts, which need them."""
    found = [
        tie
        for target, claim in whole.claims.items()
        for tie in link_changes(target, old.claims.get(target, _NO_LINKS), claim)
    ]
    yield from sorted(found, key=lambda tie: any(link.role is Role.UNDERCUT for link in (*tie.old, *tie.new)))


def _names(link: Link, some_id: str) -> bool:
    return some_id == link.target or some_id in link.premises or some_id in link.against


def _fits(whole: ArgMap, link: Link) -> bool:
    """Whether both ends of a link are there, and what it undercuts."""
    there = all(member in whole.claims or member in whole.quotes for member in link.premises)
    if not there or link.target not in whole.claims:
        return False
    return not link.against or whole.claims[link.target].role_of(link.against) is not None


# Fields
def _with_fields_back(whole: ArgMap, old: ArgMap, change: ElementChange) -> ArgMap:
    names = {field.name for field in change.fields}
    if change.section == "map":
        if "thesis" in names:
            whole = _put_back(whole, old, [claim_id for claim_id in old.thesis if claim_id not in whole.claims])
        fields: dict[str, Any] = {name: getattr(old, name) for name in names}
        return replace(whole, **fields)
    if change.section == "quotes" and names.intersection(ANCHOR):
        whole = _put_back(whole, old, [old.quotes[change.id].source], "sources")
        whole = _with_anchor(whole, old, change.id)
        names.difference_update(ANCHOR)
    if change.section == "sources" and "blob" in names:
        whole = _with_text_back(whole, old, change.id)
        names.discard("blob")
    elements = dict(getattr(whole, change.section))
    values = {field.name: field.old for field in change.fields if field.name in names}
    elements[change.id] = replace(elements[change.id], **values)
    changed: dict[str, Any] = {change.section: elements}
    return replace(whole, **changed)


def _with_anchor(whole: ArgMap, old: ArgMap, quote_id: str) -> ArgMap:
    """`whole` with the words and the place that a quote had, and the text it had them in."""
    before = old.quotes[quote_id]
    was_in, is_in = old.sources[before.source].blob, whole.sources[before.source].blob
    values: dict[str, Any] = {name: getattr(before, name) for name in ANCHOR}
    if was_in != is_in:
        values["blob"] = _own(before.blob or was_in, is_in)
    quote = replace(whole.quotes[quote_id], **values)
    return replace(whole, quotes={**whole.quotes, quote_id: quote})


def _with_text_back(whole: ArgMap, old: ArgMap, source_id: str) -> ArgMap:
    """`whole` in which a source is of the text it was; each quote still knows the text it was anchored in."""
    source = whole.sources[source_id]
    blob = old.sources[source_id].blob
    quotes: dict[str, Quote] = {
        at: replace(quote, blob=_own(quote.blob or source.blob, blob)) if quote.source == source_id else quote
        for at, quote in whole.quotes.items()
    }
    sources = {**whole.sources, source_id: replace(source, blob=blob)}
    return replace(whole, sources=sources, quotes=quotes)


def _own(blob: str | None, of_source: str | None) -> str | None:
    """What a quote says of the text it was anchored in: nothing where that is its source's."""
    return None if blob == of_source else blob


class Unfit(Exception):  # noqa: N818 - whoever asks for it says what is to be done
    """An undercut is to come back, and the link that it speaks against is not there."""

    def __init__(self, target: str, against: Premises) -> None:
        super().__init__(target, against)
        self.target = target
        self.against = against


def with_links(whole: ArgMap, old: ArgMap, gone: Iterable[Link], back: Iterable[Link]) -> ArgMap:
    """`whole` without the links `gone` and with the links `back`, all of one claim, as they were in `old`.

    A link that comes back brings its undercuts, as far as what undercuts it is there; one that only turns keeps
    those that it has. Raises Unfit.
    """
    leaving, coming = list(gone), list(back)
    if not leaving and not coming:
        return whole
    target = (leaving or coming)[0].target
    claim = whole.claims[target]
    roles = {group: claim.role_of(group) for group in (*claim.supported_by, *claim.countered_by)}
    undercut = {against: set(groups) for against, groups in claim.undercut.items()}
    had = set(roles)
    for link in leaving:
        if link.role is Role.UNDERCUT:
            undercut.get(link.against, set()).discard(link.premises)
        else:
            roles.pop(link.premises, None)
    for link in coming:
        if link.role is not Role.UNDERCUT:
            roles[link.premises] = link.role
            if link.premises not in had:
                undercut[link.premises] = _undercuts_there(whole, old.claims[target], link.premises)
    for link in coming:
        if link.role is Role.UNDERCUT:
            if link.against not in roles:
                raise Unfit(target, link.against)
            undercut.setdefault(link.against, set()).add(link.premises)
    changed = replace(
        claim,
        supported_by=tuple(group for group, role in roles.items() if role is Role.SUPPORT),
        countered_by=tuple(group for group, role in roles.items() if role is Role.COUNTER),
        undercut={against: tuple(groups) for against, groups in undercut.items() if groups and against in roles},
    )
    return replace(whole, claims={**whole.claims, target: changed})


def _undercuts_there(whole: ArgMap, before: Claim, premises: Premises) -> set[Premises]:
    there = {*whole.claims, *whole.quotes}
    return {group for group in before.undercut.get(premises, ()) if there.issuperset(group)}
