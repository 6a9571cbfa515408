"""A map as lines that read well in a line-by-line diff: what git's `textconv` is given.

Elements stand in the order of their ids, and a line names others by id alone, so that one change of the argument
changes few lines. Everything that the file says is here, but for its comments.
"""

from collections.abc import Iterator

from argmap.model import ArgMap, Claim, Link, Quote, Role, Source, premises_text

_SIGN = {Role.SUPPORT: "+ supported by", Role.COUNTER: "- countered by"}


def readable_lines(whole: ArgMap) -> Iterator[str]:
    """The map, line by line; white space within a text is one space."""
    yield f"map: {_one_line(whole.title)}"
    yield from _optional(note=whole.note)
    for claim_id in whole.thesis:
        yield f"    thesis {claim_id}"
    for claim_id, claim in sorted(whole.claims.items()):
        yield from ("", f"claim {claim_id}", *_claim(claim), *map(_link, whole.links_to(claim_id)))
    for quote_id, quote in sorted(whole.quotes.items()):
        yield from ("", f"quote {quote_id}", *_quote(quote))
    for source_id, source in sorted(whole.sources.items()):
        yield from ("", f"source {source_id}", *_source(source))


def _claim(claim: Claim) -> Iterator[str]:
    yield f"    {_one_line(claim.text)}"
    yield from _optional(note=claim.note, tags=", ".join(claim.tags))


def _link(link: Link) -> str:
    if link.role is Role.UNDERCUT:
        return f"    x link from {premises_text(link.against)} undercut by {premises_text(link.premises)}"
    return f"    {_SIGN[link.role]} {premises_text(link.premises)}"


def _quote(quote: Quote) -> Iterator[str]:
    yield f"    “{_one_line(quote.text)}”"
    yield from _optional(translation=quote.translation, note=quote.note, tags=", ".join(quote.tags))
    yield f"    from {quote.source} at {quote.at}" + (f" in version {quote.blob}" if quote.blob else "")
    yield from _optional(before=quote.before, after=quote.after)


def _source(source: Source) -> Iterator[str]:
    year = None if source.year is None else str(source.year)
    yield from _optional(title=source.title, author=source.author, year=year, lang=source.lang, url=source.url)
    yield from _optional(path=source.path, version=source.blob, note=source.note, tags=", ".join(source.tags))


def _optional(**fields: str | None) -> Iterator[str]:
    for name, value in fields.items():
        if value:
            yield f"    {name}: {_one_line(value)}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
