"""Everything that can be done while reviewing: one registry, from which keys, footer, palette and help come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from argmap.tui.actions import key_name
from argmap.tui.actions.chosen_keys import keys_in_force
from argmap.tui.reasons import Reason
from argmap.tui.review import deeds
from argmap.tui.review.cases import Agenda, Case
from argmap.tui.review.places import Place

if TYPE_CHECKING:
    from argmap.tui.review.screen import ReviewScreen


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
    undo: str | None
    redo: str | None
    unsaved: bool
    """Whether the file lacks something that the map in memory has."""


def _always(_now: Sight) -> Reason:
    return None


@dataclass(frozen=True, slots=True)
class ReviewAction:
    """One thing that can be done."""

    name: str
    usual_keys: str
    """Keys as Textual names them, the one to show first."""
    label: str
    """One or two words, for the footer."""
    tooltip: str
    run: Callable[[ReviewScreen], None]
    why_not: Callable[[Sight], Reason] = _always
    words: str = ""
    """Further words under which the palette finds it."""

    @property
    def keys(self) -> str:
        """The keys that the user chose, else the usual ones."""
        return keys_in_force(f"review.{self.name}", self.usual_keys)

    @property
    def shown_key(self) -> str:
        """The first key, as a person would write it."""
        return key_name(self.keys.split(",", maxsplit=1)[0])


_INSTEAD: Final = {
    "ambiguous": "several places fit: ← → shows them, c takes the one that is shown",
    "rewritten": "other words stand there now: c takes them as the quote’s, t selects others",
    "lost": "it was not found: c takes the guess that is shown, t selects the passage in the text",
}


def _needs_case(now: Sight) -> Reason:
    return None if now.case else "there is nothing to review"


def _needs_text(now: Sight) -> Reason:
    if now.case is None or now.case.opened is not None:
        return _needs_case(now)
    return "its text cannot be read: mend that first"


def _needs_found(now: Sight) -> Reason:
    if now.case is None or now.case.opened is None:
        return _needs_text(now)
    if now.case.standing.span is not None:
        found = now.place is None or now.place.span == now.case.standing.span
        return None if found else "another place is shown: c takes it, ← → lead back to where the quote was found"
    if now.place is None:
        return "no place is like it: t selects the passage in the text"
    return _INSTEAD[now.case.standing.state]


def _needs_place(now: Sight) -> Reason:
    if now.case is None or now.case.opened is None or now.place is not None:
        return _needs_text(now)
    return "no place is like it: t selects the passage in the text"


def _needs_places(now: Sight) -> Reason:
    return None if now.places > 1 else "there is no other place"


def _needs_moved(now: Sight) -> Reason:
    return None if now.agenda.moved else "no quote has only moved"


def _needs_kept(now: Sight) -> Reason:
    return None if now.agenda.later else "nothing is kept for later"


def _needs_undo(now: Sight) -> Reason:
    return None if now.undo else "there is nothing to undo"


def _needs_redo(now: Sight) -> Reason:
    return None if now.redo else "there is nothing to redo"


def _needs_unsaved(now: Sight) -> Reason:
    return None if now.unsaved else "everything is saved"


REVIEW_ACTIONS: Final[dict[str, ReviewAction]] = {
    action.name: action
    for action in (
        ReviewAction(
            "accept",
            "a",
            "accept",
            "Let the quote have the words and the place in which it was found.",
            deeds.accept,
            _needs_found,
            "take yes",
        ),
        ReviewAction(
            "accept-moved",
            "A",
            "accept moved",
            "Accept all quotes that only moved or were re-wrapped, in one step that can be undone.",
            deeds.accept_moved,
            _needs_moved,
            "all re-wrapped folded",
        ),
        ReviewAction(
            "choose",
            "c",
            "choose",
            "Let the quote stand at the place that is shown, with the words there.",
            deeds.choose,
            _needs_place,
            "candidate another place",
        ),
        ReviewAction(
            "reselect",
            "t",
            "re-select",
            "Select the quote’s passage in the text yourself.",
            lambda review: review.start(deeds.reselect(review)),
            _needs_text,
            "text reader passage widen",
        ),
        ReviewAction(
            "later",
            "l",
            "later",
            "Leave the quote as it is, and skip it in this sitting.",
            deeds.keep_for_later,
            _needs_case,
            "skip keep",
        ),
        ReviewAction(
            "kept",
            "L",
            "bring back",
            "Bring back what was kept for later.",
            lambda review: review.bring_back(),
            _needs_kept,
            "skipped later",
        ),
        ReviewAction(
            "drop",
            "x,delete",
            "drop",
            "Take the quote away with its links, after showing which.",
            lambda review: review.start(deeds.drop(review)),
            _needs_case,
            "remove delete",
        ),
        ReviewAction("next", "n", "next", "Go to the next quote.", lambda review: review.move_case(1), _needs_case),
        ReviewAction(
            "previous", "p", "previous", "Go to the quote before.", lambda review: review.move_case(-1), _needs_case
        ),
        ReviewAction(
            "next-place",
            "right",
            "next place",
            "Show the next place where the quote may stand.",
            lambda review: review.move_place(1),
            _needs_places,
            "candidate",
        ),
        ReviewAction(
            "previous-place",
            "left",
            "previous place",
            "Show the place before.",
            lambda review: review.move_place(-1),
            _needs_places,
            "candidate",
        ),
        ReviewAction(
            "undo",
            "z,ctrl+z",
            "undo",
            "Take the last edit back.",
            lambda review: review.step(review.bench.keeper.undo),
            _needs_undo,
            "back",
        ),
        ReviewAction(
            "redo",
            "Z,ctrl+y",
            "redo",
            "Do again what was undone.",
            lambda review: review.step(review.bench.keeper.redo),
            _needs_redo,
            "again",
        ),
        ReviewAction(
            "save",
            "ctrl+s",
            "save again",
            "Try again to write what is not yet in the file.",
            lambda review: review.save_again(),
            _needs_unsaved,
            "write disk",
        ),
        ReviewAction(
            "help",
            "question_mark",
            "help",
            "Show the keys that work here.",
            lambda review: review.start(deeds.show_help(review)),
            words="keys",
        ),
        ReviewAction(
            "back",
            "escape,q",
            "back",
            "Go back to the map. What was not answered stays as it is.",
            lambda review: review.leave(),
            words="map close",
        ),
    )
}
"""Every action by its name, in the order of the help."""

_ATTACHED: Final = ("accept", "accept-moved", "reselect", "later", "drop")
_DOUBTFUL: Final = ("choose", "accept-moved", "reselect", "later", "drop")


def footer(now: Sight) -> list[ReviewAction]:
    """The actions to name in the footer, at most six, `?` the last."""
    chosen: tuple[str, ...] = _DOUBTFUL
    if now.case is None:
        chosen = ("accept-moved", "kept", "undo", "redo", "back")
    elif now.case.opened is None:
        chosen = ("later", "drop", "accept-moved", "undo", "back")
    elif now.case.standing.span is not None:
        shown_first = now.place is None or now.place.span == now.case.standing.span
        chosen = _ATTACHED if shown_first else _DOUBTFUL
    return [REVIEW_ACTIONS[name] for name in (*chosen, "help")]
