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
    old, map_ = changes.old, now
    match change.how:
        case How.ADDED:
            map_ = _taken_away(map_, old, change.section, change.id)
        case How.REMOVED:
            map_ = _put_back(map_, old, [change.id], change.section)
        case How.CHANGED:
            for tie in change.links:
                map_ = _with_link_back(map_, old, tie)
            map_ = _with_fields_back(map_, old, change)
    back = map_.addresses() - now.addresses()
    comments = {at: comment for at, comment in old.comments.items() if at in back}
    map_ = sound(replace(map_, comments={**map_.comments, **comments}))
    return rename(map_, change.id, change.old_id) if change.old_id is not None else map_


def _is_there(change: ElementChange, changes: Changes) -> bool:
    """Whether all of the `change` is among the `changes`."""
    for element in changes.elements:
        if (element.section, element.id, element.how) == (change.section, change.id, change.how):
            fields, links = set(change.fields), set(change.links)
            same_id = change.old_id in (None, element.old_id)
            return same_id and fields.issubset(element.fields) and links.issubset(element.links)
    return False


# What came goes
def _taken_away(map_: ArgMap, old: ArgMap, section: str, some_id: str) -> ArgMap:
    """`map_` without what was added, and with the links that it took the place of."""
    if section == "sources":
        kept = sorted(map_.quotes_of(some_id).keys() & old.quotes.keys())
        if kept:
            quoted = in_quotes(map_, kept[0])
            raise Refused(f"{quoted} is now quoted from {in_quotes(map_, some_id)}", "restore the words of it first")
        for quote_id in map_.quotes_of(some_id):
            map_ = _taken_away(map_, old, "quotes", quote_id)
    for tie in _ties_since(map_, old):
        if any(_names(link, some_id) for link in tie.new):
            map_ = with_links(map_, old, tie.new, [link for link in tie.old if _fits(map_, link)])
    return remove(map_, some_id)


# What went comes back
def _put_back(map_: ArgMap, old: ArgMap, some_ids: Iterable[str], section: str = "") -> ArgMap:
    """`map_` with what was removed, as it was, and with its links to all that is there."""
    wanted = {
        some_id: at
        for some_id in some_ids
        for at in ([section] if section else _sections_of(old, some_id))
        if some_id not in getattr(map_, at)
    }
    if not wanted:
        return map_
    needed = {old.quotes[at].source for at, where in wanted.items() if where == "quotes"}
    map_ = _put_back(map_, old, sorted(needed), "sources")
    parts: dict[str, Any] = {name: dict(getattr(map_, name)) for name in SECTIONS}
    for some_id, where in wanted.items():
        element = getattr(old, where)[some_id]
        if isinstance(element, Claim):
            element = replace(element, supported_by=(), countered_by=(), undercut={})
        parts[where][some_id] = element
    map_ = replace(map_, thesis=_with_theses(map_, old, wanted), **parts)
    for some_id, where in wanted.items():
        if where == "quotes":
            map_ = _with_anchor(map_, old, some_id)
    for tie in _ties_since(map_, old):
        named = any(_names(link, some_id) for link in tie.old for some_id in wanted)
        if named and all(_fits(map_, link) for link in tie.old):
            map_ = with_links(map_, old, tie.new, tie.old)
    return map_


def _sections_of(map_: ArgMap, some_id: str) -> list[str]:
    return [section for section in SECTIONS if some_id in getattr(map_, section)]


def _with_theses(map_: ArgMap, old: ArgMap, wanted: dict[str, str]) -> tuple[str, ...]:
    """The theses with those among what comes back, each after those that it followed."""
    theses = list(map_.thesis)
    for place, claim_id in enumerate(old.thesis):
        if wanted.get(claim_id) == "claims" and claim_id not in theses:
            before = [theses.index(at) for at in old.thesis[:place] if at in theses]
            theses.insert(max(before) + 1 if before else 0, claim_id)
    return tuple(theses)


# Links
def _with_link_back(map_: ArgMap, old: ArgMap, tie: LinkChange) -> ArgMap:
    members = {member for link in tie.old for member in (*link.premises, *link.against)}
    map_ = _put_back(map_, old, sorted(members - map_.claims.keys() - map_.quotes.keys()))
    try:
        return with_links(map_, old, tie.new, tie.old)
    except Unfit as unfit:
        premises, target = premises_sentence(old, unfit.against), in_quotes(old, unfit.target)
        raise Refused(
            f"{premises} no longer supports or counters {target}, so there is nothing to undercut",
            "restore that link first",
        ) from unfit


