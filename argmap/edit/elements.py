"""Adding, changing, renaming, merging and removing sources, claims and quotes, one or many at once; and the theses."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypedDict, TypeVar, Unpack

from argmap.edit.links import carried_comments, gone_link, rewire, without_links_from
from argmap.edit.refusal import Refused, free_id, known, sound
from argmap.edit.sentences import in_quotes, link_sentence
from argmap.model import (
    Address,
    ArgMap,
    Claim,
    Conflict,
    Link,
    Premises,
    Quote,
    Role,
    Source,
    address_text,
    link_in_conflict,
    with_ids,
)
from argmap.text.one_line import joined_lines, reading_line

_Element = TypeVar("_Element")
_IN_ONE_LINE = ("text", "title", "author")


class SourceFields(TypedDict, total=False):
    """What can be changed of a source by itself; all but the path can be emptied, with None or an empty text."""

    path: str
    title: str | None
    author: str | None
    lang: str | None
    year: int | None
    url: str | None
    note: str | None
    tags: Iterable[str]
    encoding: str | None


class ClaimFields(TypedDict, total=False):
    """What can be changed of a claim by itself; its links have functions of their own."""

    text: str
    note: str | None
    tags: Iterable[str]


class QuoteFields(TypedDict, total=False):
    """What can be changed of a quote by itself; its words change only with its anchor."""

    translation: str | None
    note: str | None
    tags: Iterable[str]


class MapFields(TypedDict, total=False):
    """What can be changed of the map as a whole."""

    title: str
    thesis: tuple[str, ...]
    note: str | None


def add_source(map_: ArgMap, source: Source, source_id: str | None = None) -> tuple[ArgMap, str]:
    """A map with `source`, and its id: `source_id`, or one made from author, year and title."""
    for known_id, other in map_.sources.items():
        if other.path == source.path:
            raise Refused(f"`{source.path}` is already the source `{known_id}`", "quote from that source")
    author = source.author.split()[-1] if source.author else ""
    name = f"{author} {source.year or ''}" if author else source.title or ""
    new_id = free_id(map_, source_id, name or source.path.rsplit("/", 1)[-1].rsplit(".", 1)[0], "source", source.lang)
    tidy = replace(source, **_tidied({name: getattr(source, name) for name in SourceFields.__annotations__}))
    return sound(replace(map_, sources={**map_.sources, new_id: tidy})), new_id


def add_claim(map_: ArgMap, claim: Claim, claim_id: str | None = None) -> tuple[ArgMap, str]:
    """A map with `claim`, and its id: `claim_id`, or one made from its words."""
    new_id = free_id(map_, claim_id, claim.text, "claim")
    tidy = replace(claim, **_tidied({name: getattr(claim, name) for name in ClaimFields.__annotations__}))
    return sound(replace(map_, claims={**map_.claims, new_id: tidy})), new_id


def add_quote(map_: ArgMap, quote: Quote, quote_id: str | None = None) -> tuple[ArgMap, str]:
    """A map with `quote`, and its id: `quote_id`, or one made from its source and its words."""
    words = reading_line(quote.translation or quote.text)
    source = map_.sources.get(quote.source)
    lang = source.lang if source and not quote.translation else None
    new_id = free_id(map_, quote_id, f"{quote.source} {words}", "quote", lang)
    tidy = replace(quote, **_tidied({name: getattr(quote, name) for name in QuoteFields.__annotations__}))
    return sound(replace(map_, quotes={**map_.quotes, new_id: tidy})), new_id


def change_source(map_: ArgMap, source_id: str, **fields: Unpack[SourceFields]) -> ArgMap:
    """A map in which the named fields of a source are replaced."""
    changed = replace(_element(map_.sources, source_id, "source"), **_tidied(dict(fields)))
    return sound(replace(map_, sources={**map_.sources, source_id: changed}))


def change_claim(map_: ArgMap, claim_id: str, **fields: Unpack[ClaimFields]) -> ArgMap:
    """A map in which the named fields of a claim are replaced."""
    changed = replace(_element(map_.claims, claim_id, "claim"), **_tidied(dict(fields)))
    return sound(replace(map_, claims={**map_.claims, claim_id: changed}))


def change_quote(map_: ArgMap, quote_id: str, **fields: Unpack[QuoteFields]) -> ArgMap:
    """A map in which the named fields of a quote are replaced."""
    changed = replace(_element(map_.quotes, quote_id, "quote"), **_tidied(dict(fields)))
    return sound(replace(map_, quotes={**map_.quotes, quote_id: changed}))


def change_map(map_: ArgMap, **fields: Unpack[MapFields]) -> ArgMap:
    """A map with another title, note or thesis list. Raises Refused, also for an empty title."""
    return sound(replace(map_, **_tidied(dict(fields), required=("title",))))


def replace_anchors(map_: ArgMap, quotes: Mapping[str, Quote], blobs: Mapping[str, str | None]) -> ArgMap:
    """A map in which `quotes` are anchored anew and sources carry the `blobs` they were anchored in.

    Args:
        map_: The map.
        quotes: The quotes that changed, by id.
        blobs: The new blob id of each source that changed, by source id.
    """
    sources = {at: replace(map_.sources[at], blob=blob) for at, blob in blobs.items()}
    return sound(replace(map_, quotes={**map_.quotes, **quotes}, sources={**map_.sources, **sources}))


def remove(map_: ArgMap, some_id: str, *, cascade: bool = False) -> ArgMap:
    """A map without `some_id` and without the links it is an end of.

    Linked premises hold only together, so a group that loses a member goes whole; its other members stay
    in the map. Removing a source that is quoted is refused unless `cascade`, which removes its quotes too.
    """
    if known(map_, some_id) == "sources":
        taken = map_.quotes_of(some_id)
        if taken and not cascade:
            raise Refused(
                f"{len(taken)} quote{'s are' if len(taken) > 1 else ' is'} taken from {in_quotes(map_, some_id)}",
                "delete them first, or delete the source with its quotes (--cascade)",
            )
        for quote_id in taken:
            map_ = remove(map_, quote_id)
    left = without_links_from(map_, some_id)
    return sound(
        replace(
            left,
            thesis=tuple(claim_id for claim_id in left.thesis if claim_id != some_id),
            sources=_without(left.sources, some_id),
            claims=_without(left.claims, some_id),
            quotes=_without(left.quotes, some_id),
        )
    )


def _element(elements: Mapping[str, _Element], some_id: str, word: str) -> _Element:
    if some_id not in elements:
        raise Refused(f"there is no {word} `{some_id}`", "`argmap show --ids` lists the ids")
    return elements[some_id]


def _without(elements: Mapping[str, _Element], some_id: str) -> dict[str, _Element]:
    return {at: element for at, element in elements.items() if at != some_id}


def _tidied(fields: dict[str, Any], required: Collection[str] = ("path", "text")) -> dict[str, Any]:
    """`fields` without white space at the ends of texts; empty ones are None unless they are `required`.

    Tags are in their one order, and a claim's words, titles and authors in one line: pasting brings line breaks along.
    A path stays as it is, for a file's name may end in a space.
    """
    tidied: dict[str, Any] = {}
    for name, value in fields.items():
        if name == "tags":
            tidied[name] = _tags(value)
        elif isinstance(value, str) and name != "path":
            words = joined_lines(value.strip()) if name in _IN_ONE_LINE else value.strip()
            tidied[name] = words or ("" if name in required else None)
        else:
            tidied[name] = value
    return tidied


def _tags(tags: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({tag.strip() for tag in tags if tag.strip()}))


def new_map(title: str, theses: Iterable[str] = ()) -> ArgMap:
    """A map without sources: only a title, and a claim for each thesis. Raises Refused for empty ones."""
    map_ = change_map(ArgMap(title=title), title=title)
    for text in theses:
        map_, claim_id = add_claim(map_, Claim(text=text))
        map_ = change_map(map_, thesis=(*map_.thesis, claim_id))
    return map_


def set_theses(map_: ArgMap, ids: Collection[str], *, on: bool) -> ArgMap:
    """A map in which the claims `ids` are theses, the new ones last; or, not `on`, none is. Raises Refused."""
    for some_id in ids:
        if known(map_, some_id) != "claims":
            raise Refused(f"{in_quotes(map_, some_id)} is not a claim, and only claims can be theses", "choose claims")
    if on:
        return sound(replace(map_, thesis=(*map_.thesis, *(at for at in ids if at not in map_.thesis))))
    return sound(replace(map_, thesis=tuple(at for at in map_.thesis if at not in ids)))


def shift_theses(map_: ArgMap, ids: Collection[str], step: int) -> ArgMap:
    """A map in which the theses `ids` stand one place earlier (`step` -1) or later (1), in the same order as before.

    Those that stand together at the end stay there. Raises Refused where none of them can go on.
    """
    strangers = sorted(set(ids) - set(map_.thesis))
    if strangers:
        raise Refused(f"{in_quotes(map_, strangers[0])} is not a thesis", "choose theses; only they have an order")
    order = list(map_.thesis if step < 0 else reversed(map_.thesis))
    for at in range(1, len(order)):
        if order[at] in ids and order[at - 1] not in ids:
            order[at - 1], order[at] = order[at], order[at - 1]
    shifted = tuple(order if step < 0 else reversed(order))
    if shifted == map_.thesis:
        raise Refused(f"that is already the {'first' if step < 0 else 'last'} thesis", "move another one")
    return sound(replace(map_, thesis=shifted))


def place_theses(map_: ArgMap, ids: Collection[str], before: str) -> ArgMap:
    """A map in which the theses `ids`, in the order they have, stand just before `before`. Raises Refused."""
    strangers = sorted({*ids, before} - set(map_.thesis))
    if strangers:
        raise Refused(f"{in_quotes(map_, strangers[0])} is not a thesis", "choose theses; only they have an order")
    if before in ids:
        raise Refused(f"{in_quotes(map_, before)} cannot be placed before itself", "choose another place")
    order = [at for at in map_.thesis if at not in ids]
    place = order.index(before)
    moved = [at for at in map_.thesis if at in ids]
    return sound(replace(map_, thesis=(*order[:place], *moved, *order[place:])))


def rename(map_: ArgMap, old: str, new: str) -> ArgMap:
    """A map in which the element `old` is called `new` and every reference follows. Raises Refused."""
    if new == old:
        raise Refused(f"`{old}` is its id already", "there is nothing to change")
    free_id(map_, new, "", known(map_, old))
    return sound(with_ids(map_, {old: new}))


def retag(map_: ArgMap, ids: Iterable[str], *, add: Iterable[str] = (), drop: Iterable[str] = ()) -> ArgMap:
    """A map in which the elements `ids` have the tags `add` and have not the tags `drop`. Raises Refused."""
    added = {tag.strip() for tag in add if tag.strip()}
    dropped = {tag.strip() for tag in drop}
    sections: dict[str, Any] = {}
    for some_id in ids:
        section = known(map_, some_id)
        elements = sections.setdefault(section, dict(getattr(map_, section)))
        tags = tuple(sorted((set(elements[some_id].tags) - dropped) | added))
        elements[some_id] = replace(elements[some_id], tags=tags)
    return sound(replace(map_, **sections))


def link_each(map_: ArgMap, links: Sequence[Link]) -> ArgMap:
    """A map with all these supports and counters. Raises Refused where one is there, in either role."""
    held: dict[str, tuple[set[tuple[str, ...]], set[tuple[str, ...]]]] = {}
    for link in links:
        if known(map_, link.target) != "claims":
            what = f"{in_quotes(map_, link.target)} is not a claim"
            raise Refused(f"{what}, and only claims can be supported or countered", "choose a claim")
        for member in link.premises:
            known(map_, member)
        claim = map_.claims[link.target]
        there = claim.role_of(link.premises)
        if there is not None:
            already = link_sentence(map_, replace(link, role=there), adverb="already")
            raise Refused(already, "leave it out, or change its role")
        groups = held.setdefault(link.target, (set(claim.supported_by), set(claim.countered_by)))
        groups[link.role is Role.COUNTER].add(link.premises)
    claims = {
        target: replace(map_.claims[target], supported_by=tuple(supports), countered_by=tuple(counters))
        for target, (supports, counters) in held.items()
    }
    return sound(replace(map_, claims={**map_.claims, **claims}))


def unlink_each(map_: ArgMap, links: Collection[Link]) -> ArgMap:
    """A map without these links and without what undercuts them. Raises Refused where one is not there."""
    for link in links:
        if link.target not in map_.claims or link not in map_.links_to(link.target):
            raise Refused(gone_link(map_, link), "look at the map as it is now")
    return sound(rewire(map_, dict.fromkeys(links, ())))


def remove_each(map_: ArgMap, ids: Collection[str]) -> ArgMap:
    """A map without these claims and quotes, and without the links that one of them is an end of. Raises Refused."""
    gone = set(ids)
    for some_id in gone:
        if known(map_, some_id) == "sources":
            raise Refused(f"{in_quotes(map_, some_id)} is a source", "delete it by itself")
    lost = [link for link in map_.links() if link.target in gone or not gone.isdisjoint(link.premises)]
    left = rewire(map_, dict.fromkeys(lost, ()))
    return sound(
        replace(
            left,
            thesis=tuple(claim_id for claim_id in left.thesis if claim_id not in gone),
            claims={at: claim for at, claim in left.claims.items() if at not in gone},
            quotes={at: quote for at, quote in left.quotes.items() if at not in gone},
        )
    )


def merge_claims(map_: ArgMap, kept: str, gone: str, text: str | None = None) -> ArgMap:
    """A map in which the claim `gone` is one with `kept`: its id is `kept`, and it has the links of both.

    The tags of both are put together, and so are the notes. Where both stand in one place, as premises or as theses,
    there is one of them. Raises Refused where the two cannot say the same: one bears on the other, or something
    supports the one and counters the other.

    Args:
        map_: The map.
        kept: The id of the claim that stays.
        gone: The id of the claim that becomes one with it.
        text: The words of the merged claim; those of `kept` where there are none.
    """
    _must_be_mergeable(map_, kept, gone)
    changed = {link: (_renamed(link, kept, gone),) for link in map_.links()}
    wired = rewire(map_, {link: new for link, new in changed.items() if new != (link,)})
    one, other = wired.claims[kept], map_.claims[gone]
    thesis = dict.fromkeys(kept if at == gone else at for at in wired.thesis)
    merged = replace(
        wired,
        thesis=tuple(thesis),
        claims={at: claim for at, claim in wired.claims.items() if at != gone},
        comments=carried_comments(wired.comments, _new_addresses(wired, kept, gone)),
    )
    notes = dict.fromkeys(note for note in (one.note, other.note) if note)
    return change_claim(
        sound(merged),
        kept,
        text=one.text if text is None else text,
        tags=(*one.tags, *other.tags),
        note="\n\n".join(notes) or None,
    )


def _must_be_mergeable(map_: ArgMap, kept: str, gone: str) -> None:
    for some_id in (kept, gone):
        if known(map_, some_id) != "claims":
            raise Refused(f"{in_quotes(map_, some_id)} is not a claim", "choose two claims to merge")
    if kept == gone:
        raise Refused("a claim cannot be merged with itself", "choose another claim")
    undecided = next((at for at, conflict in map_.conflicts.items() if {kept, gone} & _named(at, conflict)), None)
    if undecided is not None:
        raise Refused(f"there is a conflict about `{address_text(undecided)}`", "resolve it first: `argmap resolve`")
    for one, other in ((kept, gone), (gone, kept)):
        for link in map_.links_to(one):
            if other in link.premises:
                raise Refused(
                    f"{in_quotes(map_, other)} is a premise of {in_quotes(map_, one)}, so they differ",
                    "unlink them first",
                )


def _named(where: Address, conflict: Conflict) -> set[str]:
    """The claims that a conflict is about, or that its readings of a link name."""
    if where[0] != "claims":
        return set()
    premises = (link_in_conflict(where) or (), *conflict.undercut)
    return {where[1], *(member for some in premises for member in some)}


def _renamed(link: Link, kept: str, gone: str) -> Link:
    def named(premises: Premises) -> Premises:
        return tuple(sorted({kept if member == gone else member for member in premises}))

    return Link(named(link.premises), link.role, kept if link.target == gone else link.target, named(link.against))


def _new_addresses(wired: ArgMap, kept: str, gone: str) -> dict[Address, Address]:
    """Where comments on `gone` itself go; those on its links have gone with the links."""
    moved: dict[Address, Address] = {("map", "thesis", gone): ("map", "thesis", kept)}
    for at in wired.comments:
        if at[:2] == ("claims", gone):
            moved[at] = ("claims", kept, *at[2:])
    return moved
