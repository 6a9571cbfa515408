"""The panes of one map, beside each other or one part at a time, and what the user looks at in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widget import Widget

from argmap.corpus import OpenText
from argmap.graph import Kind, Row
from argmap.model import ArgMap
from argmap.tui.keys import key_of
from argmap.tui.marking.collection import Collection
from argmap.tui.panes import DetailPane, OutlinePane, ReviewPane, SourcesPane
from argmap.tui.reading_pane import ReadingPane
from argmap.tui.situation import Pane, Passage, Situation
from argmap.tui.state.snapshot import Published

if TYPE_CHECKING:
    from argmap.tui.reader import Highlight, Reader

COLUMN: Final = {
    Pane.SOURCES: Pane.SOURCES,
    Pane.REVIEW: Pane.SOURCES,
    Pane.READER: Pane.READER,
    Pane.OUTLINE: Pane.OUTLINE,
    Pane.DETAIL: Pane.OUTLINE,
}
"""The part of the screen that a pane stands in, by the pane at its top."""


class Desk(Horizontal):
    """Sources and review at the left, the text in the middle, the outline and its details at the right.

    Its class `-at-<pane>` says which pane has the keyboard, for style sheets of small screens.
    """

    class PaneEntered(Message):
        """Another pane, or another line to type in under the text, has the keyboard."""

        def __init__(self, pane: Pane) -> None:
            super().__init__()
            self.pane: Final = pane

    def __init__(self, published: Published, *, id: str | None = None) -> None:
        """`published` holds what is shown in every pane."""
        super().__init__(id=id, classes=f"-at-{Pane.READER} -column-{Pane.READER}")
        self.pane = Pane.READER
        """The pane that has the keyboard, or had it last."""
        self._typing: str | None = None
        """The line under the text that is typed in."""
        self.sources = SourcesPane(id="sources")
        self.review = ReviewPane(id="review")
        self.reading = ReadingPane(id="reading")
        self.outline = OutlinePane(published, id="outline")
        self.detail = DetailPane(published, id="detail")
        self.collection = Collection()
        """The passages that wait to become linked premises."""
        self._published: Final = published

    def compose(self) -> ComposeResult:
        """The panes."""
        with Vertical(id="left"):
            yield self.sources
            yield self.review
        yield self.reading
        with Vertical(id="right"):
            yield self.outline
            yield self.detail

    # What is shown

    @property
    def reader(self) -> Reader | None:
        """The text, as soon as there is one."""
        return self.reading.reader

    def show(self, source_id: str | None) -> None:
        """Show what is published in every pane; `source_id` is the source that is, or will be, in the reader."""
        now = self._published.now
        self.collection.keep_to(now.map)
        self.reading.show_collected(len(self.collection))
        self.sources.show(now, source_id)
        self.review.show(now)
        self.outline.show()
        self.show_detail()
        reading = self.reading
        if source_id is None:
            reading.show_nothing(f"No text is open yet.\n\nPress {key_of('add-source')} to add a text as a source.")
        elif reading.reader is not None and reading.opened is not None and reading.source_id is not None:
            reading.reader.set_highlights(self._highlights(reading.source_id, reading.opened))

    def show_text(self, source_id: str, opened: OpenText | None, fault: str) -> None:
        """Show the text of a source, or why it cannot be read."""
        source = self._map.sources[source_id]
        if opened is None:
            self.reading.refuse(source_id, source, fault)
        else:
            self.reading.show(source_id, source, opened, self._highlights(source_id, opened))

    def show_detail(self) -> None:
        """Show what is under the cursor in full: that of the review while it has the keyboard, else of the outline."""
        reviewed = self.review.current if self.pane is Pane.REVIEW else None
        self.detail.show(self.outline.current if reviewed is None else Row(Kind.QUOTE, (reviewed,), None, ()))

    def _highlights(self, source_id: str, opened: OpenText) -> list[Highlight]:
        from argmap.tui.reader.highlights import Highlight, Role
        from argmap.tui.roles import highlights

        marked = [Highlight(*span, Role.COLLECTED, "") for span in self.collection.spans(source_id, opened)]
        now = self._published.now
        return [*highlights(now.map, now.states, source_id, len(opened.text)), *marked]

    # What the user looks at

    @property
    def _map(self) -> ArgMap:
        return self._published.now.map

    def situation(self) -> Situation:
        """The pane, and what is selected in it or under its cursor."""
        reading = self.reading.opened is not None and self.reader is not None
        hits = self.reader is not None and bool(self.reader.hits)
        here = Situation(self.pane, self._map, reading=reading, hits=reading and hits, collected=len(self.collection))
        match self.pane:
            case Pane.READER:
                quoted = self._quote_at_cursor()
                premises = (quoted.quote_id,) if quoted is not None and quoted.quote_id is not None else ()
                return here._replace(passage=self._passage(), quoted=quoted, premises=premises, typing=self._typed_in)
            case Pane.SOURCES:
                return here._replace(source_id=self.sources.current)
            case Pane.REVIEW:
                current = self.review.current
                return here._replace(premises=(current,) if current else ())
            case _:
                return self._map_situation(here)

    def _map_situation(self, here: Situation) -> Situation:
        outline = self.outline
        return here._replace(
            premises=outline.current.premises if outline.current else (),
            link=outline.current_link,
            marked=outline.held.marked,
            cut=outline.held.cut,
            narrowed=outline.is_narrowed,
        )

    def _passage(self) -> Passage | None:
        """What is selected, without white space at its ends."""
        reader, opened, source_id = self.reader, self.reading.opened, self.reading.source_id
        span = reader.selected_span if reader is not None else None
        if reader is None or opened is None or span is None or source_id is None or source_id not in self._map.sources:
            return None
        words = opened.text[span[0] : span[1]]
        start = span[0] + len(words) - len(words.lstrip())
        end = start + len(words.strip())
        if start >= end:
            return None
        span = start, end
        quotes = [
            (mark.key, (mark.start, mark.end)) for mark in reader.highlights_in(*span) if mark.key in self._map.quotes
        ]
        same = next((key for key, place in quotes if place == span), None)
        return Passage(source_id, opened, span, same, tuple(quotes))

    def _quote_at_cursor(self) -> Passage | None:
        """The innermost quote at the reader's cursor."""
        reader, opened = self.reader, self.reading.opened
        if reader is None or opened is None:
            return None
        marks = [mark for mark in reader.highlights_at(reader.cursor) if mark.key in self._map.quotes]
        innermost = min(marks, key=lambda mark: mark.end - mark.start, default=None)
        if innermost is None:
            return None
        return Passage(self._map.quotes[innermost.key].source, opened, (innermost.start, innermost.end), innermost.key)

    # Moving between panes

    def go_to_pane(self, pane: Pane) -> None:
        """Give a pane the keyboard, and bring it in sight."""
        self._enter(pane)
        self.taker(pane).focus()

    def go_to_next_pane(self, step: int) -> None:
        """Give the keyboard to the pane so many steps on, in the order of their numbers."""
        order = list(Pane)
        self.go_to_pane(order[(order.index(self.pane) + step) % len(order)])

    @property
    def _typed_in(self) -> str | None:
        bar = self.reading.typed_in
        return bar.NAME if bar is not None else None

    def taker(self, pane: Pane) -> Widget:
        """The widget of a pane that takes keys."""
        if pane is Pane.READER:
            return self.reading.taker
        return self.query_one(f"#{pane}")

    @property
    def hinted(self) -> Widget:
        """What the keys of the footer act on: the line that is typed in, or what takes keys in the pane."""
        return self.reading.typed_in or self.taker(self.pane)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Remember which pane has the keyboard."""
        within = {node.id for node in event.widget.ancestors_with_self}
        pane = next((pane for pane in Pane if pane in within or (pane is Pane.READER and "reading" in within)), None)
        if pane is not None:
            self._enter(pane)

    def _enter(self, pane: Pane) -> None:
        before, self._typing = self._typing, self._typed_in
        if pane is self.pane:
            if self._typing != before:
                self.post_message(self.PaneEntered(pane))
            return
        self.remove_class(f"-at-{self.pane}", f"-column-{COLUMN[self.pane]}", update=False)  # styled once, not twice
        self.pane = pane
        self.add_class(f"-at-{pane}", f"-column-{COLUMN[pane]}")
        self.post_message(self.PaneEntered(pane))
