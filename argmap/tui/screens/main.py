"""The screen of one map: its panes side by side or one at a time, what actions act on, and how edits are shown."""

from __future__ import annotations

from collections.abc import Collection as AnyOf
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from argmap.corpus import OpenText
from argmap.graph import Kind, Row
from argmap.model import Address, ArgMap, Link
from argmap.session import Session, Trouble
from argmap.text.visible import visible_lines
from argmap.tui.actions.footer import hints, sections
from argmap.tui.keys import Section, binding, key_of
from argmap.tui.lazy import lazy_modules
from argmap.tui.screens.base import GLANCE_SECONDS, NARROW, SHORT, ActionScreen, action_bindings
from argmap.tui.screens.map_actions import ACTIONS
from argmap.tui.state.collection import Collection
from argmap.tui.state.context import MapContext, Pane, Passage
from argmap.tui.state.controller import MapController, Severity, first_quote, first_source
from argmap.tui.state.history import Jumps, last_read
from argmap.tui.state.host import W
from argmap.tui.state.loader import Resolved, TextOpened, Texts
from argmap.tui.state.snapshot import Published, Snapshot
from argmap.tui.widgets.bars import Bar, Hint, PaneTabs, TitleBar
from argmap.tui.widgets.details import DetailPane
from argmap.tui.widgets.outline import OutlinePane, RowChosen, RowMoved, RowsDropped
from argmap.tui.widgets.reading_pane import PendingTarget, ReadingPane
from argmap.tui.widgets.sources import ReviewPane, SourcesPane

if TYPE_CHECKING:
    from argmap.tui.actions import arranging, file
    from argmap.tui.screens import canvas as graph
    from argmap.tui.screens import conflicts, review
    from argmap.tui.widgets.reader.highlights import Highlight
    from argmap.tui.widgets.reader.reader import Jumped, QuotePressed, Reader
else:
    arranging, file = lazy_modules("argmap.tui.actions", "arranging", "file")
    graph, conflicts, review = lazy_modules("argmap.tui.screens", "canvas", "conflicts", "review")

COLUMN: Final = {
    Pane.SOURCES: Pane.SOURCES,
    Pane.REVIEW: Pane.SOURCES,
    Pane.READER: Pane.READER,
    Pane.OUTLINE: Pane.OUTLINE,
    Pane.DETAIL: Pane.OUTLINE,
}
"""The part of the screen that a pane stands in, by the pane at its top."""


