"""The pane in which a source is read or which says why it cannot be, and where the reader goes once it is open."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from argmap.corpus import OpenText, QuoteState
from argmap.model import ArgMap, Source
from argmap.text.visible import visible_lines
from argmap.tui.content import safe
from argmap.tui.key_queue import Wait
from argmap.tui.keys import binding, key_of
from argmap.tui.state.controller import Severity, carried_place
from argmap.tui.state.history import LastPlaces, Place

if TYPE_CHECKING:
    from argmap.text.folding import Folded
    from argmap.tui.state.host import HostApp, W
    from argmap.tui.widgets.reader.container import ReaderContainer
    from argmap.tui.widgets.reader.highlights import Highlight
    from argmap.tui.widgets.reader.input_bars import ReaderBar
    from argmap.tui.widgets.reader.reader import Reader

PATIENCE: Final = 0.2
"""Seconds after which people begin to wonder whether a text is being opened."""


_KEYS_WAIT: Final = 2.0
"""Seconds for which keys that were typed wait for the text that they are meant for, where there is no other."""


WIDEST_ROW = 88
"""Cells of a row of text: what a page of a book has, and no more."""


class ReadingPane(Vertical):
    """A reader with a title; in its place, words that say why a text cannot be read.

    The reader comes with the first text: what it needs takes longer to import than the rest of the screen to paint.
    """

    BINDINGS: ClassVar[list[BindingType]] = [binding("reader.stay", "stay", priority=True)]
    app: HostApp

    class Stayed(Message):
        """The user would rather stay with a text than wait for another."""

        def __init__(self, source_id: str) -> None:
            super().__init__()
            self.source_id: Final = source_id

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.source_id: str | None = None
        """The source that is shown, or whose fault is."""
        self.opened: OpenText | None = None
        """Its text; None where there is none to read."""
        self.reader: Reader | None = None
        """The reader, as soon as there is a text."""
        self.reader_container: ReaderContainer | None = None
        """What the reader stands on."""
        self.resumed = False
        """Whether the text was opened at the place where an earlier session left it."""
        self._last_places: LastPlaces | None = None
        self._collected = 0
        self._page: str | None = None
        """The page that is read, if it has a number."""
        self._expected: str | None = None
        """The source that is on its way to the screen."""
        self._before: str | None = None
        """The source that was shown before this one."""
        self._is_slow = False
        """Whether it has been on its way so long that people wonder."""
        self._notice = Static(id="notice")
        self._notice.can_focus = True
        self._places: dict[str, int] = {}

    def compose(self) -> ComposeResult:
        """Room for words in place of a text."""
        yield self._notice

    @property
    def taker(self) -> Widget:
        """What takes keys: the reader, or the words in its place."""
        shown = self.reader_container is not None and self.reader_container.display
        return self.reader if self.reader is not None and shown else self._notice

    def part(self, kind: type[W]) -> W:
        """The reader, or one of the lines under it, by its type. Only while a text is open."""
        reader_container = self.reader_container
        assert reader_container is not None  # the registry offers what acts on a text only then
        return next(
            one
            for one in (reader_container.reader, reader_container.search_bar, reader_container.line_bar)
            if isinstance(one, kind)
        )

    def here(self) -> Place | None:
        """The place where the user reads; None where no text is open."""
        if self.source_id is None or self.opened is None or self.reader is None:
            return None
        return Place(self.source_id, self.reader.cursor)

    @property
    def typed_in(self) -> ReaderBar | None:
        """The line under the text that is typed in."""
        return self.reader_container.typed_in if self.reader_container is not None else None

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
        self._before, self.source_id, self.opened = self.source_id, source_id, opened
        self._title(source_id, source)
        self._show_notice(None)
        reader.open_text(opened.text, highlights, min(self._place_in(source_id, opened), len(opened.text)))

    def refuse(self, source_id: str, source: Source, why: str) -> None:
        """Say why a text cannot be read."""
        self._leave()
        self.source_id, self.opened = source_id, None
        self._title(source_id, source)
        self._show_notice(why)
        self._arrived()

    def show_collected(self, count: int) -> None:
        """Say how many passages wait to become linked premises."""
        self._collected = count
        self._subtitle()

    def expect(self, source_id: str | None) -> None:
        """Say so if it takes long until a source is shown, and let the user stay where they are."""
        if source_id is None or (source_id == self.source_id and self._is_shown):
            self._arrived()
        elif source_id != self._expected:
            self._expected, self._is_slow = source_id, False
            self.set_timer(PATIENCE, partial(self._tell_slow, source_id))
            self.app.typed_ahead.wait(Wait.TEXT)
            self.set_timer(_KEYS_WAIT, partial(self._let_keys_act, source_id))

    def _tell_slow(self, source_id: str) -> None:
        self._is_slow = self._expected == source_id
        self._subtitle()
        if self._stays is not None:
            self._let_keys_act(source_id)

    def _let_keys_act(self, source_id: str) -> None:
        """Let keys act on what there is, if it takes so long until this source is shown."""
        if self._expected == source_id:
            self.app.typed_ahead.go_on(Wait.TEXT)

    def _look_arrived(self) -> None:
        if self.source_id == self._expected and self._is_shown and self._is_uncovered:
            self._arrived()

    def _arrived(self) -> None:
        self._expected, self._is_slow = None, False
        self._subtitle()
        self.app.typed_ahead.go_on(Wait.TEXT)

    @property
    def _is_shown(self) -> bool:
        """Whether the text, or why there is none, can be seen."""
        return self.opened is None or (self.reader is not None and self.reader.is_wrapped)

    @property
    def _is_uncovered(self) -> bool:
        """Whether the text stands in the place of words, if there is one, and can have the keyboard."""
        return self.opened is None or (self.reader_container is not None and self.reader_container.display)

    def _subtitle(self) -> None:
        if self._expected is not None and self._is_slow:
            stay = f" {key_of('reader.stay')} stays here " if self._stays else ""
            self.border_subtitle = Content.assemble(" opening ", safe(self._expected), " … ", stay)
            return
        said = [Content(_waiting(self._collected))] if self._collected else []
        if self._page is not None:
            said.append(Content.assemble("page ", safe(self._page)))
        self.border_subtitle = Content("· ").join(said)

    def on_reader_cursor_moved(self) -> None:
        """Say on which page that is."""
        self._turn_page()

    def _turn_page(self) -> None:
        """Name the page that is read, where that is another one."""
        page = self.reader.page if self.reader is not None and self.opened is not None else None
        if page != self._page:
            self._page = page
            self._subtitle()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 (as Textual calls)
        """While nothing takes long to open, the key is for others."""
        return action != "stay" or (self._is_slow and self._stays is not None)

    def action_stay(self) -> None:
        """Stay with the text that was open."""
        if self._stays is not None:
            self.post_message(self.Stayed(self._stays))

    @property
    def _stays(self) -> str | None:
        """The source that is shown until the one that is on its way has come."""
        return self.source_id if self.source_id != self._expected else self._before

    def show_nothing(self, why: str) -> None:
        """Say why no text is shown at all."""
        self._leave()
        self.source_id = self.opened = None
        self.border_title = ""
        self._show_notice(why)

    def _summoned(self) -> Reader:
        """The reader, made now if this is the first text."""
        if self.reader is None:
            from argmap.tui.widgets.reader.container import ReaderContainer
            from argmap.tui.widgets.reader.reader import Reader

            self.reader = Reader(id="reader")
            habits = self.app.settings.remembered.habits
            self.reader.max_width, self.reader.numbered = habits.text_width or WIDEST_ROW, habits.numbered
            self.reader_container = ReaderContainer(self.reader, self._folded)
            self.reader_container.display = False
            self.mount(self.reader_container)
            self.watch(self.reader, "picture", self._look_arrived, init=False)
            self.watch(self.reader, "picture", self._turn_page, init=False)
            self.watch(self.reader, "scroll_y", self._turn_page, init=False)
            for habit in ("numbered", "max_width"):
                self.watch(self.reader, habit, self._remember_habits, init=False)
        return self.reader

    def _remember_habits(self) -> None:
        """Look at texts the next time as they are looked at now."""
        if self.reader is not None:
            settings = self.app.settings
            settings.remembered.change(numbered=self.reader.numbered, text_width=self.reader.max_width)
            settings.tell_trouble(self.app)

    def _folded(self, text: str) -> Folded:
        """A text folded; the one that is shown is folded only once, for quotes and for searches."""
        from argmap.text.folding import fold

        opened = self.opened
        return opened.folded if opened is not None and opened.text is text else fold(text)

    def _place_in(self, source_id: str, opened: OpenText) -> int:
        """Where the user was in a text, in this session or an earlier one."""
        place = self._places.get(source_id)
        earlier = self._remembering().remembered.place_in(opened.file) if place is None else None
        self.resumed = earlier is not None
        return place if place is not None else earlier or 0

    def _remembering(self) -> LastPlaces:
        """The last places in all texts, read when the first text is shown; if that fails, it is told."""
        if self._last_places is None:
            self._last_places = LastPlaces()
            self._tell_trouble(self._last_places)
        return self._last_places

    def _tell_trouble(self, places: LastPlaces) -> None:
        trouble, places.trouble = places.trouble, None
        if trouble is not None:
            self.notify(visible_lines(trouble), severity="warning", markup=False)

    def on_unmount(self) -> None:
        """Remember the place in the text that is open."""
        self._leave()

    def _leave(self) -> None:
        if self.source_id is not None and self.opened is not None and self.reader is not None:
            self._places[self.source_id] = self.reader.cursor
            self._remembering().remember(self.opened.file, self.reader.cursor)
            self._tell_trouble(self._remembering())
            self.opened = None

    def _title(self, source_id: str, source: Source) -> None:
        self.border_title = safe(f"{source_id} · {source.title}" if source.title else source_id)

    def _show_notice(self, why: str | None) -> None:
        if why is not None:
            self._notice.update(safe(why, multiline=True))
        elif self.reader is not None and not self.reader.is_attached:
            # A moment later, when it can have the keyboard.
            self.call_after_refresh(self._uncover)
            return
        focused = self.has_focus_within
        self._notice.display = why is not None
        if self.reader_container is not None:
            self.reader_container.display = why is None
        if focused:
            self.taker.focus()

    def _uncover(self) -> None:
        """Show the text, unless there is none to read any more."""
        if self.opened is not None:
            self._show_notice(None)
            self._look_arrived()


def _waiting(count: int) -> str:
    """What can be done with so many passages that are collected."""
    link = " ".join(map(key_of, ("support", "counter", "undercut")))
    return f" & {count} collected: {link} link {'them together' if count > 1 else 'it'} · {key_of('collected')} shows "


Span = tuple[int, int]


class PendingTarget:
    """At most one passage or quote that the user asked for and does not see yet."""

    def __init__(self, reading: ReadingPane, tell: Callable[[str, Severity], None], first: str | None) -> None:
        """`first` is the quote to begin with, unless the first text is opened where an earlier session left it."""
        self._reading = reading
        self._tell = tell
        self._quote_id = first
        self._passage: tuple[str, Span] | None = None
        self._is_first = True

    def be_quote(self, quote_id: str) -> None:
        """Go to a quote."""
        self._quote_id, self._passage = quote_id, None

    def be_passage(self, source_id: str, span: Span) -> None:
        """Go to a passage, in code points of the text as it was when it was found."""
        self._quote_id, self._passage = None, (source_id, span)

    def be_nowhere(self) -> None:
        """Go nowhere any more."""
        self._quote_id = self._passage = None

    def text_opened(self) -> None:
        """A text is open now: who was in the first one before wants to read on there."""
        if self._is_first and self._reading.resumed:
            self._quote_id = None
        self._is_first = False

    def arrive(self, whole: ArgMap, quote_states: Mapping[str, QuoteState]) -> None:
        """Go to what was asked for, if that can be seen now."""
        self._arrive_at_passage()
        self._arrive_at_quote(whole, quote_states)

    def _arrive_at_passage(self) -> None:
        """What a text lost meanwhile is its end."""
        due, reading = self._passage, self._reading
        if due is None or due[0] != reading.source_id or reading.opened is None or reading.reader is None:
            return
        self._passage = None
        start, end = (min(offset, len(reading.opened.text)) for offset in due[1])
        reading.reader.go_to(start, end, passing=True)

    def _arrive_at_quote(self, whole: ArgMap, quote_states: Mapping[str, QuoteState]) -> None:
        due, reading = self._quote_id, self._reading
        quote_state = quote_states.get(due) if due is not None else None
        if (
            due is None
            or due not in whole.quotes
            or quote_state is None
            or whole.quotes[due].source != reading.source_id
        ):
            return
        self._quote_id = None
        found = quote_state.resolution
        if found is None or reading.opened is None or reading.reader is None:
            return  # the pane says why the text cannot be read
        from argmap.tui.widgets.reader.highlights import place_of

        guess = [(candidate.start, candidate.end) for candidate in found.candidates]
        place = place_of(quote_state) or (guess[0] if guess else None)
        if place is not None and place[1] <= len(reading.opened.text):
            reading.reader.go_to(*place, passing=True)
        if not found.found:
            shown = "; the likeliest place is shown" if place else ""
            self._tell(f"{due} is {quote_state.state}: {found.reason}{shown}", "warning")
