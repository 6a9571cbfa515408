"""Finding what was typed in all texts and in the words of a map at once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Final

from argmap.find.hits import SearchableText, Span, search, searchable
from argmap.model import ArgMap
from argmap.text.folding import fold

MOST_PASSAGES: Final = 200
"""Passages listed of all texts, but one at least of each: more is not read but typed away. All are counted."""
MOST_ELEMENTS: Final = 200
"""Claims and quotes listed."""

_BEFORE, _AFTER = 24, 120
"""Code points of context shown around a hit."""
_DIVIDER: Final = "\n\ue000\n"
"""Stands between the fields of a map: a private-use character, which folding keeps and nobody types."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A hit with a little of what stands around it, all as in the text."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class PassageFound:
    """A hit in a text."""

    source_id: str
    span: Span
    """In code points of the text."""
    line: int
    """The line that it begins on, from 1."""
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class ElementFound:
    """A hit in what the map says of a claim or quote."""

    element_id: str
    field: str
    """What it stands in, as the file calls it: `text`, `translation`, `note`, `tags`, `id`."""
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found, with how much there is of what is not listed."""

    elements: tuple[ElementFound, ...] = ()
    """Claims before quotes, by id; each field at most once."""
    passages: tuple[PassageFound, ...] = ()
    """Text by text, in the order in which the texts were given."""
    counts: Mapping[str, int] | None = None
    """How many hits each text has, by source id; texts without hits are not named."""

    @property
    def total(self) -> int:
        """How many hits there are in all texts, and elements in which there are some."""
        return len(self.elements) + sum((self.counts or {}).values())


@dataclass(frozen=True, eq=False, slots=True)
class MapText:
    """The words of a map as one text, so that they are searched as quickly as a source."""

    text: SearchableText
    starts: tuple[int, ...]
    """Where each field begins, in code points."""
    fields: tuple[tuple[str, str], ...]
    """The id of the element and the name of each field."""

    def field_at(self, offset: int) -> int:
        """The number of the field that holds an offset."""
        return bisect_right(self.starts, offset) - 1

    def bounds(self, number: int) -> Span:
        """Where a field begins and ends."""
        last = number + 1 == len(self.starts)
        end = len(self.text.folded.original) if last else self.starts[number + 1] - len(_DIVIDER)
        return self.starts[number], end


def map_text(map_: ArgMap) -> MapText:
    """The ids, words, notes and tags of claims, and the ids, translations, notes and tags of quotes.

    The words of a quote are left out: they are found in its source.
    """
    starts, fields, parts, length = [], [], [], 0
    for element_id, name, words in _fields(map_):
        starts.append(length)
        fields.append((element_id, name))
        parts.append(words)
        length += len(words) + len(_DIVIDER)
    return MapText(searchable(fold(_DIVIDER.join(parts))), tuple(starts), tuple(fields))


def find_everywhere(elements: MapText, texts: Mapping[str, SearchableText], typed: str) -> Findings:
    """Every hit of the typed words in a map and in its texts, by source id."""
    found = {source_id: hits for source_id, text in texts.items() if (hits := search(text, typed))}
    counts = {source_id: len(hits) for source_id, hits in found.items()}
    listed = _shares(counts)
    passages: list[PassageFound] = []
    for source_id, hits in found.items():
        first = [hits[number] for number in range(listed[source_id])]
        passages += _passages(source_id, texts[source_id].folded.original, first)
    return Findings(tuple(_elements(elements, typed)), tuple(passages), counts)


def _shares(counts: Mapping[str, int]) -> dict[str, int]:
    """How many hits of each text are listed: all of those that have few, and of the others as many of each."""
    shares: dict[str, int] = {}
    left = MOST_PASSAGES
    for source_id, count in sorted(counts.items(), key=itemgetter(1)):
        shares[source_id] = min(count, max(1, left // (len(counts) - len(shares))))
        left -= shares[source_id]
    return shares


def _fields(map_: ArgMap) -> Iterator[tuple[str, str, str]]:
    """What can be found of each element: its id, the name of the field, the words."""
    for claim_id, claim in sorted(map_.claims.items()):
        yield claim_id, "text", claim.text
        yield from _common(claim_id, claim.note, claim.tags)
    for quote_id, quote in sorted(map_.quotes.items()):
        if quote.translation:
            yield quote_id, "translation", quote.translation
        yield from _common(quote_id, quote.note, quote.tags)


def _common(element_id: str, note: str | None, tags: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    if note:
        yield element_id, "note", note
    if tags:
        yield element_id, "tags", ", ".join(tags)
    yield element_id, "id", element_id


def _elements(elements: MapText, typed: str) -> Iterator[ElementFound]:
    original = elements.text.folded.original
    seen = -1
    listed = 0
    for start, end in search(elements.text, typed):
        number = elements.field_at(start)
        field_start, field_end = elements.bounds(number)
        if number == seen or end > field_end:
            continue
        seen = number
        yield ElementFound(*elements.fields[number], _snippet(original, (start, end), field_start, field_end))
        listed += 1
        if listed == MOST_ELEMENTS:
            return


def _passages(source_id: str, original: str, spans: list[Span]) -> Iterator[PassageFound]:
    line, counted = 1, 0
    for span in spans:
        line += original.count("\n", counted, span[0])
        counted = span[0]
        yield PassageFound(source_id, span, line, _snippet(original, span, 0, len(original)))


def _snippet(text: str, span: Span, low: int, high: int) -> Snippet:
    """A hit with its context, as far as that lies between two bounds."""
    start, end = span
    return Snippet(text[max(low, start - _BEFORE) : start], text[start:end], text[end : min(high, end + _AFTER)])
