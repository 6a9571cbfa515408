"""The screen on which quotes are reviewed: a list, the kept words beside those found now, and the other places.

Nothing is written before the user answers; every answer is one step of the history.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from argmap.corpus import Corpus
from argmap.edit import Refused
from argmap.model import ArgMap
from argmap.text.one_line import reading_line
from argmap.tui.actions.action import Action
from argmap.tui.keys import key_of
from argmap.tui.screens.base import History, OverlayScreen, action_bindings, pane_bindings, with_common
from argmap.tui.state.context import Reason
from argmap.tui.state.controller import Edit, first_change
from argmap.tui.state.host import ActionHost
from argmap.tui.state.review_cases import (
    Case,
    Place,
    ReviewQueue,
    Weighed,
    accepting,
    accepting_moved,
    choosing,
    dropping,
    places,
    readable,
    reselecting,
    review_queue,
    sureness,
    versions,
    weighed,
)
from argmap.tui.widgets.bars import Bar, ScreenTitle
from argmap.tui.widgets.details import differences
from argmap.tui.widgets.outline import state_piece
from argmap.tui.widgets.painted_pane import Line, Piece
from argmap.tui.widgets.row_list import RowList
from argmap.tui.widgets.sheets import SheetPane, kept_sheet, now_sheet


def accept(review: ReviewScreen) -> None:
    """Let the quote be anchored as it was found."""
    case = review.context().case
    if case is not None:
        review.answer([case], lambda: accepting(case))


def accept_moved(review: ReviewScreen) -> None:
    """Let all quotes that only moved be anchored where they stand."""
    moved = review.context().queue.moved
    review.answer(moved, lambda: accepting_moved(moved))


def choose(review: ReviewScreen) -> None:
    """Let the quote be anchored at the place that is shown."""
    now = review.context()
    case, place = now.case, now.place
    if case is not None and place is not None:
        review.answer([case], lambda: choosing(case, place))


def keep_for_later(review: ReviewScreen) -> None:
    """Skip the quote in this sitting."""
    case = review.context().case
    if case is not None:
        review.keep_for_later(case.quote_id)
        review.host.tell(f"{case.quote_id} is kept for later · {key_of('review.kept')} brings it back")


async def reselect(review: ReviewScreen) -> None:
    """Let the user select the quote's passage in its text."""
    from argmap.tui.dialogs.reselect import Reselecting

    now = review.context()
    case = now.case
    if case is None or case.opened is None:
        return
    span = await review.host.ask(Reselecting(case, case.opened, now.place))
    if span is not None:
        review.answer([case], lambda: reselecting(case, span))


async def drop(review: ReviewScreen) -> None:
    """Take the quote away, after saying what goes with it."""
    from argmap.tui.actions.editing import losses
    from argmap.tui.dialogs.form import Question

    case = review.context().case
    if case is None:
        return
    body = losses(review.host.session.map, case.quote_id)
    if await review.host.ask(Question(f"Drop {case.quote_id}?", body, ["Drop", "Keep"])) == "Drop":
        review.answer([case], lambda: dropping(case))


@dataclass(frozen=True, slots=True)
class ReviewContext:
    """What the user is looking at: everything that decides what can be done now."""

    case: Case | None
    """The quote under the cursor."""
    place: Place | None
    """The place that is shown beside it."""
    places: int
    """How many there are."""
    queue: ReviewQueue
    history: History

    @property
    def found(self) -> bool:
        """Whether what is shown is where the quote was found."""
        if self.case is None or self.case.quote_state.span is None:
            return False
        return self.place is None or self.place.span == self.case.quote_state.span


def _needs_case(now: ReviewContext) -> Reason:
    return None if now.case else "there is nothing to review"


def _needs_text(now: ReviewContext) -> Reason:
    if now.case is None or now.case.opened is not None:
        return _needs_case(now)
    return "its text cannot be read: fix that first"


def _needs_found(now: ReviewContext) -> Reason:
    if now.case is None or now.case.opened is None:
        return _needs_text(now)
    if now.found:
        return None
    if now.case.quote_state.span is not None:
        lead = f"{key('previous-place')} {key('next-place')} lead back to where the quote was found"
        return f"another place is shown: {key('choose')} takes it, {lead}"
    return _needs_place(now) or _instead(now.case.quote_state.state)


def _instead(state: str) -> str:
    """What can be done where a quote was not found for sure."""
    choose, reselect = key("choose"), key("reselect")
    if state == "ambiguous":
        shows = f"{key('previous-place')} {key('next-place')} shows them"
        return f"several places fit: {shows}, {choose} takes the one that is shown"
    if state == "rewritten":
        return f"other words stand there now: {choose} takes them as the quote’s, {reselect} selects others"
    return f"it was not found: {choose} takes the guess that is shown, {reselect} selects the passage in the text"


