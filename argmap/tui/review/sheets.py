"""The two sheets that are compared: what was kept and what it serves, and what stands in the text now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from argmap.corpus import Standing
from argmap.diff import form_said
from argmap.graph import ROLE_SIGN
from argmap.model import ArgMap, Link, Role
from argmap.text.one_line import reading_line
from argmap.tui.differences import Differences
from argmap.tui.panes.details import Paragraph
from argmap.tui.panes.look import Piece
from argmap.tui.panes.wording import meaning, old_text_missing
from argmap.tui.review.cases import Case
from argmap.tui.review.deeds import key
from argmap.tui.review.places import Place, surroundings
from argmap.tui.sentences import link_sentence, premises_sentence


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a sheet."""

    paragraph: Paragraph
    bar: Piece | None = None
    """Stands before each of its rows, as the bar beside a quote in the reader does."""


_BLANK = Block(Paragraph())
_INDENT = Piece("  ")
QUOTED: Final = Piece("┃ ", "review")
"""The bar beside quoted words."""


def kept_sheet(whole: ArgMap, case: Case, compared: Differences | None) -> Iterator[Block]:
    """The words of the map with their context and translation, and what they serve.

    `compared` marks what of the words is gone; None where there is nothing to compare them with.
    """
    quote = case.quote
    yield from _context([quote.before])
    yield Block(Paragraph(compared.kept if compared else (Piece(reading_line(quote.text)),)), QUOTED)
    yield from _context([quote.after])
    if quote.translation:
        yield _BLANK
        yield _line(f"“{reading_line(quote.translation)}”")
    for line in (quote.note or "").splitlines():
        yield _line(line, "faint")
    yield _BLANK
    yield from serves(whole, case.quote_id)


def serves(whole: ArgMap, quote_id: str) -> Iterator[Block]:
    """What a quote bears on: a paragraph for each of its links."""
    links = list(whole.links_from(quote_id))
    yield _line("it serves:" if links else "it serves no claim yet", "faint")
    for link in links:
        yield Block(Paragraph(tuple(_service(whole, link, quote_id)), Piece(f"{ROLE_SIGN[link.role]} ", link.role)))


def now_sheet(case: Case, place: Place | None, compared: Differences | None) -> Iterator[Block]:
    """The words at a place with what stands around them, and why the quote is to be reviewed."""
    if case.opened is not None and place is not None and compared is not None:
        before, after = surroundings(case.opened.text, place.span)
        yield from _context(before)
        yield Block(Paragraph(compared.now), QUOTED)
        yield from _context(after)
        yield _BLANK
        if compared.read_alike:
            same = case.quote.text == place.words
            yield _line("Word for word." if same else f"The same words, {form_said(case.quote.text, place.words)}.")
            if not case.standing.needs_review:
                return
    yield from _why(case, placed=place is not None)


def _why(case: Case, *, placed: bool) -> Iterator[Block]:
    for line in _meaning(case.standing).splitlines():
        yield _line(line, "faint" if placed else "")
    if case.standing.no_old_text:
        yield _line(old_text_missing(case.standing.no_old_text), "faint")
    if case.opened is None:
        yield _BLANK
        yield _line("Once that is mended, the quote is looked for by itself. Until then, keep it for later or drop it.")
    elif not placed:
        yield _BLANK
        yield _line(
            f"No place is like it: {key('reselect')} selects the passage in the text, {key('drop')} drops the quote."
        )


def _meaning(standing: Standing) -> str:
    """Why a quote is to be reviewed; a score is not of its words alone, which the title of the sheet weighs."""
    if standing.state != "fuzzy" or standing.resolution is None:
        return meaning(standing)
    return f"words like it stand here; together with what surrounds them, {standing.resolution.score:.0%} alike"


def _service(whole: ArgMap, link: Link, quote_id: str) -> Iterator[Piece]:
    """What a quote does by a link, without naming the quote itself."""
    others = tuple(member for member in link.premises if member != quote_id)
    yield Piece(f"{link.role}s ", link.role)
    if others:
        yield Piece(f"together with {premises_sentence(whole, others)} ")
    if link.role is Role.UNDERCUT:
        attacked = whole.claims[link.target].role_of(link.against) or Role.SUPPORT
        yield Piece(f"that {link_sentence(whole, Link(link.against, attacked, link.target))} ")
    else:
        yield Piece(f"{reading_line(whole.claims[link.target].text)} ")
    yield Piece(link.target, "faint")


def _context(lines: list[str]) -> Iterator[Block]:
    for line in lines:
        if line.strip():
            yield Block(Paragraph((Piece(reading_line(line), "faint"),)), _INDENT)


def _line(text: str, style: str = "") -> Block:
    return Block(Paragraph((Piece(text, style),)))
