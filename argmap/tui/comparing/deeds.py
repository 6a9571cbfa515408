"""Everything that can be done while comparing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from argmap.tui.comparing.rows import ChangeRow
from argmap.tui.reasons import Reason
from argmap.tui.sitting import Deed, registry

if TYPE_CHECKING:
    from argmap.tui.comparing.screen import CompareScreen


@dataclass(frozen=True, slots=True)
class Sight:
    """What the user is looking at."""

    row: ChangeRow | None
    """The change under the cursor."""
    before: bool
    """Whether an element changed before this one in the list."""
    after: bool
    undo: str | None
    redo: str | None
    unsaved: bool
    """Whether the file lacks something that the map in memory has."""


def _needs_change(now: Sight) -> Reason:
    if now.row is None:
        return "nothing differs"
    if now.row.element is None:
        return "conflicts of a merge are decided where they are shown side by side: X on the map"
    return None if now.row.change is not None else "this follows from other changes: restore those"


def _needs_shown(now: Sight) -> Reason:
    if now.row is None:
        return "nothing differs"
    return None if now.row.shows is not None else "the tree does not show this"


def _needs_next(now: Sight) -> Reason:
    return None if now.after else "this is the last change"


def _needs_previous(now: Sight) -> Reason:
    return None if now.before else "this is the first change"


def _needs_undo(now: Sight) -> Reason:
    return None if now.undo else "there is nothing to undo"


def _needs_redo(now: Sight) -> Reason:
    return None if now.redo else "there is nothing to redo"


def _needs_unsaved(now: Sight) -> Reason:
    return None if now.unsaved else "everything is saved"


def _next(sitting: CompareScreen) -> None:
    sitting.changes.step(1)


def _previous(sitting: CompareScreen) -> None:
    sitting.changes.step(-1)


def _restore(sitting: CompareScreen) -> None:
    sitting.restore()


DEEDS: Final = registry(
    Deed("next", "n,right_curly_bracket", "next", "Go to the next element that changed.", _next, _needs_next),
    Deed(
        "previous",
        "p,left_curly_bracket",
        "previous",
        "Go to the element that changed before this one.",
        _previous,
        _needs_previous,
        "back",
    ),
    Deed(
        "restore",
        "r",
        "restore",
        "Put back what this row says has changed, as it was in the older version; one step that can be undone.",
        _restore,
        _needs_change,
        "old version take back revert",
    ),
    Deed(
        "go",
        "g",
        "on the map",
        "Go back to the map, to what changed here.",
        lambda sitting: sitting.go_to_map(),
        _needs_shown,
        "show element",
    ),
    Deed(
        "against",
        "V",
        "other version",
        "Compare with another version.",
        lambda sitting: sitting.compare_with_another(),
        words="revision commit HEAD",
    ),
    Deed("undo", "z,ctrl+z", "undo", "Take the last edit back.", lambda sitting: sitting.undo(), _needs_undo, "back"),
    Deed("redo", "Z,ctrl+y", "redo", "Do again what was undone.", lambda sitting: sitting.redo(), _needs_redo, "again"),
    Deed(
        "save",
        "ctrl+s",
        "save again",
        "Try again to write what is not yet in the file.",
        lambda sitting: sitting.save_again(),
        _needs_unsaved,
        "write disk",
    ),
    Deed(
        "help",
        "question_mark",
        "help",
        "Show the keys that work here.",
        lambda sitting: sitting.show_help(),
        words="keys",
    ),
    Deed(
        "back",
        "escape,q",
        "back",
        "Go back to the map as it is.",
        lambda sitting: sitting.leave(),
        words="map close",
    ),
)
"""Every deed by its name, in the order of the help."""

FOOTER: Final = ("next", "previous", "restore", "go", "undo", "back", "help")

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
            ("struck", "words that went; those underlined came"),
        ),
    ),
)
