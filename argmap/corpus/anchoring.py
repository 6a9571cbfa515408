"""Making quotes from passages, and bringing stored quotes up to their texts."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Unpack

from argmap import edit
from argmap.corpus.texts import Corpus, OpenText, QuoteState, selector_of
from argmap.edit import QuoteFields
from argmap.model import ArgMap, Quote


def add_passage(
    map_: ArgMap,
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
    if not map_.quotes_of(source_id) and map_.sources[source_id].blob != version:
        map_ = edit.replace_anchors(map_, {}, {source_id: version})
    selector = opened.anchor(span)
    quote = Quote(
        source=source_id,
        text=selector.text,
        before=selector.before,
        after=selector.after,
        at=selector.at,
        alike=selector.alike,
        blob=None if map_.sources[source_id].blob == version else version,
        translation=fields.get("translation"),
        note=fields.get("note"),
        tags=tuple(fields.get("tags", ())),
    )
    return edit.add_quote(map_, quote, quote_id)


def quotes_of_passage(corpus: Corpus, map_: ArgMap, source_id: str, span: tuple[int, int]) -> list[str]:
    """The quotes of a source that stand now at the passage `span` (code points), wherever they were anchored."""
    alone = replace(map_, sources={source_id: map_.sources[source_id]}, quotes=map_.quotes_of(source_id))
    return sorted(at for at, quote_state in corpus.quote_states(alone).items() if quote_state.span == span)


def requote(
    map_: ArgMap, quote_id: str, opened: OpenText, span: tuple[int, int], source_id: str | None = None
) -> ArgMap:
    """A map in which a quote is of the passage `span` (code points) of the text that is open; its links stay.

    That text is the quote's own source, or that of `source_id`, from which it is quoted then. Raises ValueError for a
    passage outside the text.
    """
    quote, version = map_.quotes[quote_id], opened.content.blob
    fresh = anchored_at(opened, quote, span)
    if source_id is None or source_id == quote.source:
        return store_anchors(map_, quote.source, {quote_id: fresh}, version)
    moved = replace(fresh, source=source_id, blob=version)
    map_ = edit.replace_anchors(map_, {quote_id: moved}, {})
    return store_anchors(map_, source_id, {quote_id: moved}, version)


def anchored_at(opened: OpenText, quote: Quote, span: tuple[int, int]) -> Quote:
    """`quote`, anchored at a passage of the text as it is now; all else that it says stays."""
    made = opened.anchor(span)
    return replace(quote, text=made.text, before=made.before, after=made.after, at=made.at, alike=made.alike)


def anchored_where_found(opened: OpenText, quote: Quote, quote_state: QuoteState) -> Quote:
    """`quote`, anchored where it was found. One whose stored lines find the place verbatim keeps them all.

    Raises ValueError for a quote that was not found.
    """
    span = quote_state.span
    if span is None:
        raise ValueError("the quote was not found, so it cannot be anchored")
    if opened.text[span[0] : span[1]] == quote.text:
        stored = opened.resolver.resolve(selector_of(quote))
        if stored.found and (stored.start, stored.end) == span:
            return quote
    return anchored_at(opened, quote, span)


def store_anchors(map_: ArgMap, source_id: str, fresh: Mapping[str, Quote], version: str) -> ArgMap:
    """A map in which the quotes `fresh` of one source, by id, are anchored in a version of its text.

    The source carries that version once most of its quotes are anchored in it; until then these carry it themselves,
    so that accepting one of many changes the lines of that one alone.
    """
    source = map_.sources[source_id]
    quotes = map_.quotes_of(source_id)
    anchored_in = {at: version if at in fresh else quote.blob or source.blob for at, quote in quotes.items()}
    counts = Counter(anchored_in.values())
    # Nobody knows in which version a quote without a blob was anchored; under a new one it would claim to be in that.
    carries = version if None not in counts and 2 * counts[version] > len(quotes) else source.blob
    changed = {}
    for at, quote in quotes.items():
        new = fresh.get(at, quote)
        blob = None if anchored_in[at] == carries else anchored_in[at]
        after = replace(quote, text=new.text, before=new.before, after=new.after, at=new.at, alike=new.alike, blob=blob)
        if after != quote:
            changed[at] = after
    return edit.replace_anchors(map_, changed, {source_id: carries} if carries != source.blob else {})


def reanchor(corpus: Corpus, map_: ArgMap, quote_states: Mapping[str, QuoteState]) -> ArgMap:
    """A map in which every quote of `quote_states` that was found is anchored where it was found."""
    after = map_
    for source_id, source in map_.sources.items():
        found = {
            at: quote
            for at, quote in map_.quotes_of(source_id).items()
            if at in quote_states and quote_states[at].span is not None
        }
        if found:
            opened = corpus.open(source)
            fresh = {at: anchored_where_found(opened, quote, quote_states[at]) for at, quote in found.items()}
            after = store_anchors(after, source_id, fresh, opened.content.blob)
    return after
