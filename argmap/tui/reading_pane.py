"""The pane in which a source is read, or which says why it cannot be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from argmap.corpus import OpenText
from argmap.model import Source
from argmap.tui.places import carried_place
from argmap.tui.safe_text import safe

if TYPE_CHECKING:
    from argmap.tui.reader import Highlight, Reader

WIDEST_ROW = 88
"""Cells of a row of text: what a page of a book has, and no more."""


class ReadingPane(Vertical):
    """A reader with a title; in its place, words that say why a text cannot be read.

    The reader comes with the first text: what it needs takes longer to import than the rest of the screen to paint.
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.source_id: str | None = None
        """The source that is shown, or whose fault is."""
        self.opened: OpenText | None = None
        """Its text; None where there is none to read."""
        self.reader: Reader | None = None
        """The reader, as soon as there is a text."""
        self._notice = Static(id="notice")
        self._notice.can_focus = True
        self._places: dict[str, int] = {}

    def compose(self) -> ComposeResult:
        """Room for words in place of a text."""
        yield self._notice

    @property
    def taker(self) -> Widget:
        """What takes keys: the reader, or the words in its place."""
        return self.reader if self.reader is not None and self.reader.display else self._notice

    def show(self, source_id: str, source: Source, opened: OpenText, highlights: Sequence[Highlight]) -> None:
        """Show a text where it was left. A text that has changed meanwhile keeps the reader's place."""
        before = self.opened
        reader = self._summoned()
        if self.source_id == source_id and before is not None:
            if before is not opened:
                self.opened = opened
                reader.open_text(opened.text, highlights, carried_place(before.text, opened.text, reader.cursor))
            return
        self._leave()
        self.source_id, self.opened = source_id, opened
        self._title(source_id, source)
        self._show_notice(None)
        place = min(self._places.get(source_id, 0), len(opened.text))
        reader.open_text(opened.text, highlights, place)

    def refuse(self, source_id: str, source: Source, why: str) -> None:
        """Say why a text cannot be read."""
        self._leave()
        self.source_id, self.opened = source_id, None
        self._title(source_id, source)
        self._show_notice(why)

    def show_nothing(self, why: str) -> None:
        """Say why no text is shown at all."""
        self._leave()
        self.source_id = self.opened = None
        self.border_title = ""
        self._show_notice(why)

    def _summoned(self) -> Reader:
        """The reader, made now if this is the first text."""
        if self.reader is None:
            from argmap.tui.reader import Reader

            self.reader = Reader(id="reader")
            self.reader.max_width = WIDEST_ROW
            self.mount(self.reader)
        return self.reader

    def _leave(self) -> None:
        if self.source_id is not None and self.opened is not None and self.reader is not None:
            self._places[self.source_id] = self.reader.cursor
            self.opened = None

    def _title(self, source_id: str, source: Source) -> None:
        self.border_title = safe(f"{source_id} · {source.title}" if source.title else source_id)

    def _show_notice(self, why: str | None) -> None:
        if why is not None:
            self._notice.update(safe(why, multiline=True))
        focused = self.has_focus_within
        self._notice.display = why is not None
        if self.reader is not None:
            self.reader.display = why is None
        if focused:
            self.taker.focus()
