"""The screen on which quotes are reviewed: a list, the kept words beside those found now, and the other places.

Nothing is written before the user answers; every answer is one step of the history.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.events import Key
from textual.screen import Screen
from textual.widgets import Static

from argmap.corpus import Corpus, OpenText, Standing
from argmap.edit import Refused
from argmap.model import ArgMap
from argmap.tui.bars import Bar, HintBar
from argmap.tui.bench import Bench
from argmap.tui.differences import differences
from argmap.tui.hints import Hint
from argmap.tui.named_edits import NamedEdit
from argmap.tui.places import first_change
from argmap.tui.review.actions import REVIEW_ACTIONS, Sight, footer
from argmap.tui.review.cases import Agenda, Case, agenda
from argmap.tui.review.lists import CaseList, PlaceList
from argmap.tui.review.look import DEFAULT_CSS, MOST_PLACES_IN_SIGHT, NARROW, SHORT
from argmap.tui.review.places import places
from argmap.tui.review.sheet_pane import SheetPane
from argmap.tui.review.sheets import kept_sheet, now_sheet
from argmap.tui.review.title import ReviewTitle
from argmap.tui.review.weighing import Weighed, readable, versions, weighed

_GLANCE_SECONDS: Final = 1.0
_LOOKING: Final = "looking for every quote in its text …"


class ReviewScreen(Screen[None]):
    """The quotes of a map that are not exact, one after the other."""

    AUTO_FOCUS = "#cases"
    DEFAULT_CSS = DEFAULT_CSS
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-wide")]  # noqa: RUF012 (as Textual declares it)
    VERTICAL_BREAKPOINTS = [(0, "-short"), (SHORT, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(action.keys, f"review('{name}')", action.label, show=False, tooltip=action.tooltip, id=f"review.{name}")
        for name, action in REVIEW_ACTIONS.items()
    ]

    bench: Bench
    """What makes the edits and asks the questions: the screen from which the review was opened."""

    def __init__(self, bench: Bench, current: str | None = None) -> None:
        """Reviews the map of `bench`, which makes the edits, beginning with the quote `current`."""
        super().__init__()
        self.bench = bench
        self._current = current
        """The quote to have the cursor as soon as it is in the list."""
        self._looked_at = bench.session.map
        """The map whose quotes were looked for: answers are to what was seen of that."""
        self._standings: Mapping[str, Standing] | None = None
        self._opened: Mapping[str, OpenText] = {}
        self._later: set[str] = set()
        """The quotes kept for later in this sitting."""
        self._answered: set[str] = set()
        """The quotes that were answered and not yet looked for again."""
        self._agenda = Agenda()
        self._title = ReviewTitle(id="review-title")
        self._nothing = Static(id="nothing")
        self._cases = CaseList(id="cases")
        self._kept = SheetPane("Kept", id="kept")
        self._now = SheetPane("Now", id="now")
        self._places = PlaceList(id="places")
        self._hints = HintBar(id="hints")

    def compose(self) -> ComposeResult:
        """The list, the sheets and the places between a title and the keys."""
        yield self._title
        yield self._nothing
        with Container(id="review-desk"):
            yield self._cases
            with Vertical(id="comparison"):
                with Container(id="wordings"):
                    yield self._kept
                    yield self._now
                yield self._places
        yield self._hints

    def on_mount(self) -> None:
        """Begin to look; the list follows."""
        self._show()
        self._weigh()
        self.set_interval(_GLANCE_SECONDS, self._glance)

    # What actions use

    def sight(self) -> Sight:
        """What the user is looking at now."""
        session = self.bench.session
        return Sight(
            self._cases.current_item,
            self._places.current_item,
            self._places.row_count(),
            self._agenda,
            session.undo_name,
            session.redo_name,
            unsaved=bool(session.unsaved) or self.bench.keeper.trouble is not None,
        )

    def answer(self, cases: Sequence[Case], made: Callable[[], NamedEdit]) -> None:
        """Make the edit that answers some quotes, and go on to the next one. Raises Refused."""
        self._refuse_if_text_changed(cases)
        edit = made()
        self.bench.keeper.glance()  # an answer to what is no longer so must be refused, not merged
        self.bench.keeper.do(edit.name, edit.change)
        self._answered.update(case.quote_id for case in cases)
        self._after_edit()

    def step(self, undo_or_redo: Callable[[], None]) -> None:
        """Go a step through the history, and to the quote that it changed. Raises Refused."""
        before = self.bench.session.map
        undo_or_redo()
        self._current = first_change(before, self.bench.session.map)
        if self._current is not None:
            self._later.discard(self._current)
        self._after_edit()

    def save_again(self) -> None:
        """Write what is not yet in the file."""
        self.bench.keeper.save_again()
        self._after_edit()

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

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Begin something that asks; a refusal is told."""
        self.run_worker(self._refusals_told(work), group="actions")

    async def _refusals_told(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Refused as refusal:
            self.bench.tell(str(refusal), "warning")

    def leave(self) -> None:
        """Go back to the map."""
        self.dismiss(None)

    # Finding out how quotes stand

    def _after_edit(self) -> None:
        self._show()
        self._weigh()

    def _weigh(self) -> None:
        self.run_worker(
            partial(self._find, self.bench.session.corpus, self.bench.session.map),
            thread=True,
            group="texts",
            exclusive=True,
        )

    def _find(self, corpus: Corpus, whole: ArgMap) -> None:
        self.post_message(weighed(corpus, whole))

    @on(Weighed)
    def _take_in(self, message: Weighed) -> None:
        if message.whole is not self.bench.session.map:
            return  # an edit was made meanwhile, and its map is being looked at
        self._looked_at, self._standings, self._opened = message.whole, message.standings, message.opened
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

    def _glance(self) -> None:
        """See whether others changed the map's file or a text, unless a dialog is open."""
        if not self.is_active or self._standings is None:
            return
        whole = self.bench.session.map
        self.bench.keeper.glance()
        session = self.bench.session
        if session.map is not whole or versions(readable(session.corpus, session.map)) != versions(self._opened):
            self._weigh()

    # Showing

    def _show(self) -> None:
        """Show what is left to review."""
        standings = {at: standing for at, standing in (self._standings or {}).items() if at not in self._answered}
        self._agenda = agenda(self._looked_at, standings, self._opened, self._later)
        cases = self._agenda.cases
        shown = self._cases.current_item
        self._cases.show(cases, self._current or (shown.quote_id if shown else None))
        if any(case.quote_id == self._current for case in cases):
            self._current = None
        self._title.show(self.bench.session.map.title, self._agenda, unsaved=self.sight().unsaved)
        self._cases.set_title(f"To review {len(cases)}")
        self._nothing.update(Content(self._why_empty()))
        self._nothing.display = not cases
        self.query_one("#review-desk").display = bool(cases)
        if cases and self.focused is None:
            self._cases.focus()
        self._show_case()

    def _why_empty(self) -> str:
        if self._standings is None:
            return _LOOKING
        if self._agenda.later:
            return f"nothing more in this sitting: {self._agenda.later} kept for later, L brings them back"
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
        self._show_hints()

    def _show_hints(self) -> None:
        now = self.sight()
        self._hints.show(
            [
                Hint(action.shown_key, action.label, action.tooltip, f"review('{action.name}')", action.why_not(now))
                for action in footer(now)
            ]
        )

    # Keys and mouse

    @on(CaseList.Chosen)
    def _case_chosen(self) -> None:
        """Go to the places of a quote, or where there is but one, to its words."""
        (self._places if self._places.display else self._now).focus()

    @on(PlaceList.Chosen)
    def _place_chosen(self) -> None:
        self.action_try("choose")

    @on(Bar.Pressed, "#hints")
    async def _hint_pressed(self, message: Bar.Pressed) -> None:
        if message.name == HintBar.PALETTE:
            await self.app.run_action(message.name, self)
        else:
            self.action_try(message.name.split("'")[1])

    @on(Bar.Pressed, "#review-title")
    def _title_pressed(self, message: Bar.Pressed) -> None:
        if message.name == ReviewTitle.BACK.name:
            self.action_try(message.name)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action can be done now: None dims its key."""
        if action == "review" and self.is_mounted:
            return True if REVIEW_ACTIONS[str(parameters[0])].why_not(self.sight()) is None else None
        return True

    def action_review(self, name: str) -> None:
        """Do one of the actions of the registry; a refusal is told."""
        try:
            REVIEW_ACTIONS[name].run(self)
        except Refused as refusal:
            self.bench.tell(str(refusal), "warning")

    def action_try(self, name: str) -> None:
        """Do one of the actions of the registry, or say why it cannot be done now."""
        reason = REVIEW_ACTIONS[name].why_not(self.sight())
        if reason is None:
            self.action_review(name)
        else:
            self.bench.tell(reason, "warning")

    def on_key(self, event: Key) -> None:
        """Say why a key that means something does nothing now."""
        for name, action in REVIEW_ACTIONS.items():
            if event.key in action.keys.split(","):
                self.action_try(name)
                event.stop()