def _needs_place(now: ReviewContext) -> Reason:
    if now.case is None or now.case.opened is None or now.place is not None:
        return _needs_text(now)
    return f"no place is like it: {key('reselect')} selects the passage in the text"


def _needs_places(now: ReviewContext) -> Reason:
    return None if now.places > 1 else "there is no other place"


def _needs_moved(now: ReviewContext) -> Reason:
    return None if now.queue.moved else "no quote has only moved"


def _needs_later(now: ReviewContext) -> Reason:
    return None if now.queue.later else "nothing is kept for later"


ACTIONS: Final = with_common(
    "review",
    Action("review.accept", accept, _needs_found, "take yes"),
    Action("review.accept-moved", accept_moved, _needs_moved, "all re-wrapped folded"),
    Action("review.choose", choose, _needs_place, "candidate another place"),
    Action("review.reselect", reselect, _needs_text, "text reader passage widen"),
    Action("review.later", keep_for_later, _needs_case, "skip keep"),
    Action("review.kept", lambda it: it.bring_back(), _needs_later, "skipped later"),
    Action("review.drop", drop, _needs_case, "remove delete"),
    Action("review.next", lambda it: it.move_case(1), _needs_case),
    Action("review.previous", lambda it: it.move_case(-1), _needs_case),
    Action("review.next-place", lambda it: it.move_place(1), _needs_places, "candidate"),
    Action("review.previous-place", lambda it: it.move_place(-1), _needs_places, "candidate"),
)
"""Every action by its name, in the order of the help."""


def key(name: str) -> str:
    """The key of a deed, as a person would write it, also for whoever chose another."""
    return key_of(f"review.{name}")


def footer(now: ReviewContext) -> tuple[str, ...]:
    """The deeds to name in the footer, at most six, `?` the last."""
    if now.case is None:
        return ("accept-moved", "kept", "undo", "redo", "back", "help")
    if now.case.opened is None:
        return ("later", "drop", "accept-moved", "undo", "back", "help")
    moved_or_undo = "accept-moved" if now.queue.moved or not now.history.undo else "undo"
    return ("accept" if now.found else "choose", moved_or_undo, "reselect", "later", "drop", "help")


HELP_PAGE: Final = (
    (
        "In the lists",
        (
            (
                "{list.choose}",
                "In the list: go to the places of the quote. Among the places: take the one under the cursor.",
            ),
        ),
    ),
    (
        "Signs",
        (
            ("▲", "words or place have changed, and history or likeness leads to where the quote is now"),
            ("?  ✎  ✗", "several places fit; other words stand there now; not found"),
            ("!", "the text cannot be read"),
            ("●", "the same words, in other lines or another dress"),
        ),
    ),
)


_SNIPPET: Final = 200
"""Code points of a quote or of a place that are looked at for its row."""


class CaseList(RowList[Case]):
    """The quotes to review."""

    class Moved(Message):
        """Another quote is to be shown."""

    class Chosen(Message):
        """The user wants to look at the places of the quote under the cursor."""

    CLICKS_TO_CHOOSE: ClassVar[int] = 2

    def __init__(self, *, id: str) -> None:
        super().__init__("Not exact", "", id=id)

    def show(self, cases: Sequence[Case], current: str | None) -> None:
        """Show other quotes, with the cursor on `current`, or on the row where the cursor was."""
        kept = (row for row, case in enumerate(cases) if case.quote_id == current)
        self.set_items(cases, next(kept, self.cursor))

    def line_of(self, item: Case) -> Line:
        """A quote: the sign of its state, its own words, how sure its place is, and its state in a word."""
        word, sure = item.quote_state.state, sureness(item)
        after = (Piece(f"{sure}  ", "faint"), Piece(word)) if sure else (Piece(word),)
        words = reading_line(item.quote.text[:_SNIPPET])
        return Line(Piece(f"“{words}”"), (state_piece(item.quote_state), Piece(" ")), after=after)

    def moved(self) -> None:
        """Tell that another quote is under the cursor."""
        self.post_message(self.Moved())

    def chosen(self, item: Case) -> None:  # noqa: ARG002 (the one under the cursor)
        """Tell that the user wants more of the quote under the cursor."""
        self.post_message(self.Chosen())


