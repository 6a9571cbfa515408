"""Everything that can be done while comparing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from argmap.tui.comparing.rows import ChangeRow
from argmap.tui.keys import key_of
from argmap.tui.reasons import Reason
from argmap.tui.sitting import Deed
from argmap.tui.sitting_deeds import Kept, with_common


@dataclass(frozen=True, slots=True)
class Sight:
    """What the user is looking at."""

    row: ChangeRow | None
    """The change under the cursor."""
    before: bool
    """Whether an element changed before this one in the list."""
    after: bool
    kept: Kept


def _needs_change(now: Sight) -> Reason:
    if now.row is None:
        return "nothing differs"
    if now.row.element is None:
        return f"conflicts of a merge are decided where they are shown side by side: {key_of('conflicts')} on the map"
    return None if now.row.change is not None else "this follows from other changes: restore those"


def _needs_shown(now: Sight) -> Reason:
    if now.row is None:
        return "nothing differs"
    return None if now.row.shows is not None else "the tree does not show this"


def _needs_next(now: Sight) -> Reason:
    return None if now.after else "this is the last change"


def _needs_previous(now: Sight) -> Reason:
    return None if now.before else "this is the first change"


DEEDS: Final = with_common(
    "compare",
    Deed("next", lambda it: it.changes.step(1), _needs_next),
    Deed("previous", lambda it: it.changes.step(-1), _needs_previous, "back"),
    Deed("restore", lambda it: it.restore(), _needs_change, "old version take back revert"),
    Deed("go", lambda it: it.go_to_map(), _needs_shown, "show element"),
    Deed("draw", lambda it: it.draw(), words="canvas graph diagram boxes arrows tree"),
    Deed("against", lambda it: it.compare_with_another(), words="revision commit HEAD"),
)
"""Every deed by its name, in the order of the help."""

FOOTER: Final = ("next", "previous", "restore", "draw", "go", "help")

HELP_PAGE: Final = (
    (
        "In the list",
        (("{list.choose}", "On a change: go to the map, to what changed."),),
    ),
    (
        "Signs",
        (
            ("+  -  ~", "came, went, changed"),
            ("!", "what follows from a change"),
            ("⊕  ⊖", "in the drawing: links that came, went"),
            ("struck", "words that went; those underlined came"),
        ),
    ),
)
