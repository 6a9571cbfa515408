"""Everything that can be done while deciding conflicts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from argmap.edit.conflicts import both_readings, takes_words
from argmap.model import Side
from argmap.tui.conflicts.disputes import Dispute
from argmap.tui.keys import key_of
from argmap.tui.reasons import Reason
from argmap.tui.sitting import Deed
from argmap.tui.sitting_deeds import Kept, with_common


@dataclass(frozen=True, slots=True)
class Sight:
    """What the user is looking at."""

    dispute: Dispute | None
    """The conflict under the cursor."""
    left: int
    """How many are undecided."""
    kept: Kept
    refused: Mapping[Side, str] = field(default_factory=dict)
    """The sides that do not fit as the map is, each with the reason."""


def _needs_dispute(now: Sight) -> Reason:
    return None if now.dispute else "every conflict is decided"


def _needs_side_that_fits(side: Side) -> Callable[[Sight], Reason]:
    def reason(now: Sight) -> Reason:
        return _needs_dispute(now) or now.refused.get(side)

    return reason


def _needs_others(now: Sight) -> Reason:
    if now.dispute is None:
        return _needs_dispute(now)
    return None if now.left > 1 else "this is the only one left"


def _needs_notes(now: Sight) -> Reason:
    if now.dispute is None:
        return _needs_dispute(now)
    both = both_readings(now.dispute.where, now.dispute.conflict)
    if both is not None:
        return None
    return f"only notes can say both: take one side, or word it anew with {key_of('conflicts.edit')}"


def _needs_words(now: Sight) -> Reason:
    if now.dispute is None:
        return _needs_dispute(now)
    worded = takes_words(now.dispute.where) and not now.dispute.anchor
    return None if worded else "this can only be as the one side or the other has it"


DEEDS: Final = with_common(
    "conflicts",
    Deed("ours", lambda it: it.take(Side.OURS), _needs_side_that_fits(Side.OURS), "left mine"),
    Deed("theirs", lambda it: it.take(Side.THEIRS), _needs_side_that_fits(Side.THEIRS), "right other"),
    Deed("both", lambda it: it.take_both(), _needs_notes, "join notes"),
    Deed("edit", lambda it: it.take_own_words(), _needs_words, "edit write"),
    Deed("next", lambda it: it.step(1), _needs_others),
    Deed("previous", lambda it: it.step(-1), _needs_others),
    Deed("go", lambda it: it.go_to_map(), _needs_dispute, "show element"),
)
"""Every deed by its name, in the order of the help."""

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