def _ties_since(map_: ArgMap, old: ArgMap) -> Iterator[LinkChange]:
    """What became of links; supports and counters before the undercuts, which need them."""
    found = [
        tie
        for target, claim in map_.claims.items()
        for tie in link_changes(target, old.claims.get(target, _NO_LINKS), claim)
    ]
    yield from sorted(found, key=lambda tie: any(link.role is Role.UNDERCUT for link in (*tie.old, *tie.new)))


def _names(link: Link, some_id: str) -> bool:
    return some_id == link.target or some_id in link.premises or some_id in link.against


def _fits(map_: ArgMap, link: Link) -> bool:
    """Whether both ends of a link are there, and what it undercuts."""
    there = all(member in map_.claims or member in map_.quotes for member in link.premises)
    if not there or link.target not in map_.claims:
        return False
    return not link.against or map_.claims[link.target].role_of(link.against) is not None


# Fields
def _with_fields_back(map_: ArgMap, old: ArgMap, change: ElementChange) -> ArgMap:
    names = {field.name for field in change.fields}
    if change.section == "map":
        if "thesis" in names:
            map_ = _put_back(map_, old, [claim_id for claim_id in old.thesis if claim_id not in map_.claims])
        fields: dict[str, Any] = {name: getattr(old, name) for name in names}
        return replace(map_, **fields)
    if change.section == "quotes" and names.intersection(ANCHOR):
        map_ = _put_back(map_, old, [old.quotes[change.id].source], "sources")
        map_ = _with_anchor(map_, old, change.id)
        names.difference_update(ANCHOR)
    if change.section == "sources" and "blob" in names:
        map_ = _with_text_back(map_, old, change.id)
        names.discard("blob")
    elements = dict(getattr(map_, change.section))
    values = {field.name: field.old for field in change.fields if field.name in names}
    elements[change.id] = replace(elements[change.id], **values)
    changed: dict[str, Any] = {change.section: elements}
    return replace(map_, **changed)


def _with_anchor(map_: ArgMap, old: ArgMap, quote_id: str) -> ArgMap:
    """`map_` with the words and the place that a quote had, and the text it had them in."""
    before = old.quotes[quote_id]
    was_in, is_in = old.sources[before.source].blob, map_.sources[before.source].blob
    values: dict[str, Any] = {name: getattr(before, name) for name in ANCHOR}
    if was_in != is_in:
        values["blob"] = _own(before.blob or was_in, is_in)
    quote = replace(map_.quotes[quote_id], **values)
    return replace(map_, quotes={**map_.quotes, quote_id: quote})


def _with_text_back(map_: ArgMap, old: ArgMap, source_id: str) -> ArgMap:
    """`map_` in which a source is of the text it was; each quote still knows the text it was anchored in."""
    source = map_.sources[source_id]
    blob = old.sources[source_id].blob
    quotes: dict[str, Quote] = {
        at: replace(quote, blob=_own(quote.blob or source.blob, blob)) if quote.source == source_id else quote
        for at, quote in map_.quotes.items()
    }
    sources = {**map_.sources, source_id: replace(source, blob=blob)}
    return replace(map_, sources=sources, quotes=quotes)


def _own(blob: str | None, of_source: str | None) -> str | None:
    """What a quote says of the text it was anchored in: nothing where that is its source's."""
    return None if blob == of_source else blob


class Unfit(Exception):  # noqa: N818 - whoever asks for it says what is to be done
    """An undercut is to come back, and the link that it speaks against is not there."""

    def __init__(self, target: str, against: Premises) -> None:
        super().__init__(target, against)
        self.target = target
        self.against = against


def with_links(map_: ArgMap, old: ArgMap, gone: Iterable[Link], back: Iterable[Link]) -> ArgMap:
    """`map_` without the links `gone` and with the links `back`, all of one claim, as they were in `old`.

    A link that comes back brings its undercuts, as far as what undercuts it is there; one that only turns keeps
    those that it has. Raises Unfit.
    """
    leaving, coming = list(gone), list(back)
    if not leaving and not coming:
        return map_
    target = (leaving or coming)[0].target
    claim = map_.claims[target]
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
                undercut[link.premises] = _undercuts_there(map_, old.claims[target], link.premises)
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
    return replace(map_, claims={**map_.claims, target: changed})


def _undercuts_there(map_: ArgMap, before: Claim, premises: Premises) -> set[Premises]:
    there = {*map_.claims, *map_.quotes}
    return {group for group in before.undercut.get(premises, ()) if there.issuperset(group)}
