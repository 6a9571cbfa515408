"""The quotes of a map as an annotation collection."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import quote as percent_encoded

from argmap.corpus import QuoteState
from argmap.formats.format import Exported, ExportInput, Part, every_counted, losses
from argmap.formats.json_io import json_text, said_of
from argmap.model import ArgMap, Link, Quote, Role, Source

CONTEXT: Final = ("http://www.w3.org/ns/anno.jsonld", {"argmap": "urn:argmap:", "@vocab": "urn:argmap:"})
"""The standard's terms; every other key is a term of ours, so that nothing is lost on readers of JSON-LD."""
QUOTE: Final = "urn:argmap:quote:"
"""Before the id of each quote's annotation."""

VERBS: Final = {Role.SUPPORT: "supports", Role.COUNTER: "counters"}
OWN_SOURCES: Final = "argmap:sources"
"""At the whole: the sources, by their ids."""
OWN_QUOTE: Final = "argmap:quote"
"""At an annotation: the id of its source under `from`, and what else the standard has no place for."""
OWN_CLAIM: Final = "argmap:bears"
"""At a body: the id of the claim, the role, and the quotes that have it together."""
OWN_STATE: Final = "argmap:state"
"""At a target: how sure it is that the passage stands there."""
TRANSLATION: Final = "argmap:translation"
"""At a body: true where it is the quote's translation."""

_IN_STANDARD: Final = ("source", "text", "before", "after", "translation", "note", "tags")
"""The fields of a quote that the standard has a place for, or that have another name here."""

_IN_IRI: Final = "!#$%&'()*+,-./:;=?@[]_~"


def export(export_input: ExportInput) -> Exported:
    """The quotes as an AnnotationCollection with all of them on its first page."""
    whole = export_input.map
    links: dict[str, list[Link]] = {at: [] for at in sorted(whole.quotes)}
    for link in whole.links():
        if is_told(link, whole):
            for premise in link.premises:
                links[premise].append(link)
    items = [_annotation(export_input, at, told) for at, told in links.items()]
    page = {"id": "urn:argmap:quotes:1", "type": "AnnotationPage", "startIndex": 0, "items": items}
    collection = {
        "@context": CONTEXT,
        "id": "urn:argmap:quotes",
        "type": "AnnotationCollection",
        "label": whole.title,
        "total": len(items),
        "first": page,
        OWN_SOURCES: {at: said_of(whole.sources[at]) for at in sorted(whole.sources)},
    }
    return Exported(json_text(collection), tuple(_lost(whole)))


def is_told(link: Link, whole: ArgMap) -> bool:
    """Whether a link is told by the annotations of its quotes: one that quotes alone have to a claim."""
    return link.role is not Role.UNDERCUT and all(some in whole.quotes for some in link.premises)


def _annotation(export_input: ExportInput, at: str, links: list[Link]) -> dict[str, Any]:
    whole = export_input.map
    quote = whole.quotes[at]
    bodies = [*_bodies(quote), *(_claim(link, whole) for link in links)]
    return {
        "id": QUOTE + at,
        "type": "Annotation",
        "motivation": "linking" if links else "highlighting",
        **({"body": bodies} if bodies else {}),
        "target": _target(whole.sources[quote.source], quote, export_input.quote_states.get(at)),
        OWN_QUOTE: {"from": quote.source, **said_of(quote, *_IN_STANDARD)},
    }


def _bodies(quote: Quote) -> Iterator[dict[str, Any]]:
    if quote.translation is not None:
        yield {**_text(quote.translation, "describing"), TRANSLATION: True}
    if quote.note is not None:
        yield _text(quote.note, "commenting")
    for tag in quote.tags:
        yield _text(tag, "tagging")


def _claim(link: Link, whole: ArgMap) -> dict[str, Any]:
    return {
        **_text(f"{VERBS[link.role]}: {whole.claims[link.target].text}", "linking"),
        OWN_CLAIM: {"claim": link.target, "role": str(link.role), "premises": list(link.premises)},
    }


def _text(value: str, purpose: str) -> dict[str, Any]:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _target(source: Source, quote: Quote, quote_state: QuoteState | None) -> dict[str, Any]:
    """The passage; its position is where it was found, or where it was anchored if nobody has looked."""
    span = (quote.at, quote.at + len(quote.text)) if quote_state is None else quote_state.span
    words = {"type": "TextQuoteSelector", "exact": quote.text, "prefix": quote.before, "suffix": quote.after}
    position = [{"type": "TextPositionSelector", "start": span[0], "end": span[1]}] if span else []
    return {
        "type": "SpecificResource",
        "source": _address(source),
        "selector": [words, *position],
        **({} if quote_state is None else {OWN_STATE: quote_state.state}),
    }


def _address(source: Source) -> str:
    """Where the text can be read: on the web if that is known, else its file, relative to this one."""
    url = (source.url or "").strip()
    if url.lower().startswith(("http://", "https://")):
        return percent_encoded(url, safe=_IN_IRI)
    return percent_encoded(source.path, safe="/")


def _lost(whole: ArgMap) -> Iterator[str]:
    told = {link for link in whole.links() if is_told(link, whole)}
    bare = whole.claims.keys() - {link.target for link in told}
    between = sum(link.role is not Role.UNDERCUT and link not in told for link in whole.links())
    notes = sum(claim.note is not None for claim in whole.claims.values()) + (whole.note is not None)
    tags = sum(len(claim.tags) for claim in whole.claims.values())
    yield from every_counted(
        (len(bare), "claim without a quote of its own", "claims without quotes of their own"),
        (between, "link from claims", "links from claims"),
        (notes, "note on claims or the map", "notes on claims or the map"),
        (tags, "tag of claims", "tags of claims"),
    )
    yield from losses(whole, Part.THESES, Part.UNDERCUTS, Part.COMMENTS, Part.CONFLICTS)
