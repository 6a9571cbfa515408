"""The screen on which the conflicts of a merge are decided, one step of the history for each decision."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.message import Message
from textual.widgets import Static

from argmap.edit.conflicts import both_versions, refused_sides, resolve_conflict, resolve_with, takes_words
from argmap.model import Address, Link, Side
from argmap.tui.actions.action import Action
from argmap.tui.content import count, safe
from argmap.tui.dialogs.form import Field, FieldKind, Form, Question
from argmap.tui.keys import key_of
from argmap.tui.screens.base import History, OverlayScreen, action_bindings, pane_bindings, with_common
from argmap.tui.screens.conflict_readings import Dispute, disputes, sheets
from argmap.tui.state.context import Reason
from argmap.tui.state.controller import from_here, git_left_sides
from argmap.tui.state.host import ActionHost
from argmap.tui.widgets.bars import Bar, ScreenTitle
from argmap.tui.widgets.painted_pane import Line, Piece
from argmap.tui.widgets.row_list import RowList
from argmap.tui.widgets.sheets import QUOTED, Block, SheetPane


@dataclass(frozen=True, slots=True)
class ConflictContext:
    """What the user is looking at."""

    dispute: Dispute | None
    """The conflict under the cursor."""
    left: int
    """How many are undecided."""
    history: History
    refused: Mapping[Side, str] = field(default_factory=dict)
    """The sides that do not fit as the map is, each with the reason."""


def _needs_dispute(now: ConflictContext) -> Reason:
    return None if now.dispute else "every conflict is decided"


def _needs_side_that_fits(side: Side) -> Callable[[ConflictContext], Reason]:
    def reason(now: ConflictContext) -> Reason:
        return _needs_dispute(now) or now.refused.get(side)

    return reason


def _needs_others(now: ConflictContext) -> Reason:
    if now.dispute is None:
        return _needs_dispute(now)
    return None if now.left > 1 else "this is the only one left"


def _needs_notes(now: ConflictContext) -> Reason:
    if now.dispute is None:
        return _needs_dispute(now)
    both = both_versions(now.dispute.where, now.dispute.conflict)
    if both is not None:
        return None
    return f"only notes can say both: take one side, or word it anew with {key_of('conflicts.edit')}"


def _needs_words(now: ConflictContext) -> Reason:
    if now.dispute is None:
        return _needs_dispute(now)
    worded = takes_words(now.dispute.where) and not now.dispute.anchor
    return None if worded else "this can only be as the one side or the other has it"


ACTIONS: Final = with_common(
    "conflicts",
    Action("conflicts.ours", lambda it: it.take(Side.OURS), _needs_side_that_fits(Side.OURS), "left mine"),
    Action("conflicts.theirs", lambda it: it.take(Side.THEIRS), _needs_side_that_fits(Side.THEIRS), "right other"),
    Action("conflicts.both", lambda it: it.take_both(), _needs_notes, "join notes"),
    Action("conflicts.edit", lambda it: it.take_own_words(), _needs_words, "edit write"),
    Action("conflicts.next", lambda it: it.step(1), _needs_others),
    Action("conflicts.previous", lambda it: it.step(-1), _needs_others),
    Action("conflicts.go", lambda it: it.go_to_map(), _needs_dispute, "show element"),
)
"""Every action by its name, in the order of the help."""


FOOTER: Final = ("ours", "theirs", "both", "edit", "undo", "help")
HELP_PAGE: Final = (
    (
        "The sides",
        (
            ("ours", "the side that was merged into: your branch, or what was open here"),
            ("theirs", "the side that was merged in: the other branch, or what was on disk"),
            ("before", "what both began with"),
        ),
    ),
)


DEFAULT_CSS: Final = """
ConflictScreen {
    background: $surface;
    layout: vertical;
    & #nothing { height: 1fr; padding: 1 2; color: $text-faint; }
    & #conflict-desk { height: 1fr; layout: horizontal; }
    & #disputes { width: 30%; min-width: 30; max-width: 56; height: 1fr; }
    & #readings { width: 1fr; height: 1fr; }
    & #about { height: auto; max-height: 3; padding: 0 2; color: $text-faint; }
    & #sides { height: 2fr; layout: horizontal; }
    & #ours, & #theirs { width: 1fr; height: 1fr; }
    & #before { height: 1fr; max-height: 12; }
    & .in-map { border-title-style: bold; }
}
ConflictScreen.-narrow {
    & #conflict-desk { layout: vertical; }
    & #disputes { width: 1fr; max-width: 100%; height: 6; }
    & #before { height: 5; }
}
ConflictScreen.-short #before { display: none; }
"""


class DisputeList(RowList[Dispute]):
    """The conflicts that are left."""

    class Moved(Message):
        """Another conflict is under the cursor."""

    class Chosen(Message):
        """The user wants to go to what a conflict is about."""

    CLICKS_TO_CHOOSE: ClassVar[int] = 2

    def __init__(self, *, id: str) -> None:
        super().__init__("Undecided", "", id=id)

    def show(self, left: Sequence[Dispute]) -> None:
        """Show what is left, with the cursor on the same one, or where it was."""
        shown = self.current_item
        same = (at for at, one in enumerate(left) if shown is not None and one.where == shown.where)
        self.set_items(left, next(same, self.cursor))
        self.set_title(f"Undecided {len(left)}")

    def line_of(self, item: Dispute) -> Line:
        """Whose it is, and what it is about."""
        return Line(Piece(item.element or "the map"), (Piece("≠ ", "review"),), after=(Piece(item.said, "faint"),))

    def moved(self) -> None:
        """Tell that another conflict is under the cursor."""
        self.post_message(self.Moved())

    def chosen(self, item: Dispute) -> None:  # noqa: ARG002 (the one under the cursor)
        """Tell that the user wants to go there."""
        self.post_message(self.Chosen())


_IN_MAP: Final = " · in the map meanwhile"


class ConflictScreen(OverlayScreen[ConflictContext, str | Link]):
    """What a merge could not decide: a list, and both readings of one side by side."""

    AUTO_FOCUS = "#disputes"
    DEFAULT_CSS = DEFAULT_CSS
    ACTIONS = ACTIONS
    HELP_PAGE = HELP_PAGE
    BINDINGS: ClassVar[list[BindingType]] = [*action_bindings(ACTIONS), *pane_bindings()]

    def __init__(self, host: ActionHost) -> None:
        super().__init__(host)
        self.heading = ScreenTitle(id="sitting-title")
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

    def context(self) -> ConflictContext:
        """What the user is looking at now."""
        dispute, whole = self.disputes.current_item, self.host.session.map
        is_left = dispute is not None and dispute.where in whole.conflicts
        refused = refused_sides(whole, dispute.where) if dispute is not None and is_left else {}
        said = {side: f"{reason.what}; {reason.fix}" for side, reason in refused.items()}
        return ConflictContext(dispute, self.disputes.row_count(), History.of(self.host), said)

    def footer_names(self) -> tuple[str, ...]:
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
        words = both_versions(dispute.where, dispute.conflict) if dispute is not None else None
        if dispute is not None and words is not None:
            self._take_words(dispute, words, f"take both for {dispute.name}")

    async def take_own_words(self) -> None:
        """Ask for words, and let the map have these."""
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
        await self.host.ask(Form(dispute.of, [field], about=about, carry_out=carry_out))

    def _take_words(self, dispute: Dispute, words: str, name: str) -> None:
        self.edit(name, lambda whole: resolve_with(whole, dispute.where, words))

    def step(self, step: int) -> None:
        """Go to another conflict, from the last to the first."""
        self.disputes.go_to_row((self.disputes.cursor + step) % self.disputes.row_count())

    def go_to_map(self) -> None:
        """Go back to the map, to what this is about."""
        dispute = self.disputes.current_item
        if dispute is not None:
            self.dismiss(dispute.shows(self.host.session.map))

    # Showing

    def map_changed(self) -> None:
        """Show what is left."""
        left = disputes(self.host.session.map)
        self.disputes.show(left)
        self.query_one("#conflict-desk").display, self._nothing.display = bool(left), not left
        said = f"{count(len(left), 'conflict')} left to resolve" if left else "all decided"
        self.heading.show("conflicts", said, self.host.session.map.title, trouble=self.trouble)
        if left and self.focused is None:
            self.disputes.focus()
        self._show_dispute()

    @on(DisputeList.Moved)
    def _show_dispute(self) -> None:
        dispute = self.disputes.current_item
        if dispute is not None:
            shown = sheets(self.host.session.map, dispute)
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
        if message.name == ScreenTitle.BACK.name:
            self.leave()


async def decide(host: ActionHost) -> None:
    """Show both readings of each conflict side by side; afterwards say what git still waits for."""
    with host.controller.deciding():
        shown = await host.ask(ConflictScreen(host))
    if shown is not None:
        host.reveal(shown)
    path = host.session.path
    if not host.session.map.conflicts and await asyncio.to_thread(git_left_sides, path):
        host.tell(f"every conflict is decided · `git add {from_here(path)}` tells git so")


DECIDE: Final = "Decide now"
_SHOWN: Final = 3
"""Clashes that are shown in the question; the others are seen when they are decided."""


_WORDS: Final = 200
"""Code points of a reading that are shown."""


async def ask_to_decide(host: ActionHost, clashes: Collection[Address]) -> None:
    """Show both readings of what clashes, and go on to where it is decided if the user wants that now."""
    whole = host.session.map
    found = [one for one in disputes(whole) if one.where in clashes]
    said = [_said(one, sheets(whole, one).ours, sheets(whole, one).theirs) for one in found[:_SHOWN]]
    if len(found) > _SHOWN:
        said.append(f"and {count(len(found) - _SHOWN, 'conflict')} more")
    body = "\n\n".join([*said, "Both readings are kept until one of them is taken."])
    if await host.ask(Question("Changed in two ways", body, [DECIDE, "Later"], warning=True)) == DECIDE:
        await decide(host)


def _said(dispute: Dispute, ours: Sequence[Block], theirs: Sequence[Block]) -> str:
    return f"{dispute.of} · {dispute.said}\n· here: {_words(ours)}\n· on disk: {_words(theirs)}"


def _words(blocks: Sequence[Block]) -> str:
    """The words of a reading, without what stands around them."""
    chosen = next((block for block in blocks if block.bar == QUOTED), blocks[0] if blocks else None)
    words = "".join(piece.text for piece in chosen.paragraph.pieces) if chosen else "nothing"
    return words if len(words) <= _WORDS else f"{words[:_WORDS]}…"
