"""The texts of the sources with every quote marked where it is found, and how the page names roles and states."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import Final
from unicodedata import east_asian_width

from argmap.corpus import QuoteState
from argmap.formats.format import ExportInput, every_counted
from argmap.formats.markup import as_markup, note_markup
from argmap.formats.sources import language_by_script, state_text, title_of
from argmap.graph import STATE_SIGN
from argmap.model import ArgMap, Role, Source
from argmap.text.one_line import reading_line
from argmap.text.pages import pages_of
from argmap.text.sentences import gaps, only_wraps

_MOST_IN_WHOLE: Final = 2_000_000
"""Code points of all texts together; of longer ones only what is around the quotes is in the page."""


_AROUND: Final = 1500
"""How much of such a text stands on both sides of a quote, in code points."""


_MOST_TO_REFLOW: Final = 400_000
"""In a longer text every line stays a line: to tell which breaks only wrap takes too long."""


_BREAK: Final = re.compile(r"\s*[\n\f]\s*")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """A quote where it stands in its text."""

    start: int
    end: int
    quote_id: str
    look: str


class Texts:
    """The texts as articles of the page, and what of them had to be left out."""

    def __init__(self, export_input: ExportInput) -> None:
        self._export_input: Final = export_input
        self._roles: Final = roles_of(export_input.map)
        self._in_whole: Final = sum(map(len, export_input.texts.values())) <= _MOST_IN_WHOLE
        self.left_out = 0
        """Code points that the articles made so far do not show."""

    def articles(self) -> Iterator[str]:
        """An article for each source, with its text where that could be read."""
        for source_id, source in self._export_input.map.sources.items():
            yield (
                f'<article class="source" id="s-{source_id}" aria-labelledby="t-{source_id}">'
                f"{_head(source_id, source)}{self._not_placed(source_id)}"
            )
            text = self._export_input.texts.get(source_id)
            if text is None:
                yield f'<p class="missing">{self._why_missing(source_id)}</p>'
            else:
                lang = source.lang or language_by_script(text[:2000])
                yield f'<div class="text" lang="{as_markup(lang)}">'
                yield from self._paragraphs(source_id, text)
                yield "</div>"
            yield "</article>\n"

    @property
    def losses(self) -> tuple[str, ...]:
        """What the articles do not show, for the user."""
        map_ = self._export_input.map
        cited = {quote.source for quote in map_.quotes.values()}
        unread = len(cited - self._export_input.texts.keys())
        placed = {mark.quote_id for source_id in map_.sources for mark in self.marks(source_id)}
        adrift = sum(
            bool(quote.before or quote.after or quote.at) for at, quote in map_.quotes.items() if at not in placed
        )
        return every_counted(
            (unread, "text that could not be read", "texts that could not be read"),
            (len(map_.sources) - len(cited), "text without quotes", "texts without quotes"),
            (
                adrift,
                "context and position of a quote without a place",
                "contexts and positions of quotes without a place",
            ),
            (
                self.left_out,
                "character of the texts, far from any quote",
                "characters of the texts, far from any quote",
            ),
        )

    def _why_missing(self, source_id: str) -> str:
        if self._export_input.map.quotes_of(source_id):
            return "The text of this source could not be read."
        return "No quote is taken from this text, so it is not part of this page."

    def marks(self, source_id: str) -> list[Mark]:
        """The quotes of a source that have a place in its text, from its beginning on."""
        text = self._export_input.texts.get(source_id, "")
        marks = []
        for quote_id in self._export_input.map.quotes_of(source_id):
            place = place_of(self._export_input.quote_states.get(quote_id))
            if place is not None and place[1] <= len(text):
                look = role_look(self._roles.get(quote_id, set()))
                state = review_look(self._export_input.quote_states[quote_id])
                marks.append(Mark(*place, quote_id, f"{look} {state}"))
        return sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.quote_id))

    def _not_placed(self, source_id: str) -> str:
        placed = {mark.quote_id for mark in self.marks(source_id)}
        quotes = [item for item in self._export_input.map.quotes_of(source_id).items() if item[0] not in placed]
        if not quotes:
            return ""
        items = "".join(
            f'<li><a class="q plain review" id="p-{at}" href="#o-{at}" data-q="{at}" dir="auto">'
            f"{as_markup(reading_line(quote.text))}</a> "
            f"<small>{as_markup(state_text(self._export_input.quote_states.get(at)))}</small></li>"
            for at, quote in quotes
        )
        return f'<div class="unplaced"><h4>Quotes without a place in the text</h4><ul>{items}</ul></div>'

    def _paragraphs(self, source_id: str, text: str) -> Iterator[str]:
        marks = self.marks(source_id)
        shown = [(0, len(text))] if self._in_whole else _around(marks, len(text))
        breaks = [found.start() for found in re.finditer("\n", text)]
        pages = pages_of(text)
        divided = list(zip((0, *pages.breaks), pages.labels, strict=True)) if pages else []
        here: list[Mark] = []
        begun = skipped = turned = 0
        for start, end in paragraphs_of(text):
            if not any(start < last and first < end for first, last in shown):
                skipped += end - start
                continue
            yield self._gap(skipped)
            skipped = 0
            while begun < len(marks) and marks[begun].start < end:
                here.append(marks[begun])
                begun += 1
            here = [mark for mark in here if start < mark.end]
            line = bisect_right(breaks, start - 1) + 1
            first, turned = turned, bisect_right(divided, start, key=itemgetter(0))
            if first < turned and divided[turned - 1][1]:
                yield f'<p class="page">page {as_markup(divided[turned - 1][1])}</p>'
            first, turned = turned, bisect_right(divided, end, key=itemgetter(0))
            inner = dict(divided[first:turned])
            yield f'<p data-n="{line}" dir="auto">{"".join(_marked(text, start, end, here, inner))}</p>'
        yield self._gap(skipped)

    def _gap(self, skipped: int) -> str:
        self.left_out += skipped
        return f'<p class="gap">{skipped:,} characters left out</p>' if skipped else ""


def place_of(quote_state: QuoteState | None) -> Span | None:
    """Where a quote is found, or where its words were before they were rewritten; None where nobody knows."""
    resolution = quote_state.resolution if quote_state else None
    if resolution is None or resolution.start is None or resolution.end is None:
        return None
    return (resolution.start, resolution.end) if resolution.start < resolution.end else None


def paragraphs_of(text: str) -> Iterator[Span]:
    """The paragraphs of a text, without the white space between them."""
    reflows = len(text) <= _MOST_TO_REFLOW
    start = len(text) - len(text.lstrip())
    for gap in gaps(text, start):
        if reflows and only_wraps(text, gap.start(), gap.end()):
            continue
        if start < gap.start():
            yield start, gap.start()
        start = gap.end()
    if start < len(text):
        yield start, len(text)


def _marked(text: str, start: int, end: int, marks: Sequence[Mark], pages: Mapping[int, str]) -> Iterator[str]:
    """A stretch of a text with its marks as links; where several overlap, each piece names all of them.

    `pages` are the labels of those that begin in it, by place.
    """
    cuts = (min(max(at, start), end) for mark in marks for at in (mark.start, mark.end))
    for first, last in pairwise(sorted({start, end, *cuts, *pages})):
        if pages.get(first):
            yield f'<span class="page" data-page="{as_markup(pages[first])}"></span>'
        words = as_markup(_flowing(text, first, last))
        here = [mark for mark in marks if mark.start <= first and last <= mark.end]
        if not here:
            yield words
            continue
        inner = min(here, key=lambda mark: mark.end - mark.start)
        yield "".join(f'<span id="p-{mark.quote_id}"></span>' for mark in here if mark.start == first)
        names = " ".join(mark.quote_id for mark in sorted(here, key=lambda mark: mark.end - mark.start))
        deep = " deep" if len(here) > 1 else ""
        yield f'<a class="q {inner.look}{deep}" href="#o-{inner.quote_id}" data-q="{names}">{words}</a>'


def _flowing(text: str, start: int, end: int) -> str:
    """A stretch without the breaks that only wrap it: lines of ideographs join without a space."""

    def joint(gap: re.Match[str]) -> str:
        before, after = (
            text[start + gap.start() - 1 : start + gap.start()],
            text[start + gap.end() : start + gap.end() + 1],
        )
        return "" if _is_wide(before) and _is_wide(after) else " "

    return _BREAK.sub(joint, text[start:end])


def _is_wide(character: str) -> bool:
    return bool(character) and east_asian_width(character) in "WF" and not "\uac00" <= character <= "\ud7a3"


def _around(marks: Sequence[Mark], length: int) -> list[Span]:
    """What is shown of a text that is too long to be shown whole."""
    spans: list[Span] = []
    for mark in marks:
        first, last = max(0, mark.start - _AROUND), min(length, mark.end + _AROUND)
        if spans and first <= spans[-1][1]:
            spans[-1] = spans[-1][0], max(last, spans[-1][1])
        else:
            spans.append((first, last))
    return spans


def _head(source_id: str, source: Source) -> str:
    title = title_of(source)
    said = [source.author, str(source.year) if source.year is not None else None, source.lang, source.path]
    line = " · ".join(as_markup(some) for some in said if some)
    url = ""
    if source.url:
        safe = re.match(r"https?://", source.url)
        shown = as_markup(source.url)
        url = (
            f'<p class="url"><a href="{shown}" rel="noreferrer">{shown}</a></p>'
            if safe
            else f'<p class="url">{shown}</p>'
        )
    note = f'<div class="note" dir="auto">{note_markup(source.note)}</div>' if source.note else ""
    tags = "".join(f'<li dir="auto">{as_markup(tag)}</li>' for tag in source.tags)
    listed = f'<ul class="tags">{tags}</ul>' if tags else ""
    return (
        f'<header><h3 id="t-{source_id}" dir="auto" lang="{language_by_script(title) or "en"}">{as_markup(title)}</h3>'
        f'<p class="about">{line}</p>{url}{note}{listed}</header>'
    )


def passage_text(quote_states: Mapping[str, QuoteState], quote_id: str) -> str:
    """Where a quote is found, in a few words: `line 312 ● exact`."""
    quote_state = quote_states.get(quote_id)
    if quote_state is None:
        return "not checked"
    line = f"line {quote_state.line} " if quote_state.line is not None else ""
    page = f"{quote_state.cited_page} " if quote_state.cited_page else ""
    return f"{page}{line}{STATE_SIGN[quote_state.state]} {quote_state.state}"


def roles_of(map_: ArgMap) -> dict[str, set[Role]]:
    """What each premise does, over all the links that it is in."""
    roles: dict[str, set[Role]] = {}
    for link in map_.links():
        for member in link.premises:
            roles.setdefault(member, set()).add(link.role)
    return roles


def role_look(roles: set[Role]) -> str:
    """The class of a passage whose quote has these roles."""
    if not roles:
        return "plain"
    return str(next(iter(roles))) if len(roles) == 1 else "mixed"


def review_look(quote_state: QuoteState) -> str:
    """The class of a quote by whether a person should look at it."""
    return "review" if quote_state.needs_review else "calm"
