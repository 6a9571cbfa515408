"""The texts that foreign annotations are about: those at hand, and those made of the annotated passages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import unquote

from argmap.anchor import Resolver, Selector
from argmap.formats.annotations.bodies import Said
from argmap.formats.annotations.targets import Passage, Target
from argmap.formats.format import Incoming, Page
from argmap.formats.gathering import Gathering, named_after
from argmap.formats.json_input import Place
from argmap.formats.quoting import QuotableText
from argmap.model import ArgMap, Quote, Source, problems
from argmap.text.one_line import reading_line
from argmap.text.pages import BREAK, Pages, labels_said, pages_of

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_NO_TEXT_HOLDS: Final[Mapping[int, str | None]] = {0: "\ufffd", 0xFEFF: None}
_PARTED: Final = "\n\n"
_SHOWN: Final = 40


@dataclass(slots=True)
class AnnotatedText:
    """One text, and what was said of its passages, in the order in which that was met."""

    address: str
    title: str | None = None
    said: dict[Passage, Said] = field(default_factory=dict)
    places: dict[Passage, Place] = field(default_factory=dict)

    def add(self, target: Target, passage: Passage, said: Said, place: Place) -> None:
        """One more annotation; several of one passage become one quote."""
        self.title = self.title or target.title
        self.said[passage] = self.said[passage].with_more(said) if passage in self.said else said
        self.places.setdefault(passage, place)

    def take_into(self, gathered: Gathering, incoming: Incoming) -> list[Passage]:
        """Add the source and its quotes: of the text itself where that is at hand, else of a made one. Gives the
        passages that have no place, which is said.

        It is at hand beside the file, or as a source of this address in the map that all is taken into. What such a
        source does not have is kept in a made text: nobody asked to have it among what was quoted of that.
        """
        path = unquote(self.address)
        is_url = _SCHEME.match(self.address) is not None
        text = None if is_url or not _may_be_a_path(path) else incoming.neighbour(path)
        if text is not None:
            return self._quote_from(gathered, gathered.add_source(Source(path=path, title=self.title)), text)
        page = incoming.page(self.address) if is_url else None
        left = [*self.said] if page is None else self._quote_page(gathered, page)
        for passage in left:
            if not passage.words:
                gathered.leave(f"a passage of `{self.address}`, of which only the place is told", self.places[passage])
        worded = sorted((some for some in left if some.words), key=lambda some: some.start or 0)
        if worded:
            made, quotes = _made_text(worded)
            named = Source(path=named_after(self.address), title=self.title, url=self.address if is_url else None)
            source_id = gathered.add_made_source(named, made)
            for passage, quote in zip(worded, quotes, strict=True):
                gathered.add_quote(with_said(replace(quote, source=source_id), self.said[passage]))
        return [passage for passage in left if not passage.words]

    def _quote_page(self, gathered: Gathering, page: Page) -> list[Passage]:
        """Add quotes of a page's text; gives the passages that it does not have, which is said of their words."""
        quotable, resolver, pages = QuotableText(page.text), Resolver(page.text), pages_of(page.text)
        left = []
        for passage, said in self.said.items():
            span = _span(quotable, resolver, _selector(passage)) if passage.words else None
            if span is not None:
                here = (at for at, source in gathered.sources.items() if source.path == page.path)
                source_id = next(here, None) or gathered.add_source(Source(path=page.path))
                gathered.add_quote(_on_page(with_said(quotable.quote(source_id, span), said), passage, pages))
                continue
            left.append(passage)
            if passage.words:
                told = f"“{reading_line(passage.words)[:_SHOWN]}” stands nowhere in `{page.path}`"
                gathered.leave(f"{told}; it is quoted from a text of its own", self.places[passage])
        return left

    def _quote_from(self, gathered: Gathering, source_id: str, text: str) -> list[Passage]:
        left = []
        quotable, resolver, pages = QuotableText(text), Resolver(text), pages_of(text)
        for passage, said in self.said.items():
            anchor = _selector(passage)
            span = _span(quotable, resolver, anchor) if passage.words else (passage.start or 0, passage.end or 0)
            if span is None:  # the words are kept for a person to find
                quote = Quote(source=source_id, text=anchor.text, before=anchor.before, after=anchor.after)
            elif 0 <= span[0] < span[1] <= len(text) and text[slice(*span)].strip():
                quote = quotable.quote(source_id, span)
            else:
                gathered.leave(f"a passage at {span[0]}–{span[1]}, where the text has none", self.places[passage])
                left.append(passage)
                continue
            gathered.add_quote(_on_page(with_said(quote, said), passage, pages))
        return left


def _selector(passage: Passage) -> Selector:
    return Selector(passage.words, passage.before, passage.after, max(passage.start or 0, 0))


def with_said(quote: Quote, said: Said) -> Quote:
    """A quote of which an annotation says something."""
    return replace(quote, translation=said.translation, note=said.note, tags=said.tags)


def _on_page(quote: Quote, passage: Passage, pages: Pages | None) -> Quote:
    """The quote with the page that was told of it in its note, unless its text itself has it on that page."""
    known = pages.cited(quote.at, quote.at + len(quote.text)) if pages else None
    if not passage.page or passage.page == known:
        return quote
    return replace(quote, note="\n\n".join(filter(None, (quote.note, f"Page {passage.page}"))))


def _span(text: QuotableText, resolver: Resolver, anchor: Selector) -> tuple[int, int] | None:
    """Where the words stand; few words without any context are believed where the text has them but once."""
    found = resolver.resolve(anchor)
    if found.found and found.start is not None and found.end is not None:
        return found.start, found.end
    places = text.places(anchor.text)
    return places[0] if len(places) == 1 else None


def _made_text(passages: list[Passage]) -> tuple[str, list[Quote]]:
    """The passages with what stands around them, a paragraph each, and a quote of each in that text.

    Where pages are told of any, the text begins with their labels, and is divided into pages.
    """
    pages: list[str] = []
    text = ""
    if any(passage.page for passage in passages):
        for passage in passages:
            if not pages or pages[-1] != (passage.page or ""):
                pages.append(passage.page or "")
        text = f"[Annotated passages. Pages: {labels_said(pages)}.]{_PARTED}"
    quotes = []
    before_it: Passage | None = None
    for passage in passages:
        if before_it is not None:
            text += f"\n{BREAK}" if pages and before_it.page != passage.page else _PARTED
        before, words, after = (_as_text(part) for part in (passage.before, passage.words, passage.after))
        quotes.append(Quote(source="", text=words, before=before, after=after, at=len(text) + len(before)))
        text += before + words + after
        before_it = passage
    return text + "\n", quotes


def _as_text(part: str) -> str:
    return part.replace("\r\n", "\n").replace("\r", "\n").replace(BREAK, "\n").translate(_NO_TEXT_HOLDS)


def _may_be_a_path(path: str) -> bool:
    return not problems(ArgMap(title="-", sources={"source": Source(path=path)}))