class PlaceList(RowList[Place]):
    """The places where a quote may stand."""

    class Moved(Message):
        """Another place is to be shown."""

    class Chosen(Message):
        """The user takes the place under the cursor."""

    CLICKS_TO_CHOOSE: ClassVar[int] = 2

    def __init__(self, *, id: str) -> None:
        super().__init__("Places", "", id=id)

    def show(self, places: Sequence[Place]) -> None:
        """Show the places of a quote, with the cursor on the likeliest, unless they are shown already."""
        if tuple(places) != tuple(self._items):
            self.set_items(places, 0)
        self.set_title(f"Places {len(places)}")

    def line_of(self, item: Place) -> Line:
        """A place: its line, its first words, and how like the quote they are."""
        words = reading_line(item.words[:_SNIPPET])
        return Line(Piece(words), (Piece(f"line {item.line}  ", "faint"),), after=(Piece(item.sureness, "faint"),))

    def moved(self) -> None:
        """Tell that another place is under the cursor."""
        self.post_message(self.Moved())

    def chosen(self, item: Place) -> None:  # noqa: ARG002 (the one under the cursor)
        """Tell that the place under the cursor is taken."""
        self.post_message(self.Chosen())


MOST_PLACES_IN_SIGHT: Final = 5
DEFAULT_CSS: Final = """
ReviewScreen {
    layout: vertical;
    background: $surface;
    & #nothing { height: 1fr; padding: 1 2; color: $text-faint; display: none; }
    & #review-desk { height: 1fr; layout: horizontal; }
    & #cases { width: 38%; min-width: 38; max-width: 64; height: 1fr; }
    & #comparison { width: 1fr; height: 1fr; }
    & #wordings { height: 1fr; layout: horizontal; }
    & #kept, & #now { width: 1fr; height: 1fr; }
}
ReviewScreen.-narrow {
    & #review-desk, & #wordings { layout: vertical; }
    & #cases { width: 1fr; max-width: 100%; height: 6; }
    & #comparison { height: 1fr; }
    & #now { height: 5fr; }
    & #kept { height: 4fr; }
    & #places { max-height: 5; }
}
ReviewScreen.-short {
    & #cases { height: 3; }
    & #places { max-height: 0; border: none; }
}
ReviewScreen.-short.-wide #cases { height: 1fr; }
"""


_LOOKING: Final = "looking for every quote in its text …"


