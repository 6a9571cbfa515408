"""Everything that can be done while comparing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from argmap.tui.actions import key_of
from argmap.tui.comparing.rows import ChangeRow
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
    Deed(
        "next",
        "n,right_curly_bracket",
        "next",
        "Go to the next element that changed.",
        lambda it: it.changes.step(1),
        _needs_next,
    ),
    Deed(
        "previous",
        "p,left_curly_bracket",
        "previous",
        "Go to the element that changed before this one.",
        lambda it: it.changes.step(-1),
        _needs_previous,
        "back",
    ),
    Deed(
        "restore",
        "r",
        "restore",
        "Put back what this row says has changed, as it was in the older version; one step that can be undone.",
        lambda it: it.restore(),
        _needs_change,
        "old version take back revert",
    ),
    Deed(
        "go",
        "g",
        "on the map",
        "Go back to the map, to what changed here.",
        lambda it: it.go_to_map(),
        _needs_shown,
        "show element",
    ),
    Deed(
        "draw",
        "m",
        "draw map",
        "Draw both versions in one, with what came, went and changed marked; again: show the tree.",
        lambda it: it.draw(),
        words="canvas graph diagram boxes arrows tree",
    ),
    Deed(
        "against",
        "V",
        "other version",
        "Compare with another version.",
        lambda it: it.compare_with_another(),
        words="revision commit HEAD",
    ),
)
"""Every deed by its name, in the order of the help."""

FOOTER: Final = ("next", "previous", "restore", "draw", "go", "help")

HELP_PAGE: Final = (
    (
        "Everywhere",
        (
            ("up,down", "Go through the changes, or through the tree; also j and k."),
            ("tab", "Go to the next part of the screen; shift+tab to the one before."),
            ("enter", "On a change: go to the map, to what changed."),
            ("ctrl+p", "Find everything that can be done, by words."),
        ),
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
