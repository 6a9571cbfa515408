"""What every Markdown form of a map begins and ends with: title and note, sources, and a footnote for each quote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from argmap.formats.citing import line_of, state_said, title_of
from argmap.formats.format import Material
from argmap.formats.losses import Part
from argmap.formats.markdown_text import (
    MADE_HERE,
    file_address,
    indented,
    link,
    markdown_note,
    markdown_text,
    web_address,
)
from argmap.model import ArgMap, Quote, Source

LOST: Final = (Part.TAGS, Part.ANCHORS, Part.LANGUAGES, Part.COMMENTS, Part.CONFLICTS)
"""What no Markdown form has a place for."""


def footnote_mark(quote_id: str) -> str:
    """What stands where a quote is cited; an id is a label as it is."""
    return f"[^{quote_id}]"


def opening(whole: ArgMap) -> Iterator[str]:
    """The title and the note."""
    yield f"# {markdown_text(whole.title)}"
    if whole.note is not None:
        yield from ("", *markdown_note(whole.note))


def loose_heading(whole: ArgMap) -> str:
    """The heading of what no thesis rests on; of all, where the map has no thesis."""
    return "## Not tied to a thesis" if whole.thesis else "## The argument"


def closing(material: Material, cited: Iterable[str], *, with_words: bool = False) -> Iterator[str]:
    """The sources, and a footnote for each quote that is `cited`: source, line, state; before them, its words."""
    if material.map.sources:
        yield from ("", "## Sources", "", *_sources(material.map))
    yield ""
    for quote_id in cited:
        quote = material.map.quotes[quote_id]
        note = markdown_note(quote.note) if with_words and quote.note else []
        words = _words(quote, note[0] if len(note) == 1 else "") if with_words else ""
        yield f"{footnote_mark(quote_id)}: {words}{_citation(material, quote_id)}"
        if len(note) > 1:
            yield from ("", *indented(note, "    "), "")
    yield from ("", MADE_HERE)


def _citation(material: Material, quote_id: str) -> str:
    source = material.map.sources[material.map.quotes[quote_id].source]
    standing = material.standings.get(quote_id)
    line = line_of(standing)
    place = link(f"line {line}" if line else "text", file_address(source.path, line))
    page = f", {markdown_text(standing.page_said)}" if standing and standing.page_said else ""
    return f"{_named(source)}{page}, {place}. {state_said(standing).capitalize()}."


def _words(quote: Quote, note: str) -> str:
    """A passage as an endnote quotes it, with its translation and what was noted of it, where that is one line."""
    translation = f" (“{markdown_text(quote.translation)}”)" if quote.translation else ""
    noted = f" {note}" if note else ""
    return f"“{markdown_text(quote.text)}”{translation}.{noted} — "


def _sources(whole: ArgMap) -> Iterator[str]:
    for _, source in sorted(whole.sources.items()):
        where = [link(markdown_text(source.path), file_address(source.path)), *_page(source)]
        yield f"- {_named(source)}. " + ", ".join(where)
        if source.note is not None:
            yield from ("", *indented(markdown_note(source.note), "  "), "")


def _named(source: Source) -> str:
    author = f"{markdown_text(source.author)}, " if source.author else ""
    year = f" ({source.year})" if source.year is not None else ""
    return f"{author}*{markdown_text(title_of(source))}*{year}"


def _page(source: Source) -> Iterator[str]:
    if source.url is not None:
        address = web_address(source.url)
        shown = markdown_text(source.url)
        yield shown if address is None else link(shown, address)