class ReviewScreen(OverlayScreen[ReviewContext, None]):
    """The quotes of a map that are not exact, one after the other."""

    AUTO_FOCUS = "#cases"
    DEFAULT_CSS = DEFAULT_CSS
    ACTIONS = ACTIONS
    HELP_PAGE = HELP_PAGE
    BINDINGS: ClassVar[list[BindingType]] = [*action_bindings(ACTIONS), *pane_bindings()]

    def __init__(self, host: ActionHost, current: str | None = None) -> None:
        """Reviews the map of `host`, which makes the edits, beginning with the quote `current`."""
        super().__init__(host)
        self._current = current
        """The quote to have the cursor as soon as it is in the list."""
        self._found: Weighed | None = None
        """The quotes and texts that were looked for: answers are to what was seen of these."""
        self._later: set[str] = set()
        """The quotes kept for later in this sitting."""
        self._answered: set[str] = set()
        """The quotes that were answered and not yet looked for again."""
        self._queue = ReviewQueue()
        self.heading = ScreenTitle(id="sitting-title")
        self._nothing = Static(id="nothing")
        self._cases = CaseList(id="cases")
        self._kept = SheetPane("Kept", id="kept")
        self._now = SheetPane("Now", id="now")
        self._places = PlaceList(id="places")

    def compose(self) -> ComposeResult:
        """The list, the sheets and the places between a title and the keys."""
        yield self.heading
        yield self._nothing
        with Container(id="review-desk"):
            yield self._cases
            with Vertical(id="comparison"):
                with Container(id="wordings"):
                    yield self._kept
                    yield self._now
                yield self._places
        yield self.hints

    def on_mount(self) -> None:
        """Begin to look; the list follows."""
        self._show()
        self._weigh()

    # What deeds use

    def context(self) -> ReviewContext:
        """What the user is looking at now."""
        return ReviewContext(
            self._cases.current_item,
            self._places.current_item,
            self._places.row_count(),
            self._queue,
            History.of(self.host),
        )

    def footer_names(self) -> tuple[str, ...]:
        """What matters at this quote."""
        return footer(self.context())

    def answer(self, cases: Sequence[Case], made: Callable[[], Edit]) -> None:
        """Make the edit that answers some quotes, and go on to the next one. Raises Refused."""
        self._refuse_if_text_changed(cases)
        edit = made()
        self.host.controller.glance()  # an answer to what is no longer so must be refused, not merged
        answered = {case.quote_id for case in cases} - self._answered
        self._answered |= answered  # before the map is shown without them
        try:
            self.host.controller.make(edit)
        except Refused:
            self._answered -= answered
            raise

    def step_in_history(self, undo_or_redo: Callable[[], None]) -> None:
        """Go a step through the history, and to the quote that it changed. Raises Refused."""
        before = self.host.session.map
        undo_or_redo()
        self._current = first_change(before, self.host.session.map)
        if self._current is not None:
            self._later.discard(self._current)
        self._show()

    def keep_for_later(self, quote_id: str) -> None:
        """Skip a quote in this sitting."""
        self._later.add(quote_id)
        self._show()

    def bring_back(self) -> None:
        """Skip no quote any more."""
        self._later.clear()
        self._show()

    def move_case(self, rows: int) -> None:
        """Go some quotes on, or back (negative)."""
        self._cases.go_to_row(self._cases.cursor + rows)

    def move_place(self, rows: int) -> None:
        """Show the place that stands so many rows on, from the last to the first."""
        self._places.go_to_row((self._places.cursor + rows) % self._places.row_count())

    # Finding out how quotes stand

    def map_changed(self) -> None:
        """Show what is left as far as that is known, and look for the quotes anew."""
        self._show()
        self._weigh()

    def _weigh(self) -> None:
        self.run_worker(
            partial(self._find, self.host.session.corpus, self.host.session.map),
            thread=True,
            group="texts",
            exclusive=True,
            description="find the quotes",  # else Textual writes the whole map out as one
        )

    def _find(self, corpus: Corpus, whole: ArgMap) -> None:
        self.post_message(weighed(corpus, whole))

    @on(Weighed)
    def _take_in(self, message: Weighed) -> None:
        if message.whole is not self.host.session.map:
            return  # an edit was made meanwhile, and its map is being looked at
        self._found = message
        self._answered.clear()
        self._show()

    def _refuse_if_text_changed(self, cases: Sequence[Case]) -> None:
        """An answer is about the words that were seen. Raises Refused where others stand there since."""
        session = self.host.session
        now = versions(readable(session.corpus, session.map))
        seen = {case.quote.source: case.opened.content.blob for case in cases if case.opened is not None}
        for source_id, version in seen.items():
            if now.get(source_id) != version:
                self._weigh()
                raise Refused(f"the text of `{source_id}` changed meanwhile", "look at what it says now")

    def glance(self) -> None:
        """See whether others changed the map's file or a text, unless a dialog is open."""
        super().glance()
        session, found = self.host.session, self._found
        if not self.is_active or found is None or session.map is not found.whole:
            return
        if versions(readable(session.corpus, session.map)) != versions(found.opened):
            self._weigh()

    # Showing

    def _show(self) -> None:
        """Show what is left to review."""
        if (found := self._found) is not None:
            states = {at: state for at, state in found.quote_states.items() if at not in self._answered}
            self._queue = review_queue(found.whole, states, found.opened, self._later)
        cases = self._queue.cases
        shown = self._cases.current_item
        self._cases.show(cases, self._current or (shown.quote_id if shown else None))
        if any(case.quote_id == self._current for case in cases):
            self._current = None
        said = self._queue.said if found is not None else "looking …"
        self.heading.show("review", said, self.host.session.map.title, trouble=self.trouble)
        self._cases.set_title(f"Not exact {len(cases)}")
        self._nothing.update(Content(self._why_empty()))
        self._nothing.display = not cases
        self.query_one("#review-desk").display = bool(cases)
        if cases and self.focused is None:
            self._cases.focus()
        self._show_case()

    def _why_empty(self) -> str:
        if self._found is None:
            return _LOOKING
        if self._queue.later:
            return f"nothing more in this sitting: {self._queue.later} kept for later, {key('kept')} brings them back"
        return "nothing to review: every quote stands in its text"

    @on(CaseList.Moved)
    def _show_case(self) -> None:
        case = self._cases.current_item
        found = places(case) if case else ()
        self._places.show(found)
        self._places.display = len(found) > 1
        self._places.styles.height = min(len(found), MOST_PLACES_IN_SIGHT) + 2
        self._show_place()

    @on(PlaceList.Moved)
    def _show_place(self) -> None:
        case, place = self._cases.current_item, self._places.current_item
        if case is not None:
            whole = self.host.session.map
            compared = differences(case.quote.text, place.words) if place else None
            marked = compared is not None and not compared.read_alike
            kept = kept_sheet(whole, case, compared) if case.quote_id in whole.quotes else ()
            self._kept.show(f"Kept · {case.quote_id}", kept, legend="struck through: gone" if marked else "")
            where = f" · line {place.line} · {place.sureness}" if place else ""
            legend = "underlined: new" if marked else ""
            self._now.show(f"Now{where}", now_sheet(case, place, compared), legend=legend)
        self.show_hints()

    # Keys and mouse

    @on(CaseList.Chosen)
    def _case_chosen(self) -> None:
        """Go to the places of a quote, or where there is but one, to its words."""
        (self._places if self._places.display else self._now).focus()

    @on(PlaceList.Chosen)
    def _place_chosen(self) -> None:
        self.action_try("choose")

    @on(Bar.Pressed, "#sitting-title")
    def _title_pressed(self, message: Bar.Pressed) -> None:
        if message.name == ScreenTitle.BACK.name:
            self.leave()
