"""The screen on which quotes are reviewed: a list, the kept words beside those found now, and the other places.

Nothing is written before the user answers; every answer is one step of the history.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Static

from argmap.corpus import Corpus
from argmap.edit import Refused
from argmap.model import ArgMap
from argmap.tui.bars import Bar
from argmap.tui.bench import Bench
from argmap.tui.differences import differences
from argmap.tui.keeper import Edit
from argmap.tui.places import first_change
from argmap.tui.review.cases import Agenda, Case, agenda
from argmap.tui.review.deeds import DEEDS, HELP_PAGE, Sight, footer, key
from argmap.tui.review.lists import CaseList, PlaceList
from argmap.tui.review.look import DEFAULT_CSS, MOST_PLACES_IN_SIGHT
from argmap.tui.review.places import places
from argmap.tui.review.sheet_pane import SheetPane
from argmap.tui.review.sheets import kept_sheet, now_sheet
from argmap.tui.review.weighing import Weighed, readable, versions, weighed
from argmap.tui.sitting import Sitting, bindings
from argmap.tui.sitting_deeds import Kept
from argmap.tui.sitting_title import SittingTitle

_LOOKING: Final = "looking for every quote in its text …"


class ReviewScreen(Sitting[Sight, None]):
    """The quotes of a map that are not exact, one after the other."""

    AUTO_FOCUS = "#cases"
    DEFAULT_CSS = DEFAULT_CSS
    DEEDS = DEEDS
    HELP_PAGE = HELP_PAGE
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(DEEDS)]

    def __init__(self, bench: Bench, current: str | None = None) -> None:
        """Reviews the map of `bench`, which makes the edits, beginning with the quote `current`."""
        super().__init__(bench)
        self._current = current
        """The quote to have the cursor as soon as it is in the list."""
        self._found: Weighed | None = None
        """The quotes and texts that were looked for: answers are to what was seen of these."""
        self._later: set[str] = set()
        """The quotes kept for later in this sitting."""
        self._answered: set[str] = set()
        """The quotes that were answered and not yet looked for again."""
        self._agenda = Agenda()
        self.heading = SittingTitle(id="sitting-title")
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

    def sight(self) -> Sight:
        """What the user is looking at now."""
        return Sight(
            self._cases.current_item,
            self._places.current_item,
            self._places.row_count(),
            self._agenda,
            Kept.of(self.bench),
        )

    def footer(self) -> tuple[str, ...]:
        """What matters at this quote."""
        return footer(self.sight())

    def answer(self, cases: Sequence[Case], made: Callable[[], Edit]) -> None:
        """Make the edit that answers some quotes, and go on to the next one. Raises Refused."""
        self._refuse_if_text_changed(cases)
        edit = made()
        self.bench.keeper.glance()  # an answer to what is no longer so must be refused, not merged
        answered = {case.quote_id for case in cases} - self._answered
        self._answered |= answered  # before the map is shown without them
        try:
            self.bench.keeper.make(edit)
        except Refused:
            self._answered -= answered
            raise

    def step_in_history(self, undo_or_redo: Callable[[], None]) -> None:
        """Go a step through the history, and to the quote that it changed. Raises Refused."""
        before = self.bench.session.map
        undo_or_redo()
        self._current = first_change(before, self.bench.session.map)
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

    def leave(self) -> None:
        """Go back to the map."""
        self.dismiss(None)

    # Finding out how quotes stand

    def map_changed(self) -> None:
        """Show what is left as far as that is known, and look for the quotes anew."""
        self._show()
        self._weigh()

    def _weigh(self) -> None:
        self.run_worker(
            partial(self._find, self.bench.session.corpus, self.bench.session.map),
            thread=True,
            group="texts",
            exclusive=True,
            description="find the quotes",  # else Textual writes the whole map out as one
        )

    def _find(self, corpus: Corpus, whole: ArgMap) -> None:
        self.post_message(weighed(corpus, whole))

    @on(Weighed)
    def _take_in(self, message: Weighed) -> None:
        if message.whole is not self.bench.session.map:
            return  # an edit was made meanwhile, and its map is being looked at
        self._found = message
        self._answered.clear()
        self._show()

    def _refuse_if_text_changed(self, cases: Sequence[Case]) -> None:
        """An answer is about the words that were seen. Raises Refused where others stand there since."""
        session = self.bench.session
        now = versions(readable(session.corpus, session.map))
        seen = {case.quote.source: case.opened.content.blob for case in cases if case.opened is not None}
        for source_id, version in seen.items():
            if now.get(source_id) != version:
                self._weigh()
                raise Refused(f"the text of `{source_id}` changed meanwhile", "look at what it says now")

    def glance(self) -> None:
        """See whether others changed the map's file or a text, unless a dialog is open."""
        super().glance()
        session, found = self.bench.session, self._found
        if not self.is_active or found is None or session.map is not found.whole:
            return
        if versions(readable(session.corpus, session.map)) != versions(found.opened):
            self._weigh()

    # Showing

    def _show(self) -> None:
        """Show what is left to review."""
        if (found := self._found) is not None:
            states = {at: state for at, state in found.standings.items() if at not in self._answered}
            self._agenda = agenda(found.whole, states, found.opened, self._later)
        cases = self._agenda.cases
        shown = self._cases.current_item
        self._cases.show(cases, self._current or (shown.quote_id if shown else None))
        if any(case.quote_id == self._current for case in cases):
            self._current = None
        said = self._agenda.said if found is not None else "looking …"
        self.heading.show("review", said, self.bench.session.map.title, trouble=self.trouble)
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
        if self._agenda.later:
            return f"nothing more in this sitting: {self._agenda.later} kept for later, {key('kept')} brings them back"
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
            whole = self.bench.session.map
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
        if message.name == SittingTitle.BACK.name:
            self.leave()
