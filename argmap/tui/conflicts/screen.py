"""The screen on which conflicts are decided."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.widgets import Static

from argmap.edit.conflicts import both_readings, refused_sides, resolve_conflict, resolve_with
from argmap.model import Link, Side
from argmap.tui.bars import Bar
from argmap.tui.bench import Bench
from argmap.tui.conflicts.deeds import DEEDS, FOOTER, HELP_PAGE, Sight
from argmap.tui.conflicts.disputes import Dispute, disputes
from argmap.tui.conflicts.look import DEFAULT_CSS
from argmap.tui.conflicts.panes import DisputeList
from argmap.tui.conflicts.readings import sheets
from argmap.tui.keys import key_of
from argmap.tui.review.sheet_pane import SheetPane
from argmap.tui.safe_text import safe
from argmap.tui.sentences import count
from argmap.tui.sitting import Sitting, bindings
from argmap.tui.sitting_deeds import Kept
from argmap.tui.sitting_title import SittingTitle

_IN_MAP: Final = " · in the map meanwhile"


class ConflictScreen(Sitting[Sight, str | Link]):
    """What a merge could not decide: a list, and both readings of one side by side."""

    AUTO_FOCUS = "#disputes"
    DEFAULT_CSS = DEFAULT_CSS
    DEEDS = DEEDS
    HELP_PAGE = HELP_PAGE
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(DEEDS)]

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.heading = SittingTitle(id="sitting-title")
        self.disputes = DisputeList(id="disputes")
        self._nothing = Static(
            safe(f"every conflict is decided: {key_of('conflicts.back')} goes back to the map"), id="nothing"
        )
        self._about = Static(id="about")
        self._sides = {side: SheetPane(side.capitalize(), id=str(side)) for side in Side}
        self._before = SheetPane("Before", id="before")

    def compose(self) -> ComposeResult:
        """The list, both readings beside each other, and what they were made from below."""
        yield self.heading
        yield self._nothing
        with Container(id="conflict-desk"):
            yield self.disputes
            with Vertical(id="readings"):
                yield self._about
                with Container(id="sides"):
                    yield from self._sides.values()
                yield self._before
        yield self.hints

    def on_mount(self) -> None:
        """Show what is undecided, once it is known how much room there is."""
        self.call_after_refresh(self.map_changed)

    # What deeds use

    def sight(self) -> Sight:
        """What the user is looking at now."""
        dispute, whole = self.disputes.current_item, self.bench.session.map
        is_left = dispute is not None and dispute.where in whole.conflicts
        refused = refused_sides(whole, dispute.where) if dispute is not None and is_left else {}
        said = {side: f"{reason.what}; {reason.mend}" for side, reason in refused.items()}
        return Sight(dispute, self.disputes.row_count(), Kept.of(self.bench), said)

    def footer(self) -> tuple[str, ...]:
        """What matters here."""
        return FOOTER

    def take(self, side: Side) -> None:
        """Let one side have it. Raises Refused."""
        dispute = self.disputes.current_item
        if dispute is not None:
            self.edit(f"take {side} for {dispute.name}", lambda whole: resolve_conflict(whole, dispute.where, side))

    def take_both(self) -> None:
        """Let both notes stand. Raises Refused."""
        dispute = self.disputes.current_item
        words = both_readings(dispute.where, dispute.conflict) if dispute is not None else None
        if dispute is not None and words is not None:
            self._take_words(dispute, words, f"take both for {dispute.name}")

    async def take_own_words(self) -> None:
        """Ask for words, and let the map have these."""
        from argmap.tui.dialogs.form import Field, FieldKind, Form

        dispute = self.disputes.current_item
        if dispute is None:
            return
        conflict = dispute.conflict
        ours, theirs = ("" if reading is None else str(reading) for reading in (conflict.ours, conflict.theirs))
        kind = FieldKind.TEXT if dispute.where[-1] in ("note", "translation") else FieldKind.SENTENCE
        field = Field("words", f"{dispute.said}, in your own words", ours or theirs, kind)

        def carry_out(answers: dict[str, str]) -> None:
            self._take_words(dispute, answers.get("words", ours or theirs), f"word {dispute.name} anew")

        about = f"ours: {ours or '–'}\n\ntheirs: {theirs or '–'}"
        await self.bench.ask(Form(dispute.of, [field], about=about, carry_out=carry_out))

    def _take_words(self, dispute: Dispute, words: str, name: str) -> None:
        self.edit(name, lambda whole: resolve_with(whole, dispute.where, words))

    def step(self, step: int) -> None:
        """Go to another conflict, from the last to the first."""
        self.disputes.go_to_row((self.disputes.cursor + step) % self.disputes.row_count())

    def go_to_map(self) -> None:
        """Go back to the map, to what this is about."""
        dispute = self.disputes.current_item
        if dispute is not None:
            self.dismiss(dispute.shows(self.bench.session.map))

    def leave(self) -> None:
        """Go back to the map."""
        self.dismiss(None)

    # Showing

    def map_changed(self) -> None:
        """Show what is left."""
        left = disputes(self.bench.session.map)
        self.disputes.show(left)
        self.query_one("#conflict-desk").display, self._nothing.display = bool(left), not left
        said = f"{count(len(left), 'conflict')} left to decide" if left else "all decided"
        self.heading.show("conflicts", said, self.bench.session.map.title, trouble=self.trouble)
        if left and self.focused is None:
            self.disputes.focus()
        self._show_dispute()

    @on(DisputeList.Moved)
    def _show_dispute(self) -> None:
        dispute = self.disputes.current_item
        if dispute is not None:
            shown = sheets(self.bench.session.map, dispute)
            self._about.update(safe(shown.about))
            for side, blocks in ((Side.OURS, shown.ours), (Side.THEIRS, shown.theirs)):
                there = _IN_MAP if side is shown.in_map else ""
                self._sides[side].show(f"{side.capitalize()}{there}", blocks, legend=shown.legend)
            self._before.show("Before", shown.before)
            self._before.display = bool(shown.before)
        self.show_hints()

    # Keys and mouse

    @on(DisputeList.Chosen)
    def _chosen(self) -> None:
        self.action_try("go")

    @on(Bar.Pressed, "#sitting-title")
    def _title_pressed(self, message: Bar.Pressed) -> None:
        if message.name == SittingTitle.BACK.name:
            self.leave()
