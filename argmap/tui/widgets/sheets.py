"""What was kept of a quote and what stands in its text now, as sheets that are shown side by side, and their pane."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from rich.cells import cell_len
from textual.binding import BindingType

from argmap.corpus import QuoteState
from argmap.diff import form_text
from argmap.graph import ROLE_SIGN
from argmap.model import ArgMap, Link, Role
from argmap.text.one_line import reading_line
from argmap.tui.content import link_sentence, premises_sentence, safe
from argmap.tui.keys import key_of
from argmap.tui.state.loader import meaning, old_text_missing
from argmap.tui.state.review_cases import Case, Place, surroundings
from argmap.tui.widgets.details import Differences, Paragraph, wrapped
from argmap.tui.widgets.painted_pane import Piece, WrappedPane, scroll_bindings


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
            yield _line("Word for word." if same else f"The same words, {form_text(case.quote.text, place.words)}.")
            if not case.quote_state.needs_review:
                return
    yield from _why(case, placed=place is not None)


def _why(case: Case, *, placed: bool) -> Iterator[Block]:
    for line in _meaning(case.quote_state).splitlines():
        yield _line(line, "faint" if placed else "")
    if case.quote_state.no_old_text:
        yield _line(old_text_missing(case.quote_state.no_old_text), "faint")
    if case.opened is None:
        yield _BLANK
        yield _line("Once that is fixed, the quote is looked for by itself. Until then, keep it for later or drop it.")
    elif not placed:
        yield _BLANK
        yield _line(
            f"No place is like it: {key_of('review.reselect')} selects the passage in the text, "
            f"{key_of('review.drop')} drops the quote."
        )


def _meaning(quote_state: QuoteState) -> str:
    """Why a quote is to be reviewed; a score is not of its words alone, which the title of the sheet weighs."""
    if quote_state.state != "fuzzy" or quote_state.resolution is None:
        return meaning(quote_state)
    return f"words like it stand here; together with what surrounds them, {quote_state.resolution.score:.0%} alike"


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


_ROWS_AFTER: Final = 1
"""Rows kept in sight below the quoted words."""


class SheetPane(WrappedPane, can_focus=True, inherit_bindings=False):
    """One side of a comparison; what is gone is struck through, what is new is underlined, in any theme."""

    BINDINGS: ClassVar[list[BindingType]] = [*scroll_bindings("sheet")]
    DEFAULT_CSS = """
    SheetPane {
        border-subtitle-color: $text-faint;
    }
    """

    def __init__(self, title: str, *, id: str) -> None:
        super().__init__(title, "", id=id)
        self._blocks: Sequence[Block] = ()

    def show(self, title: str, blocks: Iterable[Block], *, legend: str = "") -> None:
        """Show another sheet, its quoted words in sight; `legend` says below it what its marks mean."""
        self.set_title(title)
        self.border_subtitle = safe(legend)
        shown = tuple(blocks)
        if shown != self._blocks:
            self._blocks = shown
            self.rewrap()

    def rows_for(self, width: int) -> Iterable[Sequence[Piece]]:
        """The blocks, one after the other."""
        return (row for block in self._blocks for row in _rows(block, width))

    def rewrap(self) -> None:
        """Make the rows anew, with the quoted words in sight."""
        super().rewrap()
        self.scroll_to(y=self._top_row(), animate=False, force=True)

    def _top_row(self) -> int:
        """The row to begin with: the first, unless there is no room then for the quoted words."""
        quoted = [number for number, row in enumerate(self.rows) if row and row[0] == QUOTED]
        if not quoted:
            return 0
        first, after = quoted[0], quoted[-1] + 1
        return max(0, min(first, after + _ROWS_AFTER - self.rows_in_sight))


def _rows(block: Block, width: int) -> Iterator[list[Piece]]:
    bar = block.bar
    if bar is None or cell_len(bar.text) >= width:
        yield from wrapped(block.paragraph, width)
        return
    for row in wrapped(block.paragraph, width - cell_len(bar.text)):
        yield [bar, *row]
