"""What is known of the row under the cursor of the outline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby, islice
from typing import ClassVar, Final

from textual.binding import BindingType

from argmap.graph import Row
from argmap.tui.panes.details import Paragraph, details
from argmap.tui.panes.glyphs import ELLIPSIS, Glyph, glyphs, wrap
from argmap.tui.panes.look import Piece
from argmap.tui.panes.wrapped_pane import WrappedPane, scroll_bindings
from argmap.tui.state.snapshot import Published

_MOST_GLYPHS: Final = 20_000
"""Of a longer paragraph only the beginning is shown: it is none that somebody reads in a pane."""


class DetailPane(WrappedPane, can_focus=True, inherit_bindings=False):
    """A claim, a quote or linked premises in full, wrapped to the width of the pane."""

    BINDINGS: ClassVar[list[BindingType]] = [*scroll_bindings("detail")]

    DEFAULT_CSS = """
    DetailPane { overflow-y: scroll; scrollbar-background: $surface; }
    """

    def __init__(
        self,
        published: Published | None = None,
        *,
        empty: str = "choose a row of the map to see it in full",
        id: str | None = None,
        classes: str | None = None,
        name: str | None = None,
    ) -> None:
        """`published` holds what is shown, also of other panes."""
        super().__init__("Detail", empty, id=id, classes=classes, name=name)
        self.published: Final = published or Published()
        self._row: Row | None = None
        self._paragraphs: Sequence[Paragraph] = ()

    def show(self, row: Row | None) -> None:
        """Show a row of the outline, from its beginning unless it is the same row as before.

        Where other words than those of a quote are found in its place, both are shown.
        """
        same = row == self._row
        self._row = row
        shown = () if row is None else details(self.published.now, row)
        self._paragraphs = tuple(shown)
        self.rewrap()
        if not same:
            self.scroll_to(y=0, animate=False)

    def rows_for(self, width: int) -> Iterable[Sequence[Piece]]:
        """The paragraphs, one after the other."""
        return (row for paragraph in self._paragraphs for row in wrapped(paragraph, width))


def wrapped(paragraph: Paragraph, width: int) -> Iterator[list[Piece]]:
    """The rows of a paragraph, in so many cells; what stands before the first indents the others."""
    before = list(glyphs(paragraph.before.text, paragraph.before.style)) if paragraph.before else []
    indent = sum(glyph.width for glyph in before)
    if indent >= width:
        before, indent = [], 0
    line = list(islice(chain.from_iterable(glyphs(*piece) for piece in paragraph.pieces), _MOST_GLYPHS + 1))
    if len(line) > _MOST_GLYPHS:
        line[-1] = Glyph(ELLIPSIS, 1)
    lead = [Piece(glyph.text, glyph.style) for glyph in before]
    for row in wrap(line, width - indent):
        runs = groupby(row, key=lambda glyph: glyph.style)
        yield lead + [Piece("".join(glyph.text for glyph in run), style) for style, run in runs]
        lead = [Piece(" " * indent)]
