"""Everything that can be done while reviewing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from argmap.tui.keys import key_of
from argmap.tui.reasons import Reason
from argmap.tui.review import answering
from argmap.tui.review.cases import Agenda, Case
from argmap.tui.review.places import Place
from argmap.tui.sitting import Deed
from argmap.tui.sitting_deeds import Kept, with_common


@dataclass(frozen=True, slots=True)
class Sight:
    """What the user is looking at: everything that decides what can be done now."""

    case: Case | None
    """The quote under the cursor."""
    place: Place | None
    """The place that is shown beside it."""
    places: int
    """How many there are."""
    agenda: Agenda
    kept: Kept

    @property
    def found(self) -> bool:
        """Whether what is shown is where the quote was found."""
        if self.case is None or self.case.standing.span is None:
            return False
        return self.place is None or self.place.span == self.case.standing.span


def _needs_case(now: Sight) -> Reason:
    return None if now.case else "there is nothing to review"


def _needs_text(now: Sight) -> Reason:
    if now.case is None or now.case.opened is not None:
        return _needs_case(now)
    return "its text cannot be read: mend that first"


def _needs_found(now: Sight) -> Reason:
    if now.case is None or now.case.opened is None:
        return _needs_text(now)
    if now.found:
        return None
    if now.case.standing.span is not None:
        lead = f"{key('previous-place')} {key('next-place')} lead back to where the quote was found"
        return f"another place is shown: {key('choose')} takes it, {lead}"
    return _needs_place(now) or _instead(now.case.standing.state)


def _instead(state: str) -> str:
    """What can be done where a quote was not found for sure."""
    choose, reselect = key("choose"), key("reselect")
    if state == "ambiguous":
        shows = f"{key('previous-place')} {key('next-place')} shows them"
        return f"several places fit: {shows}, {choose} takes the one that is shown"
    if state == "rewritten":
        return f"other words stand there now: {choose} takes them as the quote’s, {reselect} selects others"
    return f"it was not found: {choose} takes the guess that is shown, {reselect} selects the passage in the text"


def _needs_place(now: Sight) -> Reason:
    if now.case is None or now.case.opened is None or now.place is not None:
        return _needs_text(now)
    return f"no place is like it: {key('reselect')} selects the passage in the text"


def _needs_places(now: Sight) -> Reason:
    return None if now.places > 1 else "there is no other place"


def _needs_moved(now: Sight) -> Reason:
    return None if now.agenda.moved else "no quote has only moved"


def _needs_later(now: Sight) -> Reason:
    return None if now.agenda.later else "nothing is kept for later"


DEEDS: Final = with_common(
    "review",
    Deed("accept", answering.accept, _needs_found, "take yes"),
    Deed("accept-moved", answering.accept_moved, _needs_moved, "all re-wrapped folded"),
    Deed("choose", answering.choose, _needs_place, "candidate another place"),
    Deed("reselect", answering.reselect, _needs_text, "text reader passage widen"),
    Deed("later", answering.keep_for_later, _needs_case, "skip keep"),
    Deed("kept", lambda it: it.bring_back(), _needs_later, "skipped later"),
    Deed("drop", answering.drop, _needs_case, "remove delete"),
    Deed("next", lambda it: it.move_case(1), _needs_case),
    Deed("previous", lambda it: it.move_case(-1), _needs_case),
    Deed("next-place", lambda it: it.move_place(1), _needs_places, "candidate"),
    Deed("previous-place", lambda it: it.move_place(-1), _needs_places, "candidate"),
)
"""Every deed by its name, in the order of the help."""


def key(name: str) -> str:
    """The key of a deed, as a person would write it, also for whoever chose another."""
    return key_of(f"review.{name}")


def footer(now: Sight) -> tuple[str, ...]:
    """The deeds to name in the footer, at most six, `?` the last."""
    if now.case is None:
        return ("accept-moved", "kept", "undo", "redo", "back", "help")
    if now.case.opened is None:
        return ("later", "drop", "accept-moved", "undo", "back", "help")
    moved_or_undo = "accept-moved" if now.agenda.moved or not now.kept.undo else "undo"
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
