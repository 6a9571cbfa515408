"""Adding, changing and removing sources, claims and quotes."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any, TypedDict, TypeVar, Unpack

from argmap.edit.links import without_links_from
from argmap.edit.refusal import Refused, free_id, known, sound
from argmap.model import ArgMap, Claim, Quote, Source
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


def add_source(whole: ArgMap, source: Source, source_id: str | None = None) -> tuple[ArgMap, str]:
    """A map with `source`, and its id: `source_id`, or one made from author, year and title."""
    for known_id, other in whole.sources.items():
        if other.path == source.path:
            raise Refused(f"`{source.path}` is already the source `{known_id}`", "quote from that source")
    author = source.author.split()[-1] if source.author else ""
    name = f"{author} {source.year or ''}" if author else source.title or ""
    new_id = free_id(whole, source_id, name or source.path.rsplit("/", 1)[-1].rsplit(".", 1)[0], "source")
    tidy = replace(source, **_tidied({name: getattr(source, name) for name in SourceFields.__annotations__}))
    return sound(replace(whole, sources={**whole.sources, new_id: tidy})), new_id


def add_claim(whole: ArgMap, claim: Claim, claim_id: str | None = None) -> tuple[ArgMap, str]:
    """A map with `claim`, and its id: `claim_id`, or one made from its words."""
    new_id = free_id(whole, claim_id, claim.text, "claim")
    tidy = replace(claim, **_tidied({name: getattr(claim, name) for name in ClaimFields.__annotations__}))
    return sound(replace(whole, claims={**whole.claims, new_id: tidy})), new_id


def add_quote(whole: ArgMap, quote: Quote, quote_id: str | None = None) -> tuple[ArgMap, str]:
    """A map with `quote`, and its id: `quote_id`, or one made from its source and its words."""
    words = reading_line(quote.translation or quote.text)
    new_id = free_id(whole, quote_id, f"{quote.source} {words}", "quote")
    tidy = replace(quote, **_tidied({name: getattr(quote, name) for name in QuoteFields.__annotations__}))
    return sound(replace(whole, quotes={**whole.quotes, new_id: tidy})), new_id


def change_source(whole: ArgMap, source_id: str, **fields: Unpack[SourceFields]) -> ArgMap:
    """A map in which the named fields of a source are replaced."""
    changed = replace(_element(whole.sources, source_id, "source"), **_tidied(dict(fields)))
    return sound(replace(whole, sources={**whole.sources, source_id: changed}))


def change_claim(whole: ArgMap, claim_id: str, **fields: Unpack[ClaimFields]) -> ArgMap:
    """A map in which the named fields of a claim are replaced."""
    changed = replace(_element(whole.claims, claim_id, "claim"), **_tidied(dict(fields)))
    return sound(replace(whole, claims={**whole.claims, claim_id: changed}))


def change_quote(whole: ArgMap, quote_id: str, **fields: Unpack[QuoteFields]) -> ArgMap:
    """A map in which the named fields of a quote are replaced."""
    changed = replace(_element(whole.quotes, quote_id, "quote"), **_tidied(dict(fields)))
    return sound(replace(whole, quotes={**whole.quotes, quote_id: changed}))


def change_map(whole: ArgMap, **fields: Unpack[MapFields]) -> ArgMap:
    """A map with another title, note or thesis list. Raises Refused, also for an empty title."""
    return sound(replace(whole, **_tidied(dict(fields), required=("title",))))


def replace_anchors(whole: ArgMap, quotes: Mapping[str, Quote], blobs: Mapping[str, str | None]) -> ArgMap:
    """A map in which `quotes` are anchored anew and sources carry the `blobs` they were anchored in.

    Args:
        whole: The map.
        quotes: The quotes that changed, by id.
        blobs: The new blob id of each source that changed, by source id.
    """
    sources = {at: replace(whole.sources[at], blob=blob) for at, blob in blobs.items()}
    return sound(replace(whole, quotes={**whole.quotes, **quotes}, sources={**whole.sources, **sources}))


def remove(whole: ArgMap, some_id: str, *, cascade: bool = False) -> ArgMap:
    """A map without `some_id` and without the links it is an end of.

    Linked premises hold only together, so a group that loses a member goes whole; its other members stay
    in the map. Removing a source that is quoted is refused unless `cascade`, which removes its quotes too.
    """
    if known(whole, some_id) == "sources":
        taken = whole.quotes_of(some_id)
        if taken and not cascade:
            raise Refused(
                f"{len(taken)} quote{'s are' if len(taken) > 1 else ' is'} taken from `{some_id}`",
                "remove them first, or remove the source with its quotes (--cascade)",
            )
        for quote_id in taken:
            whole = remove(whole, quote_id)
    left = without_links_from(whole, some_id)
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
