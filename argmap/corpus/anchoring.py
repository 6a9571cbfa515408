"""Making quotes from passages, and bringing stored quotes up to their texts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Unpack

from argmap import edit
from argmap.anchor import Selector, select
from argmap.corpus.standing import Standing
from argmap.corpus.texts import Corpus, OpenText, selector_of
from argmap.edit import QuoteFields
from argmap.model import ArgMap, Quote


def add_passage(
    whole: ArgMap,
    source_id: str,
    opened: OpenText,
    span: tuple[int, int],
    quote_id: str | None = None,
    **fields: Unpack[QuoteFields],
) -> tuple[ArgMap, str]:
    """A map with a quote of the passage `span` (code points) of the text open for `source_id`, and its id.

    The first quote of a source settles which version its quotes are anchored in; a quote made in another version
    carries that version's blob id itself. Raises Refused, and ValueError for a passage outside the text.
    """
    version = opened.content.blob
    if not whole.quotes_of(source_id) and whole.sources[source_id].blob != version:
        whole = edit.replace_anchors(whole, {}, {source_id: version})
    selector = select(opened.text, *span, folded=opened.folded)
    quote = Quote(
        source=source_id,
        text=selector.text,
        before=selector.before,
        after=selector.after,
        at=selector.at,
        blob=None if whole.sources[source_id].blob == version else version,
        translation=fields.get("translation"),
        note=fields.get("note"),
        tags=tuple(fields.get("tags", ())),
    )
    return edit.add_quote(whole, quote, quote_id)


def requote(whole: ArgMap, quote_id: str, opened: OpenText, span: tuple[int, int]) -> ArgMap:
    """A map in which a quote is of the passage `span` (code points) of its source instead; its links stay.

    Raises ValueError for a passage outside the text.
    """
    quote = whole.quotes[quote_id]
    version = opened.content.blob
    selector = select(opened.text, *span, folded=opened.folded)
    changed = replace(
        quote,
        text=selector.text,
        before=selector.before,
        after=selector.after,
        at=selector.at,
        blob=None if whole.sources[quote.source].blob == version else version,
    )
    return edit.replace_anchors(whole, {quote_id: changed}, {})


@dataclass(frozen=True, slots=True)
class Reanchoring:
    """What storing the places found now would change in a map: arguments for `edit.replace_anchors`."""

    quotes: Mapping[str, Quote]
    blobs: Mapping[str, str | None]

    def __bool__(self) -> bool:
        return bool(self.quotes or self.blobs)


def reanchor(
    corpus: Corpus,
    whole: ArgMap,
    standings: Mapping[str, Standing],
    accepted: Collection[str],
) -> Reanchoring:
    """The smallest change that anchors the `accepted` quotes where `standings` found them.

    A quote whose stored lines find their place verbatim keeps them all, also where the place has moved.
    Once a source's quotes are mostly anchored in its text as it is now, the source carries that version's
    blob id, and only the quotes left behind carry the old one.
    """
    quotes: dict[str, Quote] = {}
    blobs: dict[str, str | None] = {}
    for source_id, source in whole.sources.items():
        mine = {at: quote for at, quote in whole.quotes_of(source_id).items() if at in standings}
        if not any(standings[at].resolution for at in mine):
            continue
        opened = corpus.open(source)
        version = opened.content.blob
        current = {
            at: _anchored_now(opened, quote, standings[at])
            for at, quote in mine.items()
            if at in accepted and standings[at].span is not None
        }
        if current:
            blobs[source_id] = version
        for at, quote in mine.items():
            anchored_in = quote.blob or source.blob
            blob = version if at in current or anchored_in == version else anchored_in
            source_blob = blobs.get(source_id, source.blob)
            quotes[at] = replace(current.get(at, quote), blob=None if blob == source_blob else blob)
    return Reanchoring(
        {at: quote for at, quote in quotes.items() if quote != whole.quotes[at]},
        {at: blob for at, blob in blobs.items() if blob != whole.sources[at].blob},
    )


def _anchored_now(opened: OpenText, quote: Quote, standing: Standing) -> Quote:
    """`quote` anchored at its place in the text as it is now, with as few changed lines as can be."""
    span = standing.span
    if span is None:
        raise ValueError("only a quote that was found can be anchored")
    stored = opened.resolver.resolve(selector_of(quote))
    if opened.text[span[0] : span[1]] == quote.text and (stored.start, stored.end) == span and stored.found:
        return quote
    fresh: Selector = select(opened.text, *span, folded=opened.folded)
    return replace(quote, text=fresh.text, before=fresh.before, after=fresh.after, at=fresh.at)