class MainLayout(Horizontal):
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
        from argmap.tui.widgets.reader.highlights import Highlight, HighlightRole, highlights

        marked = [Highlight(*span, HighlightRole.COLLECTED, "") for span in self.collection.spans(source_id, opened)]
        now = self._published.now
        return [*highlights(now.map, now.states, source_id, len(opened.text)), *marked]

    # What the user looks at

    @property
    def _map(self) -> ArgMap:
        return self._published.now.map

    def context(self) -> MapContext:
        """The pane, and what is selected in it or under its cursor."""
        reading = self.reading.opened is not None and self.reader is not None
        hits = self.reader is not None and bool(self.reader.hits)
        here = MapContext(self.pane, self._map, reading=reading, hits=reading and hits, collected=len(self.collection))
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

    def _map_situation(self, here: MapContext) -> MapContext:
        outline = self.outline
        return here._replace(
            premises=outline.current.premises if outline.current else (),
            link=outline.current_link,
            marked=outline.marks.marked,
            cut=outline.marks.cut,
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


def _import_reader() -> None:
    """Import the widget for texts, where no key waits for it."""
    import argmap.tui.widgets.reader.reader  # noqa: F401


class MainScreen(ActionScreen[MapContext, None]):
    """One open map: its sources, a text, the outline and its details."""

    AUTO_FOCUS = "#notice"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-wide")]  # noqa: RUF012 (as Textual declares it)
    VERTICAL_BREAKPOINTS = [(0, "-short"), (SHORT, "-tall")]  # noqa: RUF012
    ACTIONS = ACTIONS
    BINDINGS: ClassVar[list[BindingType]] = [
        *action_bindings(ACTIONS),
        *(binding(f"pane-{pane}", f"pane('{pane}')") for pane in Pane),
        binding("next-pane", "next_pane(1)"),
        binding("previous-pane", "next_pane(-1)"),
    ]

    def __init__(self, session: Session, size: Size) -> None:
        """`size` is that of the terminal: a screen that knows it at once is styled once."""
        width = "-narrow" if size.width < NARROW else "-wide"
        super().__init__(classes=f"{width} {'-short' if size.height < SHORT else '-tall'}")
        self.controller = MapController(self, session)
        self._title = TitleBar(session.path, id="title")
        self._tabs = PaneTabs(id="tabs")
        self._desk = MainLayout(self.controller.published, id="desk")
        self._texts = Texts(self, session.corpus, _import_reader)
        first = first_quote(session.map)
        self._source_id = first_source(session.map, first)
        """The source that is to be in the reader."""
        self._pending = PendingTarget(self._desk.reading, self.tell, first)
        self._jumps = Jumps(self._desk.reading.here)

    def compose(self) -> ComposeResult:
        """The panes between the title and the keys."""
        yield self._title
        yield self._tabs
        yield self._desk
        yield self.hints

    def on_mount(self) -> None:
        """Show the map at once; its texts follow as they are read."""
        self._tabs.show(Pane.READER)
        self._show()
        self.controller.published.subscribe(self._snapshot_published)
        self._desk.reading.expect(self._source_id)
        self.set_interval(GLANCE_SECONDS, self.glance)
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """Go on where the user read last, now that the map is painted."""
        self._source_id = last_read(self.session) or self._source_id
        self.show_map()
        self.controller.announce()

    def _compositor_refresh(self) -> None:
        """Render nothing while Textual holds updates back, as it does at the start: it would show nothing of it."""
        if not self.app._batch_count:
            super()._compositor_refresh()

    # What actions use

    @property
    def session(self) -> Session:
        """The open map."""
        return self.controller.session

    @property
    def maps(self) -> tuple[Path, ...]:
        """The maps to change between."""
        return self.app.maps

    @property
    def collection(self) -> Collection:
        """The passages that wait to become linked premises."""
        return self._desk.collection

    @property
    def snapshot(self) -> Snapshot:
        """What is shown of the map now."""
        return self.controller.published.now

    @property
    def cursor(self) -> int | None:
        """Where the cursor of the open text stands, in code points."""
        return None if self._desk.reader is None else self._desk.reader.cursor

    @property
    def view(self) -> OutlinePane:
        """Where the map is looked at."""
        return self._desk.outline

    def context(self) -> MapContext:
        """What the user is looking at now."""
        now = self.snapshot
        return self._desk.context()._replace(
            undo=now.undo,
            redo=now.redo,
            unsaved=not now.is_saved,
            places_behind=bool(self._jumps.trail.behind),
            places_ahead=bool(self._jumps.trail.ahead),
        )

    def tell(self, said: str, severity: Severity = "information") -> None:
        """Show a few words for a moment."""
        if severity == "information":
            self.app.clear_notifications()
        self.notify(visible_lines(said), severity=severity, markup=False)

    def copy(self, words: str) -> None:
        """Hand words to the clipboard, as far as the terminal does that."""
        self.app.copy_to_clipboard(words)

    def reveal(self, shown: str | Link) -> None:
        """Put the cursor of the outline on a claim or quote, or on the row of a link."""
        outline = self._desk.outline
        if not (isinstance(shown, Link) and outline.reveal_link(shown)):
            outline.reveal(shown if isinstance(shown, str) else shown.premises[0])

    def open_source(self, source_id: str) -> None:
        """Show a source in the reader."""
        if self._desk.reading.source_id != source_id:
            self._jumps.leave()
        self._source_id = source_id
        self.show_map()

    def at_text(self, kind: type[W]) -> W:
        """The widget of this type in which the text is read, which gets the keyboard. Only while a text is open."""
        self._desk.go_to_pane(Pane.READER)
        return self._desk.reading.part(kind)

    def at_outline(self) -> None:
        """Give the outline the keyboard."""
        self._desk.go_to_pane(Pane.OUTLINE)

    def go_to_passage(self, source_id: str, span: tuple[int, int]) -> None:
        """Show a passage of a source in the reader, and give that the keyboard."""
        self._jumps.leave()
        self._show_passage(source_id, span)

    def travel(self, step: int) -> None:
        """Go one step back (-1) or forward (1) through the places that were left."""
        place = self._jumps.step(step, self.session.map.sources)
        if place is None:
            self.tell("there is no further place", "warning")
        else:
            self._show_passage(place.source_id, (place.offset, place.offset))

    def _show_passage(self, source_id: str, span: tuple[int, int]) -> None:
        self._source_id = source_id
        self._pending.be_passage(source_id, span)
        if self._desk.reading.source_id == source_id:
            self._arrive()
        else:
            self.show_map()
        self._desk.go_to_pane(Pane.READER)

    def go_to_quote(self, quote_id: str) -> None:
        """Show the passage of a quote in the reader, and give that the keyboard."""
        self._jumps.leave()
        self._pending.be_quote(quote_id)
        self._source_id = self.session.map.quotes[quote_id].source
        if self._desk.reading.source_id == self._source_id:
            self._arrive()
        else:
            self.show_map()
        self._desk.go_to_pane(Pane.READER)

    def let_selection_go(self) -> None:
        """Select nothing in the reader any more."""
        reader = self._desk.reader
        if reader is not None and reader.selected_span is not None:
            reader.action_let_go()

    def review(self, quote_id: str | None) -> None:
        """Show every quote that is not exact, beginning with `quote_id` if that is one."""
        self.app.push_screen(review.ReviewScreen(self, quote_id))

    async def draw(self, premise: str | None) -> None:
        """Show the graph, with a claim or quote selected."""
        await self.ask(graph.GraphScreen(self, premise))

    def trouble_arose(self, trouble: Trouble) -> None:
        """Ask what is to be done about map and file that are apart."""
        self.start(file.tell_trouble(self, trouble))

    def conflicts_arose(self, clashes: AnyOf[Address]) -> None:
        """Ask what is to be done about what was changed here and on disk just now."""
        self.start(conflicts.ask_to_decide(self, clashes))

    async def decide_conflicts(self) -> None:
        """Show both readings of each conflict side by side."""
        await conflicts.decide(self)

    def open_map(self, path: Path) -> None:
        """Leave this map for another."""
        self.app.open_map(path)

    def leave(self) -> None:
        """End argmap."""
        self.app.exit(0)

    # Showing

    def show_map(self) -> None:
        """Show the map as it is now; what takes time to find out follows as messages."""
        whole = self.snapshot.map
        if self._source_id not in whole.sources:
            self._source_id = first_source(whole)
        self._show()
        self._desk.reading.expect(self._source_id)
        # Only then: a thread that reads and imports would slow down the painting.
        self.call_after_refresh(self._texts.look, whole, self._source_id)

    def _snapshot_published(self, now: Snapshot, before: Snapshot) -> None:
        if now.states is not before.states:
            self._show()
        else:
            self.show_map()

    def _show(self) -> None:
        self._desk.show(self._source_id)
        self._show_title()
        self.show_hints()

    def _show_title(self) -> None:
        now = self.snapshot
        self._title.show(now.map.title, now.status, now.to_review, len(now.map.conflicts))

    def footer(self) -> Sequence[Hint]:
        return hints(self.context(), self.ACTIONS)

    def help_sections(self) -> Sequence[Section]:
        return sections(self.context(), self.pane_keys(), self.ACTIONS)

    @property
    def hinted(self) -> Widget:
        return self._desk.hinted

    @on(TextOpened)
    def _text_opened(self, message: TextOpened) -> None:
        if self.is_attached and message.source_id == self._source_id and message.source_id in self.session.map.sources:
            self._desk.show_text(message.source_id, message.opened, message.fault)
            self._pending.text_opened()
            self._arrive()

    @on(Resolved)
    def _resolved(self, message: Resolved) -> None:
        if not self.is_attached:
            return  # the map was left meanwhile
        self.controller.found(message.quote_states, message.words)
        self._arrive()

    def _arrive(self) -> None:
        self._pending.arrive(self.snapshot.map, self.snapshot.states)

    # What the user does in the panes

    @on(MainLayout.PaneEntered)
    def _pane_entered(self, message: MainLayout.PaneEntered) -> None:
        self._tabs.show(COLUMN[message.pane])
        self._desk.show_detail()
        self.show_hints()

    # Named as Textual finds them without an import: the reader comes when there is a text.

    def on_reader_cursor_moved(self) -> None:
        """Show what can be done where the cursor stands now."""
        self.show_hints()

    def on_reader_jumped(self, message: Jumped) -> None:
        """Let the user come back to the place that was left."""
        self._jumps.jumped_from(message.left)

    def on_reader_selection_changed(self) -> None:
        """Show what can be done with what is selected."""
        self.show_hints()

    @on(RowMoved)
    @on(ReviewPane.ReviewMoved)
    def _row_moved(self) -> None:
        self._desk.show_detail()
        self.show_hints()

    @on(RowChosen)
    def _row_chosen(self, message: RowChosen) -> None:
        row: Row = message.row
        if row.again:
            self.reveal(row.id)
        elif row.kind is Kind.QUOTE:
            self.go_to_quote(row.id)
        else:
            self._desk.go_to_pane(Pane.DETAIL)

    @on(RowsDropped)
    def _rows_dropped(self, message: RowsDropped) -> None:
        self.start(arranging.drop(self, message.dragged, message.onto))

    @on(SourcesPane.SourceChosen)
    def _source_chosen(self, message: SourcesPane.SourceChosen) -> None:
        self.open_source(message.source_id)
        self._desk.go_to_pane(Pane.READER)

    @on(ReadingPane.Stayed)
    def _stayed(self, message: ReadingPane.Stayed) -> None:
        self._pending.be_nowhere()
        self.open_source(message.source_id)

    @on(ReviewPane.ReviewChosen)
    def _review_chosen(self, message: ReviewPane.ReviewChosen) -> None:
        self.reveal(message.quote_id)
        self.review(message.quote_id)

    def on_reader_quote_pressed(self, message: QuotePressed) -> None:
        """Go from a passage to what it serves; one that is only pointed at is shown in the outline beside it."""
        if message.pointed:
            self.reveal(message.keys[-1])
        else:
            self.action_try("follow")

    @on(Bar.Pressed, "#tabs")
    def _tab_pressed(self, message: Bar.Pressed) -> None:
        self._desk.go_to_pane(Pane(message.name))

    @on(Bar.Pressed, "#title")
    def _title_pressed(self, message: Bar.Pressed) -> None:
        if message.name == TitleBar.STATUS and self.snapshot.trouble is not None:
            self.controller.save_again()
        elif message.name == TitleBar.REVIEW:
            self.review(None)
        elif message.name == TitleBar.CONFLICTS:
            self.action_act(message.name)

    def glance(self) -> None:
        """See whether others changed the map's file or a text, unless a dialog is open or opening."""
        if self.is_active and not self.app.typed_ahead.waits:
            self.controller.glance()
            self._title.glance()
            if self._texts.changed(self.session.map):
                self._texts.look(self.session.map, self._source_id)

    # Keys

    def action_pane(self, pane: str) -> None:
        """Give a pane the keyboard."""
        self._desk.go_to_pane(Pane(pane))

    def action_next_pane(self, step: int) -> None:
        """Give the next pane the keyboard."""
        self._desk.go_to_next_pane(step)
