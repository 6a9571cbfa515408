"""What is known of the row under the cursor of the outline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, islice
from typing import ClassVar, Final

from textual.binding import Binding, BindingType

from argmap.corpus import Standing
from argmap.graph import Row
from argmap.model import ArgMap
from argmap.tui.panes.details import Paragraph, details
from argmap.tui.panes.glyphs import ELLIPSIS, Glyph, glyphs, wrap
from argmap.tui.panes.look import Piece
from argmap.tui.panes.painted_pane import PaintedPane

_SCROLLS: Final = (
    ("up,k", "up", "a row up"),
    ("down,j", "down", "a row down"),
    ("pageup", "page_up", "a page up"),
    ("pagedown,space", "page_down", "a page down"),
    ("home,g", "first", "to the beginning"),
    ("end,G", "last", "to the end"),
)


_MOST_GLYPHS: Final = 20_000
"""Of a longer paragraph only the beginning is shown: it is none that somebody reads in a pane."""


class DetailPane(PaintedPane, can_focus=True, inherit_bindings=False):
    """A claim, a quote or linked premises in full, wrapped to the width of the pane."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            keys,
            f"scroll_by('{step}')",
            f"Scroll {goal}",
            show=False,
            tooltip=f"Scroll {goal}.",
            id=f"detail.{step.replace('_', '-')}",
        )
        for keys, step, goal in _SCROLLS
    ]

    def __init__(
        self,
        *,
        empty: str = "choose a row of the map to see it in full",
        id: str | None = None,
        classes: str | None = None,
        name: str | None = None,
    ) -> None:
        super().__init__("Detail", empty, id=id, classes=classes, name=name)
        self._row: Row | None = None
        self._paragraphs: Sequence[Paragraph] = ()
        self._rows: Sequence[Sequence[Piece]] = ()

    def show(self, whole: ArgMap, row: Row | None, standings: Mapping[str, Standing], now: str | None = None) -> None:
        """Show a row of the outline, from its beginning unless it is the same row as before.

        `now` are the words that stand where the quote of the row stood (see `wording.words_now`); where they
        differ from the stored ones, both are shown.
        """
        same = row == self._row
        self._row = row
        self._paragraphs = () if row is None else tuple(details(whole, row, standings.get(row.id), now))
        self._wrap()
        if not same:
            self.scroll_to(y=0, animate=False)

    def action_scroll_by(self, step: str) -> None:
        """Scroll: `up`, `down`, `page_up`, `page_down`, `first` or `last`."""
        page = max(1, self.rows_in_sight - 1)
        steps = {"up": -1, "down": 1, "page_up": -page, "page_down": page, "first": -len(self._rows)}
        self.scroll_to(y=self.scroll_offset.y + steps.get(step, len(self._rows)), animate=False)

    def row_count(self) -> int:
        """How many rows the wrapped text has."""
        return len(self._rows)

    def row_pieces(self, row: int, width: int) -> Iterable[Piece]:  # noqa: ARG002 (wrapped already)
        """A row of the wrapped text."""
        return self._rows[row]

    def on_resize(self) -> None:
        """Wrap to the new width."""
        self._wrap()

    def _wrap(self) -> None:
        width = self.scrollable_content_region.width
        if width > 0:
            self._rows = [row for paragraph in self._paragraphs for row in wrapped(paragraph, width)]
        self.repaint()


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
